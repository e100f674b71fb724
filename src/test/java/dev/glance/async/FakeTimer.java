package dev.glance.async;

import java.util.ArrayList;
import java.util.List;

/** A timer whose time passes when the test says so. */
public final class FakeTimer implements Timer {
    private final List<Task> tasks = new ArrayList<>();
    private long now;

    /** Something to run. */
    private record Task(long due, Runnable action) {
    }

    @Override
    public Runnable after(int milliseconds, Runnable task) {
        if (milliseconds < 0) {
            throw new IllegalArgumentException("back in time: " + milliseconds);
        }
        Task entry = new Task(now + milliseconds, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    /** Lets time pass, and runs what is due, in the order in which it is. */
    public void pass(int milliseconds) {
        long end = now + milliseconds;
        while (true) {
            Task next = null;
            for (Task task : tasks) {
                if (task.due <= end && (next == null || task.due < next.due)) {
                    next = task;
                }
            }
            if (next == null) {
                now = end;
                return;
            }
            tasks.remove(next);
            now = next.due;
            next.action.run();
        }
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }
}
