package dev.glance.api;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.decide.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code classifyAll}: from whatever a JavaScript caller iterates over to an async iterator of results. */
final class ManyPictures implements Stream<Opening<Picture>> {
    private final JsObjects.JsIterator iterator;
    private final Inputs.Still still;
    /** What has been taken and not yet been answered, by its place. */
    private final Map<Integer, JSObject> inputs = new HashMap<>();
    private int taken;
    /** What the caller's own iterator threw; it comes back as it is. */
    private Object thrown;

    ManyPictures(JSObject values, Inputs.Still still) {
        this.still = still;
        iterator = JsObjects.iterate(values);
        if (iterator == null) {
            throw new GlanceException(ErrorCode.OPTION, "What was handed over cannot be iterated: "
                    + JsObjects.described(values) + ".", "Give an array, a FileList or an iterable of pictures.");
        }
    }

    @Override
    public Promise<Optional<Opening<Picture>>> next() {
        return Promises.pure(iterator.step().<JSObject>flatCatchError(reason -> {
            thrown = reason;
            return JSPromise.reject(reason);
        }).then(step -> {
            if (JsObjects.isDone(step)) {
                return Optional.empty();
            }
            JSObject input = JsObjects.value(step);
            inputs.put(taken, input);
            taken++;
            // What has pixels is read before the next one is asked for: a generator may draw that on the same canvas.
            return Optional.of(Inputs.opening(input, still));
        }));
    }

    @Override
    public void close() {
        iterator.finish();
    }

    /**
     * The results as JavaScript iterates over them.
     *
     * @param over told when nobody goes on with them
     */
    JSObject forJs(Stream<Result<Predictions>> results, Runnable over) {
        return JsObjects.iterator(() -> MobileNetApi.forJs(Promises.js(results.next()).then(result -> {
            if (result.isEmpty()) {
                over.run();
                return JsObjects.step(true, null);
            }
            return JsObjects.step(false, forJs(result.get()));
        })).flatCatchError(reason -> {
            over.run();
            return JSPromise.reject(thrown != null ? thrown : reason);
        }), () -> {
            over.run();
            results.close();
        });
    }

    private JSObject forJs(Result<Predictions> result) {
        return JsObjects.result(result.index(), inputs.remove(result.index()),
                result.error() != null ? null : MobileNetApi.plain(result.answer()),
                result.error() != null ? JsObjects.error(result.error()) : null);
    }
}
