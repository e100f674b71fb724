package dev.glance.host;

import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;

/**
 * How requests and answers become the bodies of messages, and back.
 *
 * @param <M> the body of a message
 */
public interface Codec<M> {
    M of(LoadRequest request);

    /** A request to measure how long the model takes, the given number of times. */
    M rounds(int rounds);

    /** Tells how loading goes on. */
    void progress(M body, LoadProgress progress);

    Loaded loaded(M body);

    Predictions predictions(M body);

    /** What was measured, in milliseconds. */
    double milliseconds(M body);

    GlanceException error(M body);
}
