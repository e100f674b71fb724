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
    private final Reading reading;
    /** What has been taken and not yet been answered, by its place. */
    private final Map<Integer, JSObject> inputs = new HashMap<>();
    private int taken;
    /** What the caller's own iterator threw; it comes back as it is. */
    private Object thrown;

    /** Reads a decoded picture as it is now. */
    interface Reading {
        Picture read(Picture picture);
    }

    ManyPictures(JSObject values, Reading reading) {
        this.reading = reading;
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
            return Optional.of(open(input));
        }));
    }

    @Override
    public void close() {
        iterator.finish();
    }

    /** What has pixels is read before the next one is asked for: a generator may draw that on the same canvas. */
    private Opening<Picture> open(JSObject input) {
        try {
            Picture now = Inputs.now(input);
            if (now != null) {
                Picture still = now.source() != null ? reading.read(now) : now;
                return () -> Promise.resolved(still);
            }
        } catch (GlanceException e) {
            return () -> Promise.failed(e);
        }
        return () -> Promises.pure(Inputs.later(input));
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
