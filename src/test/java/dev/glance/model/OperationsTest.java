package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.GlanceException;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private final TinyModel tiny = new TinyModel();
    private final int image = tiny.tensor(1, 4, 4, 3);
    private final int filter = tiny.floats(new int[] {2, 1, 1, 3}, 1, 2, 3, 4, 5, 6);
    private final int output = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.VALID, 2, 3, 1), tiny.tensor(1, 2, 2,
            2),
            image, filter, -1);

    private Operations read() {
        return Operations.read(tiny.bytes());
    }

    @Test
    void saysWhatIsComputed() {
        Operations operations = read();
        assertEquals(1, operations.size());
        assertEquals(3, operations.tensors());
        assertEquals(image, operations.picture());
        assertEquals(TinyModel.CONV, operations.code(0));
        assertArrayEquals(new int[] {image, filter, -1}, operations.inputs(0));
        assertEquals(output, operations.output(0));
        assertArrayEquals(new int[] {2, 1, 1, 3}, operations.shape(filter));
        assertTrue(operations.isConstant(filter));
        assertFalse(operations.isConstant(image));
    }

    @Test
    void readsOptions() {
        assertEquals(2, read().option(0, 1, 7));
        assertEquals(3, read().option(0, 2, 7));
        assertEquals(7, read().option(0, 5, 7));
        assertEquals(TinyModel.VALID, read().optionByte(0, 0));
        assertEquals(0, read().optionByte(0, 9));
        tiny.lastOperator().with(4, null);
        assertEquals(7, read().option(0, 1, 7));
        assertEquals(0, read().optionByte(0, 0));
    }

    @Test
    void readsShortListsOfNumbers() {
        int list = tiny.ints(new int[] {3}, 1, -2, 300);
        int longest = tiny.ints(new int[] {16}, new int[16]);
        int tooLong = tiny.ints(new int[] {17}, new int[17]);
        assertArrayEquals(new int[] {1, -2, 300}, read().ints(list));
        assertEquals(16, read().ints(longest).length);
        for (int none : new int[] {tooLong, filter, image}) {
            assertThrows(GlanceException.class, () -> read().ints(none));
        }
    }

    @Test
    void readsNames() {
        assertEquals("", read().name(output));
        String[][] examples = {{"a/b", "a/b"}, {"a;b", "a"}, {"a b\u00e9~", "a_b__~"}, {"", ""}, {"x".repeat(300),
                "x".repeat(200)}};
        for (String[] example : examples) {
            tiny.with(output, 3, example[0]);
            assertEquals(example[1], read().name(output));
        }
    }
}
