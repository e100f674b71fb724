package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BilinearTest {
    private static byte[] grey(int... values) {
        byte[] rgba = new byte[values.length * 4];
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = (byte) values[i / 4];
        }
        return rgba;
    }

    @Test
    void cornersStayAndWhatIsBetweenIsMixed() {
        assertArrayEquals(grey(0, 50, 100, 100, 139, 178, 200, 228, 255),
                Bilinear.resize(grey(0, 100, 200, 255), 2, 2, 3), "corners, edges, middle");
    }

    @Test
    void theSameSizeIsTheSamePicture() {
        byte[] rgba = new byte[5 * 5 * 4];
        new Random(3).nextBytes(rgba);
        assertArrayEquals(rgba, Bilinear.resize(rgba, 5, 5, 5));
    }

    @Test
    void onePixelFillsAll() {
        for (byte value : Bilinear.resize(grey(200), 1, 1, 4)) {
            assertEquals((byte) 200, value);
        }
        assertEquals((byte) 7, Bilinear.resize(grey(7, 9), 2, 1, 1)[0]);
    }
}
