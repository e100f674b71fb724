package dev.glance.api;

import dev.glance.error.GlanceException;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The JavaScript shapes of the API. */
final class JsObjects {
    private JsObjects() {
    }

    /** A function of one argument that may be undefined. */
    @JSFunctor
    interface Function1 extends JSObject {
        JSObject call(JSObject argument);
    }

    /** A function of two arguments that may be undefined. */
    @JSFunctor
    interface Function2 extends JSObject {
        JSObject call(JSObject first, JSObject second);
    }

    /** A function without arguments. */
    @JSFunctor
    interface Action extends JSObject {
        void run();
    }

    /**
     * Defines the global {@code mobilenet}; where the npm package's entry has loaded the script, hands it over instead.
     *
     * @param base address of the site's root, under which the entries that load this script wait
     */
    @JSBody(params = {"load", "version", "base"}, script = "var api = {version: version,"
            + " load: function (options, alpha) { return load(typeof options === 'number' ? {version: options, alpha: alpha}"
            + " : options); }}, take = ((globalThis.glanceDoors || {})[base] || []).shift();"
            + " if (take) { take(api); } else { globalThis.mobilenet = api; }")
    static native void install(Function1 load, String version, String base);

    /** A function of no arguments that gives something. */
    @JSFunctor
    interface Supplier extends JSObject {
        JSObject get();
    }

    /**
     * What {@code mobilenet.load} resolves to; {@code infer} and {@code classifyAll} hand an Error over as their result.
     */
    @JSBody(params = {"backend", "dropped", "version", "alpha", "classify", "classifyAll", "infer", "dispose"},
            script = "return {backend: backend, dropped: dropped, version: version, alpha: alpha,"
            + " load: function () { return Promise.resolve(); },"
            + " classify: function (img, topk) { return classify(img, topk); },"
            + " classifyAll: function (pictures, options) { var result = classifyAll(pictures, options);"
            + " if (result instanceof Error) { throw result; } return result; },"
            + " infer: function (img, embedding) { var result = infer(img, embedding);"
            + " if (result instanceof Error) { throw result; } return result; },"
            + " dispose: function () { dispose(); }};")
    static native JSObject model(String backend, JSObject dropped, String version, String alpha, Function2 classify,
            Function2 classifyAll, Function2 infer, Action dispose);

    /** Where an answer comes from, see {@link dev.glance.decide.Receipt}. */
    @JSBody(params = {"modelId", "modelSha256", "backend", "thread", "threads", "crop", "width", "height", "incomplete",
        "views", "preprocessMs", "inferenceMs", "dropped"}, script = "return {modelId: modelId, modelSha256: modelSha256,"
            + " backend: backend, thread: thread, threads: threads, crop: crop, width: width, height: height, incomplete: incomplete,"
            + " views: views, preprocessMs: preprocessMs, inferenceMs: inferenceMs, dropped: dropped};")
    static native JSObject receipt(String modelId, String modelSha256, String backend, String thread, int threads,
            String crop, int width, int height, boolean incomplete, int views, double preprocessMs, double inferenceMs,
            JSObject dropped);

    /** What can be said of a picture, see {@link dev.glance.decide.Verdict}. */
    @JSBody(params = {"kind", "wordNetId", "name", "probability", "perhaps", "broader"}, script = "return {kind: kind,"
            + " wordNetId: wordNetId, name: name, probability: probability, perhaps: perhaps, broader: broader};")
    static native JSObject verdict(String kind, String wordNetId, String name, double probability, String perhaps,
            String broader);

    /** Gives an object a property that loops and comparisons do not see. */
    @JSBody(params = {"object", "name", "value"}, script = "Object.defineProperty(object, name, {value: value});")
    static native void attach(JSObject object, String name, JSObject value);

    /**
     * An async iterator.
     *
     * @param next   gives a promise of {@code {done, value}}
     * @param finish ends it early
     */
    @JSBody(params = {"next", "finish"}, script = "var iterator = {next: function () { return next(); },"
            + " return: function (value) { finish(); return Promise.resolve({done: true, value: value}); }};"
            + " iterator[Symbol.asyncIterator] = function () { return iterator; }; return iterator;")
    static native JSObject iterator(Supplier next, Action finish);

    /** What an async iterator's {@code next} resolves to. */
    @JSBody(params = {"done", "value"}, script = "return {done: done, value: value};")
    static native JSObject step(boolean done, JSObject value);

    /** One of many results: {@code {index, predictions}}, or {@code {index, error}}; and the input that it is of. */
    @JSBody(params = {"index", "input", "predictions", "error"}, script = "return error"
            + " ? {index: index, input: input, error: error} : {index: index, input: input, predictions: predictions};")
    static native JSObject result(int index, JSObject input, JSObject predictions, JSObject error);

