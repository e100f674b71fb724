package dev.glance.web;

import org.teavm.jso.JSBody;
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

    /** Waits until the picture is there and can be drawn; rejected with an EncodingError where it never will. */
    @JSBody(params = "image", script = "return image.decode();")
    public static native JSPromise<JSUndefined> decode(HTMLImageElement image);
}
