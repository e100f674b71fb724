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
}
