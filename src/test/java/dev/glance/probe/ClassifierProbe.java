package dev.glance.probe;

import dev.glance.api.ImageClassifier;
import dev.glance.api.ImageClassifierOptions;
import dev.glance.api.ManyResults;
import dev.glance.async.CancelSource;
import dev.glance.async.CancelToken;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;
import dev.glance.image.Cover;
import dev.glance.model.GraphArtifacts;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * In the browser: Java's classifier as the global {@code javaClassifier(options)}, which resolves to an object with
 * functions. Whatever fails is an Error with a {@code code}.
 */
public final class ClassifierProbe {
    private ClassifierProbe() {
    }

    /** Defines the global. */
    public static void main(String[] args) {
        define(options -> forJs(start(() -> {
            CancelSource source = new CancelSource();
            JSPromise<ImageClassifier> loading = ImageClassifier.load(read(options, source.token()));
            if (options.number("cancelAfter", -1) >= 0) {
                Window.setTimeout(source::cancel, (int) options.number("cancelAfter", 0));
            }
            return loading.then(ClassifierProbe::forJs);
        })));
    }

    private static ImageClassifierOptions read(Options options, CancelToken token) {
        List<String> stages = new ArrayList<>();
        ImageClassifierOptions.Builder builder = ImageClassifierOptions.builder().site(options.text("site", ""))
                .model(options.text("model", "")).size((int) options.number("size", 0)).backend(options.text("backend", ""))
                .worker(options.number("worker", 1) != 0).crop(options.text("crop", "")).careful(options.number("careful", 0) != 0)
                .calibrated(options.number("calibrated", 1) != 0).topK((int) options.number("topK", 3))
                .progress((stage, fraction) -> stages.add(stage)).cancel(token)
                .modelUrl(options.text("modelUrl", "")).labelsUrl(options.text("labelsUrl", ""));
        if (!options.text("labels", "").isEmpty()) {
            builder.labels(List.of(options.text("labels", "").split(";")));
        }
        if (options.number("inputMin", 1) < 1) {
            builder.inputRange(options.number("inputMin", 0), options.number("inputMax", 1));
        }
        if (options.number("version", 0) != 0) {
            builder.mobileNet(options.number("version", 0), options.number("alpha", 1));
        }
        return builder.build();
    }

    private static JSObject forJs(ImageClassifier classifier) {
        return object(classifier.model().modelId(), classifier.model().backend(), classifier.model().thread(),
                (picture, number) -> forJs(start(() -> (number == 0 ? classifier.classify(picture)
                        : classifier.classify(picture, number)).then(ClassifierProbe::plain))),
                (pictures, number) -> forJs(start(() -> all(classifier, pictures.cast(), number))),
                (picture, number) -> forJs(start(() -> (number == 0 ? classifier.embed(picture) : classifier.logits(picture))
                        .then(Float32Array::copyFromJavaArray))),
                (picture, number) -> forJs(start(() -> classifier.explain(picture, List.of(number))
                        .then(found -> Float32Array.copyFromJavaArray(found.maps().get(0))))),
                options -> forJs(start(() -> JSPromise.resolve(forJs(classifier.with(read(options, null)))))),
                (picture, number) -> forJs(start(() -> classifier.seen(picture).then(seen ->
                        array(seen.width(), seen.height(), seen.rgba()[number])))),
                (picture, number) -> forJs(start(() -> classifier.classify(picture, number, new Cover(0.5, 0.5, 1))
                        .then(ClassifierProbe::plain))),
                (picture, number) -> forJs(start(() -> classifier.activations(picture, number == 0 ? GraphArtifacts.FEATURE_MAP
                        : "nope").then(maps -> array(maps.rows(), maps.columns(), maps.channels())))),
                classifier::close);
    }

