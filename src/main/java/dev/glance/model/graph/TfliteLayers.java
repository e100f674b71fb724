package dev.glance.model.graph;

import dev.glance.model.Operations;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the layers of a {@code .tflite} file.
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">
 *      schema.fbs</a>, which numbers operators and their options
 */
final class TfliteLayers {
    private static final int ADD = 0;
    private static final int AVERAGE_POOL_2D = 1;
    private static final int CONCATENATION = 2;
    private static final int CONV_2D = 3;
    private static final int DEPTHWISE_CONV_2D = 4;
    private static final int DEQUANTIZE = 6;
    private static final int FULLY_CONNECTED = 9;
    private static final int LOGISTIC = 14;
    private static final int MAX_POOL_2D = 17;
    private static final int MUL = 18;
    private static final int RELU = 19;
    private static final int RELU_N1_TO_1 = 20;
    private static final int RELU6 = 21;
    private static final int RESHAPE = 22;
    private static final int SOFTMAX = 25;
    private static final int TANH = 28;
    private static final int PAD = 34;
    private static final int MEAN = 40;
    private static final int SUB = 41;
    private static final int DIV = 42;
    private static final int SQUEEZE = 43;
    private static final int PRELU = 54;
    private static final int PADV2 = 60;
    private static final int LEAKY_RELU = 98;
    private static final int QUANTIZE = 114;
    private static final int HARD_SWISH = 117;

    private final Operations file;
    private final boolean ownSize;
    private final Tracer tracer = new Tracer();
    /** By tensor; null for what is not computed yet. */
    private final Tracer.Value[] values;
    /** By tensor: those whose values are in the file, or come from such. */
    private final boolean[] constants;
    private int operator;
    /** Number of the tensor that the operator writes. */
    private String output;

