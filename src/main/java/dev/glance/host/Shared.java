package dev.glance.host;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.Timer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What workers share, such as compiled WebAssembly with its machine code: the first one that needs it makes it, since that
 * would block the page, and the others wait for it.
 *
 * @param <T> what it is
 */
public final class Shared<T> {
    /** Of a worker that ends there is no event. */
    static final int LOOK_MS = 1_000;

    private final Timer timer;
    private final Function<T, Supplier<T>> weakly;
    private final Map<String, Supplier<T>> made = new HashMap<>();
    private final Map<String, Making> making = new HashMap<>();

    /** Somebody makes it. */
    private record Making(BooleanSupplier gone, Set<Deferred<Void>> waiting) {
    }

    /**
     * @param weakly a way back to a thing for as long as somebody else holds it; null then
     */
    public Shared(Timer timer, Function<T, Supplier<T>> weakly) {
        this.timer = timer;
        this.weakly = weakly;
    }

    /**
     * Finds one, perhaps after a while.
     *
     * @param name which
     * @param gone whether whoever asks has ended
     * @return null where whoever asks is to make it, and to {@link #offer} it
     */
    public Promise<T> find(String name, BooleanSupplier gone) {
        T thing = made.containsKey(name) ? made.get(name).get() : null;
        if (thing != null) {
            return Promise.resolved(thing);
        }
        Making under = making.get(name);
        if (under == null || under.gone.getAsBoolean()) {
            making.put(name, new Making(gone, under == null ? new LinkedHashSet<>() : under.waiting));
            return Promise.resolved(null);
        }
        Deferred<Void> change = new Deferred<>();
        under.waiting.add(change);
        Runnable stop = timer.after(LOOK_MS, () -> change.resolve(null));
        return change.promise().onSettled(stop).flatThen(again -> {
            under.waiting.remove(change);
            return find(name, gone);
        });
    }

    /**
     * Takes what was made.
     *
     * @param thing null where that failed; the next one tries then
     */
    public void offer(String name, T thing) {
        Making under = making.remove(name);
        if (thing != null) {
            made.put(name, weakly.apply(thing));
        }
        if (under != null) {
            new ArrayList<>(under.waiting).forEach(change -> change.resolve(null));
        }
    }
}
