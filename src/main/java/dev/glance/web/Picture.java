package dev.glance.web;

import java.util.List;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.file.Blob;

/**
 * A picture: decoded, so that {@code drawImage} takes it, or as its file, or both; or only what a model sees of it.
 *
 * @param source       the pixels, upright; the caller's, never closed here; null where there is only the file
 * @param file         the encoded file, such as a JPEG; null where there are only the pixels
 * @param width        natural width in pixels, upright; 0 where there are none or only the file
 * @param height       natural height in pixels, upright; 0 where there are none or only the file
 * @param views        what a model sees of it, one or more looks, where that was drawn already; else null
 * @param milliseconds how long that took
 * @param given        whether the source, a VideoFrame or ImageBitmap, may be sent away instead of being read here
 */
public record Picture(CanvasImageSource source, Blob file, int width, int height, List<ImageData> views,
                      double milliseconds, boolean given) {
    /** From so many pixels on, drawing a picture for the first time holds the page up. */
    public static final double LARGE = 2e6;

    /** A picture of which there are the pixels, the file or both. */
    public Picture(CanvasImageSource source, Blob file, int width, int height) {
        this(source, file, width, height, null, 0, false);
    }

    /** A decoded picture. */
    public static Picture decoded(CanvasImageSource source, int width, int height) {
        return new Picture(source, null, width, height);
    }

    /** A picture that is still to be decoded. */
    public static Picture encoded(Blob file) {
        return new Picture(null, file, 0, 0);
    }

    /** As this one, to be sent away. */
    public Picture give() {
        return new Picture(source, file, width, height, views, milliseconds, true);
    }

    /** Whether it is large enough to be worth decoding to scale. */
    public boolean isLarge() {
        return (double) width * height >= LARGE;
    }
}
