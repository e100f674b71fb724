package dev.glance.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.model.Check;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
    private static final int CLASSES = 440;

    /** The stored ones are 0, 20, 40 and so on, the first answer is 7. */
    private final Check check = new Check(224, 7, 10, "1 -5" + " 0".repeat(20));

    private static float[] logits() {
        float[] logits = new float[CLASSES];
        logits[0] = 1;
        logits[7] = 10;
        logits[20] = -5;
        return logits;
    }

    private String complaint(float[] logits) {
        return SelfCheck.complaint(check, CLASSES, logits, SelfCheck.TOLERANCE);
    }

    @Test
    void acceptsWhatIsWithinTwoPerCent() {
        float[] logits = logits();
        assertNull(complaint(logits));
        logits[20] = -5.19f;
        assertNull(complaint(logits));
    }

    @Test
    void anEngineThatRoundsMayBeFurtherOff() {
        float[] logits = logits();
        logits[20] = -6;
        assertNotNull(complaint(logits));
        assertNull(SelfCheck.complaint(check, CLASSES, logits, 0.15));
        logits[20] = -6.6f;
        assertNotNull(SelfCheck.complaint(check, CLASSES, logits, 0.15));
    }

    @Test
    void ofFewClassesAllAreCompared() {
        Check few = new Check(224, 2, 5, "1 2 5");
        assertNull(SelfCheck.complaint(few, 3, new float[] {1, 2, 5}, SelfCheck.TOLERANCE));
        assertTrue(SelfCheck.complaint(few, 3, new float[] {1, 3, 5}, SelfCheck.TOLERANCE).contains("off by 20.0 %"));
        assertEquals(1, Check.step(399));
        assertEquals(20, Check.step(400));
    }

    @Test
    void namesWhatIsOff() {
        float[] logits = logits();
        logits[20] = -5.25f;
        assertTrue(complaint(logits).contains("off by 2.5 %"), complaint(logits));
    }

    @Test
    void refusesNumbersThatAreNone() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] logits = logits();
            logits[33] = bad;
            assertEquals("it computes values that are not numbers", complaint(logits));
        }
    }

    @Test
    void refusesAnotherFirstAnswerAndAnotherCount() {
        float[] logits = logits();
        logits[8] = 11;
        assertNotNull(complaint(logits));
        assertNotNull(complaint(Arrays.copyOf(logits(), CLASSES - 1)));
    }

    @Test
    void thePictureIsAlwaysTheSame() {
        byte[] rgba = CheckPicture.rgba(224);
        assertEquals(224 * 224 * 4, rgba.length);
        int[] rgb = new int[224 * 224 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = rgba[i / 3 * 4 + i % 3] & 0xFF;
        }
        assertTrue(IntStream.range(0, 224 * 224).allMatch(i -> rgba[4 * i + 3] == -1));
        // The catalog's logits belong to exactly this picture.
        assertEquals(-156416890, Arrays.hashCode(rgb));
    }
}
