package dev.glance.model;

/**
 * A {@code .tflite} file for a runtime that executes it, with what is needed to fill its input. Input and output are float32;
 * the output is the logits: a softmax at the end, which quantised files round to 1/256, is not read.
 *
 * @param bytes   the file
 * @param size    height and width of the input in pixels
 * @param outputs how many logits there are, a background class included
 * @param min     what a byte of 0 becomes at the input
 * @param max     what a byte of 255 becomes
 */
public record TfliteProgram(byte[] bytes, int size, int outputs, double min, double max) {
}
