package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Words words = new Words(TextsTest::plain);

    @Test
    void threeDigitsCount() {
        assertEquals("0", Figures.count(words, 0));
        assertEquals("864", Figures.count(words, 864));
        assertEquals("999", Figures.count(words, 999));
        assertEquals("1.00 k", Figures.count(words, 1000));
        assertEquals("1.54 k", Figures.count(words, 1536));
        assertEquals("10.0 k", Figures.count(words, 9_996));
        assertEquals("100 k", Figures.count(words, 99_960));
        assertEquals("999 k", Figures.count(words, 999_499));
        assertEquals("1.00 M", Figures.count(words, 999_600));
        assertEquals("1.00 M", Figures.count(words, 1_000_000));
        assertEquals("3.47 M", Figures.count(words, 3_469_760));
        assertEquals("10.8 M", Figures.count(words, 10_838_016));
        // MobileNet V1 1.0 224, as the paper has it.
        assertEquals("569 M", Figures.count(words, 568_740_352));
        assertEquals("4.21 M", Figures.count(words, 4_209_088));
        assertEquals("1.00 G", Figures.count(words, 999_900_000));
        assertEquals("4.87 G", Figures.count(words, 4_866_000_000.0));
    }

    @Test
    void sharesAndMultipliers() {
        assertEquals("0\u00a0%", Figures.share(words, 0));
        assertEquals("3.6\u00a0%", Figures.share(words, 0.036));
        assertEquals("10\u00a0%", Figures.share(words, 0.0997));
        assertEquals("100\u00a0%", Figures.share(words, 1));
        assertEquals("8.4", Figures.times(words, 8.4));
        assertEquals("10", Figures.times(words, 9.97));
        assertEquals("1", Figures.multiplier(words, 1));
        assertEquals("0.5", Figures.multiplier(words, 0.5));
        assertEquals("0.75", Figures.multiplier(words, 0.75));
        assertEquals("0.714", Figures.multiplier(words, 160 / 224.0));
        assertEquals("0.857", Figures.multiplier(words, 192 / 224.0));
        assertEquals("0.5 MB", Figures.bytes(words, 525_598));
        assertEquals("14 MB", Figures.bytes(words, 13_800_000));
        assertEquals("0.1 MB", Figures.bytes(words, 95_000));
        assertEquals("95 KB", Figures.bytes(words, 94_999));
        assertEquals("1 KB", Figures.bytes(words, 20));
    }
}
