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

    /**
     * A new image that is on no page. Once it is put there it is drawn with the rest of the page, not some frames later.
     */
    @JSBody(script = "var image = new Image(); image.decoding = 'sync'; return image;")
    public static native HTMLImageElement create();

    /**
     * Loads a picture. It is decoded when it is first drawn: {@code decode} would wait for a frame, and a page in the
     * background gets none.
     *
     * @return rejected with an Error where there is no picture
     */
    @JSBody(params = {"image", "url"}, script = "return new Promise(function (resolve, reject) {"
            + " image.onload = function () { resolve(); };"
            + " image.onerror = function () { reject(new Error('no picture')); }; image.src = url; })"
            + ".finally(function () { image.onload = image.onerror = null; });")
    public static native JSPromise<JSUndefined> load(HTMLImageElement image, String url);

    /** Waits until an image that is on the page is loaded, or cannot be: it then has no natural width. */
    @JSBody(params = "image", script = "return new Promise(function (resolve) { setTimeout(function () {"
            + " if (image.complete) { resolve(); return; } image.addEventListener('load', resolve, {once: true});"
            + " image.addEventListener('error', resolve, {once: true}); }); });")
    public static native JSPromise<JSObject> settled(HTMLImageElement image);

    /**
     * Whether somebody answers at an address of another origin, without wanting to read the picture there: it can be shown,
     * or the browser reports that it may not be.
     *
     * @return false too where that cannot be told
     * @see <a href="https://developer.mozilla.org/docs/Web/API/ReportingObserver">ReportingObserver</a>
     */
    @JSBody(params = "url", script = "return new Promise(function (resolve) { var reported = false, observer = null;"
            + " if (typeof ReportingObserver !== 'undefined') { observer = new ReportingObserver(function (reports) {"
            + " reports.forEach(function (report) { if (report.type === 'coep' && report.body.toJSON().blockedURL === url) {"
            + " reported = true; } }); }); observer.observe(); }"
            + " function done(there) { if (observer) { observer.disconnect(); } resolve(there); }"
            + " var image = new Image(); image.onload = function () { done(true); };"
            + " image.onerror = function () { setTimeout(function () { done(reported); }, 200); }; image.src = url; });")
    public static native JSPromise<Object> isThere(String url);

    /** Whether a loaded picture can be decoded; true too where nothing is known of it in the given time. */
    @JSBody(params = {"image", "milliseconds"}, script = "return Promise.race([image.decode().then(function () {"
            + " return true; }, function () { return false; }), new Promise(function (resolve) {"
            + " setTimeout(function () { resolve(true); }, milliseconds); })]);")
    public static native JSPromise<Object> decodable(HTMLImageElement image, int milliseconds);

    /** Whether the page may read the pixels of a loaded picture. */
    @JSBody(params = "image", script = "var context = document.createElement('canvas').getContext('2d');"
            + " context.drawImage(image, 0, 0, 1, 1);"
            + " try { context.getImageData(0, 0, 1, 1); return true; } catch (e) { return false; }")
    public static native boolean isReadable(HTMLImageElement image);

    /** Whether nothing of a loaded picture is drawn. */
    @JSBody(params = "image", script = "var canvas = document.createElement('canvas'); canvas.width = canvas.height = 32;"
            + " var context = canvas.getContext('2d'); context.drawImage(image, 0, 0, 32, 32);"
            + " return context.getImageData(0, 0, 32, 32).data.every(function (level) { return level === 0; });")
    public static native boolean isBlank(HTMLImageElement image);

    /** Puts an image in the place of another, of whose attributes it gets those that it does not have itself. */
    @JSBody(params = {"old", "image"}, script = "Array.from(old.attributes).forEach(function (attribute) {"
            + " if (!/^(src|srcset|sizes|crossorigin)$/.test(attribute.name) && !image.hasAttribute(attribute.name)) {"
            + " image.setAttribute(attribute.name, attribute.value); } }); old.replaceWith(image);")
    public static native void replace(HTMLImageElement old, HTMLImageElement image);

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
}
