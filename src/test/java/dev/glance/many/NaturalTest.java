package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalTest {
    @Test
    void numbersCountAsNumbers() {
        List<String> ordered = List.of("", "/a", " a", "1", "01", "001", "1a1", "1a01", "01a1", "2", "10", "img",
                "img/9", "img 2", "img1", "img02", "img2.5", "img2.10", "img10", "img10a", "img99999999999999999999",
                "img100000000000000000000", "imga", "img\u4e00");
        List<String> found = new ArrayList<>(ordered);
        Collections.shuffle(found, new Random(1));
        found.sort(Natural::compare);
        assertEquals(ordered, found);
    }

    @Test
    void itIsAnOrderOfAllTexts() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            String a = text(random);
            String b = text(random);
            String c = text(random);
            assertEquals(Integer.signum(Natural.compare(a, b)), -Integer.signum(Natural.compare(b, a)), a + " | " + b);
            assertEquals(a.equals(b), Natural.compare(a, b) == 0, a + " | " + b);
            if (Natural.compare(a, b) <= 0 && Natural.compare(b, c) <= 0) {
                assertTrue(Natural.compare(a, c) <= 0, a + " | " + b + " | " + c);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("0012a/ ".charAt(random.nextInt(7)));
        }
        return text.toString();
    }
}
