package dev.glance.classify;

import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;

/** Who computes: from a picture of the model's size to the logits. It owns what it needs until it is closed. */
public interface Engine extends AutoCloseable {
    /** How many threads compute one picture. */
    int threads();

    /** The word for the receipt and for {@code data-backend}, such as {@code wasm}. */
    String backend();

    /** Side of the model's input in pixels. */
    int size();

    /**
     * The logits of one picture.
     *
     * @param pixels a picture; scaled to the model's size as TensorFlow.js does, unless it has it
     * @return one number a class, a background class left out; rejected with a GlanceException
     */
    JSPromise<float[]> logits(ImageData pixels);

    /** Whether {@link #unscaled} takes pictures of other sizes too. */
    boolean anySize();

    /**
     * The logits of one picture, which is not scaled.
     *
     * @param pixels of the model's size, or of any where it takes others
     * @return one number a class, a background class left out; rejected with a GlanceException
     */
    JSPromise<float[]> unscaled(ImageData pixels);

    /** How far its logits may be off, as a fraction of the greatest, see {@link SelfCheck}. */
    double tolerance();

    @Override
    void close();
}
