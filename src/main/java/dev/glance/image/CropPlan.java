package dev.glance.image;

/**
 * A source rectangle in a picture's pixels and the target rectangle in the model's input, in the order in which
 * {@code drawImage} takes them.
 */
public record CropPlan(double sourceX, double sourceY, double sourceWidth, double sourceHeight, double targetX,
                       double targetY, double targetWidth, double targetHeight) {
    /**
     * The same picture where all of it is drawn: what is not in the source rectangle falls outside the canvas. For a
     * target that fills the canvas, or a source that is the whole picture.
     *
     * @param width  of the whole picture in pixels
     * @param height of the whole picture in pixels
     */
    public CropPlan whole(double width, double height) {
        double scaleX = targetWidth / sourceWidth;
        double scaleY = targetHeight / sourceHeight;
        return new CropPlan(0, 0, width, height, targetX - sourceX * scaleX, targetY - sourceY * scaleY, width * scaleX,
                height * scaleY);
    }
}
