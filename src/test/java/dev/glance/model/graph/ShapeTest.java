package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glance.error.GlanceException;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final int MAX = 1 << 28;

    @Test
    void dimensionsAreWithinBounds() {
        assertEquals(MAX, new Shape(1, MAX, 1).width());
        for (int wrong : new int[] {0, -1, MAX + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThrows(GlanceException.class, () -> new Shape(wrong, 1, 1));
            assertThrows(GlanceException.class, () -> new Shape(1, wrong, 1));
            assertThrows(GlanceException.class, () -> new Shape(1, 1, wrong));
        }
    }

    @Test
    void countsWithoutOverflow() {
        assertEquals(24, new Shape(2, 3, 4).values());
        assertEquals(6, new Shape(2, 3, 4).places());
        assertEquals(Math.pow(2, 84), new Shape(MAX, MAX, MAX).values());
    }

    @Test
    void aRowHasAllValues() {
        assertEquals(new Shape(1, 1, 24), new Shape(2, 3, 4).flat());
        assertEquals(new Shape(1, 1, MAX), new Shape(1, 1, MAX).flat());
        assertThrows(GlanceException.class, new Shape(2, 1, MAX)::flat);
    }

    @Test
    void theFirstDimensionIsTheBatch() {
        assertEquals(new Shape(1, 1, 1), Shape.ofBatch());
        assertEquals(new Shape(1, 1, 5), Shape.ofBatch(5));
        assertEquals(new Shape(1, 1, 6), Shape.ofBatch(-1, 6));
        assertEquals(new Shape(1, 6, 7), Shape.ofBatch(1, 6, 7));
        assertEquals(new Shape(5, 6, 7), Shape.ofBatch(1, 5, 6, 7));
        assertEquals(new Shape(20, 6, 7), Shape.ofBatch(1, 4, 5, 6, 7));
        assertThrows(GlanceException.class, () -> Shape.ofBatch(1, -1, 6, 7));
        assertThrows(GlanceException.class, () -> Shape.ofBatch(1, MAX, 2, 6, 7));
    }

    @Test
    void oneDimensionMayBeOpen() {
        assertEquals(new Shape(1, 1, 12), Shape.ofOpenBatch(12, -1, -1));
        assertEquals(new Shape(1, 3, 4), Shape.ofOpenBatch(12, -1, -1, 4));
        assertEquals(new Shape(2, 3, 2), Shape.ofOpenBatch(12, 1, 2, 3, -1));
        assertEquals(new Shape(2, 3, 4), Shape.ofOpenBatch(12, 1, 2, 3, 4));
        assertThrows(GlanceException.class, () -> Shape.ofOpenBatch(12, 1, 0, -1));
        assertThrows(GlanceException.class, () -> Shape.ofOpenBatch(12, 1, -1, -1, 3));
    }

    @Test
    void aDimensionOfOneStandsForAll() {
        assertEquals(new Shape(2, 3, 4), new Shape(2, 3, 4).with(new Shape(1, 1, 4)));
        assertEquals(new Shape(2, 3, 4), new Shape(1, 3, 1).with(new Shape(2, 1, 4)));
        assertThrows(GlanceException.class, () -> new Shape(2, 3, 4).with(new Shape(2, 3, 3)));
    }

    @Test
    void aWindowMakesItSmaller() {
        Shape seven = new Shape(7, 8, 3);
        assertEquals(new Shape(7, 8, 3), new Window(3, 3, 1, 1, 1, 1).over(seven, true));
        assertEquals(new Shape(4, 4, 3), new Window(3, 3, 2, 2, 1, 1).over(seven, true));
        assertEquals(new Shape(3, 3, 3), new Window(3, 2, 2, 3, 1, 1).over(seven, false));
        assertEquals(new Shape(3, 5, 3), new Window(3, 2, 1, 1, 2, 3).over(seven, false));
        assertEquals(new Shape(1, 1, 3), new Window(7, 8, 1, 1, 1, 1).over(seven, false));
        assertThrows(GlanceException.class, () -> new Window(8, 1, 1, 1, 1, 1).over(seven, false));
    }

    @Test
    void aWindowIsWithinBounds() {
        assertEquals(4096 * 4096, new Window(4096, 4096, 4096, 4096, 4096, 4096).area());
        for (int wrong : new int[] {0, -1, 4097, Integer.MAX_VALUE}) {
            for (int i = 0; i < 6; i++) {
                int[] w = {1, 1, 1, 1, 1, 1};
                w[i] = wrong;
                assertThrows(GlanceException.class, () -> new Window(w[0], w[1], w[2], w[3], w[4], w[5]));
            }
        }
    }
}
