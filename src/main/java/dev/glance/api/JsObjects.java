package dev.glance.api;

import dev.glance.error.GlanceException;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

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

    /** Defines the global {@code mobilenet}. */
    @JSBody(params = {"load", "version"}, script = "globalThis.mobilenet = {version: version,"
            + " load: function (options) { return load(options); }};")
    static native void install(Function1 load, String version);

    /** What {@code mobilenet.load} resolves to; {@code infer} hands an Error over as its result. */
    @JSBody(params = {"classify", "infer", "dispose"}, script = "return {"
            + " classify: function (img, topk) { return classify(img, topk); },"
            + " infer: function (img, embedding) { var result = infer(img, embedding);"
            + " if (result instanceof Error) { throw result; } return result; },"
            + " dispose: function () { dispose(); }};")
    static native JSObject model(Function2 classify, Function2 infer, Action dispose);

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

    /** Any value as text. */
    @JSBody(params = "value", script = "return String(value);")
    static native String text(JSObject value);

    @JSBody(params = "value", script = "return typeof value === 'number' && isFinite(value);")
    static native boolean isNumber(JSObject value);

    @JSBody(params = "value", script = "return value;")
    static native double number(JSObject value);

    @JSBody(params = "value", script = "return typeof value === 'string';")
    static native boolean isString(JSObject value);

    @JSBody(params = "value", script = "return value;")
    static native String string(JSObject value);

    /** Whether a value counts as true in JavaScript. */
    @JSBody(params = "value", script = "return !!value;")
    static native boolean isTruthy(JSObject value);

    /** An element of an array; undefined where there is none. */
    @JSBody(params = {"array", "index"}, script = "return array[index];")
    static native JSObject element(JSObject array, int index);

    /** Whether a value is a tensor of the page's TensorFlow.js. */
    @JSBody(params = "value", script = "return value instanceof tf.Tensor;")
    static native boolean isTensor(JSObject value);
}
