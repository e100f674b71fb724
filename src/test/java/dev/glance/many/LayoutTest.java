package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void tilesFillTheWidth() {
        Layout layout = new Layout(366, 100, 40, 8, 0, new int[] {7}, new boolean[1]);
        assertEquals(3, layout.columns());
        assertEquals(366, layout.left(2) + layout.side(), 1e-9);
        assertEquals(3, layout.rows());
        assertEquals(1, layout.count(2));
        assertEquals(3 * (layout.side() + 48), layout.height(), 1e-9);
        assertEquals(1, new Layout(50, 100, 40, 8, 0, new int[] {2}, new boolean[1]).columns());
        assertEquals(0, new Layout(366, 100, 40, 8, 0, new int[0], new boolean[0]).rows());
    }

    @Test
    void groupsHaveHeadingsAndCanBeFolded() {
        Layout layout = new Layout(208, 100, 0, 8, 30, new int[] {3, 5, 1}, new boolean[] {false, true, false});
        assertEquals(Layout.HEADING, layout.first(0));
        assertEquals(0, layout.first(1));
        assertEquals(2, layout.first(2));
        assertEquals(1, layout.group(3));
        assertEquals(Layout.HEADING, layout.first(3));
        assertEquals(2, layout.group(4));
        assertEquals(6, layout.rows());
        assertEquals(30, layout.bottom(0));
        assertEquals(Layout.HEADING, layout.rowOf(1, 4));
        assertEquals(5, layout.rowOf(2, 0));
    }

    @Test
    void everyTileIsInOneRowAndFoundThere() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int[] sizes = new int[random.nextInt(5)];
            boolean[] folded = new boolean[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = random.nextInt(40);
                folded[i] = random.nextInt(4) == 0;
            }
            Layout layout = new Layout(100 + random.nextInt(900), 100, 20, 8, random.nextInt(2) * 40, sizes, folded);
            int[] seen = new int[sizes.length];
            for (int row = 0; row < layout.rows(); row++) {
                assertEquals(row, layout.rowAt(layout.top(row)));
                assertEquals(row, layout.rowAt(layout.bottom(row) - 0.5));
                assertTrue(layout.bottom(row) > layout.top(row));
                for (int i = 0; i < layout.count(row); i++) {
                    assertEquals(seen[layout.group(row)], layout.first(row) + i);
                    assertEquals(row, layout.rowOf(layout.group(row), layout.first(row) + i));
                    seen[layout.group(row)]++;
                }
            }
            for (int i = 0; i < sizes.length; i++) {
                assertEquals(folded[i] ? 0 : sizes[i], seen[i]);
            }
            if (layout.rows() > 0) {
                assertEquals(0, layout.rowAt(-100));
                assertEquals(layout.rows() - 1, layout.rowAt(1e9));
            }
        }
    }
}
