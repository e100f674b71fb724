package dev.glance.page;

import dev.glance.error.GlanceException;
import dev.glance.host.Loaded;
import java.util.List;

/** Where the model is. */
public sealed interface ModelState {
    /** Nobody has asked for it, or what it computed with is lost. Predict loads it. */
    record Absent() implements ModelState {
    }

    /**
     * On its way.
     *
     * @param stage what is being done, for people
     */
    record Loading(String stage) implements ModelState {
    }

    /**
     * Can classify.
     *
     * @param loaded  what was loaded
     * @param backend what computes now, which may have changed since
     * @param thread  {@code worker} or {@code page}: where it does
     * @param threads how many threads compute one picture there
     * @param dropped all that was given up since it was loaded, each as "name: why"
     */
    record Ready(Loaded loaded, String backend, String thread, int threads, List<String> dropped) implements ModelState {
    }

    /**
     * Could not be loaded. Predict tries again.
     *
     * @param why the reason
     */
    record Failed(GlanceException why) implements ModelState {
    }
}
