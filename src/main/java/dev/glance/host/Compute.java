package dev.glance.host;

import dev.glance.image.Crop;

/**
 * What does the model compute of the picture? Answered by its logits.
 *
 * @param crop which part of it the model sees
 */
public record Compute(Crop crop) implements Job<float[]> {
    /** See {@link #word}. */
    public static final String WORD = "compute";

    @Override
    public String word() {
        return WORD;
    }
}
