package dev.glance.image;

/**
 * Bilinear interpolation with aligned corners, as TensorFlow.js' {@code resizeBilinear(..., true)} does it, here on
 * bytes.
 */
public final class Bilinear {
    private Bilinear() {
    }

    /**
     * Squashes or stretches a picture to a square.
     *
     * @param rgba   width * height * 4 bytes
     * @param width  at least 1
     * @param height at least 1
     * @param size   side of the square in pixels, at least 1
     * @return size * size * 4 bytes, each rounded to the nearest
     */
    public static byte[] resize(byte[] rgba, int width, int height, int size) {
        byte[] result = new byte[size * size * 4];
        double scaleX = size > 1 ? (width - 1.0) / (size - 1) : 0;
        double scaleY = size > 1 ? (height - 1.0) / (size - 1) : 0;
        for (int y = 0; y < size; y++) {
            int top = (int) (y * scaleY);
            int bottom = Math.min(height - 1, top + 1);
            double down = y * scaleY - top;
            for (int x = 0; x < size; x++) {
                int left = (int) (x * scaleX);
                int right = Math.min(width - 1, left + 1);
                double along = x * scaleX - left;
                for (int channel = 0; channel < 4; channel++) {
                    double above = mix(at(rgba, width, left, top, channel), at(rgba, width, right, top, channel), along);
                    double below = mix(at(rgba, width, left, bottom, channel), at(rgba, width, right, bottom, channel),
                            along);
                    result[(y * size + x) * 4 + channel] = (byte) Math.floor(mix(above, below, down) + 0.5);
                }
            }
        }
        return result;
    }

    private static double mix(double first, double second, double fraction) {
        return first + (second - first) * fraction;
    }

    private static int at(byte[] rgba, int width, int x, int y, int channel) {
        return rgba[(y * width + x) * 4 + channel] & 0xff;
    }
}
