package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.dom.events.EventTarget;
import org.teavm.jso.dom.html.HTMLImageElement;
import org.teavm.jso.file.Blob;

/**
 * What HTMLImageElement lacks.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/HTMLImageElement/decode">HTMLImageElement.decode</a>
 */
public final class Images {
    private Images() {
    }

    /** A new image that is on no page. */
    @JSBody(script = "return new Image();")
    public static native HTMLImageElement create();

    /**
     * A file as an image that is on no page; rejected where it is none. The browser shows more than it decodes otherwise:
     * what there is of a file that was cut short, for example.
     */
    @JSBody(params = "file", script = "return new Promise(function (resolve, reject) { var image = new Image();"
            + " image.onload = function () { URL.revokeObjectURL(image.src); resolve(image); };"
            + " image.onerror = function () { URL.revokeObjectURL(image.src);"
            + " reject(new Error('it is no picture that the browser can show')); };"
            + " image.src = URL.createObjectURL(file); });")
    public static native JSPromise<CanvasImageSource> load(Blob file);

    /** Whether all of an image is there, or it is known that it never will be. */
    @JSBody(params = "image", script = "return image.complete;")
    public static native boolean isComplete(JSObject image);

    /** The address of an image, as the browser chose it; empty where it has none. */
    @JSBody(params = "image", script = "return image.currentSrc || image.src || (image.srcset ? 'srcset' : '');")
    public static native String address(JSObject image);

    /**
     * Waits until an image has been loaded, well or not. One that the page puts off until it is in view is loaded now.
     *
     * @param signal an AbortSignal that ends the waiting
     */
    @JSBody(params = {"image", "signal"}, script = "return new Promise(function (resolve) {"
            + " if (image.loading === 'lazy') { image.loading = 'eager'; }"
            + " if (image.complete) { resolve(); return; } ['load', 'error'].forEach(function (name) {"
            + " image.addEventListener(name, function () { resolve(); }, {once: true, signal: signal}); }); });")
    public static native JSPromise<JSUndefined> settled(JSObject image, JSObject signal);

    /** Hears one event of a target, once. */
    @JSBody(params = {"target", "name", "signal", "callback"}, script = "target.addEventListener(name, function () {"
            + " callback(); }, {once: true, signal: signal});")
    public static native void once(EventTarget target, String name, JSObject signal, BrowserFeatures.Callback callback);

    /** Another image of the same address, read under the same conditions (CORS); it need not come to an end. */
    @JSBody(params = {"image", "address"}, script = "var other = new Image(); other.crossOrigin = image.crossOrigin;"
            + " other.referrerPolicy = image.referrerPolicy; other.src = address; return other;")
    public static native HTMLImageElement again(JSObject image, String address);

    /** Whether a source whose pixels may not be read is an SVG: as its address says, or since others from there may be read. */
    @JSBody(params = "source", script = "return /^(blob|data):|\\.svg([?#]|$)/i.test(source.currentSrc || source.src || '');")
    public static native boolean isSvg(CanvasImageSource source);

    /** The first img in a picture element; null where there is none. */
    @JSBody(params = "picture", script = "return picture.querySelector('img');")
    public static native JSObject inside(JSObject picture);

    /** Waits until the picture is there and can be drawn; rejected with an EncodingError where it never will. */
    @JSBody(params = "image", script = "return image.decode();")
    public static native JSPromise<JSUndefined> decode(HTMLImageElement image);
}
