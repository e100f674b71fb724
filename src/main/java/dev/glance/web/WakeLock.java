package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Keeps the screen on.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Screen_Wake_Lock_API">Screen Wake Lock API</a>
 */
public abstract class WakeLock implements JSObject {
    private WakeLock() {
    }

    /** Whether this browser can. */
    @JSBody(script = "return !!navigator.wakeLock;")
    public static native boolean available();

    /** Keeps it on while the page is seen; rejected where the system does not allow it. */
    @JSBody(script = "return navigator.wakeLock.request('screen');")
    public static native JSPromise<WakeLock> request();

    /** Lets it go off again. */
    @JSBody(script = "this.release();")
    public native void release();
}
