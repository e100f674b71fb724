package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;

/** Whatever a JavaScript caller may hand over as a picture. */
public final class Pixels {
    private Pixels() {
    }

    /**
     * A picture that can be drawn, with its natural size.
     *
     * @param value an img, video, canvas, ImageData, ImageBitmap, OffscreenCanvas or VideoFrame
     * @return null for anything else
     */
    public static Picture of(JSObject value) {
        CanvasImageSource source = drawable(value);
        return source == null ? null : Picture.decoded(source, width(source), height(source));
    }

    /** Waits for an img that is still loading; anything else, and an img that cannot be decoded, is ready at once. */
    @JSBody(params = "value", script = "return typeof HTMLImageElement !== 'undefined'"
            + " && value instanceof HTMLImageElement && !value.complete"
            + " ? Promise.allSettled([value.decode()]) : Promise.resolve();")
    public static native JSPromise<JSObject> whenReady(JSObject value);

    @JSBody(params = "value", script = "function is(name) { return typeof globalThis[name] !== 'undefined'"
            + " && value instanceof globalThis[name]; }"
            + " if (is('ImageData')) {"
            + " var canvas = typeof document === 'undefined' ? new OffscreenCanvas(value.width, value.height)"
            + " : document.createElement('canvas'); canvas.width = value.width; canvas.height = value.height;"
            + " canvas.getContext('2d').putImageData(value, 0, 0); return canvas; }"
            + " return is('HTMLImageElement') || is('HTMLVideoElement') || is('HTMLCanvasElement') || is('ImageBitmap')"
            + " || is('OffscreenCanvas') || is('VideoFrame') ? value : null;")
    private static native CanvasImageSource drawable(JSObject value);

    @JSBody(params = "source", script = "return source.naturalWidth !== undefined ? source.naturalWidth"
            + " : source.videoWidth !== undefined ? source.videoWidth"
            + " : source.displayWidth !== undefined ? source.displayWidth : source.width;")
    private static native int width(CanvasImageSource source);

    @JSBody(params = "source", script = "return source.naturalHeight !== undefined ? source.naturalHeight"
            + " : source.videoHeight !== undefined ? source.videoHeight"
            + " : source.displayHeight !== undefined ? source.displayHeight : source.height;")
    private static native int height(CanvasImageSource source);
}
