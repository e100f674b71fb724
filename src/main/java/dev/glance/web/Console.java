package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * The browser's console.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/console">console</a>
 */
public final class Console {
    private Console() {
    }

    @JSBody(params = "text", script = "console.warn(text);")
    public static native void warn(String text);

    @JSBody(params = {"text", "value"}, script = "console.log(text, value);")
    public static native void log(String text, JSObject value);
}
