package dev.glance.decide;

/** What follows the logits: softmax and top k, in double precision. */
public final class Scores {
    private Scores() {
    }

    /**
     * Probabilities of the given logits; they add up to 1.
     *
     * @param logits      any finite numbers, at least one
     * @param temperature divides them, above 0
     */
    static double[] softmax(float[] logits, double temperature) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            // Less the greatest, so that exp cannot overflow.
            probabilities[i] = Math.exp((logits[i] - greatest) / temperature);
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /**
     * The places of the k greatest values, greatest first; of equal values the one that comes first.
     *
     * @param values any numbers but NaN
     * @param k      at least 0; more than there are values means all
     */
    static int[] top(double[] values, int k) {
        int count = Math.min(k, values.length);
        int[] top = new int[count];
        boolean[] taken = new boolean[values.length];
        for (int rank = 0; rank < count; rank++) {
            int best = -1;
            for (int i = 0; i < values.length; i++) {
                if (!taken[i] && (best < 0 || values[i] > values[best])) {
                    best = i;
                }
            }
            taken[best] = true;
            top[rank] = best;
        }
        return top;
    }
}
