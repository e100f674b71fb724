package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class TextureTest {
    private static double correlation(int width, int height, IntBinaryOperator grey) {
        byte[] rgba = new byte[4 * width * height];
        for (int i = 0; i < width * height; i++) {
            byte value = (byte) grey.applyAsInt(i % width, i / width);
            rgba[4 * i] = value;
            rgba[4 * i + 1] = value;
            rgba[4 * i + 2] = value;
        }
        return Texture.correlation(rgba, width, height);
    }

    @Test
    void noiseHasNoneAndAGradientAll() {
        Random random = new Random(1);
        assertEquals(0, correlation(224, 224, (x, y) -> random.nextInt(256)), 0.02);
        assertEquals(1, correlation(224, 224, (x, y) -> (x + y) / 2), 1e-3);
    }

    @Test
    void ofTwoDirectionsTheLesserCounts() {
        Random random = new Random(1);
        int[] rows = random.ints(224, 0, 256).toArray();
        assertEquals(0, correlation(224, 224, (x, y) -> rows[y]), 0.2);
        assertEquals(0, correlation(224, 224, (x, y) -> rows[x]), 0.2);
        assertEquals(-1, correlation(4, 4, (x, y) -> (x + y) % 2 * 200), 1e-9);
    }

    /** Both directions are computed in one pass; the definition is not. */
    @Test
    void itIsPearsonsOfBothDirections() {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            int width = 2 + random.nextInt(40);
            int height = 2 + random.nextInt(40);
            int[] values = new int[width * height];
            for (int at = 0; at < values.length; at++) {
                values[at] = (at == 0 ? 128 : values[at - 1] / 2) + random.nextInt(128);
            }
            double across = pearson(values, width, width - 1, height, 1);
            double down = pearson(values, width, width, height - 1, width);
            assertEquals(Math.min(across, down), correlation(width, height, (x, y) -> values[y * width + x]), 1e-6);
        }
    }

    private static double pearson(int[] values, int stride, int columns, int rows, int step) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < columns * rows; i++) {
            int at = i / columns * stride + i % columns;
            meanA += values[at] / (double) (columns * rows);
            meanB += values[at + step] / (double) (columns * rows);
        }
        double products = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < columns * rows; i++) {
            int at = i / columns * stride + i % columns;
            products += (values[at] - meanA) * (values[at + step] - meanB);
            squaresA += Math.pow(values[at] - meanA, 2);
            squaresB += Math.pow(values[at + step] - meanB, 2);
        }
        return products / Math.sqrt(squaresA * squaresB);
    }

    @Test
    void aBlankPictureHasNone() {
        assertEquals(0, correlation(224, 224, (x, y) -> 255));
        assertEquals(0, correlation(2, 2, (x, y) -> 0));
    }

    @Test
    void ofALargePictureAsManyPixelsAreSeenAsAModelSees() {
        // Fine for its own pixels; every fourth one of them says nothing of the next.
        Random random = new Random(1);
        int[] noise = random.ints(300 * 300, 0, 256).toArray();
        assertTrue(correlation(896, 896, (x, y) -> noise[y / 4 * 300 + x / 4]) < 0.02);
        assertTrue(correlation(224, 896, (x, y) -> x / 2 + y / 8) > 0.99);
    }
}
