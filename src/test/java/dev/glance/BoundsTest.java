package dev.glance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BoundsTest {
    private byte[] read;

    @Test
    void whoeverFillsTheMemoryIsNamed() {
        Bounds.each("a small one", 0, () -> read = new byte[1 << 20]);
        Bounds.each("a long one", 1 << 20, () -> read = new byte[16 << 20]);
        String said = assertThrows(AssertionError.class, () -> Bounds.each("a liar", 1000, () -> read = new byte[16 << 20])).getMessage();
        assertTrue(said.startsWith("a liar allocated"), said);
        assertEquals(16 << 20, read.length);
    }
}
