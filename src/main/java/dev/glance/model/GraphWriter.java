package dev.glance.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a {@link TfliteModel} into a TensorFlow.js graph that computes in float32: weights are dequantised
 * ({@code (q - zeroPoint) * scale}), QUANTIZE and DEQUANTIZE are left out, the final SOFTMAX too (it is computed from
 * the logits in double precision). Shapes are followed from the input to the logits, so that a graph that does not fit
 * together is an error here and not a riddle inside TensorFlow.js.
 */
final class GraphWriter {
    /** All weights together; the largest MobileNet has 6 million. A damaged file must not fill the memory. */
    private static final long MAX_WEIGHTS = 32_000_000;
    /** Height and width of the input, and of a window. */
    static final int MAX_SIDE = 4096;

    private static final int ADD = 0;
    private static final int AVERAGE_POOL_2D = 1;
    private static final int CONV_2D = 3;
    private static final int DEPTHWISE_CONV_2D = 4;
    private static final int FULLY_CONNECTED = 9;
    private static final int RELU = 19;
    private static final int RELU6 = 21;
    private static final int RESHAPE = 22;
    private static final int PAD = 34;
    private static final int MEAN = 40;
    private static final int NONE = -1;
    private static final int SQUEEZE = 43;

    private final FlatBuffer file;
    private final TfliteModel model;
    private final Topology topology = new Topology();
    private final List<GraphArtifacts.Weight> weights = new ArrayList<>();
    /** By tensor index: the node that computes it. */
    private final Map<Integer, Value> values = new HashMap<>();
    /** By tensor index: the constant that a DEQUANTIZE of a constant stands for. */
    private final Map<Integer, TfliteModel.Tensor> constants = new HashMap<>();
    /** Height and width of the input that it is written for; 0 for the file's own. */
    private final int size;
    private final TfliteModel.Operator[] producers;
    private final int logits;
    private final int features;
    /** What is averaged to the features; {@link #NONE} where they come about in another way. */
    private final int featureMap;
    private long weightCount;

    /**
     * What a tensor became.
     *
     * @param node  name of the node
     * @param shape dimensions, the batch counted as 1
     */
    private record Value(String node, int[] shape) {
    }

    private GraphWriter(FlatBuffer file, TfliteModel model, int size) {
        this.file = file;
        this.model = model;
        this.size = size;
        producers = new TfliteModel.Operator[model.tensors().size()];
        for (TfliteModel.Operator operator : model.operators()) {
            int output = operator.outputs()[0];
            if (producers[output] != null || output == model.input()) {
                throw FlatBuffer.broken("two operators write one tensor");
            }
            producers[output] = operator;
        }
        logits = back(model.output(), TfliteModel.QUANTIZE, TfliteModel.DEQUANTIZE, TfliteModel.SOFTMAX);
        int classifierOutput = back(logits, TfliteModel.QUANTIZE, TfliteModel.DEQUANTIZE, RESHAPE, SQUEEZE);
        TfliteModel.Operator classifier = producers[classifierOutput];
        if (classifier == null || classifier.code() != CONV_2D && classifier.code() != FULLY_CONNECTED) {
            throw FlatBuffer.broken("it does not end in a classifier");
        }
        features = back(input(classifier, 0), TfliteModel.QUANTIZE, TfliteModel.DEQUANTIZE);
        TfliteModel.Operator pooling = producers[back(features, RESHAPE, SQUEEZE)];
        featureMap = pooling == null || pooling.code() != MEAN && pooling.code() != AVERAGE_POOL_2D ? NONE
                : back(input(pooling, 0), TfliteModel.QUANTIZE, TfliteModel.DEQUANTIZE);
    }

    /** See {@link Tflite#read(byte[], int)}. */
    static GraphArtifacts write(byte[] bytes, int size) {
        FlatBuffer file = new FlatBuffer(bytes);
        return new GraphWriter(file, TfliteReader.read(file), size).artifacts();
    }

