package dev.glance.async;

import dev.glance.error.GlanceException;

/**
 * A promise together with the power to settle it. Only the first attempt counts.
 *
 * @param <T> what is promised
 */
public final class Deferred<T> {
    private final Promise<T> promise = new Promise<>();

    /** The promise, for those who wait. */
    public Promise<T> promise() {
        return promise;
    }

    /**
     * Settles it with a value.
     *
     * @param value may be null
     * @return false where it was settled before; the value is not taken then and remains the caller's
     */
    public boolean resolve(T value) {
        return promise.settle(value, null);
    }

    /**
     * Settles it with a failure.
     *
     * @return false where it was settled before
     */
    public boolean fail(GlanceException failure) {
        return promise.settle(null, failure);
    }
}
