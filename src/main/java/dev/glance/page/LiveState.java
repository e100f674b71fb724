package dev.glance.page;

import dev.glance.decide.Predictions;
import java.util.Optional;

/** Moving pictures over the stage. */
public sealed interface LiveState {
    /** What people call where they come from. */
    String name();

    /**
     * On their way; a person may have to allow it.
     *
     * @param name see {@link #name}
     */
    record Opening(String name) implements LiveState {
    }

    /**
     * Shown and looked at.
     *
     * @param name   see {@link #name}
     * @param width  of a picture in pixels
     * @param height of a picture in pixels
     * @param shown  what is answered now
     * @param spoken the answer that was last told to those who do not see it
     * @param rate   answers a second
     * @param lateMs milliseconds from the capture of a picture to its answer, mean; negative where neither is known yet
     */
    record Running(String name, int width, int height, Optional<Predictions> shown, Optional<Predictions> spoken, double rate,
                   double lateMs) implements LiveState {
    }
}
