package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/** What this browser and this page have. */
public final class BrowserFeatures {
    private BrowserFeatures() {
    }

    /** Whether there is a global of the given name. */
    @JSBody(params = "name", script = "return typeof globalThis[name] !== 'undefined';")
    public static native boolean hasGlobal(String name);

    /** How the browser calls itself. */
    @JSBody(script = "return navigator.userAgent;")
    public static native String userAgent();

    /** Whether the device says that it has no network. */
    @JSBody(script = "return navigator.onLine === false;")
    public static native boolean isOffline();

    /** Whether the page is not seen: it is in another tab, say. */
    @JSBody(script = "return document.hidden;")
    public static native boolean isHidden();

    /** How many threads the machine runs at a time; 2 where the browser does not say. */
    @JSBody(script = "return navigator.hardwareConcurrency || 2;")
    public static native int cores();

    /**
     * The machine's memory in gigabytes, roughly; 4 where the browser does not say, as most do not.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/Navigator/deviceMemory">deviceMemory</a>
     */
    @JSBody(script = "return navigator.deviceMemory || 4;")
    public static native double memoryGigabytes();

    /**
     * Whether threads may share memory here.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/crossOriginIsolated">crossOriginIsolated</a>
     */
    @JSBody(script = "return globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== 'undefined';")
    public static native boolean isIsolated();

    /** {@code page} or {@code worker}: what calls. */
    @JSBody(script = "return typeof document === 'undefined' ? 'worker' : 'page';")
    public static native String thread();

    /** Whether a JavaScript value is exactly {@code true}. */
    @JSBody(params = "value", script = "return value === true;")
    public static native boolean isTrue(Object value);

    /**
     * Fetches and compiles a WebAssembly module.
     *
     * @param url       its address
     * @param integrity what it must be; empty where that is not known
     * @return rejected where it cannot be had, is another one or may not be compiled
     */
    @JSBody(params = {"url", "integrity"}, script = "return fetch(url, {integrity: integrity}).then(function (response) {"
            + " if (!response.ok) { throw new Error(url + ' answers with status ' + response.status); }"
            + " return response.arrayBuffer(); }).then(function (bytes) { return WebAssembly.compile(bytes); });")
    public static native JSPromise<JSObject> compile(String url, String integrity);

    /** Compiles a WebAssembly module; rejected where it may not or cannot be. */
    @JSBody(params = "bytes", script = "return WebAssembly.compile(bytes);")
    public static native JSPromise<JSObject> compile(Int8Array bytes);

    /**
     * Whether WebAssembly here has relaxed SIMD: it knows {@code i8x16.relaxed_swizzle}.
     *
     * @see <a href="https://github.com/WebAssembly/relaxed-simd">the proposal</a>
     */
    @JSBody(script = "return typeof WebAssembly !== 'undefined' && WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0,"
            + " 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 0, 253, 15, 65, 0, 253, 15, 253, 128, 2, 11]));")
    public static native boolean hasRelaxedSimd();

    /**
     * Gives the next script made by Emscripten its module, which it would fetch itself, and keeps its chatter out of the
     * console; its errors are warnings there.
     *
     * @param module  compiled
     * @param script  address of the script, for the threads that it starts; empty where it starts none
     * @param threads how many those are
     * @see <a href="https://emscripten.org/docs/api_reference/module.html">Module</a>
     */
    @JSBody(params = {"module", "script", "threads"}, script = "globalThis.Module = {mainScriptUrlOrBlob: script,"
            + " pthreadPoolSize: threads, instantiateWasm: function (imports, done) {"
            + " WebAssembly.instantiate(module, imports).then(function (instance) { done(instance, module); }); return {}; },"
            + " print: function () {}, printErr: function (line) {"
            + " if (/^ERROR/.test(line)) { console.warn(line); } }};")
    public static native void emscriptenModule(JSObject module, String script, int threads);

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
