package dev.glance.host;

import dev.glance.decide.Predictions;
import dev.glance.image.CropMode;

/**
 * What is in the picture?
 *
 * @param crop which part of it the model sees
 * @param topK how many classes to answer with, at least 1; more than there are means all
 */
public record Classify(CropMode crop, int topK) implements Job<Predictions> {
    /** See {@link #word}. */
    public static final String WORD = "classify";

    @Override
    public String word() {
        return WORD;
    }
}
