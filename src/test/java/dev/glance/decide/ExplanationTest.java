package dev.glance.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    /** A map of 7 x 7 places, cold but for one. */
    private static String words(int row, int column) {
        float[] map = new float[49];
        map[7 * row + column] = 3;
        return new Explanation(7, 7, List.of(map)).words(0);
    }

    @Test
    void whereItIsInWords() {
        assertEquals("the upper left", words(0, 0));
        assertEquals("the lower right", words(6, 5));
        assertEquals("the middle", words(3, 2));
        assertEquals("the left", words(3, 1));
        assertEquals("the right", words(2, 6));
        assertEquals("the upper part", words(0, 3));
        assertEquals("the lower part", words(5, 3));
        assertEquals("all of it", new Explanation(2, 2, List.of(new float[] {1, 0.5f, 0.6f, 0})).words(0));
        assertEquals("no part of it", new Explanation(2, 2, List.of(new float[] {-1, 0, -2, 0})).words(0));
    }

    @Test
    void heatIsWhatSpeaksForTheClassOnly() {
        Explanation explanation = new Explanation(1, 4, List.of(new float[] {-5, 0, 1, 4}, new float[] {-1, -1, -1, -2}));
        assertArrayEquals(new double[] {0, 0, 0.25, 1}, explanation.heat(0));
        assertArrayEquals(new double[4], explanation.heat(1));
    }

    @Test
    void aBackgroundClassIsNotCounted() {
        float[] all = {9, 1, 2, 9, 3, 4};
        Explanation explanation = Explanation.of(1, 2, all, List.of(1, 0), 2);
        assertArrayEquals(new float[] {2, 4}, explanation.maps().get(0));
        assertArrayEquals(new float[] {1, 3}, explanation.maps().get(1));
        assertArrayEquals(new float[] {1, 4}, Explanation.of(2, 1, new float[] {0, 1, 3, 4}, List.of(1), 2).maps().get(0));
    }

    @Test
    void thePlacesLieWhereTheyLook() {
        assertEquals(31.5 / 224, Explanation.middle(0, 7), 1e-9);
        assertEquals(223.5 / 224, Explanation.middle(6, 7), 1e-9);
    }
}
