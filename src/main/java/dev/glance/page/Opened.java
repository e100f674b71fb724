package dev.glance.page;

/**
 * A picture that is there, ready to be shown and read.
 *
 * @param picture    as the host takes it
 * @param width      natural width in pixels, upright
 * @param height     natural height in pixels, upright
 * @param incomplete whether its file ends before the picture does
 * @param slot       its place on the stage
 * @param <P>        a picture as the host takes it
 */
public record Opened<P>(P picture, int width, int height, boolean incomplete, Slot slot) {
    /** How a picture gets on the stage, and what it holds. */
    public interface Slot {
        /** Puts it on the stage, in place of what is there. It is there when this returns. */
        void show();

        /** Frees what it holds: it is not wanted, or something else is on the stage. */
        void close();
    }
}