    /**
     * A copy of a file that computes at another size: the shapes of its tensors are written anew, and the window that pools
     * over the whole picture.
     *
     * @throws dev.glance.error.GlanceException {@code model-format} where that cannot be
     */
    static byte[] resized(byte[] bytes, int size) {
        FlatBuffer file = new FlatBuffer(bytes);
        TfliteModel model = TfliteReader.read(file);
        GraphWriter writer = new GraphWriter(file, model, size);
        writer.artifacts();
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        int graph = file.tablesField(file.root(), 2)[0];
        int[] tensors = file.tablesField(graph, 0);
        Map<Integer, int[]> written = new HashMap<>();
        for (int i = 0; i < tensors.length; i++) {
            Value value = writer.values.get(i);
            int[] shape = value == null ? model.tensors().get(i).shape() : value.shape();
            int at = file.vectorField(tensors[i], 0, 4).position();
            // Several tensors may point to one shape.
            int[] before = written.put(at, shape);
            require(shape.length == model.tensors().get(i).shape().length && (before == null || Arrays.equals(before, shape)),
                    "its shapes belong together");
            for (int j = 0; j < shape.length; j++) {
                file.put(copy, at + 4 * j, shape[j]);
            }
        }
        for (TfliteModel.Operator operator : model.operators()) {
            if (operator.code() == AVERAGE_POOL_2D) {
                int[] pooled = writer.value(writer.input(operator, 0)).shape();
                file.put(copy, file.field(operator.options(), 3), pooled[2]);
                file.put(copy, file.field(operator.options(), 4), pooled[1]);
            }
        }
        return copy;
    }

    private GraphArtifacts artifacts() {
        int[] shape = model.tensors().get(model.input()).shape().clone();
        if (shape.length != 4 || shape[0] != 1 || shape[1] != shape[2] || shape[1] < 1 || shape[1] > MAX_SIDE
                || shape[3] != 3) {
            throw FlatBuffer.broken("its input is not one square RGB picture");
        }
        if (size != 0) {
            require(size > 0 && size <= MAX_SIDE, "its input cannot have that size");
            shape[1] = size;
            shape[2] = size;
        }
        topology.node(GraphArtifacts.INPUT, "Placeholder").type("dtype", "DT_FLOAT").shape("shape", -1, -1, -1, 3);
        values.put(model.input(), new Value(GraphArtifacts.INPUT, shape));
        for (TfliteModel.Operator operator : model.operators()) {
            write(operator);
            if (operator.outputs()[0] == logits) {
                break;
            }
        }
        int[] logitsShape = value(logits).shape();
        if (logitsShape.length != 2) {
            throw FlatBuffer.broken("its output is not one row of classes");
        }
        int outputs = logitsShape[1];
        return new GraphArtifacts(topology.json(), signature(outputs), List.copyOf(weights), shape[1],
                outputs, count(value(features).shape()));
    }

    private static String signature(int outputs) {
        return "{\"inputs\":{" + signed(GraphArtifacts.INPUT, -1, -1, -1, 3) + "},\"outputs\":{"
                + signed(GraphArtifacts.LOGITS, -1, outputs) + "}}";
    }

    private static String signed(String node, int... shape) {
        return "\"" + node + "\":{\"name\":\"" + node + ":0\",\"dtype\":\"DT_FLOAT\",\"tensorShape\":"
                + Topology.dims(shape) + "}";
    }

    /** The tensor that remains when one goes back over operators of the given codes. */
    private int back(int tensor, int... codes) {
        int at = tensor;
        for (int steps = 0; steps < producers.length; steps++) {
            TfliteModel.Operator producer = producers[at];
            if (producer == null || !contains(codes, producer.code())) {
                return at;
            }
            at = input(producer, 0);
        }
        throw FlatBuffer.broken("its operators go in a circle");
    }

    private void write(TfliteModel.Operator operator) {
        int output = operator.outputs()[0];
        String name = output == logits ? GraphArtifacts.LOGITS : output == features ? GraphArtifacts.FEATURES
                : output == featureMap ? GraphArtifacts.FEATURE_MAP : "op_" + output;
        switch (operator.code()) {
            case CONV_2D -> convolution(operator, name);
            case DEPTHWISE_CONV_2D -> depthwise(operator, name);
            case FULLY_CONNECTED -> fullyConnected(operator, name);
            case ADD -> add(operator, name);
            case AVERAGE_POOL_2D -> averagePool(operator, name);
            case MEAN -> mean(operator, name);
            case RESHAPE, SQUEEZE -> reshape(operator, name);
            case PAD -> pad(operator, name);
            case RELU -> activation(operator, name, "Relu");
            case RELU6 -> activation(operator, name, "Relu6");
            case TfliteModel.QUANTIZE, TfliteModel.DEQUANTIZE -> alias(operator);
            default -> throw FlatBuffer.broken("it uses operator number " + operator.code()
                    + ", which no MobileNet needs");
        }
    }

