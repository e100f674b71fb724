package dev.glance.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small classifiers with the operations of well-known ones and random weights, as {@code .tflite} files. */
public final class Nets {
    /** Height and width of their pictures. */
    public static final int SIZE = 32;
    /** How many classes they know. */
    public static final int CLASSES = 10;

    /** What numbers are kept as. */
    private enum Numbers { FLOAT32, FLOAT16, DYNAMIC, INT8, UINT8 }

    private final TinyModel tiny = new TinyModel();
    private final Numbers numbers;
    private final Random random = new Random(5);
    /** Least and greatest value of each tensor that is computed, in their order; null where they are not needed. */
    private final double[][] ranges;
    private final List<Integer> computed = new ArrayList<>();

    private Nets(Numbers numbers, double[][] ranges) {
        this.numbers = numbers;
        this.ranges = ranges;
    }

    /** A network to be built. */
    private interface Recipe {
        void build(Nets net);
    }

    /** All, by name. */
    public static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("v3", file(Numbers.FLOAT32, Nets::v3));
        files.put("v3-float16", file(Numbers.FLOAT16, Nets::v3));
        files.put("v3-dynamic", file(Numbers.DYNAMIC, Nets::v3));
        files.put("v3-int8", file(Numbers.INT8, Nets::v3));
        files.put("v3-keras", file(Numbers.FLOAT32, Nets::keras));
        files.put("lite", file(Numbers.FLOAT32, net -> net.lite(true)));
        files.put("lite-logits", file(Numbers.FLOAT32, net -> net.lite(false)));
        files.put("lite-int8", file(Numbers.INT8, net -> net.lite(true)));
        files.put("lite-int8-logits", file(Numbers.INT8, net -> net.lite(false)));
        files.put("lite-uint8", file(Numbers.UINT8, net -> net.lite(true)));
        files.put("lite-bytes-to-bytes", file(Numbers.INT8, Nets::bytesToBytes));
        files.put("lite-bytes-to-floats", file(Numbers.INT8, Nets::bytesToFloats));
        files.put("others", file(Numbers.FLOAT32, Nets::others));
        return files;
    }

    /** What no TensorFlow.js graph can be written of, though runtimes of TensorFlow Lite compute it. */
    public static byte[] beyond() {
        return file(Numbers.FLOAT32, Nets::unusual);
    }

    /** What nobody can compute: an operation that its maker alone has. */
    public static byte[] foreign() {
        return file(Numbers.FLOAT32, Nets::sparkle);
    }

    /** EfficientNet-Lite in float32, with metadata that says what a picture's bytes become: {@code (byte - mean) / deviation}. */
    public static byte[] normalised(float[] mean, float[] deviation) {
        Nets net = new Nets(Numbers.FLOAT32, null);
        net.lite(true);
        Flat unit = new Flat().with(0, 1).with(1, new Flat().with(0, mean).with(1, deviation));
        byte[] metadata = new Flat().with(3, List.of(new Flat().with(2, List.of(new Flat().with(4, List.of(unit)))))).bytes("M001");
        List<Flat> buffers = net.tiny.root().get(4);
        buffers.add(new Flat().with(0, metadata));
        net.tiny.root().with(6, List.of(new Flat().with(0, "TFLITE_METADATA").with(1, buffers.size() - 1)));
        return net.tiny.bytes();
    }

    private static byte[] file(Numbers numbers, Recipe recipe) {
        if (numbers != Numbers.INT8 && numbers != Numbers.UINT8) {
            Nets net = new Nets(numbers, null);
            recipe.build(net);
            return net.tiny.bytes();
        }
        // What the numbers range over shows in floats.
        Nets floats = new Nets(Numbers.FLOAT32, null);
        recipe.build(floats);
        double[][] ranges = new double[floats.computed.size()][2];
        Interpreter interpreter = new Interpreter(floats.tiny.bytes());
        for (int i = 0; i < 2; i++) {
            Nd[] tensors = interpreter.run(picture(i));
            for (int j = 0; j < ranges.length; j++) {
                for (double value : tensors[floats.computed.get(j)].values()) {
                    ranges[j][0] = Math.min(ranges[j][0], value);
                    ranges[j][1] = Math.max(ranges[j][1], value);
                }
            }
        }
        Nets net = new Nets(numbers, ranges);
        recipe.build(net);
        return net.tiny.bytes();
    }

    /** A picture of waves and noise, -1..1. */
    static Nd picture(int seed) {
        Nd picture = Nd.zeros(1, SIZE, SIZE, 3);
        for (int i = 0; i < picture.values().length; i++) {
            int shade = bytes(seed)[i] & 0xff;
            picture.values()[i] = shade / 127.5 - 1;
        }
        return picture;
    }

    /** The same as unsigned bytes. */
    public static byte[] bytes(int seed) {
        byte[] bytes = new byte[SIZE * SIZE * 3];
        Random random = new Random(seed);
        for (int i = 0; i < bytes.length; i++) {
            double wave = Math.sin((i / 3 % SIZE * (seed + 1) + i / 3 / SIZE * (i % 3 + 1)) / 7.0);
            bytes[i] = (byte) (127 + 80 * wave + random.nextInt(40));
        }
        return bytes;
    }

    // What they are made of.

    private boolean isQuantised() {
        return ranges != null;
    }

    private int type() {
        return numbers == Numbers.UINT8 ? TinyModel.UINT8 : TinyModel.INT8;
    }

    /** A tensor that is computed. */
    private int tensor(int... shape) {
        double[] range = isQuantised() ? ranges[computed.size()] : null;
        int tensor = isQuantised() ? tiny.tensor(type(), quantization(range), shape) : tiny.tensor(shape);
        computed.add(tensor);
        tiny.with(tensor, 3, "t" + tensor);
        return tensor;
    }

    /** A tensor that stands for the same numbers as another one, or for numbers whose range is known. */
    private int tensor(Flat quantization, int... shape) {
        int tensor = tensor(shape);
        if (isQuantised()) {
            tiny.with(tensor, 4, quantization);
        }
        return tensor;
    }

    private Flat quantization(double[] range) {
        float scale = (float) ((range[1] - range[0]) / 255);
        long zero = Math.round(-range[0] / scale) - (numbers == Numbers.INT8 ? 128 : 0);
        return TinyModel.quantization(scale, zero);
    }

    private static Flat probabilities(Numbers numbers) {
        return TinyModel.quantization(1 / 256f, numbers == Numbers.INT8 ? -128 : 0);
    }

    private int image() {
        return tensor(TinyModel.quantization(1 / 127.5f, numbers == Numbers.INT8 ? -1 : 127), 1, SIZE, SIZE, 3);
    }

    private float[] random(int count, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return values;
    }

    /** Weights, kept as this kind of file does. */
    private int weights(float[] values, int axis, int... shape) {
        switch (numbers) {
            case FLOAT32:
                return tiny.floats(shape, values);
            case FLOAT16:
                ByteBuffer halves = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                for (float value : values) {
                    halves.putShort(half(value));
                }
                int stored = tiny.constant(TinyModel.FLOAT16, null, halves.array(), shape);
                return tiny.operator(TinyModel.DEQUANTIZE, null, tiny.tensor(shape), stored);
            case UINT8:
                return bytes(values, new float[] {3f / 255}, 128, TinyModel.UINT8, axis, shape);
            default:
                int channels = axis < 0 ? 1 : shape[axis];
                int inner = 1;
                for (int i = axis + 1; i < shape.length; i++) {
                    inner *= shape[i];
                }
                float[] scales = new float[channels];
                for (int i = 0; i < values.length; i++) {
                    int channel = i / inner % channels;
                    scales[channel] = Math.max(scales[channel], Math.abs(values[i]) / 127);
                }
                return bytes(values, scales, 0, TinyModel.INT8, axis, shape);
        }
    }

    private int bytes(float[] values, float[] scales, int zero, int type, int axis, int... shape) {
        int inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= shape[i];
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            long stored = Math.round(values[i] / scales[i / inner % scales.length]) + zero;
            bytes[i] = (byte) Math.max(type == TinyModel.INT8 ? -127 : 0, Math.min(type == TinyModel.INT8 ? 127 : 255, stored));
        }
        long[] zeros = new long[scales.length];
        java.util.Arrays.fill(zeros, zero);
        return tiny.constant(type, TinyModel.quantization(scales, zeros, Math.max(axis, 0)), bytes, shape);
    }

    private static short half(float value) {
        int low = 0;
        int high = 0x7bff;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (Half.toFloat(middle) <= Math.abs(value)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return (short) (value < 0 ? low | 0x8000 : low);
    }

    private int bias(int input, int filter, float[] values) {
        if (!isQuantised()) {
            return numbers == Numbers.FLOAT16 ? weights(values, -1, values.length)
                    : tiny.floats(new int[] {values.length}, values);
        }
        float scale = scales(input)[0];
        float[] filters = scales(filter);
        float[] scales = new float[filters.length];
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            scales[i % scales.length] = scale * filters[i % filters.length];
            bytes.putInt(Math.round(values[i] / scales[i % scales.length]));
        }
        return tiny.constant(TinyModel.INT32, TinyModel.quantization(scales, new long[scales.length], 0), bytes.array(),
                values.length);
    }

    private float[] scales(int tensor) {
        return tiny.quantization(tensor).get(2);
    }

    private int conv(int x, int in, int out, int filter, int size, int stride, int activation) {
        float[] values = random(out * filter * filter * in, Math.sqrt(1.8 / (filter * filter * in)));
        int weights = weights(values, 0, out, filter, filter, in);
        int bias = bias(x, weights, random(out, 0.3));
        int side = (size + stride - 1) / stride;
        return tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, stride, stride, activation),
                tensor(1, side, side, out), x, weights, bias);
    }

    private int depthwise(int x, int channels, int filter, int size, int stride, int activation) {
        int weights = weights(random(filter * filter * channels, 1.5 / filter), 3, 1, filter, filter, channels);
        int bias = bias(x, weights, random(channels, 0.3));
        int side = (size + stride - 1) / stride;
        return tiny.operator(TinyModel.DEPTHWISE, TinyModel.depthwise(TinyModel.SAME, stride, stride, activation)
                .with(3, 1), tensor(1, side, side, channels), x, weights, bias);
    }

    private int fullyConnected(int x, int in, int out, int activation) {
        int weights = weights(random(out * in, Math.sqrt(2.0 / in)), -1, out, in);
        return tiny.operator(TinyModel.FULLY_CONNECTED, new Flat().with(0, activation), tensor(1, out), x, weights,
                bias(x, weights, random(out, 0.5)));
    }

    private int unary(int code, Flat options, int x, int... shape) {
        return tiny.operator(code, options, tensor(shape), x);
    }

    private int hardSwish(int x, int... shape) {
        return unary(TinyModel.HARD_SWISH, null, x, shape);
    }

    private int binary(int code, int activation, int a, int b, int... shape) {
        return tiny.operator(code, new Flat().with(0, activation), tensor(shape), a, b);
    }

    private int number(float value) {
        return isQuantised() ? tiny.constant(type(), TinyModel.quantization(value / 100, 0), new byte[] {100}, 1)
                : tiny.floats(new int[0], value);
    }

    private int mean(int x, boolean keep, int channels) {
        return tiny.operator(TinyModel.MEAN, new Flat().with(0, keep ? 1 : 0),
                keep ? tensor(1, 1, 1, channels) : tensor(1, channels), x, tiny.ints(new int[] {2}, 1, 2));
    }

    private int reshape(int x, int... shape) {
        int row = tensor(isQuantised() ? tiny.quantization(x) : null, shape);
        return tiny.operator(TinyModel.RESHAPE, null, row, x, tiny.ints(new int[] {shape.length}, shape));
    }

    private int softmax(int x) {
        int row = tensor(probabilities(numbers), 1, CLASSES);
        return tiny.operator(TinyModel.SOFTMAX, new Flat().with(0, 1f), row, x);
    }

    // The networks.

    /** Squeeze-and-excite by a mean that keeps its dimensions, and x * relu6(x + 3) / 6 as one operator and as three. */
    private void v3() {
        int x = image();
        x = hardSwish(conv(x, 3, 8, 3, 32, 2, 0), 1, 16, 16, 8);
        int first = conv(depthwise(x, 8, 3, 16, 1, 1), 8, 8, 1, 16, 1, 0);
        x = binary(TinyModel.ADD, 0, x, first, 1, 16, 16, 8);
        int wide = hardSwish(conv(x, 8, 24, 1, 16, 1, 0), 1, 16, 16, 24);
        wide = hardSwish(depthwise(wide, 24, 5, 16, 2, 0), 1, 8, 8, 24);
        int squeezed = mean(wide, true, 24);
        int gate = conv(conv(squeezed, 24, 8, 1, 1, 1, 1), 8, 24, 1, 1, 1, 0);
        gate = binary(TinyModel.ADD, 3, gate, number(3), 1, 1, 1, 24);
        gate = binary(TinyModel.MUL, 0, gate, number(1 / 6f), 1, 1, 1, 24);
        wide = binary(TinyModel.MUL, 0, wide, gate, 1, 8, 8, 24);
        x = conv(wide, 24, 16, 1, 8, 1, 0);
        x = hardSwish(conv(x, 16, 40, 1, 8, 1, 0), 1, 8, 8, 40);
        x = mean(x, true, 40);
        x = hardSwish(conv(x, 40, 48, 1, 1, 1, 0), 1, 1, 1, 48);
        x = conv(x, 48, CLASSES, 1, 1, 1, 0);
        softmax(reshape(x, 1, CLASSES));
    }

    /** With a batch that is open: shapes are computed, and the gate comes as a row. */
    private void keras() {
        int x = image();
        tiny.with(x, 7, new int[] {-1, SIZE, SIZE, 3});
        x = conv(x, 3, 8, 3, 32, 2, 0);
        int gate = tiny.operator(TinyModel.ADD, new Flat().with(0, 3), tensor(1, 16, 16, 8), x, number(3));
        x = binary(TinyModel.MUL, 0, x, gate, 1, 16, 16, 8);
        x = binary(TinyModel.DIV, 0, x, number(6), 1, 16, 16, 8);
        int row = fullyConnected(fullyConnected(mean(x, false, 8), 8, 4, 1), 4, 8, 0);
        row = unary(TinyModel.LOGISTIC, null, row, 1, 8);
        int shape = tiny.operator(TinyModel.SHAPE, new Flat().with(0, 2), tiny.tensor(TinyModel.INT32, null, 2), row);
        int batch = tiny.operator(TinyModel.STRIDED_SLICE, new Flat().with(4, 1), tiny.tensor(TinyModel.INT32, null), shape,
                tiny.ints(new int[] {1}, 0), tiny.ints(new int[] {1}, 1), tiny.ints(new int[] {1}, 1));
        int one = tiny.ints(new int[0], 1);
        int packed = tiny.operator(TinyModel.PACK, new Flat().with(0, 4), tiny.tensor(TinyModel.INT32, null, 4), batch,
                one, one, tiny.ints(new int[0], 8));
        int places = tiny.operator(TinyModel.RESHAPE, null, tensor(1, 1, 1, 8), row, packed);
        x = binary(TinyModel.MUL, 0, x, places, 1, 16, 16, 8);
        x = conv(x, 8, 16, 3, 16, 2, 3);
        softmax(fullyConnected(mean(x, false, 16), 16, CLASSES, 0));
    }

    private int liteBody(int x) {
        x = conv(x, 3, 8, 3, 32, 2, 3);
        x = conv(depthwise(x, 8, 3, 16, 1, 3), 8, 8, 1, 16, 1, 0);
        int wide = depthwise(conv(x, 8, 32, 1, 16, 1, 3), 32, 5, 16, 2, 3);
        x = conv(wide, 32, 12, 1, 8, 1, 0);
        wide = depthwise(conv(x, 12, 32, 1, 8, 1, 3), 32, 3, 8, 1, 3);
        x = binary(TinyModel.ADD, 0, conv(wide, 32, 12, 1, 8, 1, 0), x, 1, 8, 8, 12);
        x = conv(x, 12, 48, 1, 8, 1, 3);
        int pooled = tensor(isQuantised() ? tiny.quantization(x) : null, 1, 1, 1, 48);
        x = tiny.operator(TinyModel.AVERAGE_POOL, TinyModel.pool(TinyModel.VALID, 8, 8), pooled, x);
        return fullyConnected(reshape(x, 1, 48), 48, CLASSES, 0);
    }

    private void lite(boolean softmax) {
        int x = liteBody(image());
        if (softmax) {
            softmax(x);
        }
    }

    private int bytesIn() {
        int picture = tensor(TinyModel.quantization(1 / 127.5f, 127), 1, SIZE, SIZE, 3);
        if (isQuantised()) {
            tiny.with(picture, 1, TinyModel.UINT8);
        }
        return tiny.operator(TinyModel.QUANTIZE, null, image(), picture);
    }

    /** As EfficientNet-Lite's int8 files are published. */
    private void bytesToBytes() {
        int x = softmax(liteBody(bytesIn()));
        int result = tensor(TinyModel.quantization(1 / 256f, 0), 1, CLASSES);
        if (isQuantised()) {
            tiny.with(result, 1, TinyModel.UINT8);
        }
        tiny.operator(TinyModel.QUANTIZE, null, result, x);
    }

    private void bytesToFloats() {
        int x = softmax(liteBody(bytesIn()));
        computed.add(tiny.operator(TinyModel.DEQUANTIZE, null, tiny.tensor(1, CLASSES), x));
    }

    /** One of each of the rest. */
    private void others() {
        int bytes = tiny.tensor(TinyModel.UINT8, null, 1, SIZE, SIZE, 3);
        int x = unary(TinyModel.CAST, new Flat().with(0, 3).with(1, 0), bytes, 1, 32, 32, 3);
        x = binary(TinyModel.DIV, 0, x, number(127.5f), 1, 32, 32, 3);
        x = binary(TinyModel.SUB, 0, x, number(1), 1, 32, 32, 3);
        x = tiny.operator(TinyModel.PAD, null, tensor(1, 34, 35, 3), x, tiny.ints(new int[] {4, 2}, 0, 0, 1, 1, 1, 2, 0, 0));
        float[] filter = random(8 * 27, 0.3);
        x = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.VALID, 2, 2, 1), tensor(1, 16, 17, 8), x,
                weights(filter, 0, 8, 3, 3, 3), tiny.floats(new int[] {8}, random(8, 0.3)));
        x = tiny.operator(TinyModel.MAX_POOL, TinyModel.pool(TinyModel.SAME, 3, 3).with(1, 2).with(2, 2),
                tensor(1, 8, 9, 8), x);
        int swish = binary(TinyModel.MUL, 0, x, unary(TinyModel.LOGISTIC, null, x, 1, 8, 9, 8), 1, 8, 9, 8);
        int clipped = unary(TinyModel.RELU_N1_TO_1, null, swish, 1, 8, 9, 8);
        x = tiny.operator(TinyModel.CONCATENATION, new Flat().with(0, 3), tensor(1, 8, 9, 32), swish, x, x, clipped);
        x = tiny.operator(TinyModel.DEPTHWISE, TinyModel.depthwise(TinyModel.SAME, 1, 1, 0).with(3, 2).with(5, 2).with(6, 3),
                tensor(1, 8, 9, 64), x, weights(random(9 * 64, 0.5), 3, 1, 3, 3, 64),
                tiny.floats(new int[] {64}, random(64, 1)));
        int pooled = tiny.operator(TinyModel.AVERAGE_POOL, TinyModel.pool(TinyModel.SAME, 3, 2), tensor(1, 8, 9, 64), x);
        x = binary(TinyModel.SUB, 1, x, pooled, 1, 8, 9, 64);
        x = tiny.operator(TinyModel.PADV2, null, tensor(1, 9, 9, 64), x, tiny.ints(new int[] {4, 2}, 0, 0, 0, 1, 0, 0, 0, 0),
                tiny.floats(new int[0], 0.5f));
        int average = mean(x, true, 64);
        x = binary(TinyModel.DIV, 3, x, binary(TinyModel.ADD, 0, average, number(0.5f), 1, 1, 1, 64), 1, 9, 9, 64);
        x = unary(TinyModel.LOGISTIC, null, x, 1, 9, 9, 64);
        x = tiny.operator(TinyModel.AVERAGE_POOL, TinyModel.pool(TinyModel.VALID, 8, 8), tensor(1, 2, 2, 64), x);
        x = mean(x, false, 64);
        int places = tiny.operator(TinyModel.EXPAND_DIMS, null, tensor(1, 1, 64), x, tiny.ints(new int[0], 1));
        x = tiny.operator(TinyModel.SQUEEZE, null, tensor(1, 64), places);
        fullyConnected(x, 64, CLASSES, 0);
    }

    private void unusual() {
        int x = unary(TinyModel.ELU, null, conv(image(), 3, 8, 3, 32, 2, 0), 1, 16, 16, 8);
        x = unary(TinyModel.TANH, null, depthwise(x, 8, 3, 16, 1, 0), 1, 16, 16, 8);
        x = unary(TinyModel.LEAKY_RELU, new Flat().with(0, 0.2f), conv(x, 8, 16, 1, 16, 1, 0), 1, 16, 16, 16);
        x = tiny.operator(TinyModel.PRELU, null, tensor(1, 16, 16, 16), conv(x, 16, 16, 3, 16, 1, 0),
                tiny.floats(new int[] {1, 1, 16}, random(16, 0.5)));
        x = tiny.operator(TinyModel.RESIZE_BILINEAR, new Flat().with(3, 1), tensor(1, 8, 8, 16), x,
                tiny.ints(new int[] {2}, 8, 8));
        softmax(fullyConnected(mean(x, false, 16), 16, CLASSES, 0));
    }

    private void sparkle() {
        int x = conv(image(), 3, 8, 3, 32, 2, 1);
        x = unary(TinyModel.CUSTOM, null, x, 1, 16, 16, 8);
        tiny.lastCode().with(1, "Sparkle");
        softmax(fullyConnected(mean(x, false, 8), 8, CLASSES, 0));
    }
}
