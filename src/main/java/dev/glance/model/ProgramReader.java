package dev.glance.model;

import java.util.Arrays;

/** Finds out how to feed and read a {@code .tflite} file, and makes it give its logits. */
final class ProgramReader {
    private static final int LEVELS = 256;
    private static final int BETWEEN_INT8_AND_UINT8 = 128;

    private final FlatBuffer file;
    private final TfliteModel model;

    private ProgramReader(byte[] bytes) {
        file = new FlatBuffer(bytes);
        model = TfliteReader.read(file);
    }

    /** See {@link Tflite#program}. */
    static TfliteProgram read(byte[] bytes, double min, double max, int size) {
        return new ProgramReader(size == 0 ? bytes : GraphWriter.resized(bytes, size)).program(min, max);
    }

    private TfliteProgram program(double min, double max) {
        TfliteModel.Tensor image = model.tensors().get(model.input());
        int[] shape = image.shape();
        if (shape.length != 4 || shape[0] != 1 || shape[1] != shape[2] || shape[1] < 1
                || shape[1] > GraphWriter.MAX_SIDE || shape[3] != 3) {
            throw FlatBuffer.broken("its input is not one square RGB picture");
        }
        int softmax = softmax();
        int read = softmax < 0 ? model.output() : model.operators().get(softmax).inputs()[0];
        TfliteModel.Tensor logits = model.tensors().get(read);
        byte[] bytes = file.bytes();
        TfliteProgram.Type type = type(logits);
        int zero = zeroPoint(logits);
        if (softmax >= 0 && type == TfliteProgram.Type.INT8) {
            // LiteRT.js reads no int8 output: what follows the softmax makes it uint8 or float32.
            type = type(model.tensors().get(model.output()));
            bytes = withoutSoftmax(softmax, read, type, zero + BETWEEN_INT8_AND_UINT8);
            zero += BETWEEN_INT8_AND_UINT8;
        } else if (softmax >= 0) {
            bytes = withOutput(read);
        }
        int outputs = GraphWriter.count(logits.shape());
        if (!GraphWriter.positive(logits.shape()) || outputs > Labels.MAX_CLASSES) {
            throw FlatBuffer.broken("its output is not one row of classes");
        }
        boolean isFloat = type == TfliteProgram.Type.FLOAT32;
        return new TfliteProgram(bytes, shape[1], outputs, type(image), levels(image, min, max), type,
                isFloat ? 1 : scale(logits), isFloat ? 0 : zero);
    }

    /** The operator with the softmax that the output comes from; -1 where there is none. */
    private int softmax() {
        int at = model.output();
        for (int i = model.operators().size() - 1; i >= 0; i--) {
            TfliteModel.Operator operator = model.operators().get(i);
            if (operator.outputs()[0] != at || operator.inputs().length == 0 || operator.inputs()[0] < 0) {
                continue;
            }
            if (operator.code() == TfliteModel.SOFTMAX) {
                return i;
            }
            if (operator.code() != TfliteModel.QUANTIZE && operator.code() != TfliteModel.DEQUANTIZE) {
                break;
            }
            at = operator.inputs()[0];
        }
        return -1;
    }

    /** A copy of the file in which whatever reads the softmax reads its input instead. */
    private byte[] withoutSoftmax(int softmax, int logits, TfliteProgram.Type type, int zero) {
        int probabilities = model.operators().get(softmax).outputs()[0];
        byte[] copy = Arrays.copyOf(file.bytes(), file.bytes().length);
        int graph = file.tablesField(file.root(), 2)[0];
        int[] operators = file.tablesField(graph, 3);
        boolean followed = false;
        for (int i = 0; i < operators.length; i++) {
            int[] inputs = model.operators().get(i).inputs();
            for (int j = 0; j < inputs.length; j++) {
                if (inputs[j] == probabilities) {
                    file.put(copy, file.vectorField(operators[i], 1, 4).position() + 4 * j, logits);
                    followed = true;
                }
            }
        }
        if (!followed || type == TfliteProgram.Type.INT8) {
            throw FlatBuffer.broken("its output has a type that is not supported");
        }
        if (type == TfliteProgram.Type.UINT8) {
            // Its quantization is there if its scale is.
            scale(model.tensors().get(model.output()));
            int quantization = file.tableField(file.tablesField(graph, 0)[model.output()], 4);
            FlatBuffer.Vector zeros = file.vectorField(quantization, 3, 8);
            if (zeros.length() != 1) {
                throw FlatBuffer.broken("its output has no zero point");
            }
            file.put(copy, file.vectorField(quantization, 2, 4).position(),
                    Float.floatToIntBits(scale(model.tensors().get(logits))));
            file.put(copy, zeros.position(), zero);
            file.put(copy, zeros.position() + 4, zero >> 31);
        }
        return copy;
    }

    /** A copy of the file in which another tensor is the graph's output. */
    private byte[] withOutput(int tensor) {
        byte[] copy = Arrays.copyOf(file.bytes(), file.bytes().length);
        int graph = file.tablesField(file.root(), 2)[0];
        file.put(copy, file.vectorField(graph, 2, 4).position(), tensor);
        for (int signature : file.tablesField(file.root(), 7)) {
            for (int map : file.tablesField(signature, 1)) {
                // Absent for tensor 0, which is an input and never the output.
                int field = file.field(map, 1);
                if (field != 0) {
                    file.put(copy, field, tensor);
                }
            }
        }
        return copy;
    }

    private static float[] levels(TfliteModel.Tensor image, double min, double max) {
        float[] levels = new float[LEVELS];
        TfliteProgram.Type type = type(image);
        for (int i = 0; i < LEVELS; i++) {
            double value = min + i * (max - min) / (LEVELS - 1);
            if (type != TfliteProgram.Type.FLOAT32) {
                double quantised = Math.floor(value / scale(image) + zeroPoint(image) + 0.5);
                int least = type == TfliteProgram.Type.INT8 ? Byte.MIN_VALUE : 0;
                value = Math.max(least, Math.min(least + LEVELS - 1, quantised));
            }
            levels[i] = (float) value;
        }
        return levels;
    }

    private static TfliteProgram.Type type(TfliteModel.Tensor tensor) {
        return switch (tensor.type()) {
            case TfliteModel.FLOAT32 -> TfliteProgram.Type.FLOAT32;
            case TfliteModel.UINT8 -> TfliteProgram.Type.UINT8;
            case TfliteModel.INT8 -> TfliteProgram.Type.INT8;
            default -> throw FlatBuffer.broken("its input or output has a type that is not supported");
        };
    }

    private static float scale(TfliteModel.Tensor tensor) {
        float scale = tensor.scales().length == 1 ? tensor.scales()[0] : 0;
        if (!(scale > 0 && scale <= Float.MAX_VALUE)) {
            throw FlatBuffer.broken("its input or output has no scale");
        }
        return scale;
    }

    private static int zeroPoint(TfliteModel.Tensor tensor) {
        return tensor.zeroPoints().length == 0 ? 0 : tensor.zeroPoints()[0];
    }
}
