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
        return correlation(grey, columns, rows);
    }

    /** Both directions in one pass: what pairs have in common are the sums over all, without the pixels of one edge. */
    private static double correlation(float[] grey, int columns, int rows) {
        double sum = 0;
        double squares = 0;
        double across = 0;
        double down = 0;
        int last = columns * (rows - 1);
        for (int row = 0; row < grey.length; row += columns) {
            int below = row < last ? columns : 0;
            double left = 0;
            for (int at = row; at < row + columns; at++) {
                double value = grey[at];
                sum += value;
                squares += value * value;
                across += left * value;
                down += value * grey[at + below];
                left = value;
            }
        }
        Edge top = Edge.of(grey, 0, 1, columns);
        Edge bottom = Edge.of(grey, last, 1, columns);
        // Those have none below: they were taken with themselves.
        down -= bottom.squares;
        Edge first = Edge.of(grey, 0, columns, rows);
        Edge end = Edge.of(grey, columns - 1, columns, rows);
        return Math.min(correlation((columns - 1.0) * rows, sum, squares, end, first, across),
                correlation(columns * (rows - 1.0), sum, squares, bottom, top, down));
    }

    /** The sums over one edge. */
    private record Edge(double sum, double squares) {
        static Edge of(float[] grey, int from, int step, int count) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double value = grey[from + i * step];
                sum += value;
                squares += value * value;
            }
            return new Edge(sum, squares);
        }
    }

    /** Of pairs, whose first ones are all but those at the end, and whose second ones are all but those at the beginning. */
    private static double correlation(double count, double sum, double squares, Edge end, Edge beginning, double products) {
        double meanA = (sum - end.sum) / count;
        double meanB = (sum - beginning.sum) / count;
        double varianceA = (squares - end.squares) / count - meanA * meanA;
        double varianceB = (squares - beginning.squares) / count - meanB * meanB;
        return varianceA < BLANK || varianceB < BLANK ? 0
                : (products / count - meanA * meanB) / Math.sqrt(varianceA * varianceB);
    }
}
