package dev.glance.decide;

/**
 * What the model saw of a picture.
 *
 * @param rgba   four bytes a pixel, row by row
 * @param width  in pixels
 * @param height in pixels
 */
public record Seen(byte[] rgba, int width, int height) {
}
