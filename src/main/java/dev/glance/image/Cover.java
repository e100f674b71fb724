package dev.glance.image;

/**
 * A square of what a model sees that is covered, so that one can see what depends on it.
 *
 * @param x    of its middle, 0..1 from the left
 * @param y    of its middle, 0..1 from the top
 * @param side 0..1 of the width, and of the height
 */
public record Cover(double x, double y, double side) {
    /** As this one, with its middle elsewhere, but in the picture. */
    public Cover at(double otherX, double otherY) {
        return new Cover(Math.min(Math.max(otherX, 0), 1), Math.min(Math.max(otherY, 0), 1), side);
    }

    /**
     * Covers it with the picture's mean colour.
     *
     * @param rgba   four bytes a pixel, row by row; it is painted into
     * @param width  in pixels
     * @param height in pixels
     */
    public void paint(byte[] rgba, int width, int height) {
        long[] sums = new long[3];
        for (int i = 0; i < rgba.length; i += 4) {
            for (int channel = 0; channel < 3; channel++) {
                sums[channel] += rgba[i + channel] & 255;
            }
        }
        int left = (int) Math.max(0, Math.round((x - side / 2) * width));
        int right = (int) Math.min(width, Math.round((x + side / 2) * width));
        int top = (int) Math.max(0, Math.round((y - side / 2) * height));
        int bottom = (int) Math.min(height, Math.round((y + side / 2) * height));
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgba[4 * (row * width + column) + channel] = (byte) (sums[channel] / (rgba.length / 4));
                }
            }
        }
    }
}
