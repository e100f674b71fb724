package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.GlanceException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CropModeTest {
    @Test
    void squareTakesTheLargestCentralSquare() {
        assertEquals(new CropPlan(280, 0, 720, 720, 0, 0, 224, 224), CropMode.SQUARE.plan(1280, 720, 224));
        assertEquals(new CropPlan(0, 280, 720, 720, 0, 0, 224, 224), CropMode.SQUARE.plan(720, 1280, 224));
    }

    @Test
    void centerTakesSevenEighthsOfIt() {
        assertEquals(new CropPlan(325, 45, 630, 630, 0, 0, 224, 224), CropMode.CENTER.plan(1280, 720, 224));
    }

    @Test
    void decodesNoMoreThanIsNeeded() {
        assertEquals(1, CropMode.SQUARE.eighths(4032, 3024, 224));
        assertEquals(2, CropMode.CENTER.eighths(4032, 3024, 224));
        assertEquals(4, CropMode.SQUARE.eighths(1280, 720, 224));
        assertEquals(4, CropMode.CONTAIN.eighths(1280, 720, 224));
        assertEquals(2, CropMode.CONTAIN.eighths(720, 1400, 224));
        assertEquals(8, CropMode.STRETCH.eighths(4032, 3024, 224), "other pixels would be interpolated");
        assertEquals(8, CropMode.SQUARE.eighths(300, 300, 224));
        assertEquals(8, CropMode.SQUARE.eighths(1, 1, 224));
        for (int side = 1; side < 5000; side += 7) {
            int decoded = (side * CropMode.SQUARE.eighths(side, side * 2, 224) + 7) / 8;
            assertTrue(decoded >= Math.min(side, 336), side + " is decoded to " + decoded);
        }
    }

    @Test
    void containKeepsTheWholePicture() {
        assertEquals(new CropPlan(0, 0, 1280, 720, 0, 49, 224, 126), CropMode.CONTAIN.plan(1280, 720, 224));
    }

    @Test
    void stretchSquashes() {
        assertEquals(new CropPlan(0, 0, 1280, 720, 0, 0, 224, 224), CropMode.STRETCH.plan(1280, 720, 224));
    }

    /** Teachable Machine's cropTo: sides are rounded up, and what is over is cut off to the pixel. */
    @Test
    void plainDrawsToThePixel() {
        assertEquals(new CropPlan(0, 0, 1280, 720, -87, 0, 399, 224), CropMode.PLAIN.plan(1280, 720, 224));
        assertEquals(new CropPlan(0, 0, 300, 401, 0, -38, 224, 300), CropMode.PLAIN.plan(300, 401, 224));
        assertEquals(1, CropMode.PLAIN.eighths(4000, 3000, 224));
        assertEquals(4, CropMode.PLAIN.eighths(640, 480, 224));
        assertEquals(8, CropMode.PLAIN.eighths(300, 240, 224));
    }

    @Test
    void everyPlanStaysInsidePictureAndInput() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            double width = 1 + random.nextInt(1 << random.nextInt(16));
            double height = 1 + random.nextInt(1 << random.nextInt(16));
            int size = 1 + random.nextInt(512);
            for (CropMode mode : CropMode.values()) {
                CropPlan plan = mode.plan(width, height, size);
                if (mode == CropMode.PLAIN) {
                    // Drawn whole: the canvas' edge crops.
                    assertTrue(plan.targetX() <= 0 && plan.targetX() + plan.targetWidth() >= size && plan.targetY() <= 0
                            && plan.targetY() + plan.targetHeight() >= size, plan::toString);
                    continue;
                }
                assertInside(plan.sourceX(), plan.sourceWidth(), width);
                assertInside(plan.sourceY(), plan.sourceHeight(), height);
                assertInside(plan.targetX(), plan.targetWidth(), size);
                assertInside(plan.targetY(), plan.targetHeight(), size);
            }
        }
    }

    private static void assertInside(double start, double length, double whole) {
        assertTrue(start >= 0 && length > 0 && start + length <= whole * (1 + 1e-12), start + " " + length + " " + whole);
    }

    @Test
    void wordsAreRead() {
        assertEquals(CropMode.SQUARE, CropMode.of(""));
        for (CropMode mode : CropMode.values()) {
            assertEquals(mode, CropMode.of(mode.word()));
        }
        assertThrows(GlanceException.class, () -> CropMode.of("Square"));
    }
}
