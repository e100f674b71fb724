package dev.glance.host;

import dev.glance.decide.Smoothed;
import dev.glance.image.Crop;

/**
 * What is in the newest of pictures that follow each other, such as a camera's? Whoever asks keeps what is remembered of those
 * before, so that any worker can answer.
 *
 * @param crop   which part of it the model sees
 * @param topK   how many classes to answer with, at least 1
 * @param memory what the answer before left, see {@link dev.glance.decide.Smoothing}; empty for the first one
 * @param weight how much this picture counts, 0..1
 */
public record Follow(Crop crop, int topK, float[] memory, double weight) implements Job<Smoothed> {
    /** See {@link #word}. */
    public static final String WORD = "follow";

    @Override
    public String word() {
        return WORD;
    }
}
