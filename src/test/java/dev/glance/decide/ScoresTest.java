package dev.glance.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void softmaxOfKnownLogits() {
        double[] p = Scores.softmax(new float[] {1, 2, 3}, 1);
        assertArrayEquals(new double[] {0.09003057317038046, 0.24472847105479764, 0.6652409557748219}, p, 1e-15);
    }

    @Test
    void softmaxSumsToOneAndKeepsTheOrderWhateverTheLogits() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            float[] logits = new float[1 + random.nextInt(50)];
            for (int j = 0; j < logits.length; j++) {
                logits[j] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(5)));
            }
            double[] p = Scores.softmax(logits, 1 + i % 3 / 2.0);
            assertEquals(1, DoubleStream.of(p).sum(), 1e-12);
            for (int j = 1; j < p.length; j++) {
                assertTrue(logits[j] < logits[j - 1] ? p[j] <= p[j - 1] : p[j] >= p[j - 1]);
            }
        }
    }

    @Test
    void topIsInOrderAndTiesGoToTheFirst() {
        double[] values = {0.1, 0.4, 0.1, 0.4};
        assertArrayEquals(new int[] {1, 3, 0}, Scores.top(values, 3));
        assertArrayEquals(new int[] {1, 3, 0, 2}, Scores.top(values, 99));
        assertArrayEquals(new int[] {}, Scores.top(values, 0));
    }
}
