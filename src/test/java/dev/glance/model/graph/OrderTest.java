package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static void assertOrder(int[] expected, int[]... needs) {
        assertArrayEquals(expected, Order.of(List.of(needs)));
    }

    @Test
    void whatIsInOrderStays() {
        assertOrder(new int[] {});
        assertOrder(new int[] {0, 1, 2, 3}, new int[] {}, new int[] {0}, new int[] {}, new int[] {1, 2, 1});
    }

    @Test
    void whatIsNeededComesBefore() {
        assertOrder(new int[] {2, 1, 0}, new int[] {1}, new int[] {2}, new int[] {});
        assertOrder(new int[] {3, 1, 2, 0}, new int[] {1, 2}, new int[] {3}, new int[] {3}, new int[] {});
    }

    @Test
    void aLongChainIsNoProblem() {
        List<int[]> needs = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            needs.add(i == 99_999 ? new int[] {} : new int[] {i + 1});
        }
        assertEquals(99_999, Order.of(needs)[0]);
    }

    @Test
    void aCircleIsRefused() {
        int[][][] circles = {{{0}}, {{1}, {0}}, {{}, {2}, {3, 0}, {1}}};
        for (int[][] circle : circles) {
            GlanceException e = assertThrows(GlanceException.class, () -> Order.of(List.of(circle)));
            assertEquals(ErrorCode.MODEL_FORMAT, e.code());
            assertTrue(e.what().contains("its layers go in a circle"), e.what());
        }
    }
}
