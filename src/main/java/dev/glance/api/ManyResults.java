package dev.glance.api;

import dev.glance.async.Stream;
import dev.glance.decide.Predictions;
import dev.glance.host.Result;
import dev.glance.web.Promises;
import java.util.Optional;
import java.util.function.Consumer;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.function.JSConsumer;

/**
 * What becomes of many pictures, in their order. Each is {@code (index, answer, error)}, of which the answer is null for a
 * picture that failed, and the error for one that did not.
 */
public final class ManyResults implements AutoCloseable {
    private final Stream<Result<Predictions>> results;

    ManyResults(Stream<Result<Predictions>> results) {
        this.results = results;
    }

    /**
     * The next one. Whoever asks again before it is there gets the one after it.
     *
     * @return empty at the end; rejected with a GlanceException: {@code cancelled} once it was closed
     */
    public JSPromise<Optional<Result<Predictions>>> next() {
        return Promises.js(results.next());
    }

    /**
     * Hands out all that are left, as fast as they come.
     *
     * @param each what it throws ends it
     * @return when there are no more; rejected with a GlanceException: {@code cancelled} when it is closed before
     */
    public JSPromise<JSUndefined> forEach(Consumer<Result<Predictions>> each) {
        return new JSPromise<>((resolve, reject) -> go(each, resolve, reject));
    }

    private void go(Consumer<Result<Predictions>> each, JSConsumer<JSUndefined> resolve, JSConsumer<Object> reject) {
        next().then(result -> {
            if (result.isPresent()) {
                each.accept(result.get());
                go(each, resolve, reject);
            } else {
                resolve.accept(JSUndefined.instance());
            }
            return null;
        }).catchError(reason -> {
            close();
            reject.accept(ImageClassifier.failure(reason));
            return null;
        });
    }

    /** No more is wanted: no other picture is begun. Safe to call twice. */
    @Override
    public void close() {
        results.close();
    }
}
