package dev.glance.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayerMapsTest {
    private static LayerMaps of(int height, int width, int channels, float[] all) {
        return LayerMaps.read(LayerMaps.pack(height, width, channels, all));
    }

    @Test
    void mapsComeChannelByChannel() {
        LayerMaps maps = of(2, 3, 2, new float[] {1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -60});
        assertEquals(2, maps.rows());
        assertEquals(3, maps.columns());
        assertEquals(2, maps.channels());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -60}, maps.values());
        assertEquals(-60, maps.min());
        assertEquals(6, maps.max());
    }

    /** At the edges too an average is one. */
    @Test
    void largeMapsAreAveraged() {
        float[] all = new float[65 * 129];
        java.util.Arrays.fill(all, 7);
        all[0] = 16;
        LayerMaps maps = of(65, 129, 1, all);
        // 129 need steps of 3.
        assertEquals(22, maps.rows());
        assertEquals(43, maps.columns());
        assertEquals(8, maps.values()[0], 1e-5);
        for (int i = 1; i < maps.values().length; i++) {
            assertEquals(7, maps.values()[i], 1e-5, "place " + i);
        }
        assertEquals(16, maps.max());
    }

    @Test
    void whatIsSentIsBounded() {
        LayerMaps maps = of(224, 224, 100, new float[224 * 224 * 100]);
        assertEquals(64, maps.channels());
        assertTrue(maps.values().length <= 64 * 64 * 64);
        assertEquals(1024, of(1, 1, 1280, new float[1280]).values().length);
        assertEquals(1000, of(1, 1, 1000, new float[1000]).values().length);
    }

    /** Of channels that are not shown too. */
    @Test
    void leastAndGreatestAreThoseOfTheLayer() {
        float[] all = new float[2 * 2 * 70];
        all[69] = 5;
        all[2 * 70 + 65] = -4;
        LayerMaps maps = of(2, 2, 70, all);
        assertEquals(-4, maps.min());
        assertEquals(5, maps.max());
        assertEquals(64, maps.channels());
    }
}
