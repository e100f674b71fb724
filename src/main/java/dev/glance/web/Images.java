package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.dom.html.HTMLImageElement;
import org.teavm.jso.file.Blob;

/**
 * What HTMLImageElement lacks.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/HTMLImageElement/decode">HTMLImageElement.decode</a>
 */
public final class Images {
    /** By image, as long as it lives: its address and a promise of the file there. */
    private static final JSObject FILES = newWeakMap();

    private Images() {
    }

    /** A new image that is on no page. */
    @JSBody(script = "return new Image();")
    public static native HTMLImageElement create();

    /** A file as an image that is on no page; rejected with an EncodingError where it is none. */
    @JSBody(params = "file", script = "var image = new Image(); image.src = URL.createObjectURL(file);"
            + " function done() { URL.revokeObjectURL(image.src); }"
            + " return image.decode().then(function () { done(); return image; },"
            + " function (error) { done(); throw error; });")
    public static native JSPromise<CanvasImageSource> load(Blob file);

    /**
     * The file behind an image that is large, from the browser's cache: drawing such a one for the first time takes long,
     * and a worker can decode the file to scale.
     *
     * @param value     anything; what is no image has no file
     * @param minPixels from so many pixels on it is large
     * @return null where there is none, or none that may be read
     */
    public static JSPromise<Blob> file(JSObject value, double minPixels) {
        return file(FILES, value, minPixels);
    }

    @JSBody(params = {"files", "value", "minPixels"}, script = "if (typeof HTMLImageElement === 'undefined'"
            + " || !(value instanceof HTMLImageElement) || value.naturalWidth * value.naturalHeight < minPixels) {"
            + " return Promise.resolve(null); } var src = value.currentSrc || value.src;"
            + " if (!/^(https?|blob|data):/.test(src) || /^http/.test(src) && !value.crossOrigin"
            + " && new URL(src).origin !== location.origin) { return Promise.resolve(null); }"
            + " var known = files.get(value); if (known && known.src === src) { return known.file; }"
            + " var file = fetch(src, {cache: 'force-cache'}).then(function (response) {"
            + " return response.ok ? response.blob() : null; }).catch(function () { return null; });"
            + " files.set(value, {src: src, file: file}); return file;")
    private static native JSPromise<Blob> file(JSObject files, JSObject value, double minPixels);

    @JSBody(script = "return new WeakMap();")
    private static native JSObject newWeakMap();

    /** Waits until the picture is there and can be drawn; rejected with an EncodingError where it never will. */
    @JSBody(params = "image", script = "return image.decode();")
    public static native JSPromise<JSUndefined> decode(HTMLImageElement image);
}