    private void alias(TfliteModel.Operator operator) {
        int from = input(operator, 0);
        TfliteModel.Tensor tensor = model.tensors().get(from);
        if (tensor.isConstant()) {
            constants.put(operator.outputs()[0], tensor);
        } else {
            values.put(operator.outputs()[0], value(from));
        }
    }

    private void convolution(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        TfliteModel.Tensor filter = constant(input(operator, 1));
        int[] f = filter.shape();
        require(x.shape().length == 4 && f.length == 4 && f[3] == x.shape()[3], "a filter does not fit its input");
        // TensorFlow Lite keeps OHWI, TensorFlow HWIO.
        String filterNode = transposed(name + "/filter", new int[] {f[1], f[2], f[3], f[0]}, filter, f[0],
                f[1] * f[2] * f[3]);
        Window window = new Window(option(operator, 1), option(operator, 2), optionOr(operator, 4, 1),
                optionOr(operator, 5, 1), padding(operator));
        topology.node(name, "_FusedConv2D", x.node(), filterNode, bias(operator, name, f[0]));
        fused(window, fusedActivation(operator, 3));
        put(operator, name, 1, window.height(x.shape()[1], f[1]), window.width(x.shape()[2], f[2]), f[0]);
    }

    private void depthwise(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        TfliteModel.Tensor filter = constant(input(operator, 1));
        int[] f = filter.shape();
        require(x.shape().length == 4 && f.length == 4 && f[0] == 1 && f[3] > 0 && f[3] % x.shape()[3] == 0,
                "a depthwise filter does not fit its input");
        // [1, h, w, channels * multiplier] and [h, w, channels, multiplier] lie the same way in memory.
        int[] shape = {f[1], f[2], x.shape()[3], f[3] / x.shape()[3]};
        String filterNode = weight(name + "/filter", shape, floats(filter));
        Window window = new Window(option(operator, 1), option(operator, 2), optionOr(operator, 5, 1),
                optionOr(operator, 6, 1), padding(operator));
        topology.node(name, "FusedDepthwiseConv2dNative", x.node(), filterNode, bias(operator, name, f[3]));
        fused(window, fusedActivation(operator, 4));
        put(operator, name, 1, window.height(x.shape()[1], f[1]), window.width(x.shape()[2], f[2]), f[3]);
    }

    private void fullyConnected(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        TfliteModel.Tensor matrix = constant(input(operator, 1));
        int[] m = matrix.shape();
        require(m.length == 2 && m[1] > 0 && count(x.shape()) == m[1], "a classifier does not fit its input");
        require(optionByte(operator, 1) == 0, "its classifier's weights are shuffled");
        String input = x.node();
        if (x.shape().length != 2) {
            input = reshapeNode(name + "/flat", x, new int[] {1, m[1]});
        }
        String matrixNode = transposed(name + "/matrix", new int[] {m[1], m[0]}, matrix, m[0], m[1]);
        topology.node(name, "_FusedMatMul", input, matrixNode, bias(operator, name, m[0]))
                .bool("transpose_a", false).bool("transpose_b", false);
        fusedOps(fusedActivation(operator, 0));
        put(operator, name, 1, m[0]);
    }

    private void add(TfliteModel.Operator operator, String name) {
        Value a = value(input(operator, 0));
        Value b = value(input(operator, 1));
        require(Arrays.equals(a.shape(), b.shape()), "it adds tensors of different shapes");
        String activation = fusedActivation(operator, 0);
        if (activation == null) {
            topology.node(name, "AddV2", a.node(), b.node()).type("T", "DT_FLOAT");
        } else {
            topology.node(name + "/sum", "AddV2", a.node(), b.node()).type("T", "DT_FLOAT");
            topology.node(name, activation, name + "/sum").type("T", "DT_FLOAT");
        }
        put(operator, name, a.shape());
    }

    private void averagePool(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        int height = option(operator, 4);
        int width = option(operator, 3);
        boolean valid = padding(operator).equals("VALID");
        // What the whole picture is, the file says for its own size.
        int[] whole = size == 0 ? x.shape() : model.tensors().get(input(operator, 0)).shape();
        require(x.shape().length == 4 && whole.length == 4 && fusedActivation(operator, 5) == null && valid
                && height == whole[1] && width == whole[2], "it pools over less than the whole picture");
        String axes = weight(name + "/axes", new int[] {1, 2});
        meanNode(name, x, axes, true);
        put(operator, name, 1, 1, 1, x.shape()[3]);
    }

