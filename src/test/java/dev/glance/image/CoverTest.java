package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoverTest {
    private static String covered(Cover cover, int width, int height) {
        byte[] rgba = new byte[4 * width * height];
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = (byte) (i / 4 % 2 == 0 || i % 4 == 3 ? 250 : 50);
        }
        cover.paint(rgba, width, height);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < width * height; i++) {
            assertEquals(250, rgba[4 * i + 3] & 255, "opaque as before");
            text.append((rgba[4 * i] & 255) == 150 ? '#' : '.').append(i % width == width - 1 ? "\n" : "");
        }
        return text.toString();
    }

    @Test
    void theSquareGetsTheMeanColour() {
        assertEquals("....\n.##.\n.##.\n....\n", covered(new Cover(0.5, 0.5, 0.5), 4, 4));
        assertEquals("##..\n##..\n....\n....\n", covered(new Cover(0.25, 0.25, 0.5), 4, 4));
        assertEquals("......##\n......##\n........\n........\n", covered(new Cover(1, 0.25, 0.5), 8, 4));
        assertEquals("....\n....\n", covered(new Cover(0.5, 0.5, 0), 4, 2));
    }

    @Test
    void itStaysInThePicture() {
        assertEquals(new Cover(0, 1, 0.3), new Cover(0.5, 0.5, 0.3).at(-2, 7));
        assertEquals(new Cover(0.2, 0.9, 0.3), new Cover(0.5, 0.5, 0.3).at(0.2, 0.9));
    }
}
