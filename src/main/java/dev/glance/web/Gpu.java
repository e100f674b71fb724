package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;

/** What the machine's graphics can do. */
public final class Gpu {
    private Gpu() {
    }

    /**
     * The name of the WebGL renderer, such as "ANGLE (Intel, Mesa Intel(R) UHD Graphics ...)"; empty where there is no
     * WebGL 2 or only one of which the browser itself says that it is slow.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/WEBGL_debug_renderer_info">WEBGL_debug_renderer_info</a>
     */
    @JSBody(script = "if (typeof document === 'undefined' && typeof OffscreenCanvas === 'undefined') { return ''; }"
            + " var canvas = typeof document === 'undefined' ? new OffscreenCanvas(1, 1)"
            + " : document.createElement('canvas');"
            + " var gl = canvas.getContext('webgl2', {failIfMajorPerformanceCaveat: true});"
            + " if (!gl) { return ''; }"
            + " var info = gl.getExtension('WEBGL_debug_renderer_info');"
            + " var name = gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);"
            + " var lose = gl.getExtension('WEBGL_lose_context'); if (lose) { lose.loseContext(); }"
            + " return String(name);")
    public static native String webGlRenderer();

    /** Whether the given renderer name is that of a program that draws on the CPU. */
    public static boolean isSoftware(String renderer) {
        String name = renderer.toLowerCase();
        for (String software : new String[] {"swiftshader", "llvmpipe", "softpipe", "software", "basic render"}) {
            if (name.contains(software)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether WebGPU offers an adapter that is not a program on the CPU.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/GPUAdapterInfo">GPUAdapterInfo</a>
     */
    @JSBody(script = "if (typeof navigator === 'undefined' || !navigator.gpu) { return Promise.resolve(false); }"
            + " return navigator.gpu.requestAdapter().then(function (adapter) { if (!adapter) { return false; }"
            + " var info = adapter.info || {};"
            + " var text = [info.vendor, info.architecture, info.device, info.description].join(' ').toLowerCase();"
            + " return !(adapter.isFallbackAdapter || info.isFallbackAdapter || text.indexOf('swiftshader') >= 0"
            + " || text.indexOf('llvmpipe') >= 0); }, function () { return false; });")
    public static native JSPromise<Object> hasWebGpu();
}
