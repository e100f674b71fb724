package dev.glance.decide;

/**
 * One of many pictures: what it shows, and what it is found again by.
 *
 * @param predictions its answer
 * @param signature   what pictures are compared by, see {@code Alike} of the package many
 * @param thumbnail   what the model saw, small, as the platform has pixels: in a browser an ImageData
 */
public record Surveyed(Predictions predictions, byte[] signature, Object thumbnail) {
}
