package dev.glance.page;

import dev.glance.async.Promise;

/**
 * A picture that somebody wants to see on the stage.
 *
 * @param <P> a picture as the host takes it
 */
public interface Choice<P> {
    /**
     * Fetches it, without touching the stage. Called again where it has to be tried again.
     *
     * @return a picture that is nobody's yet: whoever gets it shows or closes it
     */
    Promise<Opened<P>> open();

    /** What people call it, such as the name of its file; empty where it has no name. */
    default String name() {
        return "";
    }

    /** The path of the sample that it is; empty where it is none. */
    default String sample() {
        return "";
    }

    /** Whether the stage shows it already, whatever was there before. */
    default boolean onStage() {
        return false;
    }
}
