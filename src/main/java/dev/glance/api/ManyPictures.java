package dev.glance.api;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Answer;
import dev.glance.host.Answers;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.host.Source;
import dev.glance.web.Fetch;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** {@code classifyAll}: from whatever a JavaScript caller iterates over to an async iterator of results. */
final class ManyPictures implements Source<Opening<Picture>> {
    private final JsObjects.JsIterator iterator;
    /** What has been taken and not yet been answered, by its place. */
    private final Map<Integer, JSObject> inputs = new HashMap<>();
    private int taken;

    ManyPictures(JSObject values) {
        iterator = JsObjects.iterate(values);
        if (iterator == null) {
            throw new GlanceException(ErrorCode.OPTION, "What was handed over cannot be iterated: "
                    + JsObjects.text(values) + ".", "Give an array, a FileList or an iterable of pictures.");
        }
    }

    @Override
    public void next(Answer<Optional<Opening<Picture>>> answer) {
        Answers.settle(iterator.step().then(step -> {
            if (JsObjects.isDone(step)) {
                return Optional.empty();
            }
            JSObject input = JsObjects.value(step);
            inputs.put(taken, input);
            taken++;
            return Optional.of(opened -> Answers.settle(Promises.of(() -> open(input)), opened));
        }), answer);
    }

    @Override
    public void close() {
        iterator.finish();
    }

    private static JSPromise<Picture> open(JSObject input) {
        if (!JsObjects.isString(input)) {
            return MobileNetApi.picture(input);
        }
        String url = JsObjects.string(input);
        return Fetch.blob(url).<Picture>flatThen(file -> JSPromise.resolve(Picture.encoded(file)),
                reason -> JSPromise.reject(new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The picture at " + url
                        + " cannot be read (" + JsErrors.text(reason) + ").",
                        "Look at the address; its host must let other pages read it (CORS).")));
    }

    /** The results as JavaScript iterates over them. */
    JSObject forJs(Source<Result> results) {
        return JsObjects.iterator(() -> MobileNetApi.forJs(Answers.<Optional<Result>>promise(results::next)
                .then(result -> result.isEmpty() ? JsObjects.step(true, null) : JsObjects.step(false, forJs(result.get())))),
                results::close);
    }

    private JSObject forJs(Result result) {
        return JsObjects.result(result.index(), inputs.remove(result.index()),
                result.error() != null ? null : MobileNetApi.plain(result.predictions().top()),
                result.error() != null ? JsObjects.error(result.error()) : null);
    }
}
