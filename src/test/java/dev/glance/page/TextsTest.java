package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void percentNeverSaysAllOrNothingOfWhatIsNot() {
        assertEquals("93.4 %", Texts.percent(0.9341));
        assertEquals("100.0 %", Texts.percent(1));
        assertEquals("over 99.9 %", Texts.percent(0.9996));
        assertEquals("under 0.1 %", Texts.percent(0.0001));
        assertEquals("0.0 %", Texts.percent(0));
        assertEquals("0.1 %", Texts.percent(0.0005));
    }

    @Test
    void milliseconds() {
        assertEquals("31 ms", Texts.milliseconds(31.4));
        assertEquals("under 1 ms", Texts.milliseconds(0.2));
    }
}
