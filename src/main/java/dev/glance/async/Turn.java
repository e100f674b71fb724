package dev.glance.async;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs callbacks one after another, never inside one another; see the package. */
final class Turn {
    private static final Deque<Runnable> CALLBACKS = new ArrayDeque<>();
    private static boolean running;

    private Turn() {
    }

    /**
     * Runs callbacks at once, in this order; where one is running already, after those that wait.
     *
     * @param callbacks throw no RuntimeException
     */
    static void run(List<Runnable> callbacks) {
        CALLBACKS.addAll(callbacks);
        if (running) {
            return;
        }
        running = true;
        Error thrown = null;
        while (!CALLBACKS.isEmpty()) {
            try {
                CALLBACKS.poll().run();
            } catch (Error e) {
                thrown = e;
            }
        }
        running = false;
        if (thrown != null) {
            throw thrown;
        }
    }
}
