package dev.glance.async;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells work that nobody wants it any more. Work asks ({@link #throwIfCancelled}) or listens ({@link #onCancel}); who
 * may cancel holds the {@link CancelSource}.
 */
public final class CancelToken {
    private final Set<Runnable> actions = new LinkedHashSet<>();
    /** Tokens that are cancelled with this one, and those that this one is cancelled with. */
    private final Set<CancelToken> children = new LinkedHashSet<>();
    private final List<CancelToken> parents = new ArrayList<>();
    private GlanceException reason;

    CancelToken(CancelToken... parents) {
        for (CancelToken parent : parents) {
            if (reason == null) {
                reason = parent.reason;
                parent.children.add(this);
                this.parents.add(parent);
            }
        }
        if (reason != null) {
            unlink();
        }
    }

    /** A {@code cancelled} failure without particulars. */
    static GlanceException cancelled() {
        return new GlanceException(ErrorCode.CANCELLED, "It was stopped.", "Start it again.");
    }

    /** Whether it has been cancelled; once it is, it stays so. */
    public boolean isCancelled() {
        return reason != null;
    }

    /** Why it has been cancelled, or null where it has not. */
    public GlanceException reason() {
        return reason;
    }

    /**
     * For work between two steps.
     *
     * @throws GlanceException the reason, where it has been cancelled
     */
    public void throwIfCancelled() {
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * Runs an action when it is cancelled, or at once where it has been; see the package on when exactly. What it throws
     * goes where unheard failures go ({@link Promise#onUnheard}), and the others are run all the same.
     *
     * @return ends the listening: to be run when the work is over, so that a token that outlives it keeps nothing of it
     */
    public Runnable onCancel(Runnable action) {
        boolean[] ended = {false};
        Runnable entry = () -> {
            if (!ended[0]) {
                Promise.guard(action);
            }
        };
        if (reason == null) {
            actions.add(entry);
        } else {
            Turn.run(List.of(entry));
        }
        return () -> {
            ended[0] = true;
            actions.remove(entry);
        };
    }

    boolean cancel(GlanceException why) {
        List<Runnable> told = new ArrayList<>();
        boolean first = mark(why, told);
        Turn.run(told);
        return first;
    }

    /** Cancels this one and what is linked to it, before any action is run. */
    private boolean mark(GlanceException why, List<Runnable> told) {
        if (reason != null) {
            return false;
        }
        reason = why;
        told.addAll(actions);
        actions.clear();
        unlink();
        for (CancelToken child : new ArrayList<>(children)) {
            child.mark(why, told);
        }
        return true;
    }

    /** The parents keep nothing of it, and no longer cancel it. */
    void unlink() {
        for (CancelToken parent : parents) {
            parent.children.remove(this);
        }
    }

    /** How many actions and linked tokens it keeps. */
    int kept() {
        return actions.size() + children.size();
    }
}
