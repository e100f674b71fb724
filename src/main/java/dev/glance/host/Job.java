package dev.glance.host;

import dev.glance.image.CropMode;

/**
 * What is done with a picture, wherever that is. Each kind is a class of its own with what it has to know; whoever runs
 * it, and how it is sent to a worker, is found by its word.
 *
 * @param <A> the answer
 */
public interface Job<A> {
    /** The name of the kind, as messages call it. */
    String word();

    /** Which part of the picture the model sees. */
    CropMode crop();

    /**
     * How long a worker may say nothing over one picture, in milliseconds: decoding and drawing of a hundred megapixels
     * included.
     */
    default int silenceMs() {
        return 60_000;
    }
}
