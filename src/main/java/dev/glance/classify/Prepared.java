package dev.glance.classify;

import dev.glance.image.CropMode;
import org.teavm.jso.canvas.ImageData;

/**
 * A picture as a model sees it.
 *
 * @param pixels       of the model's size; for {@link CropMode#STRETCH} the whole picture, for the engine to resize
 * @param crop         which part of the picture they are
 * @param width        natural width of the picture in pixels, upright
 * @param height       natural height of the picture in pixels, upright
 * @param incomplete   whether the end of its file is missing, so that the browser shows only a part
 * @param milliseconds how long decoding and drawing took
 */
public record Prepared(ImageData pixels, CropMode crop, int width, int height, boolean incomplete,
                       double milliseconds) {
}
