package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.decide.LayerMaps;
import org.junit.jupiter.api.Test;

class MapSheetTest {
    private static final int DARK = 0x440154;
    private static final int YELLOW = 0xFDE725;

    private static int colour(MapSheet sheet, int x, int y) {
        int at = 4 * (y * sheet.width() + x);
        return sheet.rgba()[at + 3] == 0 ? -1 : (sheet.rgba()[at] & 255) << 16 | (sheet.rgba()[at + 1] & 255) << 8
                | sheet.rgba()[at + 2] & 255;
    }

    /** Ten maps of 2x2: eight in the first line, with a pixel between. */
    @Test
    void eachMapHasItsOwnRange() {
        float[] values = new float[40];
        for (int map = 0; map < 10; map++) {
            values[4 * map] = 100 * map;
            values[4 * map + 3] = 100 * map + (map == 9 ? 0 : 1);
            values[4 * map + 1] = 100 * map;
            values[4 * map + 2] = 100 * map;
        }
        MapSheet sheet = MapSheet.of(new LayerMaps(2, 2, 10, 0, 901, values));
        assertEquals(8 * 3 - 1, sheet.width());
        assertEquals(5, sheet.height());
        for (int map = 0; map < 9; map++) {
            assertEquals(DARK, colour(sheet, map % 8 * 3, map / 8 * 3), "map " + map);
            assertEquals(YELLOW, colour(sheet, map % 8 * 3 + 1, map / 8 * 3 + 1), "map " + map);
        }
        // One that is the same everywhere.
        assertEquals(DARK, colour(sheet, 4, 4));
        assertEquals(-1, colour(sheet, 2, 0));
        assertEquals(-1, colour(sheet, 22, 4));
    }

    @Test
    void singleValuesHaveOneRange() {
        float[] values = new float[40];
        values[39] = 2;
        values[1] = -1;
        MapSheet sheet = MapSheet.of(new LayerMaps(1, 1, 40, -1, 2, values));
        assertEquals(32, sheet.width());
        assertEquals(2, sheet.height());
        assertEquals(DARK, colour(sheet, 1, 0));
        assertEquals(YELLOW, colour(sheet, 7, 1));
        assertEquals(colour(sheet, 0, 0), colour(sheet, 5, 1));
        assertEquals(-1, colour(sheet, 8, 1));
    }
}
