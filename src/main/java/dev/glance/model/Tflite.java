package dev.glance.model;

/** Reads image classifiers in TensorFlow Lite format: MobileNets of all versions, EfficientNet-Lite, and their like. */
public final class Tflite {
    private Tflite() {
    }

    /**
     * Turns the bytes of a {@code .tflite} classifier into a TensorFlow.js graph model in float32. Weights may be
     * uint8 or int8 with one scale or one a channel, float32 or float16; activations quantised or float.
     *
     * @param bytes the whole file; it is read only
     * @throws dev.glance.error.GlanceException {@code model-operation} where TensorFlow.js lacks an operation, so that only
     *         {@link #program} may do; {@code model-format} for any other bytes, whatever they are
     */
    public static GraphArtifacts read(byte[] bytes) {
        return read(bytes, 0);
    }

    /**
     * As {@link #read(byte[])}, for pictures of another size: convolutions take any, and the pooling before the classifier
     * averages over all that is there.
     *
     * @param size height and width of the input in pixels; 0 for the file's own
     * @throws dev.glance.error.GlanceException {@code model-format}, also where the size leaves nothing to pool over
     */
    public static GraphArtifacts read(byte[] bytes, int size) {
        return GraphWriter.write(bytes, size);
    }

    /** As {@link #program(byte[], double, double, int)}, at the file's own size. */
    public static TfliteProgram program(byte[] bytes, double min, double max) {
        return program(bytes, min, max, 0);
    }

    /**
     * How to run a {@code .tflite} classifier in a runtime for such files, whatever its operations are: its own bytes, or
     * with a front before them that makes it take and give float32, and give its logits.
     *
     * @param bytes the whole file; it is read only
     * @param min   what a byte of 0 becomes
     * @param max   what a byte of 255 becomes
     * @param size  height and width of the input in pixels; 0 for the file's own
     * @throws dev.glance.error.GlanceException {@code model-format} for any other bytes, whatever they are
     */
    public static TfliteProgram program(byte[] bytes, double min, double max, int size) {
        return ProgramReader.read(bytes, min, max, size);
    }

    /**
     * What the bytes 0 and 255 of a picture become at the input of a {@code .tflite} file whose input is quantised: those
     * take a picture's bytes as they are.
     *
     * @return two numbers; null where the input is float32, so that the file does not say
     * @throws dev.glance.error.GlanceException {@code model-format}
     */
    public static double[] inputRange(byte[] bytes) {
        return ProgramReader.inputRange(bytes);
    }
}
