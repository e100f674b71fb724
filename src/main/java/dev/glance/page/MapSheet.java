package dev.glance.page;

import dev.glance.decide.LayerMaps;
import dev.glance.image.Heat;

/**
 * The maps of a layer side by side as one picture.
 *
 * @param width  in pixels
 * @param height in pixels
 * @param rgba   four bytes a pixel, row by row; what lies between the maps is seen through
 */
record MapSheet(int width, int height, byte[] rgba) {
    private static final int ACROSS = 8;
    private static final int ACROSS_POINTS = 32;

    /**
     * Draws the maps: each from its own least value, dark, to its own greatest. Where they are single values, all are drawn from
     * the least of them to the greatest.
     */
    static MapSheet of(LayerMaps maps) {
        int places = maps.rows() * maps.columns();
        boolean points = places == 1;
        int across = Math.min(maps.channels(), points ? ACROSS_POINTS : ACROSS);
        int down = (maps.channels() + across - 1) / across;
        int gap = points ? 0 : 1 + Math.max(maps.rows(), maps.columns()) / 24;
        int width = across * (maps.columns() + gap) - gap;
        int height = down * (maps.rows() + gap) - gap;
        byte[] rgba = new byte[4 * width * height];
        for (int map = 0; map < maps.channels(); map++) {
            int from = points ? 0 : map * places;
            int to = points ? maps.channels() : from + places;
            float min = least(maps.values(), from, to);
            float range = greatest(maps.values(), from, to) - min;
            int left = map % across * (maps.columns() + gap);
            int top = map / across * (maps.rows() + gap);
            for (int place = 0; place < places; place++) {
                double value = range > 0 ? (maps.values()[map * places + place] - min) / range : 0;
                int colour = Heat.viridis(value);
                int at = 4 * ((top + place / maps.columns()) * width + left + place % maps.columns());
                rgba[at] = (byte) (colour >> 16);
                rgba[at + 1] = (byte) (colour >> 8);
                rgba[at + 2] = (byte) colour;
                rgba[at + 3] = (byte) 255;
            }
        }
        return new MapSheet(width, height, rgba);
    }

    private static float least(float[] values, int from, int to) {
        float least = values[from];
        for (int i = from; i < to; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    private static float greatest(float[] values, int from, int to) {
        float greatest = values[from];
        for (int i = from; i < to; i++) {
            greatest = Math.max(greatest, values[i]);
        }
        return greatest;
    }
}
