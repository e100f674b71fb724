package dev.glance.model.graph;

import static dev.glance.model.graph.Tables.assertRefused;
import static dev.glance.model.graph.Tables.assertRows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.model.JsonText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasLayersTest {
    private static final String INPUT = layer("InputLayer", "in", "'batch_input_shape':[null,8,6,4]");

    private static String layer(String type, String name, String config) {
        return "{'class_name':'" + type + "','config':{'name':'" + name + "'" + (config.isEmpty() ? "" : "," + config) + "}}";
    }

    private static String sequential(String... layers) {
        return "{'class_name':'Sequential','config':{'name':'s','layers':[" + String.join(",", layers) + "]}}";
    }

    /** A layer of a functional model. */
    private static String node(String layer, String name, String... calls) {
        List<String> nodes = new ArrayList<>();
        for (String call : calls) {
            List<String> from = new ArrayList<>();
            for (String one : call.split(",")) {
                String[] parts = one.split(":");
                from.add("['" + parts[0] + "'," + (parts.length > 1 ? parts[1] : "0") + "," + (parts.length > 2 ? parts[2]
                        : "0")
                        + ",{}]");
            }
            nodes.add("[" + String.join(",", from) + "]");
        }
        return layer.substring(0, layer.length() - 1) + ",'name':'" + name + "','inbound_nodes':[" + String.join(",",
                nodes) + "]}";
    }

    private static String functional(String inputs, String outputs, String... layers) {
        return "{'class_name':'Functional','config':{'name':'f','layers':[" + String.join(",", layers)
                + "],'input_layers':" + inputs
                + ",'output_layers':" + outputs + "}}";
    }

    private static LayerTable read(String topology, int size) {
        return Layers.ofTensorFlowJs(JsonText.parse(("{'modelTopology':" + topology + "}").replace('\'',
                '"')), new byte[0], size);
    }

    private static LayerTable read(String topology) {
        return read(topology, 0);
    }

    /** What one layer makes of 8×6×4. */
    private static LayerTable one(String type, String config) {
        return read(sequential(INPUT, layer(type, "l", config)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "Conv2D|'filters':5,'kernel_size':[3,2]|l STANDARD [-1] 8x6x4->6x5x5 k3x2 s1x1 d1x1 p120 x5 m3600",
        "Conv2D|'filters':5,'kernel_size':3,'strides':[2,1],'padding':'same','use_bias':false|l STANDARD [-1] 8x6x4->4x6x5 k3x3 s2x1 d1x1 p180 x0 m4320",
        "Conv2D|'filters':5,'kernel_size':3,'dilation_rate':2,'padding':'valid'|l STANDARD [-1] 8x6x4->4x2x5 k3x3 s1x1 d2x2 p180 x5 m1440",
        "Conv2D|'filters':5,'kernel_size':1,'activation':'swish'|l POINTWISE+swish [-1] 8x6x4->8x6x5 k1x1 s1x1 d1x1 p20 x5 m960",
        "Conv2D|'filters':6,'kernel_size':3,'groups':2|l STANDARD [-1] 8x6x4->6x4x6 k3x3 s1x1 d1x1 p108 x6 m2592",
        "Conv2D|'filters':8,'kernel_size':3,'groups':4|l DEPTHWISE [-1] 8x6x4->6x4x8 k3x3 s1x1 d1x1 p72 x8 m1728",
        "DepthwiseConv2D|'kernel_size':[3,3],'depth_multiplier':2,'activation':'relu'|l DEPTHWISE+relu [-1] 8x6x4->6x4x8 k3x3 s1x1 d1x1 p72 x8 m1728",
        "DepthwiseConv2D|'kernel_size':[3,3],'use_bias':false,'padding':'same','data_format':'channels_last'|l DEPTHWISE [-1] 8x6x4->8x6x4 k3x3 s1x1 d1x1 p36 x0 m1728",
        "Dense|'units':5,'activation':'relu'|l FULLY_CONNECTED+relu [-1] 8x6x4->8x6x5 p20 x5 m960",
        "Dense|'units':5,'use_bias':false,'activation':'linear'|l FULLY_CONNECTED [-1] 8x6x4->8x6x5 p20 x0 m960",
        "BatchNormalization|'axis':3|l NORMALIZATION [-1] 8x6x4->8x6x4 p0 x16 m0",
        "BatchNormalization|'scale':false|l NORMALIZATION [-1] 8x6x4->8x6x4 p0 x12 m0",
        "BatchNormalization|'scale':false,'center':false|l NORMALIZATION [-1] 8x6x4->8x6x4 p0 x8 m0",
        "Rescaling|'scale':0.5|l NORMALIZATION [-1] 8x6x4->8x6x4 p0 x0 m0",
        "ReLU|'max_value':6|l ACTIVATION+relu6 [-1] 8x6x4->8x6x4 p0 x0 m0",
        "ReLU|'max_value':null|l ACTIVATION+relu [-1] 8x6x4->8x6x4 p0 x0 m0",
        "LeakyReLU|'alpha':0.1|l ACTIVATION+leaky_relu [-1] 8x6x4->8x6x4 p0 x0 m0",
        "PReLU|'a':1|l ACTIVATION+prelu [-1] 8x6x4->8x6x4 p0 x0 m0",
        "ELU|'a':1|l ACTIVATION+elu [-1] 8x6x4->8x6x4 p0 x0 m0",
        "Softmax|'axis':-1|l ACTIVATION+softmax [-1] 8x6x4->8x6x4 p0 x0 m0",
        "Activation|'activation':'tanh'|l ACTIVATION+tanh [-1] 8x6x4->8x6x4 p0 x0 m0",
        "ZeroPadding2D|'padding':2|l PADDING [-1] 8x6x4->12x10x4 p0 x0 m0",
        "ZeroPadding2D|'padding':[1,2]|l PADDING [-1] 8x6x4->10x10x4 p0 x0 m0",
        "ZeroPadding2D|'padding':[[0,1],[2,3]]|l PADDING [-1] 8x6x4->9x11x4 p0 x0 m0",
        "GlobalAveragePooling2D|'a':1|l POOLING [-1] 8x6x4->1x1x4 k8x6 s1x1 d1x1 p0 x0 m0",
        "GlobalMaxPooling2D|'a':1|l POOLING [-1] 8x6x4->1x1x4 k8x6 s1x1 d1x1 p0 x0 m0",
        "AveragePooling2D|'pool_size':[2,3]|l POOLING [-1] 8x6x4->4x2x4 k2x3 s2x3 d1x1 p0 x0 m0",
        "MaxPooling2D|'pool_size':3,'strides':2,'padding':'same'|l POOLING [-1] 8x6x4->4x3x4 k3x3 s2x2 d1x1 p0 x0 m0",
        "Flatten|'a':1|l RESHAPE [-1] 8x6x4->1x1x192 p0 x0 m0",
        "Reshape|'target_shape':[4,-1,2]|l RESHAPE [-1] 8x6x4->4x24x2 p0 x0 m0",
    })
    void eachLayerMakesItsRow(String type, String config, String row) {
        assertRows(one(type, config), row);
    }

    @Test
    void aSeparableConvolutionIsTwoRows() {
        LayerTable table = one("SeparableConv2D",
                "'filters':5,'kernel_size':3,'strides':2,'padding':'same','depth_multiplier':2,"
                + "'activation':'relu'");
        assertRows(table, "l/depthwise DEPTHWISE [-1] 8x6x4->4x3x8 k3x3 s2x2 d1x1 p72 x0 m864",
                "l POINTWISE+relu [0] 4x3x8->4x3x5 k1x1 s1x1 d1x1 p40 x5 m480");
        assertEquals(1, table.pairs().size());
        // One standard convolution from 4 to 5 channels.
        assertEquals(9 * 4 * 5 * 12, table.standardMultiplyAdds());
    }

    @Test
    void whatDoesNothingHasNoRow() {
        assertRows(read(sequential(INPUT, layer("Dropout", "d", "'rate':0.5"), layer("SpatialDropout2D", "e", ""),
                layer("GaussianNoise", "f", ""), layer("GaussianDropout", "g", ""), layer("Activation", "h",
                        "'activation':'linear'"),
                layer("Reshape", "i", "'target_shape':[8,6,4]"), layer("ReLU", "j", ""))),
                "j ACTIVATION+relu [-1] 8x6x4->8x6x4 p0 x0 m0");
    }

    /** The row's output is the last of what is part of it. */
    @Test
    void whatFollowsAConvolutionIsPartOfIt() {
        LayerTable table = read(sequential(layer("Conv2D", "c",
                "'batch_input_shape':[null,8,6,3],'filters':2,'kernel_size':1"),
                layer("BatchNormalization", "b", ""), layer("ReLU", "r", "'max_value':6"), layer("BatchNormalization", "n",
                        ""),
                layer("ReLU", "s", ""), layer("Activation", "t", "'activation':'tanh'")));
        assertRows(table, "c POINTWISE+relu6 [-1] 8x6x3->8x6x2 k1x1 s1x1 d1x1 p6 x10 m288",
                "n NORMALIZATION+relu [0] 8x6x2->8x6x2 p0 x8 m0", "t ACTIVATION+tanh [1] 8x6x2->8x6x2 p0 x0 m0");
        assertEquals("r", table.layers().get(0).output());
        assertEquals("s", table.layers().get(1).output());
    }

    @Test
    void branchesComeTogether() {
        String[] layers = {node(layer("Add", "sum", ""), "sum", "a,b"), node(INPUT, "in"),
            node(layer("Conv2D", "a", "'filters':4,'kernel_size':1,'use_bias':false"), "a", "in"),
            node(layer("Conv2D", "b", "'filters':4,'kernel_size':1,'use_bias':false"), "b", "in"),
            node(layer("ReLU", "r", ""), "r", "sum"), node(layer("Concatenate", "cat", "'axis':3"), "cat", "r,in,a"),
            node(layer("Multiply", "mul", ""), "mul", "sum,in"), node(layer("Maximum", "max", ""), "max", "mul,in")};
        LayerTable table = read(functional("[['in',0,0]]", "['cat',0,0]", layers));
        assertRows(table, "a POINTWISE [-1] 8x6x4->8x6x4 k1x1 s1x1 d1x1 p16 x0 m768",
                "b POINTWISE [-1] 8x6x4->8x6x4 k1x1 s1x1 d1x1 p16 x0 m768", "sum ADDITION+relu [0, 1] 8x6x4->8x6x4 p0 x0 m0",
                "cat CONCATENATION [2, -1, 0] 8x6x4->8x6x12 p0 x0 m0", "mul MULTIPLICATION [2, -1] 8x6x4->8x6x4 p0 x0 m0",
                "max OTHER [4, -1] 8x6x4->8x6x4 p0 x0 m0");
    }

    /** As Teachable Machine writes it: [[MobileNet, pooling], [two dense layers]]. */
    @Test
    void modelsStandInModels() {
        String inner = functional("[['in',0,0]]", "[['dw',0,0]]", node(INPUT, "in"),
                node(layer("Conv2D", "c", "'filters':4,'kernel_size':3,'use_bias':false"), "c", "in"),
                node(layer("DepthwiseConv2D", "dw", "'kernel_size':3,'use_bias':false"), "dw", "c"));
        String head = sequential(layer("Dense", "dense_1", "'batch_input_shape':[null,4],'units':100,'activation':'relu'"),
                layer("Dense", "dense_2", "'units':2,'use_bias':false,'activation':'softmax'"));
        LayerTable table = read(sequential(sequential(inner, layer("GlobalAveragePooling2D", "pool", "")), head));
        assertRows(table, "c STANDARD [-1] 8x6x4->6x4x4 k3x3 s1x1 d1x1 p144 x0 m3456",
                "dw DEPTHWISE [0] 6x4x4->4x2x4 k3x3 s1x1 d1x1 p36 x0 m288",
                        "pool POOLING [1] 4x2x4->1x1x4 k4x2 s1x1 d1x1 p0 x0 m0",
                "dense_1 FULLY_CONNECTED+relu [2] 1x1x4->1x1x100 p400 x100 m400",
                "dense_2 FULLY_CONNECTED [3] 1x1x100->1x1x2 p200 x0 m200",
                        "dense_2 ACTIVATION+softmax [4] 1x1x2->1x1x2 p0 x0 m0");
        assertEquals(List.of(), table.pairs());
    }

    /** The weights are there once, the work is done each time. */
    @Test
    void aLayerThatIsCalledTwiceHasItsWeightsOnce() {
        String block = functional("['x',0,0]", "['n',0,0]", node(layer("InputLayer", "x",
                "'batch_input_shape':[null,8,6,4]"), "x"),
                node(layer("Conv2D", "c", "'filters':4,'kernel_size':1"), "c", "x"), node(layer("BatchNormalization", "n",
                        ""), "n", "c"));
        LayerTable table = read(functional("[['in',0,0]]", "[['block',1,0]]", node(INPUT, "in"), node(block, "block", "in",
                "block")));
        assertRows(table, "c POINTWISE [-1] 8x6x4->8x6x4 k1x1 s1x1 d1x1 p16 x20 m768",
                "c POINTWISE [0] 8x6x4->8x6x4 k1x1 s1x1 d1x1 p0 x0 m768");
    }

    @Test
    void whoBringsNoPictureTakesThatOfItsModel() {
        assertRows(read(sequential(functional("[['in',0,0]]", "[['r',0,0]]", node(INPUT, "in"), node(layer("ReLU", "r", ""),
                "r", "in")))),
                "r ACTIVATION+relu [-1] 8x6x4->8x6x4 p0 x0 m0");
        assertEquals(new Shape(8, 6, 4), one("ReLU", "").input());
        assertEquals(new Shape(9, 9, 4), read(sequential(INPUT, layer("ReLU", "r", "")), 9).input());
        assertEquals(new Shape(5, 6, 7), read(sequential(layer("InputLayer", "i", "'batch_shape':[null,5,6,7]"),
                layer("ReLU", "r", ""))).input());
    }

    /** Old Keras: a list of layers, and the model in a member of its own. */
    @Test
    void olderFormsAreRead() {
        String old = "{'class_name':'Sequential','config':[" + INPUT + "," + layer("ReLU", "r", "") + "]}";
        assertEquals(1, read(old).layers().size());
        assertEquals(1, read("{'keras_version':'2','model_config':" + old + "}").layers().size());
        assertEquals(1, read(functional("[['in',0,0]]", "[['r',0,0]]", node(INPUT, "in"),
                node(layer("ReLU", "r", ""), "r", "in")).replace("Functional", "Model")).layers().size());
    }

    @Test
    void whatFitsNotTogetherIsRefused() {
        assertRefused("channels come before", () -> one("Conv2D",
                "'filters':5,'kernel_size':1,'data_format':'channels_first'"));
        assertRefused("the layer LSTM, whose result", () -> one("LSTM", "'units':5"));
        assertRefused("a filter does not fit", () -> one("Conv2D", "'filters':5,'kernel_size':1,'groups':3"));
        assertRefused("a filter does not fit", () -> one("Conv2D", "'filters':5,'kernel_size':1,'groups':2"));
        assertRefused("a filter does not fit", () -> one("Conv2D", "'filters':5,'kernel_size':1,'groups':0"));
        assertRefused("a filter does not fit", () -> one("Conv2D", "'filters':0,'kernel_size':1"));
        assertRefused("empty or far too large", () -> one("DepthwiseConv2D", "'kernel_size':1,'depth_multiplier':0"));
        assertRefused("empty or far too large", () -> one("DepthwiseConv2D",
                "'kernel_size':1,'depth_multiplier':2000000000"));
        assertRefused("empty or far too large", () -> one("Dense", "'units':-1"));
        assertRefused("empty or far too large", () -> one("Conv2D", "'filters':5,'kernel_size':9"));
        assertRefused("out of range", () -> one("Conv2D", "'filters':5,'kernel_size':0"));
        assertRefused("number of sides", () -> one("Conv2D", "'filters':5,'kernel_size':[1,2,3]"));
        assertRefused("pads by too much", () -> one("ZeroPadding2D", "'padding':4097"));
        assertRefused("pads by too much", () -> one("ZeroPadding2D", "'padding':[[0,0],[0,-1]]"));
        assertRefused("another number of values", () -> one("Reshape", "'target_shape':[7]"));
        assertRefused("along height or width", () -> one("Concatenate", "'axis':1"));
        assertRefused("along height or width", () -> one("Concatenate", "'axis':2"));
        assertRefused("it lacks", () -> one("Conv2D", "'kernel_size':1"));
        assertRefused("of another kind", () -> one("Conv2D", "'filters':'5','kernel_size':1"));
        assertRefused("not one picture", () -> read(sequential(layer("Dense", "d",
                "'batch_input_shape':[null,4],'units':1"))));
        assertRefused("it has no layers", () -> read(sequential()));
        assertRefused("it has no layers", () -> read(sequential(INPUT)));
        assertRefused("it is a Graph, which is no model", () -> read("{'class_name':'Graph','config':{}}"));
        assertRefused("it lacks", () -> Layers.ofTensorFlowJs(JsonText.parse("{}"), new byte[0], 0));
    }

    @Test
    void layersNameEachOther() {
        String relu = layer("ReLU", "r", "");
        String in = "[['in',0,0]]";
        String out = "[['r',0,0]]";
        assertRefused("one that is not there", () -> read(functional(in, out, node(INPUT, "in"), node(relu, "r", "x"))));
        assertRefused("one that is not there", () -> read(functional(in, out, node(INPUT, "in"), node(relu, "r", "in:1"))));
        assertRefused("one that is not there", () -> read(functional(in, out, node(INPUT, "in"), node(relu, "r", "in:0:1"))));
        assertRefused("one that is not there", () -> read(functional(in, out, node(INPUT, "in"), node(relu, "r",
                "in:0:-1"))));
        assertRefused("one that is not there", () -> read(functional(in, "[['x',0,0]]", node(INPUT, "in"), node(relu, "r",
                "in"))));
        assertRefused("two of its layers", () -> read(functional(in, out, node(INPUT, "in"), node(relu, "r", "in"),
                node(relu, "r", "in"))));
        assertRefused("in a circle", () -> read(functional(in, out, node(INPUT, "in"), node(relu, "r", "r"))));
        assertRefused("does not say what it reads", () -> read(functional("[['in',0]]", out, node(INPUT, "in"), node(relu,
                "r", "in"))));
        assertRefused("more than one input", () -> read(functional("[['in',0,0],['in2',0,0]]", out, node(INPUT, "in"),
                node(INPUT, "in2"), node(relu, "r", "in"))));
        String two = functional("[['in',0,0],['in2',0,0]]", out, node(INPUT, "in"), node(INPUT, "in2"), node(relu, "r",
                "in"));
        assertRefused("another number of inputs", () -> read(sequential(INPUT, two)));
        assertRefused("another number of inputs", () -> read(sequential(INPUT, functional("[]", out, node(INPUT, "in"),
                node(relu, "r", "in")))));
        assertRefused("a layer reads nothing", () -> read(sequential(functional(in, "[]", node(INPUT, "in"), node(relu, "r",
                "in")), relu)));
    }

    @Test
    void depthAndNumberAreBounded() {
        String nested = INPUT + "," + layer("ReLU", "r", "");
        for (int i = 0; i < 15; i++) {
            nested = sequential(nested);
        }
        assertEquals(1, read(sequential(nested)).layers().size());
        String deeper = sequential(sequential(nested));
        assertRefused("nested too deeply", () -> read(deeper));
        assertRefused("too many layers", () -> read(twice("Dropout", "", 15)));
        assertRefused("too many layers", () -> read(twice("Softmax", "", 12)));
    }

    /** A model that calls one four times that calls one four times ... */
    private static String twice(String type, String config, int depth) {
        String x = node(layer("InputLayer", "x", "'batch_input_shape':[null,8,6,4]"), "x");
        String model = layer(type, "m", config);
        for (int i = 0; i < depth; i++) {
            model = functional("['x',0,0]", "['m',3,0]", x, node(model, "m", "x", "m:0", "m:1", "m:2"));
        }
        return model;
    }
}
