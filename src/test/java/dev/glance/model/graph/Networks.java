package dev.glance.model.graph;

import dev.glance.model.Json;
import dev.glance.model.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Keras configurations of whole networks, made for a test: only shapes, no weights. */
final class Networks {
    private static final int[][] V1 = {{64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512,
            1},
        {512, 1}, {512, 1}, {1024, 2}, {1024, 1}};
    /** Expansion, channels, repeats, stride. */
    private static final int[][] V2 = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160,
            3, 2},
        {6, 320, 1, 1}};

    private final List<String> layers = new ArrayList<>();
    private String last = "";
    private int channels;

    /** The paper's table 1, as Keras has it: each convolution with its batch normalisation and ReLU6. */
    static Json v1(double alpha, int side, int classes) {
        Networks net = new Networks();
        net.input(side);
        net.conv("conv1", (int) (32 * alpha), 3, 2, true);
        for (int i = 0; i < V1.length; i++) {
            net.depthwise("conv_dw_" + (i + 1), 3, V1[i][1]);
            net.conv("conv_pw_" + (i + 1), (int) (V1[i][0] * alpha), 1, 1, true);
        }
        net.add("GlobalAveragePooling2D", "pool", "");
        net.add("Reshape", "reshape_1", ",\"target_shape\":[1,1," + net.channels + "]");
        net.add("Dropout", "dropout", ",\"rate\":0.001");
        net.add("Conv2D", "conv_preds", ",\"filters\":" + classes + ",\"kernel_size\":[1,1],\"padding\":\"same\"");
        net.add("Activation", "act_softmax", ",\"activation\":\"softmax\"");
        net.add("Reshape", "reshape_2", ",\"target_shape\":[-1]");
        return net.model();
    }

    /** Table 2 of the paper on V2, as Keras has it. */
    static Json v2(double alpha, int side, int classes) {
        Networks net = new Networks();
        net.input(side);
        net.conv("Conv1", divisible(32 * alpha), 3, 2, true);
        int block = 0;
        for (int[] stage : V2) {
            for (int i = 0; i < stage[2]; i++) {
                String from = net.last;
                int in = net.channels;
                String name = "block_" + block++;
                if (stage[0] > 1) {
                    net.conv(name + "_expand", in * stage[0], 1, 1, true);
                }
                int stride = i == 0 ? stage[3] : 1;
                if (stride == 2) {
                    net.add("ZeroPadding2D", name + "_pad", ",\"padding\":[[0,1],[0,1]]");
                }
                net.depthwise(name + "_depthwise", 3, stride);
                net.conv(name + "_project", divisible(stage[1] * alpha), 1, 1, false);
                if (i > 0) {
                    net.add("Add", name + "_add", "", from, net.last);
                }
            }
        }
        net.conv("Conv_1", alpha > 1 ? divisible(1280 * alpha) : 1280, 1, 1, true);
        net.add("GlobalAveragePooling2D", "pool", "");
        net.add("Dense", "predictions", ",\"units\":" + classes + ",\"activation\":\"softmax\"");
        return net.model();
    }

    /**
     * Blocks as V3 and EfficientNet have them.
     *
     * @param stem    channels of the first convolution
     * @param blocks  of each channels and kernel
     * @param excited whether each has squeeze and excite
     */
    static Json blocks(int stem, double alpha, int[][] blocks, boolean excited) {
        Networks net = new Networks();
        net.input(224);
        net.conv("Conv", stem, 3, 2, true);
        for (int i = 0; i < blocks.length; i++) {
            net.conv("expand_" + i, 4 * net.channels, 1, 1, true);
            net.depthwise("depthwise_" + i, blocks[i][1], 1);
            if (excited) {
                net.excited("excite_" + i);
            }
            net.conv("project_" + i, divisible(blocks[i][0] * alpha), 1, 1, false);
        }
        net.conv("Conv_1", 1280, 1, 1, true);
        net.add("GlobalAveragePooling2D", "pool", "");
        net.add("Dense", "predictions", ",\"units\":10");
        return net.model();
    }

    private void excited(String name) {
        String whole = last;
        int all = channels;
        add("GlobalAveragePooling2D", name + "_pool", ",\"keepdims\":true");
        add("Conv2D", name + "_reduce", ",\"filters\":" + all / 4 + ",\"kernel_size\":1,\"activation\":\"relu\"");
        add("Conv2D", name + "_widen", ",\"filters\":" + all + ",\"kernel_size\":1,\"activation\":\"hard_sigmoid\"");
        add("Multiply", name + "_mul", "", whole, last);
    }

    static int divisible(double width) {
        int even = Math.max(8, (int) (width + 4) / 8 * 8);
        return even < 0.9 * width ? even + 8 : even;
    }

    private void input(int side) {
        layers.add("{\"class_name\":\"InputLayer\",\"name\":\"input\",\"inbound_nodes\":[],\"config\":{\"name\":\"input\","
                + "\"batch_input_shape\":[null," + side + "," + side + ",3]}}");
        last = "input";
    }

    private void conv(String name, int filters, int kernel, int stride, boolean activated) {
        add("Conv2D", name, ",\"filters\":" + filters + ",\"kernel_size\":[" + kernel + "," + kernel + "],\"strides\":["
                + stride
                + "," + stride + "],\"padding\":\"same\",\"use_bias\":false");
        channels = filters;
        normalised(name, activated);
    }

    private void depthwise(String name, int kernel, int stride) {
        boolean padded = last.endsWith("_pad");
        add("DepthwiseConv2D", name, ",\"kernel_size\":[" + kernel + "," + kernel + "],\"strides\":[" + stride + "," + stride
                + "],\"padding\":\"" + (padded ? "valid" : "same") + "\",\"use_bias\":false,\"depth_multiplier\":1");
        normalised(name, true);
    }

    private void normalised(String name, boolean activated) {
        add("BatchNormalization", name + "_bn", ",\"scale\":true,\"center\":true");
        if (activated) {
            add("ReLU", name + "_relu", ",\"max_value\":6");
        }
    }

    private void add(String type, String name, String config, String... from) {
        StringBuilder inbound = new StringBuilder();
        for (String one : from.length == 0 ? new String[] {last} : from) {
            inbound.append(inbound.length() == 0 ? "" : ",").append("[\"").append(one).append("\",0,0,{}]");
        }
        layers.add("{\"class_name\":\"" + type + "\",\"name\":\"" + name + "\",\"inbound_nodes\":[[" + inbound
                + "]],\"config\":{\"name\":\"" + name + "\"" + config + "}}");
        last = name;
    }

    private Json model() {
        return JsonText.parse("{\"modelTopology\":{\"model_config\":{\"class_name\":\"Model\",\"config\":{\"layers\":["
                + String.join(",", layers) + "],\"input_layers\":[[\"input\",0,0]],\"output_layers\":[[\"" + last
                + "\",0,0]]}}}}");
    }
}
