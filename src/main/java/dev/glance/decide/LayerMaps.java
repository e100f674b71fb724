package dev.glance.decide;

/**
 * What a layer made of a picture, small enough to be sent and shown.
 *
 * @param rows     of each map
 * @param columns  of each map
 * @param channels how many maps there are: the layer's first ones
 * @param values   map by map, row by row
 * @param min      the least of all values of the layer, those of other channels and places included
 * @param max      the greatest of them
 */
public record LayerMaps(int rows, int columns, int channels, float[] values, float min, float max) {
    /** How many maps are kept. */
    public static final int MAPS = 64;
    /** How many values are kept where there is one place only. */
    public static final int ROW = 1024;
    /** More rows or columns than this are averaged. */
    public static final int SIDE = 64;

    /**
     * Takes the maps out of what TensorFlow.js computes.
     *
     * @param height   rows of the layer
     * @param width    columns of the layer
     * @param channels of the layer
     * @param all      [height, width, channels]
     */
    public static LayerMaps of(int height, int width, int channels, float[] all) {
        int step = (Math.max(height, width) + SIDE - 1) / SIDE;
        int rows = (height + step - 1) / step;
        int columns = (width + step - 1) / step;
        int shown = Math.min(channels, height * width == 1 ? ROW : MAPS);
        float[] values = new float[shown * rows * columns];
        float min = all[0];
        float max = min;
        for (int i = 0; i < all.length; i++) {
            min = Math.min(min, all[i]);
            max = Math.max(max, all[i]);
            int channel = i % channels;
            int place = i / channels;
            if (channel < shown) {
                int row = place / width / step;
                int column = place % width / step;
                // At the edges fewer places come together.
                values[(channel * rows + row) * columns + column] += all[i] / (Math.min(step, height - row * step)
                        * Math.min(step, width - column * step));
            }
        }
        return new LayerMaps(rows, columns, shown, values, min, max);
    }
}
