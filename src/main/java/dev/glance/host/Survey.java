package dev.glance.host;

import dev.glance.image.Crop;

/**
 * What is in one picture of many, with calibrated probabilities; and what it looks like, small. Its answer stays as it was
 * sent: another script reads it, and it would be written and read twice on the way there.
 *
 * @param crop    which part of it the model sees
 * @param topK    how many classes to answer with, at least 1
 * @param careful whether to look more than once
 * @param side    of the thumbnail in pixels, at least 1
 */
public record Survey(Crop crop, int topK, boolean careful, int side) implements Job<Object> {
    /** See {@link #word}. */
    public static final String WORD = "survey";

    @Override
    public String word() {
        return WORD;
    }
}
