package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CropSquareTest {
    @Test
    void itsWordIsReadBack() {
        CropSquare square = new CropSquare(12, 0, 640);
        assertEquals("12,0,640", square.word());
        assertEquals(square, Crop.of("12,0,640"));
        assertEquals(CropMode.CENTER, Crop.of("center"));
        assertEquals(CropMode.SQUARE, Crop.of(""));
    }

    @Test
    void whatIsNoneIsATypedError() {
        for (String word : List.of("1,2", "1,2,0", "-1,2,3", "1,2,3,4", "1,,3", ",,", "1.5,2,3", "1,2,9999999", "1,2,3 ", "a,b,c")) {
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> Crop.of(word), word).code());
        }
    }

    @Test
    void itIsDrawnWholeAndAlwaysWithinThePicture() {
        assertEquals(new CropPlan(12, 3, 100, 100, 0, 0, 224, 224), new CropSquare(12, 3, 100).plan(640, 480, 224));
        assertEquals(new CropPlan(540, 380, 100, 100, 0, 0, 224, 224), new CropSquare(9999, 400, 100).plan(640, 480, 224));
        assertEquals(new CropPlan(160, 0, 480, 480, 0, 0, 224, 224), new CropSquare(900, 0, 5000).plan(640, 480, 224));
        // A picture that was decoded at half its size.
        assertEquals(new CropPlan(6, 1.5, 50, 50, 0, 0, 224, 224), new CropSquare(12, 3, 100).scaled(0.5).plan(320, 240, 224));
    }

    @Test
    void aSmallSquareOfALargePictureIsDecodedLarge() {
        assertEquals(8, new CropSquare(0, 0, 400).eighths(4032, 3024, 224));
        assertEquals(CropMode.SQUARE.eighths(4032, 3024, 224), new CropSquare(504, 0, 3024).eighths(4032, 3024, 224));
        assertTrue(CropMode.SQUARE.eighths(4032, 3024, 224) < 8);
    }

    @Test
    void theCloserOneIsItsMiddle() {
        assertEquals(new CropSquare(110, 20, 140), new CropSquare(100, 10, 160).closer());
        assertEquals(CropMode.CENTER, CropMode.SQUARE.closer());
        assertEquals(CropMode.CONTAIN, CropMode.CONTAIN.closer());
    }

    @Test
    void howeverItIsMovedAndResizedItStaysASquareOfThePicture() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            int width = 1 + random.nextInt(2000);
            int height = 1 + random.nextInt(2000);
            CropSquare square = new CropSquare(0, 0, Math.min(width, height));
            for (int step = 0; step < 50; step++) {
                square = switch (random.nextInt(3)) {
                    case 0 -> square.moved(random.nextGaussian() * 500, random.nextGaussian() * 500, width, height);
                    case 1 -> square.resized(random.nextGaussian() * 1000, width, height);
                    default -> square.grown(random.nextDouble() * 3, width, height);
                };
                assertTrue(square.x() >= 0 && square.y() >= 0 && square.x() + square.side() <= width + 1e-6
                        && square.y() + square.side() <= height + 1e-6, square + " in " + width + " x " + height);
                assertTrue(square.side() >= CropSquare.least(width, height) - 1e-6, square.toString());
            }
        }
        assertEquals(new CropSquare(10, 20, 32), new CropSquare(10, 20, 100).resized(1, 640, 480));
        assertEquals(new CropSquare(10, 20, 460), new CropSquare(10, 20, 100).resized(9999, 640, 480));
        assertEquals(new CropSquare(0, 10, 120), new CropSquare(10, 20, 100).grown(1.2, 640, 480));
    }
}
