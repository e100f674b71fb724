package dev.glance.model;

/**
 * A {@code .tflite} file for a runtime that executes it as it is, with what is needed to fill its input and to read its
 * output. The output is the logits: a softmax at the end, which quantised files round to 1/256, is not read.
 *
 * @param bytes   the file
 * @param size    height and width of the input in pixels
 * @param outputs how many logits there are, a background class included
 * @param input   type of the input
 * @param levels  what the byte values 0..255 of a colour become at the input, 256 values of that type
 * @param output  type of the output
 * @param scale   a logit is {@code (value - zero) * scale}
 * @param zero    see scale
 */
public record TfliteProgram(byte[] bytes, int size, int outputs, Type input, float[] levels, Type output, float scale,
                            int zero) {
    /** The element types that inputs and outputs have. */
    public enum Type { FLOAT32, UINT8, INT8 }
}
