package dev.glance.image;

/**
 * A map of heat as colours: viridis, whose lightness rises evenly and which people of any colour vision can read (S. van der Walt
 * and N. Smith, matplotlib 1.5, CC0).
 */
public final class Heat {
    /** Viridis at eight even steps, as 0xRRGGBB. */
    private static final int[] VIRIDIS = {0x440154, 0x46327E, 0x365C8D, 0x277F8E, 0x1FA187, 0x4AC16D, 0xA0DA39, 0xFDE725};

    private Heat() {
    }

    /**
     * Draws a map, smoothly between the middles of its places. What is cold is seen through.
     *
     * @param heat    0..1, row by row
     * @param rows    places from top to bottom
     * @param columns places from left to right
     * @param shift   how far the middle of a place lies below and to the right of where even places have theirs, in places
     * @param side    of the picture to make, in pixels
     * @return four bytes a pixel, row by row
     */
    public static byte[] rgba(double[] heat, int rows, int columns, double shift, int side) {
        byte[] rgba = new byte[4 * side * side];
        for (int y = 0; y < side; y++) {
            double row = place(y, side, rows, shift);
            for (int x = 0; x < side; x++) {
                double column = place(x, side, columns, shift);
                int at = (int) row * columns + (int) column;
                int right = column < columns - 1 ? 1 : 0;
                int below = row < rows - 1 ? columns : 0;
                double across = column - (int) column;
                double down = row - (int) row;
                double value = (heat[at] * (1 - across) + heat[at + right] * across) * (1 - down)
                        + (heat[at + below] * (1 - across) + heat[at + below + right] * across) * down;
                paint(rgba, 4 * (y * side + x), value);
            }
        }
        return rgba;
    }

    private static double place(int pixel, int side, int places, double shift) {
        return Math.min(Math.max((pixel + 0.5) * places / side - 0.5 - shift, 0), places - 1);
    }

    private static void paint(byte[] rgba, int at, double value) {
        int colour = viridis(value);
        rgba[at] = (byte) (colour >> 16);
        rgba[at + 1] = (byte) (colour >> 8);
        rgba[at + 2] = (byte) colour;
        rgba[at + 3] = (byte) Math.round(255 * Math.min(1, 0.15 + value));
    }

    /**
     * The colour of a value.
     *
     * @param value 0..1
     * @return 0xRRGGBB
     */
    public static int viridis(double value) {
        double step = value * (VIRIDIS.length - 1);
        int low = Math.min((int) step, VIRIDIS.length - 2);
        double part = step - low;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = VIRIDIS[low] >> shift & 255;
            int to = VIRIDIS[low + 1] >> shift & 255;
            colour |= (int) Math.round(from + (to - from) * part) << shift;
        }
        return colour;
    }
}
