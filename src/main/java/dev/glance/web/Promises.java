package dev.glance.web;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import java.util.function.Supplier;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;

/** What JSPromise lacks. */
public final class Promises {
    private Promises() {
    }

    /** What becomes of a promise of JavaScript's; its rejections are GlanceExceptions. */
    public static <T> Promise<T> pure(JSPromise<T> promise) {
        Deferred<T> pure = new Deferred<>();
        promise.then(value -> {
            pure.resolve(value);
            return null;
        }, reason -> {
            pure.fail(JsErrors.of(reason));
            return null;
        });
        return pure.promise();
    }

    /** A promise for JavaScript; rejected with a GlanceException. */
    public static <T> JSPromise<T> js(Promise<T> promise) {
        return new JSPromise<>((resolve, reject) -> promise.listen(resolve::accept, reject::accept));
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

    /** As the other one, rejected with an error of the given text. */
    public static <T> JSPromise<T> within(JSPromise<T> promise, int milliseconds, String complaint) {
        return within(promise, milliseconds, () -> new IllegalStateException(complaint));
    }

    /**
     * The given promise, rejected when it takes too long. What it stands for goes on.
     *
     * @param milliseconds how long it may take
     * @param complaint    what it is rejected with then
     */
    public static <T> JSPromise<T> within(JSPromise<T> promise, int milliseconds,
            Supplier<? extends RuntimeException> complaint) {
        return new JSPromise<>((resolve, reject) -> {
            int timer = Window.setTimeout(() -> reject.accept(complaint.get()), milliseconds);
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
