package dev.glance.web;

import org.teavm.jso.canvas.CanvasImageSource;

/**
 * A decoded picture: something that {@code drawImage} takes, with its natural size.
 *
 * @param source the pixels, upright; the caller's, never closed here
 * @param width  natural width in pixels, upright; 0 where there are none
 * @param height natural height in pixels, upright; 0 where there are none
 */
public record Picture(CanvasImageSource source, int width, int height) {
}
