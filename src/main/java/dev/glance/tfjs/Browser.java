package dev.glance.tfjs;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/**
 * Pictures to tensors and back.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#Browser">Browser</a>
 */
@JSClass(name = "tf.browser")
public final class Browser implements JSObject {
    private Browser() {
    }

    /**
     * The pixels of a picture as an int32 tensor [height, width, 3] of 0..255, RGB; alpha is dropped.
     *
     * @param pixels an img, canvas, video, ImageData or ImageBitmap. An img or video is read at its <em>layout</em>
     *               size ({@code width}, {@code height}), not its natural one.
     * @return a new tensor, the caller's
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#browser.fromPixels">tf.browser.fromPixels</a>
     */
    public static native Tensor fromPixels(JSObject pixels);

    /**
     * The same with a number of channels.
     *
     * @param channels 1 (red), 3 (RGB) or 4 (RGBA)
     */
    public static native Tensor fromPixels(JSObject pixels, int channels);

    /** The same without blocking on video and large pictures: decodes through createImageBitmap where there is one. */
    public static native JSPromise<Tensor> fromPixelsAsync(JSObject pixels, int channels);

    /**
     * Draws a tensor to a canvas, or only returns its pixels.
     *
     * @param image  [height, width], [height, width, 1], [height, width, 3] or [height, width, 4]; float32 in 0..1 or
     *               int32 in 0..255; anything outside is an error
     * @param canvas a canvas that takes the tensor's size, or null
     * @return the pixels, RGBA
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#browser.toPixels">tf.browser.toPixels</a>
     */
    public static native JSPromise<Uint8ClampedArray> toPixels(Tensor image, JSObject canvas);

    /** As {@link #toPixels(Tensor, JSObject)}, only returning the pixels. */
    public static native JSPromise<Uint8ClampedArray> toPixels(Tensor image);

    /** {@link #fromPixels(JSObject)} for the commonest kind. */
    public static native Tensor fromPixels(ImageData pixels);
}
