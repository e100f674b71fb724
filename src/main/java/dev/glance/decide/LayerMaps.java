package dev.glance.decide;

import java.util.Arrays;

/**
 * What a layer makes of a picture, small enough to be sent and shown.
 *
 * @param rows     of each map
 * @param columns  of each map
 * @param channels how many maps there are: the layer's first ones
 * @param min      the least of all values of the layer, those of other channels and places included
 * @param max      the greatest of them
 * @param values   map by map, row by row
 */
public record LayerMaps(int rows, int columns, int channels, float min, float max, float[] values) {
    /** In place of a layer's name: what the model's own classifier reads. */
    public static final String EMBEDDING = " ";

    private static final int MAPS = 64;
    private static final int ROW = 1024;
    private static final int SIDE = 64;
    private static final int HEAD = 5;

    /**
     * Packs the first 64 channels of what TensorFlow.js computes, or the first 1,024 where there is one place only. Maps of more
     * than 64 rows or columns become smaller ones, of averages.
     *
     * @param height   rows of the layer
     * @param width    columns of the layer
     * @param channels of the layer
     * @param all      [height, width, channels]
     * @return see {@link #read}
     */
    public static float[] pack(int height, int width, int channels, float[] all) {
        int step = (Math.max(height, width) + SIDE - 1) / SIDE;
        int rows = (height + step - 1) / step;
        int columns = (width + step - 1) / step;
        int shown = Math.min(channels, height * width == 1 ? ROW : MAPS);
        float[] packed = new float[HEAD + shown * rows * columns];
        float min = all[0];
        float max = min;
        for (int i = 0; i < all.length; i++) {
            min = all[i] < min ? all[i] : min;
            max = all[i] > max ? all[i] : max;
            int channel = i % channels;
            int row = i / channels / width / step;
            int column = i / channels % width / step;
            if (channel < shown) {
                // At the edges fewer places come together.
                packed[HEAD + (channel * rows + row) * columns + column] += all[i] / Math.min(step, height - row * step)
                        / Math.min(step, width - column * step);
            }
        }
        packed[0] = rows;
        packed[1] = columns;
        packed[2] = shown;
        packed[3] = min;
        packed[4] = max;
        return packed;
    }

    /** Reads what {@link #pack} has written. */
    public static LayerMaps read(float[] packed) {
        return new LayerMaps((int) packed[0], (int) packed[1], (int) packed[2], packed[3], packed[4],
                Arrays.copyOfRange(packed, HEAD, packed.length));
    }
}
