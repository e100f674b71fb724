package dev.glance.decide;

/**
 * Steadies the answers to pictures that follow each other, such as a camera's: what is remembered moves towards what the newest
 * one shows by {@code 1 - exp(-t / 400 ms)}, where t is the time since the one before. So a change that stays is 63 % there after
 * 400 ms and 92 % after a second, however many pictures a second are looked at.
 *
 * <p>Remembered are the calibrated probability of each class, then the greatest logit and the correlation of neighbouring
 * pixels, from which "nothing" follows. What is said is said of these numbers, by the rules for one picture.
 */
public final class Smoothing {
    /** The time constant in milliseconds. */
    public static final double TIME_MS = 400;
    /** What is remembered beside the probabilities. */
    private static final int MORE = 2;

    private Smoothing() {
    }

    /**
     * How much the newest picture counts, 0..1.
     *
     * @param elapsedMs milliseconds since the one before, at least 0
     */
    public static double weight(double elapsedMs) {
        return 1 - Math.exp(-elapsedMs / TIME_MS);
    }

    /**
     * What is remembered after one more picture.
     *
     * @param before what was; where it is not of this many classes, such as empty, the picture is the first
     * @param weight how much the picture counts, 0..1
     */
    static float[] after(float[] before, double weight, double[] probabilities, double greatestLogit, double correlation) {
        int classes = probabilities.length;
        float[] after = new float[classes + MORE];
        boolean first = before.length != after.length;
        for (int i = 0; i < after.length; i++) {
            double value = i < classes ? probabilities[i] : i == classes ? greatestLogit : correlation;
            after[i] = (float) (first ? value : before[i] + weight * (value - before[i]));
        }
        return after;
    }

    /** The probabilities among what is remembered; they add up to 1. */
    static double[] probabilities(float[] memory) {
        double[] probabilities = new double[memory.length - MORE];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = memory[i];
        }
        return probabilities;
    }

    static double greatestLogit(float[] memory) {
        return memory[memory.length - MORE];
    }

    static double correlation(float[] memory) {
        return memory[memory.length - 1];
    }
}
