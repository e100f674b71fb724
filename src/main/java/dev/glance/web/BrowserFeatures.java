package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** What this browser and this page have. */
public final class BrowserFeatures {
    private BrowserFeatures() {
    }

    /** Whether there is a global of the given name. */
    @JSBody(params = "name", script = "return typeof globalThis[name] !== 'undefined';")
    public static native boolean hasGlobal(String name);

    /** Whether a JavaScript value is exactly {@code true}. */
    @JSBody(params = "value", script = "return value === true;")
    public static native boolean isTrue(Object value);

    /**
     * Calls back when a graphics context is lost.
     *
     * @param webGl  a WebGL context, or null
     * @param webGpu a GPUDevice, or null
     */
    @JSBody(params = {"webGl", "webGpu", "callback"}, script = "if (webGl) {"
            + " webGl.canvas.addEventListener('webglcontextlost', function () { callback(); }); }"
            + " if (webGpu) { webGpu.lost.then(function () { callback(); }); }")
    public static native void onGpuLost(JSObject webGl, JSObject webGpu, Callback callback);

    /** A function without arguments. */
    @JSFunctor
    public interface Callback extends JSObject {
        void call();
    }
}
