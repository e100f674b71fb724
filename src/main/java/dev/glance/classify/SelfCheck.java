package dev.glance.classify;

import dev.glance.model.CatalogEntry;
import java.util.List;

/** Tells whether a backend computes a model rightly: its logits for {@link CheckPicture} against the stored ones. */
public final class SelfCheck {
    /** The logits stored are those of the classes 0, 20, 40, ... */
    public static final int STEP = 20;
    /** The greatest deviation allowed where all is computed in float32. */
    public static final double TOLERANCE = 0.02;

    private SelfCheck() {
    }

    /**
     * Compares a backend's logits with the catalog's.
     *
     * @param entry  the model
     * @param logits the backend's logits for the model's {@link CheckPicture}, background left out
     * @param tolerance the greatest deviation allowed, as a fraction of the greatest stored logit
     * @return null where they agree, else a short phrase on what is wrong
     */
    public static String complaint(CatalogEntry entry, float[] logits, double tolerance) {
        List<Double> stored = entry.checkLogits();
        if (logits.length != entry.classes() || stored.size() != (logits.length + STEP - 1) / STEP) {
            return "it computes " + logits.length + " classes instead of " + entry.classes();
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
        double greatest = Math.abs(entry.checkTopLogit());
        double deviation = Math.abs(entry.checkTopLogit() - logits[entry.checkTop()]);
        for (int i = 0; i < stored.size(); i++) {
            greatest = Math.max(greatest, Math.abs(stored.get(i)));
            deviation = Math.max(deviation, Math.abs(stored.get(i) - logits[i * STEP]));
        }
        if (deviation > tolerance * greatest) {
            long tenths = Math.round(1000 * deviation / greatest);
            return "its results are off by " + tenths / 10 + "." + tenths % 10 + " %";
        }
        return top == entry.checkTop() ? null : "it takes the self-check's picture for something else";
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
