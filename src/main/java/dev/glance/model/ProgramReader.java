package dev.glance.model;

/** Finds out how to feed and read a {@code .tflite} file, and makes it take float32 and give its logits. */
final class ProgramReader {
    private static final String UNSUPPORTED = "its input or output is not supported";

    private ProgramReader() {
    }

    /** See {@link Tflite#program}. */
    static TfliteProgram read(byte[] bytes, double min, double max, int size) {
        FlatBuffer file = new FlatBuffer(size == 0 ? bytes : GraphWriter.resized(bytes, size));
        TfliteModel model = TfliteReader.read(file);
        TfliteModel.Tensor image = image(model);
        int read = logits(model);
        TfliteModel.Tensor logits = model.tensors().get(read);
        int outputs = FlatBuffer.count(logits.shape());
        FlatBuffer.require(logits.shape().length > 0 && FlatBuffer.positive(logits.shape()) && outputs <= Labels.MAX_CLASSES,
                "its output is not one row of classes");
        requireType(logits);
        FlatBuffer.require(logits.type() == TfliteModel.FLOAT32 || hasScale(logits), UNSUPPORTED);
        byte[] program = read == model.output() && image.type() == TfliteModel.FLOAT32
                && logits.type() == TfliteModel.FLOAT32 ? file.bytes() : new ProgramWriter(file, model).write(read);
        return new TfliteProgram(program, image.shape()[1], outputs, min, max);
    }

    /** See {@link Tflite#inputRange}. */
    static double[] inputRange(byte[] bytes) {
        TfliteModel.Tensor image = image(TfliteReader.read(new FlatBuffer(bytes)));
        if (image.type() == TfliteModel.FLOAT32) {
            return null;
        }
        double least = image.type() == TfliteModel.INT8 ? Byte.MIN_VALUE : 0;
        double scale = image.scales().length == 0 ? 1 : image.scales()[0];
        double zero = image.zeroPoints().length == 0 ? 0 : image.zeroPoints()[0];
        return new double[] {(least - zero) * scale, (least + 255 - zero) * scale};
    }

    private static TfliteModel.Tensor image(TfliteModel model) {
        TfliteModel.Tensor image = model.tensors().get(model.input());
        int[] shape = image.shape();
        FlatBuffer.require(shape.length == 4 && shape[0] == 1 && shape[1] == shape[2] && shape[1] >= 1
                && shape[1] <= Draft.MAX_SIDE && shape[3] == 3, "its input is not one square RGB picture");
        requireType(image);
        // A picture's bytes as they are have none.
        FlatBuffer.require(image.type() == TfliteModel.FLOAT32 || image.scales().length == 0 || hasScale(image), UNSUPPORTED);
        return image;
    }

    /** What the softmax reads, or else the output. */
    private static int logits(TfliteModel model) {
        int at = model.output();
        for (int i = model.operators().size() - 1; i >= 0; i--) {
            TfliteModel.Operator operator = model.operators().get(i);
            if (operator.outputs()[0] != at || operator.inputs().length == 0 || operator.inputs()[0] < 0) {
                continue;
            }
            if (Op.isLast(operator.code())) {
                return operator.inputs()[0];
            }
            if (!Op.isCopy(operator.code()) && !Op.isReshape(operator.code())) {
                break;
            }
            at = operator.inputs()[0];
        }
        return model.output();
    }

    private static void requireType(TfliteModel.Tensor tensor) {
        int type = tensor.type();
        FlatBuffer.require(!tensor.isConstant() && (type == TfliteModel.FLOAT32 || type == TfliteModel.UINT8
                || type == TfliteModel.INT8), UNSUPPORTED);
    }

    private static boolean hasScale(TfliteModel.Tensor tensor) {
        return tensor.scales().length == 1 && tensor.scales()[0] > 0 && tensor.scales()[0] <= Float.MAX_VALUE;
    }
}
