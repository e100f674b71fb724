package dev.glance.async;

import java.util.Optional;

/**
 * Hands things out one after another, when they are asked for.
 *
 * @param <T> what it hands out
 */
public interface Stream<T> {
    /**
     * The next one. Whoever asks again before it is there gets the one after it: calls queue, and each is settled, in
     * their order.
     *
     * @return empty at the end and ever after; a failure of the stream is the answer to this call and all later ones
     */
    Promise<Optional<T>> next();

    /**
     * No more is wanted. Calls that wait and all later ones fail as {@code cancelled}, even where the end had been
     * reached. Safe to call twice.
     */
    void close();
}
