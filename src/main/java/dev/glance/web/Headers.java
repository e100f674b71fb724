package dev.glance.web;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/**
 * The headers of a request or {@link Response}.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Headers">Headers</a>
 */
@JSClass
public class Headers implements JSObject {
    /** The same as others. */
    public Headers(Headers others) {
    }

    /** One of a name; null where there is none. */
    public native String get(String name);

    public native boolean has(String name);

    public native void set(String name, String value);

    public native void delete(String name);
}
