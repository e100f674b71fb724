package dev.glance.web;

import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/**
 * A plain JavaScript object that is sent between page and worker. What is not set reads as empty, zero or null.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Web_Workers_API/Structured_clone_algorithm">structured
 *      clone</a>
 */
public abstract class Message implements JSObject {
    private Message() {
    }

    /** An empty one. */
    @JSBody(script = "return {};")
    public static native Message create();

    @JSBody(params = {"name", "value"}, script = "this[name] = value; return this;")
    public native Message set(String name, String value);

    @JSBody(params = {"name", "value"}, script = "this[name] = value; return this;")
    public native Message set(String name, double value);

    @JSBody(params = {"name", "value"}, script = "this[name] = value; return this;")
    public native Message set(String name, JSObject value);

    /** Sets a list of texts. */
    public final Message set(String name, List<String> values) {
        return set(name, TextArrays.of(values));
    }

    @JSBody(params = "name", script = "return this[name] === undefined ? '' : this[name];")
    public native String text(String name);

    @JSBody(params = "name", script = "return this[name] === undefined ? 0 : this[name];")
    public native double number(String name);

    @JSBody(params = "name", script = "return this[name] === undefined ? null : this[name];")
    public native <T extends JSObject> T object(String name);

    /** A list of texts; empty where it was not set. */
    public final List<String> texts(String name) {
        JSArray<JSString> array = object(name);
        return array == null ? List.of() : TextArrays.list(array);
    }
}
