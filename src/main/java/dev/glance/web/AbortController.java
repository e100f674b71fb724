package dev.glance.web;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * Ends a request early.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/AbortController">AbortController</a>
 */
@JSClass
public class AbortController implements JSObject {
    public AbortController() {
    }

    /** The AbortSignal to hand to the request. */
    @JSProperty
    public native JSObject getSignal();

    public native void abort();
}
