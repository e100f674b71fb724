package dev.glance.host;

import dev.glance.decide.Predictions;
import dev.glance.image.Cover;
import dev.glance.image.Crop;

/**
 * What is in the picture?
 *
 * @param crop       which part of it the model sees
 * @param topK       how many classes to answer with, at least 1; more than there are means all
 * @param calibrated whether with probabilities that mean what they say; else with plain softmax, as the reference library
 * @param careful    whether to look more than once
 * @param cover      a part of what the model sees that is covered; null for none
 */
public record Classify(Crop crop, int topK, boolean calibrated, boolean careful, Cover cover) implements Job<Predictions> {
    /** See {@link #word}. */
    public static final String WORD = "classify";

    /** Of all of it. */
    public Classify(Crop crop, int topK, boolean calibrated, boolean careful) {
        this(crop, topK, calibrated, careful, null);
    }

    @Override
    public String word() {
        return WORD;
    }
}
