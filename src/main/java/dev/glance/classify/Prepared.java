package dev.glance.classify;

import dev.glance.image.Crop;
import dev.glance.web.Buffers;
import java.util.List;
import org.teavm.jso.canvas.ImageData;

/**
 * A picture as a model sees it.
 *
 * @param views        one or more looks at it, of the size that was asked for; for {@code stretch} the whole picture, for the
 *                     engine to resize
 * @param crop         which part of the picture the first one is
 * @param width        natural width of the picture in pixels, upright
 * @param height       natural height of the picture in pixels, upright
 * @param incomplete   whether the end of its file is missing, so that the browser shows only a part
 * @param milliseconds how long decoding and drawing took
 */
public record Prepared(List<ImageData> views, Crop crop, int width, int height, boolean incomplete,
                       double milliseconds) {
    /** The first look. */
    ImageData pixels() {
        return views.get(0);
    }

    /** Gives up the pixels: there are 200 KB of them, and the next picture may come before the browser clears up. */
    public void free() {
        views.forEach(view -> Buffers.free(view.getData().getBuffer()));
    }
}
