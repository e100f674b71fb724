package dev.glance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What reading a damaged file may take: nothing in it may make a page hang, or fill its memory. */
public final class Bounds {
    /** For all of a test's files: they take seconds. */
    private static final Duration ALL = Duration.ofMinutes(5);
    /** For one, on a machine that has other things to do: it takes milliseconds. */
    private static final long EACH_MS = 10_000;
    /** Bytes that reading any file may allocate, kept or not, and for each byte of it: a third of it was needed, and half. */
    private static final long BASE = 2 << 20;
    private static final long SHARE = 16;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** What is being read, by thread. */
    private static final Map<Thread, String> READING = new ConcurrentHashMap<>();

    private Bounds() {
    }

    /** Runs all attempts; where one never ends, that one is named. */
    public static void all(Runnable attempts) {
        assertTimeoutPreemptively(ALL, attempts::run, () -> "it hangs, reading one of " + READING.values());
    }

    /**
     * Makes an attempt.
     *
     * @param which   names it
     * @param length  of the file, in bytes
     * @param attempt throws nothing
     */
    public static void each(String which, int length, Runnable attempt) {
        long thread = Thread.currentThread().getId();
        READING.put(Thread.currentThread(), which);
        long start = System.nanoTime();
        long before = THREADS.getThreadAllocatedBytes(thread);
        attempt.run();
        long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
        long ms = (System.nanoTime() - start) / 1_000_000;
        READING.remove(Thread.currentThread());
        assertTrue(ms < EACH_MS, () -> which + " took " + ms + " ms");
        assertTrue(allocated <= BASE + SHARE * length, () -> which + " allocated " + allocated + " bytes for a file of " + length);
    }
}
