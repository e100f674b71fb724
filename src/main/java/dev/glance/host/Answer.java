package dev.glance.host;

import dev.glance.error.GlanceException;

/** Receives the outcome of an asynchronous call: exactly one of its methods is called, once. */
public interface Answer<T> {
    void success(T value);

    void failure(GlanceException error);
}
