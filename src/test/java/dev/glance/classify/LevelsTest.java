package dev.glance.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LevelsTest {
    @Test
    void theByteValuesSpreadOverTheRange() {
        float[] levels = Levels.of(-1, 1);
        assertEquals(256, levels.length);
        assertEquals(-1, levels[0]);
        for (int i = 0; i < 256; i++) {
            assertEquals(i / 127.5 - 1, levels[i], 2e-7);
        }
    }

    @Test
    void coloursAreUnsignedAndOpacityIsLeftOut() {
        float[] to = new float[6];
        Levels.fill(new byte[] {0, 127, -1, 9, (byte) 200, 1, 2, 3}, Levels.of(0, 255), to);
        assertArrayEquals(new float[] {0, 127, 255, 200, 1, 2}, to, 1e-4f);
    }

    @Test
    void aMirrorChangesLeftAndRightAndNothingElse() {
        byte[] rgba = new byte[4 * 3 * 2];
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = (byte) i;
        }
        byte[] before = rgba.clone();
        Levels.mirror(rgba, 3);
        assertArrayEquals(new byte[] {8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3, 20, 21, 22, 23, 16, 17, 18, 19, 12, 13, 14, 15}, rgba);
        Levels.mirror(rgba, 3);
        assertArrayEquals(before, rgba);
    }
}
