package dev.glance.host;

import dev.glance.decide.Predictions;
import dev.glance.image.Crop;

/**
 * What is in the picture?
 *
 * @param crop       which part of it the model sees
 * @param topK       how many classes to answer with, at least 1; more than there are means all
 * @param calibrated whether with probabilities that mean what they say; else with plain softmax, as the reference library
 * @param careful    whether to look more than once
 */
public record Classify(Crop crop, int topK, boolean calibrated, boolean careful) implements Job<Predictions> {
    /** See {@link #word}. */
    public static final String WORD = "classify";

    @Override
    public String word() {
        return WORD;
    }
}
