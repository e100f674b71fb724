package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.error.GlanceException;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * Moving pictures on the stage: a camera, or a video.
 *
 * @param <P> a frame
 * @param <S> what a frame becomes that is kept
 */
interface Feed<P, S> extends AutoCloseable {
    /**
     * Puts it on the stage, over what is there.
     *
     * @param frames hears of each frame shown, with the time of its capture in milliseconds on the presenter's clock
     * @param ended  hears why, where it ends by itself
     */
    void show(DoubleConsumer frames, Consumer<GlanceException> ended);

    /** Width in pixels of what it shows now. */
    int width();

    /** Height in pixels of what it shows now. */
    int height();

    /**
     * The frame that is shown now. It may be sent away, so one job can be done with it.
     *
     * @param plainly whether in the way that works everywhere, instead of the fastest
     * @return to be freed with {@link #free}
     */
    Promise<P> take(boolean plainly);

    /** Frees a frame, wherever it has got to. */
    void free(P frame);

    /**
     * The frame shown now, to be kept. What it comes from is released at once; the frame stays on show until this is closed.
     */
    S freeze();

    /** Ends it and releases what it comes from; what was on the stage before it is seen again. May be called again. */
    @Override
    void close();
}
