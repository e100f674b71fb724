package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Decoding of picture files away from the thread that asks. */
public final class ImageFiles {
    private ImageFiles() {
    }

    /**
     * Whether this browser can scale JPEG files while it decodes them. Secure contexts only.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/ImageDecoder">ImageDecoder</a>
     */
    @JSBody(script = "return typeof ImageDecoder === 'undefined' ? Promise.resolve(false)"
            + " : ImageDecoder.isTypeSupported('image/jpeg').catch(function () { return false; });")
    public static native JSPromise<Object> canScaleJpeg();

    /**
     * Decodes a JPEG file to about the given size or larger.
     *
     * @param bytes  the file
     * @param width  wanted width of the stored picture, before it is turned upright
     * @param height wanted height of the stored picture, before it is turned upright
     * @return an ImageBitmap, upright; the caller's to {@link #close}. The decoder's VideoFrame itself is scaled more
     *         coarsely when it is drawn.
     */
    @JSBody(params = {"bytes", "width", "height"}, script = "var decoder = new ImageDecoder({type: 'image/jpeg',"
            + " data: bytes, desiredWidth: width, desiredHeight: height, preferAnimation: false});"
            + " return decoder.decode({completeFramesOnly: true}).then(function (result) { var frame = result.image;"
            + " return createImageBitmap(frame).then(function (bitmap) { frame.close(); decoder.close(); return bitmap; }); })"
            + ".catch(function (error) { decoder.close(); throw error; });")
    public static native JSPromise<CanvasImageSource> decodeJpeg(ArrayBuffer bytes, int width, int height);

    /**
     * Decodes a file whole.
     *
     * @return an ImageBitmap, upright; the caller's to {@link #close}
     * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/createImageBitmap">createImageBitmap</a>
     */
    @JSBody(params = "file", script = "return createImageBitmap(file);")
    public static native JSPromise<CanvasImageSource> decode(Blob file);

    /** A copy of a decoded picture that can be sent to a worker; the caller's to {@link #close}, unless it is sent. */
    @JSBody(params = "source", script = "return createImageBitmap(source);")
    public static native JSPromise<CanvasImageSource> copy(CanvasImageSource source);

    /** Frees a VideoFrame or ImageBitmap; does nothing to an image element. */
    @JSBody(params = "source", script = "if (source.close) { source.close(); }")
    public static native void close(CanvasImageSource source);

    /** The bytes of a file. */
    @JSBody(params = "file", script = "return file.arrayBuffer();")
    public static native JSPromise<ArrayBuffer> bytes(Blob file);

    /** Whether a file calls itself an SVG, which is no bitmap: only an {@code <img>} can draw it. */
    @JSBody(params = "file", script = "return file.type.indexOf('svg') >= 0;")
    public static native boolean isDrawing(Blob file);
}
