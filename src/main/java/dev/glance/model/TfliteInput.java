package dev.glance.model;

/** How a {@code .tflite} file takes a picture. */
public final class TfliteInput {
    private TfliteInput() {
    }

    /**
     * What the bytes of a colour stand for at a quantised input.
     *
     * @param bytes the whole file
     * @return what a byte of 0 and one of 255 become; null where the input is not quantised
     * @throws dev.glance.error.GlanceException {@code model-format}
     */
    public static double[] range(byte[] bytes) {
        TfliteModel model = TfliteReader.read(new FlatBuffer(bytes));
        TfliteModel.Tensor input = model.tensors().get(model.input());
        boolean signed = input.type() == TfliteModel.INT8;
        if (input.scales().length != 1 || !signed && input.type() != TfliteModel.UINT8) {
            return null;
        }
        int least = (signed ? Byte.MIN_VALUE : 0) - (input.zeroPoints().length == 0 ? 0 : input.zeroPoints()[0]);
        return new double[] {(double) input.scales()[0] * least, (double) input.scales()[0] * (least + 255)};
    }

    /** Whether its input takes bytes as they are, which is how metadata is meant for such. */
    public static boolean isUnsigned(byte[] bytes) {
        TfliteModel model = TfliteReader.read(new FlatBuffer(bytes));
        return model.tensors().get(model.input()).type() == TfliteModel.UINT8;
    }
}
