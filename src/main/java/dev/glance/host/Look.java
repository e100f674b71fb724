package dev.glance.host;

import dev.glance.decide.Seen;
import dev.glance.image.Crop;

/**
 * What does the model see of the picture?
 *
 * @param crop which part of it the model sees
 */
public record Look(Crop crop) implements Job<Seen> {
    /** See {@link #word}. */
    public static final String WORD = "look";

    @Override
    public String word() {
        return WORD;
    }
}
