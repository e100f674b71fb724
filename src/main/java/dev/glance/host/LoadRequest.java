package dev.glance.host;

/**
 * What to load.
 *
 * @param model   catalog id, or empty for the site's default model
 * @param size    side of the model's input in pixels; 0 for its own
 * @param backend {@code wasm}, {@code webgl}, {@code webgpu}, {@code cpu} or {@code litert} to try that one first;
 *                {@code gpu} for webgl or webgpu on a real GPU and nothing else; empty to choose
 * @param threads how many threads compute one picture, where the backend is one that can have several; 0 to begin with one and
 *                find out whether more are faster
 */
public record LoadRequest(String model, int size, String backend, int threads) {
    /** What a worker begins with where the backend is left open: it is there soonest. */
    public static final String FIRST = "wasm";
    /** What many pictures are computed with where the backend is left open: it is the fastest once it is there. */
    public static final String MANY = "litert";

    /** Stands for whatever computes on a real GPU, and nothing else. */
    public static final String GPU = "gpu";

    /** A model at its own size, begun with one thread. */
    public LoadRequest(String model, String backend) {
        this(model, 0, backend, 0);
    }

    /** As this one, with no backend left open. */
    public LoadRequest first() {
        return backend.isEmpty() ? on(FIRST) : this;
    }

    /** As this one, on another backend. */
    LoadRequest on(String other) {
        return new LoadRequest(model, size, other, threads);
    }

    /** As this one, with so many threads. */
    LoadRequest with(int count) {
        return new LoadRequest(model, size, backend, count);
    }

    /** As this one, begun with one thread. */
    LoadRequest onOneThread() {
        return with(0);
    }

    /** Whether several threads are to compute one picture. Only engines on the processor's cores can have them. */
    public boolean isThreaded() {
        return threads > 1 && first().canHaveThreads();
    }

    /** Whether the backend is one that can have several threads. */
    boolean canHaveThreads() {
        return backend.equals(FIRST) || backend.equals(MANY);
    }
}