    private void mean(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        int[] axes = ints(constant(input(operator, 1)));
        boolean keep = optionByte(operator, 0) != 0;
        require(x.shape().length == 4 && axes.length == 2 && axes[0] == 1 && axes[1] == 2,
                "it averages over other dimensions than height and width");
        meanNode(name, x, weight(name + "/axes", axes), keep);
        int channels = x.shape()[3];
        put(operator, name, keep ? new int[] {1, 1, 1, channels} : new int[] {1, channels});
    }

    private void meanNode(String name, Value x, String axes, boolean keep) {
        topology.node(name, "Mean", x.node(), axes).bool("keep_dims", keep).type("T", "DT_FLOAT").type("Tidx", "DT_INT32");
    }

    /** RESHAPE and SQUEEZE: the result's shape is written in the file. */
    private void reshape(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        int[] shape = model.tensors().get(operator.outputs()[0]).shape();
        require(shape.length > 0 && shape[0] == 1 && positive(shape) && count(shape) == count(x.shape()),
                "it reshapes to another number of values");
        reshapeNode(name, x, shape);
        put(operator, name, shape);
    }

    /** Writes a reshape that leaves the batch dimension open. */
    private String reshapeNode(String name, Value x, int[] shape) {
        int[] open = shape.clone();
        open[0] = -1;
        String shapeNode = weight(name + "/shape", open);
        topology.node(name, "Reshape", x.node(), shapeNode).type("T", "DT_FLOAT").type("Tshape", "DT_INT32");
        return name;
    }

    private void pad(TfliteModel.Operator operator, String name) {
        Value x = value(input(operator, 0));
        TfliteModel.Tensor table = constant(input(operator, 1));
        int[] amounts = ints(table);
        require(x.shape().length == 4 && amounts.length == 8, "it pads in an unknown way");
        int[] shape = new int[4];
        for (int i = 0; i < 4; i++) {
            int before = amounts[2 * i];
            int after = amounts[2 * i + 1];
            require(before >= 0 && before <= 64 && after >= 0 && after <= 64 && (i != 0 || before + after == 0),
                    "it pads by too much");
            shape[i] = x.shape()[i] + before + after;
        }
        String amountsNode = name + "/paddings";
        constant(new GraphArtifacts.Weight(amountsNode, new int[] {4, 2}, null, amounts, null));
        topology.node(name, "Pad", x.node(), amountsNode).type("T", "DT_FLOAT");
        put(operator, name, shape);
    }

    private void activation(TfliteModel.Operator operator, String name, String op) {
        Value x = value(input(operator, 0));
        topology.node(name, op, x.node()).type("T", "DT_FLOAT");
        put(operator, name, x.shape());
    }

    /** The attributes of a convolution. */
    private void fused(Window window, String activation) {
        topology.ints("strides", 1, window.strideHeight(), window.strideWidth(), 1)
                .ints("dilations", 1, window.dilationHeight(), window.dilationWidth(), 1)
                .string("padding", window.padding()).string("data_format", "NHWC");
        fusedOps(activation);
    }

    private void fusedOps(String activation) {
        (activation == null ? topology.strings("fused_ops", "BiasAdd")
                : topology.strings("fused_ops", "BiasAdd", activation)).integer("num_args", 1).type("T", "DT_FLOAT");
    }

    /** Writes the bias of a convolution or classifier, zeros where the file has none. */
    private String bias(TfliteModel.Operator operator, String name, int channels) {
        int[] inputs = operator.inputs();
        float[] values;
        if (inputs.length > 2 && inputs[2] >= 0) {
            values = floats(constant(inputs[2]));
            require(values.length == channels, "a bias does not fit its filter");
        } else {
            values = new float[channels];
        }
        return weight(name + "/bias", new int[] {channels}, values);
    }

    private String weight(String name, int[] shape, float[] floats) {
        return constant(new GraphArtifacts.Weight(name, shape, floats, null, null));
    }

    private String weight(String name, int[] shape, GraphArtifacts.Packed packed) {
        return constant(new GraphArtifacts.Weight(name, shape, null, null, packed));
    }

    private String weight(String name, int[] ints) {
        return constant(new GraphArtifacts.Weight(name, new int[] {ints.length}, null, ints, null));
    }

    private String constant(GraphArtifacts.Weight weight) {
        weights.add(weight);
        String dtype = weight.ints() == null ? "DT_FLOAT" : "DT_INT32";
        if (weight.packed() != null) {
            topology.node(weight.name(), "Placeholder").type("dtype", dtype).shape("shape", weight.shape());
        } else {
            topology.node(weight.name(), "Const").type("dtype", dtype).tensor("value", dtype, weight.shape());
        }
        return weight.name();
    }

