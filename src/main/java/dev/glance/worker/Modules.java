package dev.glance.worker;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.Timer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSWeakRef;

/**
 * WebAssembly modules that workers share, with their machine code. The first worker that needs one fetches and compiles it,
 * since that would block the page for as long as 0.3 seconds.
 */
final class Modules {
    /** After so long whoever waits compiles it too. */
    private static final int WAIT_MS = 20_000;

    private final Timer timer;
    /** Held by the workers that use them. */
    private final Map<String, JSWeakRef<JSObject>> compiled = new HashMap<>();
    /** Who waits for a module that some worker compiles, by its path. */
    private final Map<String, Deque<Deferred<JSObject>>> waiting = new HashMap<>();

    Modules(Timer timer) {
        this.timer = timer;
    }

    /**
     * A module.
     *
     * @return null where whoever asks is to compile it, and to {@link #offer} it
     */
    Promise<JSObject> find(String path) {
        JSWeakRef<JSObject> kept = compiled.get(path);
        JSObject module = kept == null ? null : kept.deref();
        if (module != null && !JSObjects.isUndefined(module)) {
            return Promise.resolved(module);
        }
        Deque<Deferred<JSObject>> others = waiting.get(path);
        if (others == null) {
            waiting.put(path, new ArrayDeque<>());
            return Promise.resolved(null);
        }
        Deferred<JSObject> found = new Deferred<>();
        others.add(found);
        Runnable stop = timer.after(WAIT_MS, () -> found.resolve(null));
        return found.promise().onSettled(stop);
    }

    /**
     * Takes what a worker has compiled.
     *
     * @param module null where it failed; the next one tries then
     */
    void offer(String path, JSObject module) {
        Deque<Deferred<JSObject>> others = waiting.remove(path);
        if (module != null) {
            compiled.put(path, JSWeakRef.create(module));
            if (others != null) {
                others.forEach(found -> found.resolve(module));
            }
        } else if (others != null && !others.isEmpty()) {
            others.poll().resolve(null);
            waiting.put(path, others);
        }
    }
}