    /** @param stopAfter so many results; 0 for all */
    private static JSPromise<JSObject> all(ImageClassifier classifier, JSArrayReader<JSObject> pictures, int stopAfter) {
        List<JSObject> list = new ArrayList<>();
        for (int i = 0; i < pictures.getLength(); i++) {
            list.add(pictures.get(i));
        }
        JSArray<JSObject> results = new JSArray<>();
        ManyResults many = classifier.classifyAll(list);
        return many.forEach(result -> {
            results.push(result.error() != null ? error(result.error()) : plain(result.answer()));
            if (results.getLength() == stopAfter) {
                many.close();
            }
        }).then(done -> results);
    }

    private static JSObject plain(Predictions predictions) {
        JSArray<JSObject> top = new JSArray<>();
        for (Prediction prediction : predictions.top()) {
            top.push(prediction(prediction.index(), prediction.label().className(), prediction.probability()));
        }
        return answer(top, predictions.verdict().kind().word(), predictions.verdict().name().text(),
                predictions.verdict().probability(), predictions.receipt().thread(), predictions.receipt().views(),
                predictions.receipt().width());
    }

    private static <T> JSPromise<T> start(Start<T> start) {
        try {
            return start.start();
        } catch (GlanceException e) {
            return JSPromise.reject(e);
        }
    }

    private static <T> JSPromise<T> forJs(JSPromise<T> promise) {
        return promise.flatCatchError(reason -> JSPromise.reject(error(ImageClassifier.failure(reason))));
    }

    private static JSObject error(GlanceException failure) {
        return error(failure.code().word(), failure.getMessage());
    }

    /** Begins something. */
    private interface Start<T> {
        JSPromise<T> start();
    }

    /** From options to a classifier. */
    @JSFunctor
    private interface Load extends JSObject {
        JSPromise<JSObject> load(Options options);
    }

    /** Does something with a picture, or many. */
    @JSFunctor
    private interface Ask extends JSObject {
        JSObject ask(JSObject picture, int number);
    }

    /** Does something. */
    @JSFunctor
    private interface Action extends JSObject {
        void run();
    }

    /** A plain object. */
    private abstract static class Options implements JSObject {
        @JSBody(params = {"name", "otherwise"}, script = "return this[name] === undefined ? otherwise : this[name];")
        native String text(String name, String otherwise);

        @JSBody(params = {"name", "otherwise"}, script = "return this[name] === undefined ? otherwise : +this[name];")
        native double number(String name, double otherwise);
    }

    @JSBody(params = "load", script = "globalThis.javaClassifier = options => load(options || {});")
    private static native void define(Load load);

    @JSBody(params = {"a", "b", "c"}, script = "return [a, b, c];")
    private static native JSObject array(int a, int b, int c);

    @JSBody(params = {"model", "backend", "thread", "classify", "all", "numbers", "explain", "other", "seen", "covered", "layer",
            "close"}, script = "return {"
            + "model: model, backend: backend, thread: thread, classify: (picture, count) => classify(picture, count || 0),"
            + " classifyAll: (pictures, count) => all(pictures, count || 0), embed: picture => numbers(picture, 0),"
            + " logits: picture => numbers(picture, 1), explain: (picture, index) => explain(picture, index),"
            + " with: options => other(options), seen: (picture, index) => seen(picture, index || 0),"
            + " covered: (picture, count) => covered(picture, count), "
            + " layer: (picture, other) => layer(picture, other ? 1 : 0), close: () => close()};")
    private static native JSObject object(String model, String backend, String thread, Ask classify, Ask all, Ask numbers,
            Ask explain, Load other, Ask seen, Ask covered, Ask layer, Action close);

    @JSBody(params = {"index", "className", "probability"}, script = "return {index: index, className: className,"
            + " probability: probability};")
    private static native JSObject prediction(int index, String className, double probability);

    @JSBody(params = {"top", "kind", "name", "probability", "thread", "views", "width"}, script = "return {top: top,"
            + " verdict: {kind: kind, name: name, probability: probability}, thread: thread, views: views, width: width};")
    private static native JSObject answer(JSArray<JSObject> top, String kind, String name, double probability, String thread,
            int views, int width);

    @JSBody(params = {"code", "message"}, script = "const error = new Error(message); error.code = code; return error;")
    private static native JSObject error(String code, String message);
}