    private void put(TfliteModel.Operator operator, String node, int... shape) {
        require(positive(shape), "a tensor would be empty");
        values.put(operator.outputs()[0], new Value(node, shape));
    }

    private Value value(int tensor) {
        Value value = values.get(tensor);
        if (value == null) {
            throw FlatBuffer.broken("an operator reads a tensor that none before it computes");
        }
        return value;
    }

    private TfliteModel.Tensor constant(int tensor) {
        TfliteModel.Tensor constant = constants.get(tensor);
        if (constant == null) {
            constant = model.tensors().get(tensor);
        }
        require(constant.isConstant(), "a weight has no values");
        return constant;
    }

    private int input(TfliteModel.Operator operator, int index) {
        require(index < operator.inputs().length && operator.inputs()[index] >= 0, "an operator lacks an input");
        return operator.inputs()[index];
    }

    private String padding(TfliteModel.Operator operator) {
        return optionByte(operator, 0) == 0 ? "SAME" : "VALID";
    }

    /** The TensorFlow op for a fused activation, or null for none. */
    private String fusedActivation(TfliteModel.Operator operator, int field) {
        return switch (optionByte(operator, field)) {
            case 0 -> null;
            case 1 -> "Relu";
            case 3 -> "Relu6";
            default -> throw FlatBuffer.broken("it uses an activation that no MobileNet needs");
        };
    }

    private int optionByte(TfliteModel.Operator operator, int field) {
        return operator.options() == 0 ? 0 : file.byteField(operator.options(), field, 0);
    }

    /** A stride or window size: 1 to {@value #MAX_SIDE}. */
    private int option(TfliteModel.Operator operator, int field) {
        return optionOr(operator, field, 0);
    }

    private int optionOr(TfliteModel.Operator operator, int field, int fallback) {
        int value = operator.options() == 0 ? fallback : file.intField(operator.options(), field, fallback);
        require(value >= 1 && value <= MAX_SIDE, "a stride or window is out of range");
        return value;
    }

    private float[] floats(TfliteModel.Tensor tensor) {
        int count = constantCount(tensor);
        int type = tensor.type();
        float[] result = new float[count];
        int position = tensor.data().position();
        if (type == TfliteModel.FLOAT32 || type == TfliteModel.FLOAT16) {
            boolean half = type == TfliteModel.FLOAT16;
            for (int i = 0; i < count; i++) {
                result[i] = half ? Half.toFloat(file.uint8(position + 2 * i) | file.uint8(position + 2 * i + 1) << 8)
                        : file.float32(position + 4 * i);
                require(Math.abs(result[i]) <= Float.MAX_VALUE, "a weight is not a number");
            }
            return result;
        }
        float[] scales = tensor.scales();
        int[] zeroPoints = tensor.zeroPoints();
        int[] shape = tensor.shape();
        int axis = tensor.channelAxis();
        requireScales(tensor);
        // Values that lie side by side and share one scale.
        int run = scales.length == 1 ? Math.max(1, count) : 1;
        for (int i = axis + 1; i < shape.length && scales.length > 1; i++) {
            run *= shape[i];
        }
        for (int start = 0; start < count; start += run) {
            int channel = scales.length == 1 ? 0 : start / run % scales.length;
            int zero = zeroPoints.length == 0 ? 0 : zeroPoints[zeroPoints.length == 1 ? 0 : channel];
            dequantise(result, start, start + run, type, position, zero, scales[channel]);
        }
        return result;
    }

    private static void requireScales(TfliteModel.Tensor tensor) {
        float[] scales = tensor.scales();
        int[] zeroPoints = tensor.zeroPoints();
        int[] shape = tensor.shape();
        int axis = tensor.channelAxis();
        require(scales.length == 1 || axis >= 0 && axis < shape.length && scales.length == shape[axis],
                "a weight's scales do not fit it");
        require(zeroPoints.length <= 1 || zeroPoints.length == scales.length, "a weight's zero points do not fit it");
        for (float scale : scales) {
            require(scale > 0 && scale <= Float.MAX_VALUE, "a weight's scale is not a positive number");
        }
    }

