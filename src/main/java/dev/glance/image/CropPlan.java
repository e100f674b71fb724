package dev.glance.image;

/**
 * A source rectangle in a picture's pixels and the target rectangle in the model's input, in the order in which
 * {@code drawImage} takes them.
 */
public record CropPlan(double sourceX, double sourceY, double sourceWidth, double sourceHeight, double targetX,
                       double targetY, double targetWidth, double targetHeight) {
}
