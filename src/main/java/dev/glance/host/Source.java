package dev.glance.host;

import java.util.Optional;

/**
 * Hands things out one after another, when they are asked for.
 *
 * @param <T> what it hands out
 */
public interface Source<T> {
    /**
     * The next one; empty at the end. Whoever asks again before it has answered gets the one after it.
     *
     * @param answer a failure ends it
     */
    void next(Answer<Optional<T>> answer);

    /** No more is wanted. Safe to call twice. */
    void close();
}
