package dev.glance.web;

import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;

/** What JSPromise lacks. */
public final class Promises {
    private Promises() {
    }

    /** Work that ends in a promise. */
    public interface Work<T> {
        JSPromise<T> start();
    }

    /** Starts some work before this returns; what it throws is a rejection like any other. */
    public static <T> JSPromise<T> now(Work<T> work) {
        try {
            return work.start();
        } catch (RuntimeException e) {
            return JSPromise.reject(JsErrors.cause(e));
        }
    }

    /** Starts some work; what it throws at once is a rejection like any other. */
    public static <T> JSPromise<T> of(Work<T> work) {
        return JSPromise.resolve("").flatThen(ignored -> work.start());
    }

    /**
     * The given promise, rejected when it takes too long. What it stands for goes on.
     *
     * @param milliseconds how long it may take
     * @param complaint    the text of the rejection
     */
    public static <T> JSPromise<T> within(JSPromise<T> promise, int milliseconds, String complaint) {
        return new JSPromise<>((resolve, reject) -> {
            int timer = Window.setTimeout(() -> reject.accept(new IllegalStateException(complaint)), milliseconds);
            promise.then(value -> {
                Window.clearTimeout(timer);
                resolve.accept(value);
                return null;
            }, reason -> {
                Window.clearTimeout(timer);
                reject.accept(reason);
                return null;
            });
        });
    }
}
