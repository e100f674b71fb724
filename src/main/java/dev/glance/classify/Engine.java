package dev.glance.classify;

import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;

/** Who computes: from a picture of the model's size to the logits. It owns what it needs until it is closed. */
public interface Engine extends AutoCloseable {
    /** The word for the receipt and for {@code data-backend}, such as {@code wasm}. */
    String backend();

    /**
     * The logits of one picture.
     *
     * @param pixels a picture of exactly the model's size
     * @return one number a class, a background class left out; rejected with a GlanceException
     */
    JSPromise<float[]> logits(ImageData pixels);

    @Override
    void close();
}
