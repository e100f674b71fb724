package dev.glance.classify;

import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.typedarrays.Int8Array;

/** Pixels to a model's input where it is filled here, not by kernels: one pass, by a table of the 256 byte values. */
final class Levels {
    private Levels() {
    }

    /**
     * What the byte values become, rounded as TensorFlow.js' kernels round: after the product and after the sum.
     *
     * @param min what a byte of 0 becomes
     * @param max what a byte of 255 becomes
     */
    static float[] of(double min, double max) {
        float[] levels = new float[256];
        // In JavaScript a float is rounded where it is stored in an array, and nowhere else.
        float[] scale = {(float) ((max - min) / 255)};
        for (int i = 0; i < levels.length; i++) {
            levels[i] = i * scale[0];
            levels[i] += (float) min;
        }
        return levels;
    }

    /** The bytes of a picture, unsigned, RGBA; the picture's own, not a copy. */
    static byte[] rgba(ImageData pixels) {
        return new Int8Array(pixels.getData().getBuffer()).toJavaArray();
    }

    /**
     * Lets left and right change places.
     *
     * @param rgba  4 bytes a pixel, row by row
     * @param width in pixels
     */
    static void mirror(byte[] rgba, int width) {
        for (int row = 0; row < rgba.length; row += 4 * width) {
            int left = row;
            for (int right = row + 4 * (width - 1); left < right; right -= 4, left += 4) {
                for (int i = 0; i < 4; i++) {
                    byte value = rgba[left + i];
                    rgba[left + i] = rgba[right + i];
                    rgba[right + i] = value;
                }
            }
        }
    }

    /**
     * Colours to numbers; opacity is left out.
     *
     * @param rgba   4 unsigned bytes a pixel
     * @param levels 256 values
     * @param to     gets 3 values a pixel
     */
    static void fill(byte[] rgba, float[] levels, float[] to) {
        int at = 0;
        for (int i = 0; i < rgba.length; i += 4) {
            to[at++] = levels[rgba[i] & 0xff];
            to[at++] = levels[rgba[i + 1] & 0xff];
            to[at++] = levels[rgba[i + 2] & 0xff];
        }
    }
}
