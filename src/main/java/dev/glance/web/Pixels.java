package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.ImageData;

/** Values that have pixels, whichever realm of the page they come from. */
public final class Pixels {
    private Pixels() {
    }

    /**
     * What a value is, such as {@code HTMLImageElement}, {@code ImageData} or {@code Uint8Array}. Unlike
     * {@code instanceof}, it also knows values of an iframe or a popup.
     *
     * @see <a href="https://tc39.es/ecma262/#sec-object.prototype.tostring">Object.prototype.toString</a>
     */
    @JSBody(params = "value", script = "return Object.prototype.toString.call(value).slice(8, -1);")
    public static native String kind(JSObject value);

    /**
     * A picture that can be drawn, with its natural size.
     *
     * @param source an img, video, canvas, ImageBitmap, OffscreenCanvas or VideoFrame
     */
    public static Picture of(CanvasImageSource source) {
        return Picture.decoded(source, width(source), height(source));
    }

    /** Pixels as something that can be drawn: a canvas of their size, with a copy of them. */
    @JSBody(params = "pixels", script = "var canvas = typeof document === 'undefined'"
            + " ? new OffscreenCanvas(pixels.width, pixels.height) : document.createElement('canvas');"
            + " canvas.width = pixels.width; canvas.height = pixels.height;"
            + " canvas.getContext('2d').putImageData(pixels, 0, 0); return canvas;")
    public static native CanvasImageSource drawn(ImageData pixels);

    /** A bitmap as a canvas, which nobody has to close; the bitmap is closed. */
    @JSBody(params = "bitmap", script = "var canvas = typeof document === 'undefined'"
            + " ? new OffscreenCanvas(bitmap.width, bitmap.height) : document.createElement('canvas');"
            + " canvas.width = bitmap.width; canvas.height = bitmap.height;"
            + " canvas.getContext('2d').drawImage(bitmap, 0, 0); bitmap.close(); return canvas;")
    public static native CanvasImageSource drawn(CanvasImageSource bitmap);

    /**
     * Plain pixels, a copy of what {@code {data, width, height}} holds.
     *
     * @param value {@code data} with 3 or 4 numbers of 0..255 a pixel, row by row, RGB or RGBA
     * @return null where the value is nothing of the kind, or its data does not fit its size
     */
    @JSBody(params = "value", script = "if (value === null || typeof value !== 'object' || !value.data"
            + " || !(value.width >= 1) || !(value.height >= 1)) { return null; }"
            + " var count = value.width * value.height, depth = value.data.length / count;"
            + " if (depth !== 4 && depth !== 3) { return null; } var rgba = new Uint8ClampedArray(4 * count);"
            + " if (depth === 4) { rgba.set(value.data); } else { for (var i = 0; i < count; i++) {"
            + " rgba[4 * i] = value.data[3 * i]; rgba[4 * i + 1] = value.data[3 * i + 1];"
            + " rgba[4 * i + 2] = value.data[3 * i + 2]; rgba[4 * i + 3] = 255; } }"
            + " return new ImageData(rgba, value.width, value.height);")
    public static native ImageData plain(JSObject value);

    /** Whether a video has a frame that can be drawn. */
    @JSBody(params = "video", script = "return video.readyState >= 2;")
    public static native boolean hasFrame(JSObject video);

    /**
     * Whether the natural size of a source is not its size in pixels: an img whose address was chosen by density or width.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/images.html#density-corrected-intrinsic-width-and-height">
     *      density-corrected size</a>
     */
    @JSBody(params = "source", script = "return !!source.srcset || !!source.parentNode && source.parentNode.nodeName"
            + " === 'PICTURE';")
    public static native boolean isDensityCorrected(CanvasImageSource source);

    @JSBody(params = "source", script = "return source.naturalWidth !== undefined ? source.naturalWidth"
            + " : source.videoWidth !== undefined ? source.videoWidth"
            + " : source.displayWidth !== undefined ? source.displayWidth : source.width;")
    private static native int width(CanvasImageSource source);

    @JSBody(params = "source", script = "return source.naturalHeight !== undefined ? source.naturalHeight"
            + " : source.videoHeight !== undefined ? source.videoHeight"
            + " : source.displayHeight !== undefined ? source.displayHeight : source.height;")
    private static native int height(CanvasImageSource source);
}