    /**
     * The iterator of an array, a FileList, or anything else that can be iterated, async or not.
     *
     * @return null where it cannot
     */
    @JSBody(params = "values", script = "var start = values && (values[Symbol.asyncIterator] || values[Symbol.iterator]);"
            + " return start && typeof values !== 'string' ? start.call(values) : null;")
    static native JsIterator iterate(JSObject values);

    /** How many values there are; -1 where that is not known. */
    @JSBody(params = "values", script = "return values.length >= 0 ? values.length : values.size >= 0 ? values.size : -1;")
    static native int count(JSObject values);

    /**
     * Calls back when an AbortSignal is aborted, at once if it is already.
     *
     * @return to be called when that is of no interest any more
     */
    @JSBody(params = {"signal", "callback"}, script = "if (signal.aborted) { callback(); return function () {}; }"
            + " function listener() { callback(); } signal.addEventListener('abort', listener);"
            + " return function () { signal.removeEventListener('abort', listener); };")
    static native Action onAbort(JSObject signal, Action callback);

    /** An iterator of JavaScript's. */
    abstract static class JsIterator implements JSObject {
        /** A promise of the next step. */
        @JSBody(script = "try { return Promise.resolve(this.next()); } catch (e) { return Promise.reject(e); }")
        native JSPromise<JSObject> step();

        /** Tells it that no more is wanted. What a caller's own iterator does about that is not ours to judge. */
        @JSBody(script = "try { if (this.return) { Promise.resolve(this.return()).catch(function () {}); } } catch (e) {}")
        native void finish();
    }

    /** What a step of an iterator hands out. */
    @JSBody(params = "step", script = "return step.value;")
    static native JSObject value(JSObject step);

    /** Whether a step of an iterator is its end. */
    @JSBody(params = "step", script = "return !!step.done;")
    static native boolean isDone(JSObject step);

    /** A failure as JavaScript callers see it: an Error with {@code code}, {@code what} and {@code remedy}. */
    static JSObject error(GlanceException e) {
        return error(e.getMessage(), e.code().word(), e.what(), e.remedy());
    }

    @JSBody(params = {"message", "code", "what", "remedy"}, script = "var error = new Error(message);"
            + " error.name = 'GlanceError'; error.code = code; error.what = what; error.remedy = remedy;"
            + " return error;")
    private static native JSObject error(String message, String code, String what, String remedy);

    /** A property of an options object; undefined where there are no options or no such property. */
    @JSBody(params = {"options", "name"},
            script = "return options === undefined || options === null || options[name] === null ? undefined"
            + " : options[name];")
    static native JSObject property(JSObject options, String name);

    /** What a value is, in a few words: its text where it is short, else its kind. */
    @JSBody(params = "value", script = "var text; try { text = String(value); } catch (e) { text = typeof value; }"
            + " return text.length <= 60 ? text : text.slice(0, 40) + '\\u2026 (' + typeof value + ' of ' + text.length"
            + " + ' characters)';")
    static native String described(JSObject value);

    /** Whether a value is an ArrayBuffer or a view of one. */
    @JSBody(params = "value", script = "return ArrayBuffer.isView(value)"
            + " || /^\\[object (Shared)?ArrayBuffer\\]$/.test(Object.prototype.toString.call(value));")
    static native boolean isBytes(JSObject value);

    /** The number that a value is or, being a text, says; NaN for anything else. */
    @JSBody(params = "value", script = "return typeof value === 'number' ? value"
            + " : typeof value === 'string' && value.trim() ? Number(value) : NaN;")
    static native double toNumber(JSObject value);

    @JSBody(params = "value", script = "return typeof value === 'number' && isFinite(value);")
    static native boolean isNumber(JSObject value);

    @JSBody(params = "value", script = "return value;")
    static native double number(JSObject value);

    @JSBody(params = "value", script = "return typeof value === 'string';")
    static native boolean isString(JSObject value);

    /** Whether a value is an address that can be fetched, a text or a URL; others are known to TensorFlow.js only. */
    @JSBody(params = "value", script = "return (typeof value === 'string' || Object.prototype.toString.call(value) === '[object URL]')"
            + " && !/^((indexeddb|localstorage):|$)/.test(value);")
    static native boolean isAddress(JSObject value);

    /** Whether a value hands over a model, or is where TensorFlow.js keeps one. */
    @JSBody(params = "value", script = "return typeof value === 'string' && value !== ''"
            + " || !!value && typeof value.load === 'function';")
    static native boolean isModelSource(JSObject value);

    /** A text, or a value as one. */
    @JSBody(params = "value", script = "return String(value);")
    static native String string(JSObject value);

    /** Whether a value counts as true in JavaScript. */
    @JSBody(params = "value", script = "return !!value;")
    static native boolean isTruthy(JSObject value);

    /** An element of an array; undefined where there is none. */
    @JSBody(params = {"array", "index"}, script = "return array[index];")
    static native JSObject element(JSObject array, int index);

}
