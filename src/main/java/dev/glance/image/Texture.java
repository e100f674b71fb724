package dev.glance.image;

/** How much a picture looks like a photo at all. */
public final class Texture {
    /** Pixels a side that are looked at: what was measured was measured at this size. */
    private static final int SIDE = 224;
    /** Contrast, in grey levels squared, below which a picture is blank. */
    private static final double BLANK = 1e-3;

    private Texture() {
    }

    /**
     * Pearson's correlation of the grey values of neighbouring pixels, the lesser one of the two directions: near 1 in photos
     * of things, near 0 in noise, low in pages of text.
     *
     * @param rgba   four bytes a pixel, row by row
     * @param width  in pixels, at least 2
     * @param height in pixels, at least 2
     * @return -1..1; 0 for a blank picture, which has no neighbours that go together
     */
    public static double correlation(byte[] rgba, int width, int height) {
        int columns = Math.min(SIDE, width);
        int rows = Math.min(SIDE, height);
        float[] grey = new float[columns * rows];
        // Divided once for a column, not for each of its pixels.
        int[] across = new int[columns];
        for (int x = 0; x < columns; x++) {
            across[x] = 4 * (x * width / columns);
        }
        for (int y = 0; y < rows; y++) {
            // No long, which in JavaScript is an object for each pixel; sides of 9 million pixels fit.
            int line = 4 * (y * height / rows * width);
            for (int x = 0; x < columns; x++) {
                int at = line + across[x];
                // ITU-R BT.601 luma.
                grey[y * columns + x] = 0.299f * (rgba[at] & 255) + 0.587f * (rgba[at + 1] & 255)
                        + 0.114f * (rgba[at + 2] & 255);
            }
        }
        return Math.min(correlation(grey, columns, columns - 1, rows, 1),
                correlation(grey, columns, columns, rows - 1, columns));
    }

    private static double correlation(float[] grey, int stride, int columns, int rows, int step) {
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double a = grey[y * stride + x];
                double b = grey[y * stride + x + step];
                sumA += a;
                sumB += b;
                squaresA += a * a;
                squaresB += b * b;
                products += a * b;
            }
        }
        double count = (double) columns * rows;
        double varianceA = squaresA / count - sumA / count * (sumA / count);
        double varianceB = squaresB / count - sumB / count * (sumB / count);
        if (varianceA < BLANK || varianceB < BLANK) {
            return 0;
        }
        return (products / count - sumA / count * (sumB / count)) / Math.sqrt(varianceA * varianceB);
    }
}
