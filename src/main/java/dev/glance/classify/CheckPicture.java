package dev.glance.classify;

/**
 * The self-check's input: a shaded green ball on a pale ground, computed from nothing but the size, the same to the
 * bit on the JVM and in every browser. It stands in for a stored picture, which each browser would decode a little
 * differently.
 */
public final class CheckPicture {
    private CheckPicture() {
    }

    /**
     * The picture's bytes.
     *
     * @param size height and width in pixels
     * @return size * size * 4 bytes, unsigned, row by row, RGBA, all opaque
     */
    public static byte[] rgba(int size) {
        byte[] rgba = new byte[size * size * 4];
        for (int y = 0; y < size; y++) {
            // -1..1 across the picture, down and right.
            double v = (2 * y + 1.0) / size - 1;
            for (int x = 0; x < size; x++) {
                double u = (2 * x + 1.0) / size - 1;
                int at = (y * size + x) * 4;
                double ball = (u * u + v * v) / 0.5;
                if (ball < 1) {
                    double depth = Math.sqrt(1 - ball);
                    double light = 0.25 + 0.75 * Math.max(0, -0.45 * u - 0.6 * v + 0.66 * depth);
                    // A fine pattern, as of a grained skin.
                    double skin = 1 - 0.08 * ((x * 7 + y * 13) % 11) / 10;
                    rgba[at] = level(light * skin * 0.45);
                    rgba[at + 1] = level(light * skin * 0.85);
                    rgba[at + 2] = level(light * skin * 0.12);
                } else {
                    double shadow = v > 0.2 ? 0.25 * Math.max(0, 1 - Math.abs(u) - Math.abs(v - 0.75)) : 0;
                    double ground = (v > 0 ? 0.82 : 0.90) - shadow + 0.05 * u;
                    rgba[at] = level(ground);
                    rgba[at + 1] = level(ground * 0.98);
                    rgba[at + 2] = level(ground * 0.94);
                }
                rgba[at + 3] = (byte) 255;
            }
        }
        return rgba;
    }

    /** No light above is outside 0..1. */
    private static byte level(double fraction) {
        return (byte) (int) (fraction * 255 + 0.5);
    }
}
