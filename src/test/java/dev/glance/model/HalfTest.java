package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HalfTest {
    @Test
    void knowsTheExamplesOfTheStandard() {
        assertEquals(1f, Half.toFloat(0x3c00));
        assertEquals(-2f, Half.toFloat(0xc000));
        assertEquals(65504f, Half.toFloat(0x7bff));
        assertEquals(0x1p-24f, Half.toFloat(0x0001));
        assertEquals(0x1p-14f, Half.toFloat(0x0400));
        assertEquals(1 / 3f, Half.toFloat(0x3555), 1e-4);
        assertEquals(Float.POSITIVE_INFINITY, Half.toFloat(0x7c00));
        assertEquals(0x80000000, Float.floatToRawIntBits(Half.toFloat(0x8000)));
        assertTrue(Float.isNaN(Half.toFloat(0x7e00)));
    }
}
