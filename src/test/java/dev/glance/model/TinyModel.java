package dev.glance.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A small {@code .tflite} file made for a test. Tensors are numbered as they are added; tensor 0 is the input, and what
 * the last operator computes is the output. Everything can be changed in {@link #root} before it is written.
 */
final class TinyModel {
    static final int ADD = 0;
    static final int AVERAGE_POOL = 1;
    static final int CONCATENATION = 2;
    static final int CONV = 3;
    static final int DEPTHWISE = 4;
    static final int DEQUANTIZE = 6;
    static final int FULLY_CONNECTED = 9;
    static final int LOGISTIC = 14;
    static final int MAX_POOL = 17;
    static final int MUL = 18;
    static final int RELU = 19;
    static final int RELU_N1_TO_1 = 20;
    static final int RELU6 = 21;
    static final int RESHAPE = 22;
    static final int RESIZE_BILINEAR = 23;
    static final int SOFTMAX = 25;
    static final int TANH = 28;
    static final int CUSTOM = 32;
    static final int PAD = 34;
    static final int MEAN = 40;
    static final int SUB = 41;
    static final int DIV = 42;
    static final int SQUEEZE = 43;
    static final int STRIDED_SLICE = 45;
    static final int LOG_SOFTMAX = 50;
    static final int CAST = 53;
    static final int PRELU = 54;
    static final int PADV2 = 60;
    static final int EXPAND_DIMS = 70;
    static final int SHAPE = 77;
    static final int PACK = 83;
    static final int LEAKY_RELU = 98;
    static final int ELU = 111;
    static final int QUANTIZE = 114;
    static final int HARD_SWISH = 117;

    static final int FLOAT32 = 0;
    static final int FLOAT16 = 1;
    static final int INT32 = 2;
    static final int UINT8 = 3;
    static final int INT8 = 9;

    static final int SAME = 0;
    static final int VALID = 1;

    static final int NO_ACTIVATION = 0;

    private final List<Flat> codes = new ArrayList<>();
    private final List<Flat> buffers = new ArrayList<>(List.of(new Flat()));
    private final List<Flat> tensors = new ArrayList<>();
    private final List<Flat> operators = new ArrayList<>();
    private final Flat graph = new Flat().with(0, tensors).with(1, new int[] {0}).with(3, operators);
    private final Flat root = new Flat().with(0, 3).with(1, codes).with(2, List.of(graph)).with(4, buffers);

    /** A tensor that is computed, float32. */
    int tensor(int... shape) {
        return tensor(FLOAT32, null, shape);
    }

    /** A tensor that is computed. */
    int tensor(int type, Flat quantization, int... shape) {
        tensors.add(new Flat().with(0, shape).with(1, type).with(2, 0).with(4, quantization));
        return tensors.size() - 1;
    }

    /** A tensor with values: the bytes as they lie in the file. */
    int constant(int type, Flat quantization, byte[] bytes, int... shape) {
        buffers.add(new Flat().with(0, bytes));
        int tensor = tensor(type, quantization, shape);
        return with(tensor, 2, buffers.size() - 1);
    }

    /** A float32 tensor with values. */
    int floats(int[] shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(FLOAT32, null, bytes.array(), shape);
    }

    /** An int32 tensor with values. */
    int ints(int[] shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return constant(INT32, null, bytes.array(), shape);
    }

    /** Changes a field of a tensor's table; returns the tensor. */
    int with(int tensor, int field, Object value) {
        tensors.get(tensor).with(field, value);
        return tensor;
    }

    /** A tensor's. */
    Flat quantization(int tensor) {
        return tensors.get(tensor).get(4);
    }

    /** How numbers stand for others: {@code (q - zero) * scale}. */
    static Flat quantization(float scale, long zero) {
        return quantization(new float[] {scale}, new long[] {zero}, 0);
    }

    static Flat quantization(float[] scales, long[] zeros, int axis) {
        return new Flat().with(2, scales).with(3, zeros).with(6, axis);
    }

    /** Adds an operator that writes a tensor, and returns that tensor. */
    int operator(int code, Flat options, int output, int... inputs) {
        codes.add(new Flat().with(0, Math.min(code, 127)).with(3, code));
        operators.add(new Flat().with(0, codes.size() - 1).with(1, inputs).with(2, new int[] {output})
                .with(3, options == null ? null : optionsType(code)).with(4, options));
        graph.with(2, new int[] {output});
        return output;
    }

    /** The number of an operator's options among those of all (BuiltinOptions in schema.fbs). */
    private static Integer optionsType(int code) {
        return switch (code) {
            case CONV -> 1;
            case DEPTHWISE -> 2;
            case AVERAGE_POOL, MAX_POOL -> 5;
            case FULLY_CONNECTED -> 8;
            case SOFTMAX -> 9;
            case CONCATENATION -> 10;
            case ADD -> 11;
            case RESIZE_BILINEAR -> 15;
            case MUL -> 21;
            case MEAN -> 27;
            case SUB -> 28;
            case DIV -> 29;
            case STRIDED_SLICE -> 32;
            case CAST -> 37;
            case SHAPE -> 55;
            case PACK -> 59;
            case LEAKY_RELU -> 75;
            default -> null;
        };
    }

    /** The operator last added. */
    Flat lastOperator() {
        return operators.get(operators.size() - 1);
    }

    Flat lastCode() {
        return codes.get(codes.size() - 1);
    }

    Flat graph() {
        return graph;
    }

    Flat root() {
        return root;
    }

    static Flat conv(int padding, int strideWidth, int strideHeight, int activation) {
        return new Flat().with(0, padding).with(1, strideWidth).with(2, strideHeight).with(3, activation);
    }

    static Flat depthwise(int padding, int strideWidth, int strideHeight, int activation) {
        return new Flat().with(0, padding).with(1, strideWidth).with(2, strideHeight).with(4, activation);
    }

    static Flat pool(int padding, int width, int height) {
        return new Flat().with(0, padding).with(1, 1).with(2, 1).with(3, width).with(4, height);
    }

    /** Adds what every classifier ends in: the mean over the picture, and as many classes. */
    int classifier(int x, int channels, int classes) {
        int features = operator(MEAN, new Flat(), tensor(1, channels), x, ints(new int[] {2}, 1, 2));
        int matrix = floats(new int[] {classes, channels}, ramp(classes * channels));
        return operator(FULLY_CONNECTED, new Flat(), tensor(1, classes), features, matrix);
    }

    /** 1, 2, 3, ... */
    static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    byte[] bytes() {
        return root.bytes("TFL3");
    }
}