    /** In double, so that the JVM and JavaScript round the same way, once. */
    private void dequantise(float[] result, int start, int end, int type, int position, double zero, double scale) {
        byte[] bytes = file.bytes();
        if (type == TfliteModel.UINT8) {
            for (int i = start; i < end; i++) {
                result[i] = (float) (((bytes[position + i] & 0xFF) - zero) * scale);
            }
        } else if (type == TfliteModel.INT8) {
            for (int i = start; i < end; i++) {
                result[i] = (float) ((bytes[position + i] - zero) * scale);
            }
        } else {
            for (int i = start; i < end; i++) {
                result[i] = (float) ((file.int32(position + 4 * i) - zero) * scale);
            }
        }
    }

    /** A weight that is the transpose of a matrix of the file. */
    private String transposed(String name, int[] shape, TfliteModel.Tensor matrix, int rows, int columns) {
        boolean signed = matrix.type() == TfliteModel.INT8;
        if (!signed && matrix.type() != TfliteModel.UINT8 || !isEven(matrix)) {
            return weight(name, shape, transposed(floats(matrix), rows, columns));
        }
        constantCount(matrix);
        requireScales(matrix);
        int zero = matrix.zeroPoints().length == 0 ? 0 : matrix.zeroPoints()[0];
        return weight(name, shape, new GraphArtifacts.Packed(file.bytes(), matrix.data().position(), signed, rows, columns,
                matrix.scales(), zero));
    }

    /** Whether all values have one zero point, and one scale or one a row. */
    private static boolean isEven(TfliteModel.Tensor matrix) {
        for (int zero : matrix.zeroPoints()) {
            if (zero != matrix.zeroPoints()[0]) {
                return false;
            }
        }
        return matrix.scales().length == 1 || matrix.channelAxis() == 0;
    }

    /** Rows become columns; by strips of 16 rows, so that what is written lies side by side. */
    private static float[] transposed(float[] source, int rows, int columns) {
        float[] result = new float[source.length];
        for (int strip = 0; strip < rows; strip += 16) {
            int end = Math.min(rows, strip + 16);
            for (int column = 0; column < columns; column++) {
                int from = strip * columns + column;
                for (int to = column * rows + strip; to < column * rows + end; to++) {
                    result[to] = source[from];
                    from += columns;
                }
            }
        }
        return result;
    }

    private int[] ints(TfliteModel.Tensor tensor) {
        int count = constantCount(tensor);
        require(tensor.type() == TfliteModel.INT32, "a list of numbers is of the wrong type");
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = file.int32(tensor.data().position() + 4 * i);
        }
        return result;
    }

    /** How many values a constant has; its bytes must be there, and all constants together stay within bounds. */
    private int constantCount(TfliteModel.Tensor tensor) {
        int size = switch (tensor.type()) {
            case TfliteModel.FLOAT32, TfliteModel.INT32 -> 4;
            case TfliteModel.FLOAT16 -> 2;
            case TfliteModel.UINT8, TfliteModel.INT8 -> 1;
            default -> throw FlatBuffer.broken("a weight is of type number " + tensor.type());
        };
        require(positive(tensor.shape()), "a weight has an empty dimension");
        int count = count(tensor.shape());
        require((long) count * size == tensor.data().length(), "a weight has another number of values than its shape");
        weightCount += count;
        require(weightCount <= MAX_WEIGHTS, "it has more than " + MAX_WEIGHTS + " weights");
        return count;
    }

    /** Whether no dimension is empty. */
    static boolean positive(int[] shape) {
        for (int size : shape) {
            if (size < 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many values a tensor of the given shape has; negative or 0 where it is not {@link #positive}.
     *
     * @throws dev.glance.error.GlanceException {@code model-format} where they are too many
     */
    static int count(int[] shape) {
        long count = 1;
        for (int size : shape) {
            count *= size;
            require(Math.abs(count) <= Integer.MAX_VALUE / 8, "a tensor is too large");
        }
        return (int) count;
    }

    private static boolean contains(int[] codes, int code) {
        for (int candidate : codes) {
            if (candidate == code) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw FlatBuffer.broken(otherwise);
        }
    }

    /** How a convolution's window moves. */
    private record Window(int strideWidth, int strideHeight, int dilationWidth, int dilationHeight, String padding) {
        int height(int size, int filter) {
            return length(size, filter, strideHeight, dilationHeight);
        }

        int width(int size, int filter) {
            return length(size, filter, strideWidth, dilationWidth);
        }

        private int length(int size, int filter, int stride, int dilation) {
            int reach = padding.equals("SAME") ? 1 : dilation * (filter - 1) + 1;
            return size < reach ? 0 : (size - reach) / stride + 1;
        }
    }
}
