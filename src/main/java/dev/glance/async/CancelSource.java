package dev.glance.async;

import dev.glance.error.GlanceException;

/** A {@link CancelToken} together with the power to cancel it. */
public final class CancelSource implements AutoCloseable {
    private final CancelToken token;

    /**
     * @param parents tokens that cancel this one too, with their reason; all that are linked are cancelled before any
     *                action of theirs is run
     */
    public CancelSource(CancelToken... parents) {
        token = new CancelToken(parents);
    }

    /** The token, for the work. */
    public CancelToken token() {
        return token;
    }

    /**
     * Cancels with a {@code cancelled} failure without particulars.
     *
     * @return false where it was cancelled before
     */
    public boolean cancel() {
        return cancel(CancelToken.cancelled());
    }

    /**
     * Cancels.
     *
     * @param why what the work fails with
     * @return false where it was cancelled before; the first reason stays
     */
    public boolean cancel(GlanceException why) {
        return token.cancel(why);
    }

    /** The work is over: the parents keep nothing of it, and no longer cancel it. */
    @Override
    public void close() {
        token.unlink();
    }
}
