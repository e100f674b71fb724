package dev.glance.async;

/** A clock that this package lacks: the page's, or a test's. */
public interface Timer {
    /**
     * Runs a task later, once.
     *
     * @param milliseconds from now, at least 0; even after 0 not before the caller has returned
     * @return ends the waiting; does nothing once the task has run, nor the second time
     */
    Runnable after(int milliseconds, Runnable task);
}
