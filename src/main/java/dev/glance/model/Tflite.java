package dev.glance.model;

/** Reads MobileNets in TensorFlow Lite format. */
public final class Tflite {
    private Tflite() {
    }

    /**
     * Turns the bytes of a {@code .tflite} MobileNet into a TensorFlow.js graph model in float32. Weights may be
     * uint8 or int8 with one scale or one a channel, float32 or float16; activations quantised or float.
     *
     * @param bytes the whole file; it is read only
     * @throws dev.glance.error.GlanceException {@code model-format} for any other bytes, whatever they are
     */
    public static GraphArtifacts read(byte[] bytes) {
        return GraphWriter.write(bytes);
    }

    /**
     * How to run the bytes of a {@code .tflite} MobileNet as they are.
     *
     * @param bytes the whole file; it is read only
     * @param min   what a byte of 0 becomes
     * @param max   what a byte of 255 becomes
     * @throws dev.glance.error.GlanceException {@code model-format} for any other bytes, whatever they are
     */
    public static TfliteProgram program(byte[] bytes, double min, double max) {
        return ProgramReader.read(bytes, min, max);
    }
}