    private TfliteLayers(Operations file, int size) {
        this.file = file;
        ownSize = size == 0;
        values = new Tracer.Value[file.tensors()];
        constants = new boolean[values.length];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = file.isConstant(i);
        }
        int[] picture = file.shape(file.picture());
        Broken.require(picture.length == 4, "its input is not one picture");
        values[file.picture()] = tracer.input(ownSize ? Shape.ofBatch(picture) : new Shape(size, size, picture[3]));
    }

    static LayerTable read(byte[] bytes, int size) {
        return new TfliteLayers(Operations.read(bytes), size).table();
    }

    private LayerTable table() {
        for (operator = 0; operator < file.size(); operator++) {
            int tensor = file.output(operator);
            output = Integer.toString(tensor);
            Broken.require(values[tensor] == null && !constants[tensor], "two operators write one tensor");
            if (computed().isEmpty()) {
                constants[tensor] = true;
            } else {
                values[tensor] = value();
            }
        }
        return tracer.table(this::name);
    }

    private String name(String tensor) {
        String name = file.name(Integer.parseInt(tensor));
        return name.isEmpty() ? tensor : name;
    }

    private Tracer.Value value() {
        return switch (file.code(operator)) {
            case CONV_2D -> convolution();
            case DEPTHWISE_CONV_2D -> depthwise();
            case FULLY_CONNECTED -> fullyConnected();
            case ADD -> fused(combination(LayerKind.ADDITION), 0);
            case MUL -> fused(combination(LayerKind.MULTIPLICATION), 0);
            case SUB, DIV -> fused(combination(LayerKind.OTHER), 0);
            case CONCATENATION -> fused(tracer.concatenation(output, computed()), 1);
            case AVERAGE_POOL_2D, MAX_POOL_2D -> fused(pooling(), 5);
            case MEAN -> mean();
            case PAD, PADV2 -> padding();
            case RESHAPE, SQUEEZE -> reshape();
            case RELU -> activation("relu");
            case RELU_N1_TO_1 -> activation("relu_n1_to_1");
            case RELU6 -> activation("relu6");
            case LOGISTIC -> activation("sigmoid");
            case TANH -> activation("tanh");
            case SOFTMAX -> activation("softmax");
            case PRELU -> activation("prelu");
            case LEAKY_RELU -> activation("leaky_relu");
            case HARD_SWISH -> activation("hard_swish");
            case QUANTIZE, DEQUANTIZE -> x();
            default -> other();
        };
    }

    private Tracer.Value convolution() {
        int[] filter = filter(4);
        Window window = new Window(filter[1], filter[2], option(2), option(1), dilation(5), dilation(4));
        return fused(tracer.convolution(output, x(), filter[3], filter[0], window, isSame(), biases(filter[0])), 3);
    }

    private Tracer.Value depthwise() {
        int[] filter = filter(4);
        int channels = x().shape().channels();
        Broken.require(filter[3] % channels == 0, "a depthwise filter does not fit its input");
        Window window = new Window(filter[1], filter[2], option(2), option(1), dilation(6), dilation(5));
        return fused(tracer.depthwise(output, x(), filter[3] / channels, window, isSame(), biases(filter[3])), 4);
    }

    private Tracer.Value fullyConnected() {
        int[] matrix = filter(2);
        Tracer.Value x = x();
        if (x.shape().channels() != matrix[1]) {
            x = x.reshaped(x.shape().flat());
        }
        return fused(tracer.dense(output, x, matrix[1], matrix[0], biases(matrix[0])), 0);
    }

    private Tracer.Value combination(LayerKind kind) {
        List<Tracer.Value> values = computed();
        if (values.size() == file.inputs(operator).length) {
            return tracer.combination(output, kind, values);
        }
        double numbers = 1;
        for (int input : file.inputs(operator)) {
            if (input >= 0 && constants[input]) {
                numbers = Shape.ofBatch(file.shape(input)).values();
            }
        }
        return tracer.normalization(output, values.get(0), numbers);
    }

    private Tracer.Value pooling() {
        Window window = new Window(option(4), option(3), option(2), option(1), 1, 1);
        int[] pooled = file.shape(input(0));
        // What the whole picture is, the file says for its own size.
        boolean whole = pooled.length == 4 && pooled[1] == window.height() && pooled[2] == window.width() && !isSame();
        return whole ? tracer.wholePooling(output, x()) : tracer.pooling(output, x(), window, isSame());
    }

    private Tracer.Value mean() {
        int[] axes = file.ints(input(1));
        boolean places = file.shape(input(0)).length == 4 && axes.length == 2 && axes[0] + axes[1] == 3
                && axes[0] * axes[1] == 2;
        return places ? tracer.wholePooling(output, x()) : other();
    }

    private Tracer.Value padding() {
        int[] amounts = file.ints(input(1));
        boolean places = amounts.length == 8 && amounts[0] == 0 && amounts[1] == 0 && amounts[6] == 0 && amounts[7] == 0;
        return places ? tracer.padding(output, x(), amounts[2], amounts[3], amounts[4], amounts[5]) : other();
    }

    private Tracer.Value reshape() {
        boolean isRow = file.shape(file.output(operator)).length <= 2;
        return tracer.reshape(output, x(), isRow && !ownSize ? x().shape().flat() : declared());
    }

    private Tracer.Value other() {
        Broken.require(ownSize, "of operator number " + file.code(operator)
                + " only the result at the file's own size is known");
        return tracer.other(output, computed(), declared());
    }

    /** The shape that the file says. */
    private Shape declared() {
        return Shape.ofBatch(file.shape(file.output(operator)));
    }

    private Tracer.Value activation(String word) {
        return tracer.activation(output, x(), word);
    }

    /** With the activation that is an option of its operator. */
    private Tracer.Value fused(Tracer.Value value, int field) {
        return switch (file.optionByte(operator, field)) {
            case 0 -> value;
            case 1 -> tracer.activation(output, value, "relu");
            case 2 -> tracer.activation(output, value, "relu_n1_to_1");
            case 3 -> tracer.activation(output, value, "relu6");
            case 4 -> tracer.activation(output, value, "tanh");
            default -> throw Broken.because("it uses an activation that is not known");
        };
    }

    private int input(int index) {
        int[] inputs = file.inputs(operator);
        Broken.require(index < inputs.length && inputs[index] >= 0, "an operator lacks an input");
        return inputs[index];
    }

    private Tracer.Value x() {
        Tracer.Value value = values[input(0)];
        Broken.require(value != null, "an operator reads a tensor that none before it computes");
        return value;
    }

    /** What an operator reads, without constants. */
    private List<Tracer.Value> computed() {
        List<Tracer.Value> computed = new ArrayList<>();
        for (int input : file.inputs(operator)) {
            if (input >= 0 && !constants[input]) {
                Broken.require(values[input] != null, "an operator reads a tensor that none before it computes");
                computed.add(values[input]);
            }
        }
        return computed;
    }

    /** Dimensions of the weights, which are the second input. */
    private int[] filter(int rank) {
        int[] shape = file.shape(input(1));
        Broken.require(shape.length == rank && constants[input(1)], "a filter does not fit its input");
        return shape;
    }

    private int biases(int channels) {
        int[] inputs = file.inputs(operator);
        return inputs.length > 2 && inputs[2] >= 0 ? channels : 0;
    }

    private boolean isSame() {
        return file.optionByte(operator, 0) == 0;
    }

    private int option(int field) {
        return file.option(operator, field, 0);
    }

    private int dilation(int field) {
        return file.option(operator, field, 1);
    }
}
