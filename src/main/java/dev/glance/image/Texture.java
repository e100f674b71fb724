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
        // Divided once for a column, not for each of its pixels.
        int[] from = new int[columns];
        for (int x = 0; x < columns; x++) {
            from[x] = 4 * (x * width / columns);
        }
        // What pairs have in common are the sums over all pixels, without those of one edge.
        Sums all = new Sums();
        Sums top = new Sums();
        Sums bottom = new Sums();
        Sums first = new Sums();
        Sums end = new Sums();
        double across = 0;
        double down = 0;
        // One row: a copy of the whole for each look of a camera lies about until it is collected.
        float[] above = new float[columns];
        for (int y = 0; y < rows; y++) {
            // No long, which in JavaScript is an object for each pixel; sides of 9 million pixels fit.
            int line = 4 * (y * height / rows * width);
            double sum = 0;
            double squares = 0;
            float left = 0;
            for (int x = 0; x < columns; x++) {
                int at = line + from[x];
                // ITU-R BT.601 luma.
                float grey = 0.299f * (rgba[at] & 255) + 0.587f * (rgba[at + 1] & 255) + 0.114f * (rgba[at + 2] & 255);
                double value = grey;
                sum += value;
                squares += value * value;
                across += left * value;
                down += above[x] * value;
                above[x] = grey;
                left = grey;
            }
            all.add(sum, squares);
            first.add(above[0]);
            end.add(left);
            if (y == 0) {
                top.add(sum, squares);
            } else if (y == rows - 1) {
                bottom.add(sum, squares);
            }
        }
        return Math.min(correlation((columns - 1.0) * rows, all, end, first, across),
                correlation(columns * (rows - 1.0), all, bottom, top, down));
    }

    /** Of grey values. */
    private static final class Sums {
        private double values;
        private double squares;

        void add(double value) {
            add(value, value * value);
        }

        void add(double sum, double sumOfSquares) {
            values += sum;
            squares += sumOfSquares;
        }
    }

    /** Of pairs, whose first ones are all but those at the end, and whose second ones are all but those at the beginning. */
    private static double correlation(double count, Sums all, Sums end, Sums beginning, double products) {
        double meanA = (all.values - end.values) / count;
        double meanB = (all.values - beginning.values) / count;
        double varianceA = (all.squares - end.squares) / count - meanA * meanA;
        double varianceB = (all.squares - beginning.squares) / count - meanB * meanB;
        return varianceA < BLANK || varianceB < BLANK ? 0
                : (products / count - meanA * meanB) / Math.sqrt(varianceA * varianceB);
    }
}
