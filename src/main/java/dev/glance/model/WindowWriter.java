package dev.glance.model;

/** Writes what moves a window over the picture, and what weighs all of it at once: convolutions, pools, classifiers. */
final class WindowWriter {
    private final Draft draft;
    /** Whether the file's own size is kept; at another one, a pool over the whole picture pools over the whole of that. */
    private final boolean ownSize;

    WindowWriter(Draft draft, boolean ownSize) {
        this.draft = draft;
        this.ownSize = ownSize;
    }

    /** How a window moves. */
    private record Window(int height, int width, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth,
            String padding) {
        int rows(int size) {
            return length(size, height, strideHeight, dilationHeight);
        }

        int columns(int size) {
            return length(size, width, strideWidth, dilationWidth);
        }

        private int length(int size, int filter, int stride, int dilation) {
            int reach = padding.equals("SAME") ? 1 : dilation * (filter - 1) + 1;
            return size < reach ? 0 : (size - reach) / stride + 1;
        }
    }

    private String padding(TfliteModel.Operator operator) {
        return draft.optionByte(operator, 0) == 0 ? "SAME" : "VALID";
    }

    void convolution(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        TfliteModel.Tensor filter = draft.constant(operator, 1);
        int[] f = filter.shape();
        FlatBuffer.require(x.shape().length == 4 && f.length == 4, Draft.MISFIT);
        if (f[3] != x.shape()[3]) {
            // Groups of channels.
            throw Draft.lacking(operator);
        }
        // TensorFlow Lite keeps OHWI, TensorFlow HWIO.
        String filterNode = draft.constants().transposed(Draft.part(name, "filter"), new int[] {f[1], f[2], f[3], f[0]},
                filter, f[0], f[1] * f[2] * f[3]);
        convolve(operator, name, "_FusedConv2D", filterNode, f[0], window(operator, f, 4), 3);
    }

    void depthwise(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        TfliteModel.Tensor filter = draft.constant(operator, 1);
        int[] f = filter.shape();
        FlatBuffer.require(x.shape().length == 4 && f.length == 4 && f[0] == 1 && f[3] > 0 && f[3] % x.shape()[3] == 0,
                Draft.MISFIT);
        // [1, h, w, channels * multiplier] and [h, w, channels, multiplier] lie the same way in memory.
        int[] shape = {f[1], f[2], x.shape()[3], f[3] / x.shape()[3]};
        String filterNode = draft.constants().node(Draft.part(name, "filter"), shape, draft.constants().floats(filter));
        convolve(operator, name, "FusedDepthwiseConv2dNative", filterNode, f[3], window(operator, f, 5), 4);
    }

    private Window window(TfliteModel.Operator operator, int[] filter, int dilations) {
        Window window = new Window(filter[1], filter[2], draft.option(operator, 2), draft.option(operator, 1),
                draft.optionOr(operator, dilations + 1, 1), draft.optionOr(operator, dilations, 1), padding(operator));
        if (Math.max(window.strideHeight, window.strideWidth) > 1
                && Math.max(window.dilationHeight, window.dilationWidth) > 1) {
            throw Draft.lacking(operator);
        }
        return window;
    }

    private void convolve(TfliteModel.Operator operator, String name, String op, String filter, int channels, Window window,
            int activation) {
        Draft.Value x = draft.inputValue(operator, 0);
        draft.topology().node(name, op, x.node(), filter, bias(operator, name, channels))
                .ints("strides", 1, window.strideHeight, window.strideWidth, 1)
                .ints("dilations", 1, window.dilationHeight, window.dilationWidth, 1)
                .string("padding", window.padding).string("data_format", "NHWC");
        fuse(operator, activation);
        draft.put(operator, name, 1, window.rows(x.shape()[1]), window.columns(x.shape()[2]), channels);
    }

    void fullyConnected(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        TfliteModel.Tensor matrix = draft.constant(operator, 1);
        int[] m = matrix.shape();
        FlatBuffer.require(m.length == 2, Draft.MISFIT);
        if (FlatBuffer.count(x.shape()) != m[1]) {
            // Each place by itself.
            throw Draft.lacking(operator);
        }
        FlatBuffer.require(draft.optionByte(operator, 1) == 0, "its classifier's weights are shuffled");
        String input = x.node();
        if (x.shape().length != 2) {
            input = Draft.part(name, "flat");
            draft.reshape(input, x.node(), new int[] {1, m[1]});
        }
        String matrixNode = draft.constants().transposed(Draft.part(name, "matrix"), new int[] {m[1], m[0]}, matrix, m[0],
                m[1]);
        draft.topology().node(name, "_FusedMatMul", input, matrixNode, bias(operator, name, m[0]))
                .bool("transpose_a", false).bool("transpose_b", false);
        fuse(operator, 0);
        draft.put(operator, name, 1, m[0]);
    }

    /** Ends the node of a convolution or classifier. */
    private void fuse(TfliteModel.Operator operator, int field) {
        String activation = draft.activation(operator, field);
        (activation == null ? draft.topology().strings("fused_ops", "BiasAdd")
                : draft.topology().strings("fused_ops", "BiasAdd", activation)).integer("num_args", 1).type("T", "DT_FLOAT");
    }

    /** Writes the bias of a convolution or classifier, zeros where the file has none. */
    private String bias(TfliteModel.Operator operator, String name, int channels) {
        int[] inputs = operator.inputs();
        float[] values = new float[channels];
        if (inputs.length > 2 && inputs[2] >= 0) {
            values = draft.constants().floats(draft.constant(operator, 2));
            FlatBuffer.require(values.length == channels, "a bias does not fit its filter");
        }
        return draft.constants().node(Draft.part(name, "bias"), new int[] {channels}, values);
    }

    /** Whether a pool's window is the whole picture. */
    boolean isWhole(TfliteModel.Operator operator) {
        int tensor = Draft.input(operator, 0);
        // What the whole picture is, the file says for its own size.
        int[] whole = ownSize ? draft.value(tensor).shape() : draft.shape(tensor);
        return whole.length == 4 && draft.option(operator, 4) == whole[1] && draft.option(operator, 3) == whole[2]
                && padding(operator).equals("VALID");
    }

    void pool(TfliteModel.Operator operator, String name, String op) {
        Draft.Value x = draft.inputValue(operator, 0);
        int[] shape = x.shape();
        FlatBuffer.require(shape.length == 4, Draft.MISFIT);
        Window window = new Window(draft.option(operator, 4), draft.option(operator, 3), draft.option(operator, 2),
                draft.option(operator, 1), 1, 1, padding(operator));
        draft.node(true, draft.beforeActivation(operator, 5, name), op, x.node())
                .ints("ksize", 1, window.height, window.width, 1)
                .ints("strides", 1, window.strideHeight, window.strideWidth, 1)
                .string("padding", window.padding).string("data_format", "NHWC");
        draft.activate(operator, 5, name);
        draft.put(operator, name, 1, window.rows(shape[1]), window.columns(shape[2]), shape[3]);
    }
}
