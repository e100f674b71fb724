package dev.glance.decide;

/**
 * One of many pictures: what it shows, and what it is found again by.
 *
 * @param predictions its answer
 * @param signature   what pictures are compared by, see {@code Alike} of the package many
 * @param thumbnail   a small JPEG file of what the model saw, as the platform has files: in a browser a Blob
 */
public record Surveyed(Predictions predictions, byte[] signature, Object thumbnail) {
}
