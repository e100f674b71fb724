package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GreyTest {
    /** Soft blobs: a part of the plane from a point on, at a scale. */
    private static byte[] picture(long seed, int size, double left, double top, double scale) {
        Random random = new Random(seed);
        double[][] blobs = new double[12][];
        for (int i = 0; i < blobs.length; i++) {
            blobs[i] = new double[] {random.nextDouble(), random.nextDouble(), 0.05 + 0.2 * random.nextDouble(),
                200 * random.nextDouble() - 100};
        }
        byte[] rgba = new byte[4 * size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double value = 128;
                for (double[] blob : blobs) {
                    double dx = left + scale * (x + 0.5) / size - blob[0];
                    double dy = top + scale * (y + 0.5) / size - blob[1];
                    value += blob[3] * Math.exp(-(dx * dx + dy * dy) / blob[2] / blob[2]);
                }
                for (int i = 0; i < 3; i++) {
                    rgba[4 * (y * size + x) + i] = (byte) Math.max(0, Math.min(255, value));
                }
            }
        }
        return rgba;
    }

    @Test
    void shadesAreMeansOfLuma() {
        byte[] rgba = new byte[4 * 32 * 32];
        for (int i = 0; i < 32 * 32; i++) {
            rgba[4 * i] = (byte) (i % 32 < 16 ? 255 : 0);
            rgba[4 * i + 1] = (byte) (i / 32 < 16 ? 255 : 0);
        }
        byte[] shades = Grey.of(rgba, 32, 32);
        assertEquals(Grey.SIZE, shades.length);
        assertEquals((77 + 150) * 255 / 256 - 128, shades[0]);
        assertEquals(150 * 255 / 256 - 128, shades[15]);
        assertEquals(-128, shades[255]);
        assertEquals(Grey.SIZE, Grey.of(new byte[4], 1, 1).length);
        assertArrayEquals(shades, Grey.of(rgba, 32, 32));
    }

    @Test
    void copiesAgreeAndOthersDoNot() {
        for (int seed = 0; seed < 40; seed++) {
            byte[] shades = Grey.of(picture(seed, 224, 0, 0, 1), 224, 224);
            assertEquals(1, Grey.agreement(shades, shades), 1e-9);
            assertTrue(Grey.agreement(shades, Grey.of(picture(seed, 96, 0, 0, 1), 96, 96)) > 0.99, "smaller " + seed);
            assertTrue(Grey.agreement(shades, Grey.of(picture(seed, 224, 0.05, 0.02, 0.93), 224, 224)) > 0.95, "cut " + seed);
            assertTrue(Grey.agreement(shades, Grey.of(picture(seed + 1000, 224, 0, 0, 1), 224, 224)) < 0.9, "another " + seed);
        }
    }

    @Test
    void ofABlankPictureNothingIsSaid() {
        byte[] blank = new byte[Grey.SIZE];
        assertEquals(0, Grey.agreement(blank, blank));
        assertEquals(0, Grey.agreement(blank, Grey.of(picture(1, 64, 0, 0, 1), 64, 64)));
    }

    @Test
    void onlyTheEndOfLongerBytesCounts() {
        byte[] shades = Grey.of(picture(5, 64, 0, 0, 1), 64, 64);
        byte[] longer = new byte[1000 + Grey.SIZE];
        java.util.Arrays.fill(longer, (byte) 77);
        System.arraycopy(shades, 0, longer, 1000, Grey.SIZE);
        assertEquals(1, Grey.agreement(longer, shades), 1e-9);
    }
}
