package dev.glance.host;

import dev.glance.image.Crop;
import dev.glance.image.View;
import java.util.List;

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
    Crop crop();

    /** Whether it looks at it more than once. */
    default boolean careful() {
        return false;
    }

    /**
     * How it looks at a picture.
     *
     * @param size    side of the model's input in pixels
     * @param anySize whether other sizes can be computed
     */
    default List<View> views(int size, boolean anySize) {
        return View.of(crop(), size, careful(), anySize);
    }

    /**
     * How long a worker may say nothing over one picture, in milliseconds: decoding and drawing of a hundred megapixels
     * included.
     */
    default int silenceMs() {
        return 60_000;
    }
}
