package dev.glance.host;

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

    /** That something is given up, as "name: why", which each receipt then says. */
    M of(String dropped);

    /** Tells how loading goes on. */
    void progress(M body, LoadProgress progress);

    Loaded loaded(M body);

    /** A request to do something with a picture that is packed already. */
    <A> M of(Job<A> job, M picture);

    <A> A answer(Job<A> job, M body);

    /** What was measured, in milliseconds. */
    double milliseconds(M body);

    GlanceException error(M body);
}
