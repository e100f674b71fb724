package dev.glance.classify;

import dev.glance.model.Check;

/** Tells whether a backend computes a model rightly: its logits for {@link CheckPicture} against the stored ones. */
public final class SelfCheck {
    /** The greatest deviation allowed where all is computed in float32. */
    public static final double TOLERANCE = 0.02;

    private SelfCheck() {
    }

    /**
     * Compares a backend's logits with the catalog's.
     *
     * @param check   what the model must answer
     * @param classes how many classes it has
     * @param logits  the backend's logits for {@link CheckPicture} of the check's size, background left out
     * @param tolerance the greatest deviation allowed, as a fraction of the greatest stored logit
     * @return null where they agree, else a short phrase on what is wrong
     */
    public static String complaint(Check check, int classes, float[] logits, double tolerance) {
        double[] stored = check.logits();
        int step = Check.step(classes);
        if (logits.length != classes || stored.length != (logits.length + step - 1) / step) {
            return "it computes " + logits.length + " classes instead of " + classes;
        }
        String complaint = notFinite(logits);
        if (complaint != null) {
            return complaint;
        }
        int top = 0;
        for (int i = 0; i < logits.length; i++) {
            if (logits[i] > logits[top]) {
                top = i;
            }
        }
        double greatest = Math.abs(check.topLogit());
        double deviation = Math.abs(check.topLogit() - logits[check.top()]);
        for (int i = 0; i < stored.length; i++) {
            greatest = Math.max(greatest, Math.abs(stored[i]));
            deviation = Math.max(deviation, Math.abs(stored[i] - logits[i * step]));
        }
        if (deviation > tolerance * greatest) {
            long tenths = Math.round(1000 * deviation / greatest);
            return "its results are off by " + tenths / 10 + "." + tenths % 10 + " %";
        }
        return top == check.top() ? null : "it takes the self-check's picture for something else";
    }

    /** A complaint where a value is NaN or infinite, else null. */
    static String notFinite(float[] logits) {
        for (float logit : logits) {
            if (!(Math.abs(logit) <= Float.MAX_VALUE)) {
                return "it computes values that are not numbers";
            }
        }
        return null;
    }
}
