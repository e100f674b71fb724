package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/**
 * A canvas for reading pixels: an element on a page, an OffscreenCanvas in a worker.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/OffscreenCanvas">OffscreenCanvas</a>
 */
public abstract class Canvas implements JSObject, CanvasImageSource {
    private Canvas() {
    }

    /**
     * A new canvas, transparent black.
     *
     * @param width  in pixels
     * @param height in pixels
     */
    @JSBody(params = {"width", "height"}, script = "if (typeof document === 'undefined') {"
            + " return new OffscreenCanvas(width, height); }"
            + " var canvas = document.createElement('canvas'); canvas.width = width; canvas.height = height;"
            + " return canvas;")
    public static native Canvas create(int width, int height);

    /**
     * Shows pixels on a canvas element, which takes their size.
     *
     * @param rgba four bytes a pixel, row by row
     */
    public static void paint(HTMLElement element, byte[] rgba, int width, int height) {
        Canvas canvas = (Canvas) (JSObject) element;
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.readableContext().putImageData(new ImageData(new Uint8ClampedArray(
                Int8Array.fromJavaArray(rgba).getBuffer()), width, height), 0, 0);
    }

    @JSProperty
    public abstract int getWidth();

    @JSProperty
    public abstract int getHeight();

    @JSProperty
    public abstract void setWidth(int width);

    @JSProperty
    public abstract void setHeight(int height);

    /**
     * Whether this browser averages all pixels when it scales a picture down, as Chromium and WebKit do when asked for
     * high quality. One that cannot be asked takes a few pixels of many, and fine patterns turn into noise.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/CanvasRenderingContext2D/imageSmoothingQuality">
     *      imageSmoothingQuality</a>
     */
    @JSBody(script = "return 'imageSmoothingQuality' in this.getContext('2d', {willReadFrequently: true});")
    public native boolean averages();

    /**
     * What is drawn on a canvas of a page, as a JPEG file; rejected where the browser has no room for one.
     *
     * @param quality 0..1
     */
    @JSBody(params = "quality", script = "var canvas = this; return new Promise(function (resolve, reject) {"
            + " canvas.toBlob(function (file) { if (file) { resolve(file); } else {"
            + " reject(new Error('the browser made no file of a picture')); } }, 'image/jpeg', quality); });")
    public native JSPromise<Blob> toJpeg(double quality);

    /**
     * The 2D context of a canvas without transparency, kept in main memory, which smooths by interpolation: down to half the
     * size that is as good, and with what the encoder saves it takes a quarter less time.
     */
    @JSBody(script = "return this.getContext('2d', {alpha: false, willReadFrequently: true});")
    public native CanvasRenderingContext2D opaqueContext();

    /** As {@link #readableContext}, smoothing as canvases do by default. */
    @JSBody(script = "var context = this.getContext('2d', {willReadFrequently: true});"
            + " context.imageSmoothingQuality = 'low'; return context;")
    public native CanvasRenderingContext2D plainContext();

    /** The 2D context, kept in main memory since its pixels are read often, smoothing as well as it can. */
    @JSBody(script = "var context = this.getContext('2d', {willReadFrequently: true});"
            + " context.imageSmoothingEnabled = true; context.imageSmoothingQuality = 'high'; return context;")
    public native CanvasRenderingContext2D readableContext();
}
