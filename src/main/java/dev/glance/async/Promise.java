package dev.glance.async;

import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A value that may not be there yet. It is settled once, with the value or with a failure, and stays so. When callbacks
 * run says the package; what a callback throws is the failure of the promise that the call returned.
 *
 * <pre>{@code
 * Promise.of(() -> open(file))
 *         .flatThen(engine::classify)
 *         .within(timer, 20_000, tooLong)
 *         .onSettled(file::close)
 *         .listen(view::show, view::complain);
 * }</pre>
 *
 * @param <T> what is promised; the value may be null
 */
public final class Promise<T> {
    private static Timer reportTimer;
    private static Consumer<GlanceException> report;

    private final List<Runnable> listeners = new ArrayList<>();
    private boolean settled;
    private T value;
    private GlanceException failure;
    private boolean heard;

    Promise() {
    }

    /** A promise of a value that is there. */
    public static <T> Promise<T> resolved(T value) {
        Promise<T> promise = new Promise<>();
        promise.settle(value, null);
        return promise;
    }

    /** A promise of what will never be there. */
    public static <T> Promise<T> failed(GlanceException failure) {
        Promise<T> promise = new Promise<>();
        promise.settle(null, failure);
        return promise;
    }

    /**
     * Starts some work, before this returns.
     *
     * @param work what it throws at once is a failure like any other; a RuntimeException that is no GlanceException
     *             becomes an {@code internal} one, and so does null instead of a promise
     */
    public static <T> Promise<T> of(Supplier<Promise<T>> work) {
        try {
            return Objects.requireNonNull(work.get(), "nothing was promised");
        } catch (RuntimeException e) {
            return failed(GlanceException.of(e));
        }
    }

    /**
     * A promise of all values, in the order of the promises. It fails as soon as one of them fails, with the failure
     * that came first; what the others stand for goes on, and their failures count as heard.
     */
    public static <T> Promise<List<T>> all(List<Promise<T>> promises) {
        Promise<List<T>> all = new Promise<>();
        List<T> values = new ArrayList<>();
        int[] missing = {promises.size()};
        for (int i = 0; i < promises.size(); i++) {
            int place = i;
            values.add(null);
            promises.get(i).listen(value -> {
                values.set(place, value);
                missing[0]--;
                if (missing[0] == 0) {
                    all.settle(values, null);
                }
            }, failure -> all.settle(null, failure));
        }
        if (promises.isEmpty()) {
            all.settle(values, null);
        }
        return all;
    }

    /**
     * Who is told of failures that nobody hears: those of promises to which nobody listens by the time that the timer
     * runs what it was given for after 0 ms, and what the callbacks of {@link #listen} and {@link CancelToken#onCancel}
     * throw. There is one hook for all promises; another call replaces it, and before the first one such failures are
     * dropped.
     *
     * @param timer decides how long one may take to listen
     * @param hook  is called by the timer; null for nobody
     */
    public static void onUnheard(Timer timer, Consumer<GlanceException> hook) {
        reportTimer = timer;
        report = hook;
    }

    /** A promise of what becomes of the value; a failure stays. */
    public <U> Promise<U> then(Function<? super T, U> mapping) {
        return flatThen(mapped -> resolved(mapping.apply(mapped)));
    }

    /** A promise of what follows with the value; a failure stays. */
    public <U> Promise<U> flatThen(Function<? super T, Promise<U>> next) {
        Promise<U> derived = new Promise<>();
        subscribe(() -> {
            if (failure != null) {
                derived.settle(null, failure);
            } else {
                derived.follow(of(() -> next.apply(value)));
            }
        });
        return derived;
    }

    /** A promise of the value, or of what takes its place after a failure. */
    public Promise<T> recover(Function<GlanceException, Promise<T>> instead) {
        Promise<T> derived = new Promise<>();
        subscribe(() -> {
            if (failure == null) {
                derived.settle(value, null);
            } else {
                derived.follow(of(() -> instead.apply(failure)));
            }
        });
        return derived;
    }

    /**
     * Does something when this is settled, either way.
     *
     * @return settled as this one, after the action; with what the action throws only where this one has no failure of
     *         its own
     */
    public Promise<T> onSettled(Runnable action) {
        Promise<T> derived = new Promise<>();
        subscribe(() -> {
            GlanceException result = failure;
            try {
                action.run();
            } catch (RuntimeException e) {
                result = failure != null ? failure : GlanceException.of(e);
            }
            derived.settle(value, result);
        });
        return derived;
    }

    /** Hears what becomes of this; exactly one of the two is called, once. */
    public void listen(Consumer<? super T> onValue, Consumer<GlanceException> onFailure) {
        subscribe(() -> guard(() -> {
            if (failure != null) {
                onFailure.accept(failure);
            } else {
                onValue.accept(value);
            }
        }));
    }

    /** Runs a callback; what it throws is a failure that nobody hears. */
    static void guard(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            failed(GlanceException.of(e));
        }
    }

    /**
     * The same with a limit. What this promise stands for goes on after that, and its outcome counts as heard.
     *
     * @param milliseconds how long it may take
     * @param otherwise    the failure when it takes longer
     */
    public Promise<T> within(Timer timer, int milliseconds, GlanceException otherwise) {
        Promise<T> derived = new Promise<>();
        Runnable stop = timer.after(milliseconds, () -> derived.settle(null, otherwise));
        subscribe(() -> {
            stop.run();
            derived.settle(value, failure);
        });
        return derived;
    }

    /** The same, but a {@code cancelled} failure as soon as the token is cancelled. What this stands for goes on. */
    public Promise<T> unless(CancelToken token) {
        Promise<T> derived = new Promise<>();
        Runnable forget = token.onCancel(() -> derived.settle(null, token.reason()));
        subscribe(() -> {
            forget.run();
            derived.settle(value, failure);
        });
        return derived;
    }

    /** Settles it with a failure, or a value where that is null; false where it was settled before. */
    boolean settle(T newValue, GlanceException newFailure) {
        if (settled) {
            return false;
        }
        settled = true;
        value = newValue;
        failure = newFailure;
        if (failure != null && !heard && report != null) {
            reportTimer.after(0, () -> {
                if (!heard) {
                    report.accept(failure);
                }
            });
        }
        Turn.run(listeners);
        listeners.clear();
        return true;
    }

    private void follow(Promise<T> other) {
        other.subscribe(() -> settle(other.value, other.failure));
    }

    private void subscribe(Runnable listener) {
        heard = true;
        if (settled) {
            Turn.run(List.of(listener));
        } else {
            listeners.add(listener);
        }
    }
}
