package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeatTest {
    private static int colour(byte[] rgba, int pixel) {
        return (rgba[4 * pixel] & 255) << 16 | (rgba[4 * pixel + 1] & 255) << 8 | rgba[4 * pixel + 2] & 255;
    }

    @Test
    void coldIsDarkAndSeenThroughAndHotIsBrightAndNot() {
        byte[] rgba = Heat.rgba(new double[] {0, 1, 1}, 1, 3, 0.5, 9);
        assertEquals(0x440154, colour(rgba, 0));
        assertEquals(0xFDE725, colour(rgba, 8));
        assertEquals(38, rgba[3] & 255);
        assertEquals(255, rgba[35] & 255);
    }

    @Test
    void itRisesEvenlyBetweenTheMiddlesOfThePlaces() {
        byte[] rgba = Heat.rgba(new double[] {0, 0, 1, 1}, 2, 2, 0, 64);
        double before = -1;
        for (int y = 0; y < 64; y++) {
            int colour = colour(rgba, 64 * y + 5);
            assertEquals(colour, colour(rgba, 64 * y + 60));
            double lightness = 0.2126 * (colour >> 16) + 0.7152 * (colour >> 8 & 255) + 0.0722 * (colour & 255);
            assertTrue(lightness >= before, "row " + y);
            before = lightness;
        }
    }
}
