package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import java.util.function.BooleanSupplier;

/**
 * Something that moves over the stage and is looked at. Whoever has it ends it.
 *
 * @param <S> what a frame becomes that is kept
 */
public interface Live<S> {
    /** Shows it and begins to look. */
    void start();

    /** Looks at the newest frame, if that is wanted and nothing else is under way. */
    void look();

    /** Looks no more; the frame shown now is kept, and is on show until {@link #end}. */
    S freeze();

    /** Ends it. */
    void end();

    /**
     * Where one comes from.
     *
     * @param <S> see {@link Live}
     */
    interface Source<S> {
        /** What people call it. */
        String name();

        /**
         * Opens it; a camera asks the person.
         *
         * @param crop     which part of it is read
         * @param topK     how many names are asked for
         * @param ready    whether there is something to look with
         * @param listener hears what comes of it
         */
        Promise<Live<S>> open(CropMode crop, int topK, BooleanSupplier ready, Listener listener);
    }

    /** Hears what comes of it. */
    interface Listener {
        /** There is something else to show. */
        void changed(LiveState.Running state);

        /** It has ended by itself. */
        void failed(GlanceException why);
    }
}
