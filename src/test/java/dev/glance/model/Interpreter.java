package dev.glance.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Computes a {@code .tflite} file by what its operators say, in double precision and without rounding to integers. */
final class Interpreter {
    private final byte[] bytes;
    private final FlatBuffer file;
    private final TfliteModel model;
    private final Nd[] tensors;

    Interpreter(byte[] bytes) {
        this.bytes = bytes;
        file = new FlatBuffer(bytes);
        model = TfliteReader.read(file);
        tensors = new Nd[model.tensors().size()];
    }

    /** All tensors for one picture; null for those that nothing computes. */
    Nd[] run(Nd image) {
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = model.tensors().get(i).isConstant() ? constant(model.tensors().get(i)) : null;
        }
        tensors[model.input()] = image;
        for (TfliteModel.Operator operator : model.operators()) {
            tensors[operator.outputs()[0]] = compute(operator);
        }
        return tensors;
    }

    private Nd constant(TfliteModel.Tensor tensor) {
        Nd values = Nd.zeros(tensor.shape());
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(tensor.data().position()).slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        int inner = 1;
        for (int i = tensor.channelAxis() + 1; i < tensor.shape().length; i++) {
            inner *= tensor.shape()[i];
        }
        for (int i = 0; i < values.values().length; i++) {
            double stored = switch (tensor.type()) {
                case TfliteModel.FLOAT32 -> data.getFloat(4 * i);
                case TfliteModel.FLOAT16 -> Half.toFloat(data.getShort(2 * i));
                case TfliteModel.INT32 -> data.getInt(4 * i);
                case TfliteModel.UINT8 -> data.get(i) & 0xff;
                default -> data.get(i);
            };
            float[] scales = tensor.scales();
            if (scales.length > 0) {
                int channel = scales.length == 1 ? 0 : i / inner % scales.length;
                stored = (stored - tensor.zeroPoints()[channel]) * scales[channel];
            }
            values.values()[i] = stored;
        }
        return values;
    }

    private int option(TfliteModel.Operator operator, int field, int fallback) {
        return operator.options() == 0 ? fallback : file.intField(operator.options(), field, fallback);
    }

    private Nd activated(Nd values, TfliteModel.Operator operator, int field) {
        return switch (option(operator, field, 0)) {
            case 0 -> values;
            case 1 -> values.map(x -> Math.max(x, 0));
            case 3 -> values.map(x -> Math.max(0, Math.min(6, x)));
            default -> throw new IllegalArgumentException();
        };
    }

    private Nd.Window window(TfliteModel.Operator operator, int height, int width, int dilations) {
        return new Nd.Window(height, width, option(operator, 2, 0), option(operator, 1, 0),
                dilations < 0 ? 1 : option(operator, dilations + 1, 1), dilations < 0 ? 1 : option(operator, dilations, 1),
                option(operator, 0, 0) == 0);
    }

    private int[] ints(TfliteModel.Operator operator, int index) {
        return Arrays.stream(tensors[operator.inputs()[index]].values()).mapToInt(value -> (int) value).toArray();
    }

    private Nd compute(TfliteModel.Operator operator) {
        int[] inputs = operator.inputs();
        Nd x = tensors[inputs[0]];
        Nd y = inputs.length > 1 && inputs[1] >= 0 ? tensors[inputs[1]] : null;
        Nd z = inputs.length > 2 && inputs[2] >= 0 ? tensors[inputs[2]] : Nd.zeros(1);
        switch (operator.code()) {
            case TinyModel.CONV:
                return activated(x.convolved(y.transposed(1, 2, 3, 0), window(operator, y.shape()[1], y.shape()[2], 4), false)
                        .with(z, Double::sum), operator, 3);
            case TinyModel.DEPTHWISE:
                int channels = x.shape()[3];
                return activated(x.convolved(y.reshaped(y.shape()[1], y.shape()[2], channels, y.shape()[3] / channels),
                        window(operator, y.shape()[1], y.shape()[2], 5), true).with(z, Double::sum), operator, 4);
            case TinyModel.FULLY_CONNECTED:
                return activated(x.reshaped(1, y.shape()[1]).times(y.transposed(1, 0)).with(z, Double::sum), operator, 0)
                        .reshaped(model.tensors().get(operator.outputs()[0]).shape());
            case TinyModel.ADD:
                return activated(x.with(y, Double::sum), operator, 0);
            case TinyModel.SUB:
                return activated(x.with(y, (a, b) -> a - b), operator, 0);
            case TinyModel.MUL:
                return activated(x.with(y, (a, b) -> a * b), operator, 0);
            case TinyModel.DIV:
                return activated(x.with(y, (a, b) -> a / b), operator, 0);
            case TinyModel.AVERAGE_POOL, TinyModel.MAX_POOL:
                return activated(x.pooled(window(operator, option(operator, 4, 0), option(operator, 3, 0), -1),
                        operator.code() == TinyModel.AVERAGE_POOL), operator, 5);
            case TinyModel.MEAN:
                return x.mean(ints(operator, 1), option(operator, 0, 0) != 0);
            case TinyModel.RESHAPE, TinyModel.SQUEEZE, TinyModel.EXPAND_DIMS:
                return x.reshaped(model.tensors().get(operator.outputs()[0]).shape());
            case TinyModel.PAD:
                return x.padded(ints(operator, 1), 0);
            case TinyModel.PADV2:
                return x.padded(ints(operator, 1), z.values()[0]);
            case TinyModel.CONCATENATION:
                return activated(Nd.joined(option(operator, 0, 0), Arrays.stream(inputs).mapToObj(i -> tensors[i])
                        .toArray(Nd[]::new)), operator, 1);
            case TinyModel.SHAPE, TinyModel.STRIDED_SLICE, TinyModel.PACK:
                // Shapes: they are in the file as well.
                return Nd.zeros(1);
            default:
                return x.map(value -> function(operator.code(), value));
        }
    }

    private static double function(int code, double x) {
        return switch (code) {
            case TinyModel.RELU -> Math.max(x, 0);
            case TinyModel.RELU6 -> Math.max(0, Math.min(6, x));
            case TinyModel.RELU_N1_TO_1 -> Math.max(-1, Math.min(1, x));
            case TinyModel.LOGISTIC -> 1 / (1 + Math.exp(-x));
            case TinyModel.HARD_SWISH -> x * Math.max(0, Math.min(6, x + 3)) / 6;
            // What turns numbers into others for the same, and the softmax, before which we read.
            case TinyModel.QUANTIZE, TinyModel.DEQUANTIZE, TinyModel.CAST, TinyModel.SOFTMAX -> x;
            default -> throw new IllegalArgumentException("operator " + code);
        };
    }
}
