package dev.glance.tfjs;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/**
 * Operations on batches of pictures [n, height, width, channels] (NHWC); most also take one picture of rank 3.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#Operations-Images">Images</a>
 */
@JSClass(name = "tf.image")
public final class TfImage implements JSObject {
    private TfImage() {
    }

    /**
     * Resizes by bilinear interpolation, without antialiasing.
     *
     * @param images       rank 3 or 4
     * @param size         [height, width]
     * @param alignCorners whether the corner pixels' centres stay in the corners
     * @return float32, the caller's
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#image.resizeBilinear">tf.image.resizeBilinear</a>
     */
    public static native Tensor resizeBilinear(Tensor images, NumberArray size, boolean alignCorners);

    /**
     * Resizes by taking the nearest pixel.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#image.resizeNearestNeighbor">
     *      tf.image.resizeNearestNeighbor</a>
     */
    public static native Tensor resizeNearestNeighbor(Tensor images, NumberArray size, boolean alignCorners);

    /**
     * Cuts boxes out and resizes them.
     *
     * @param images   [n, height, width, channels]
     * @param boxes    [boxes, 4], each [y1, x1, y2, x2] as fractions of 0..1
     * @param boxIndex int32 [boxes], which picture each box is of
     * @param cropSize [height, width] of the results
     * @return [boxes, height, width, channels], float32
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#image.cropAndResize">tf.image.cropAndResize</a>
     */
    public static native Tensor cropAndResize(Tensor images, Tensor boxes, Tensor boxIndex, NumberArray cropSize);

    /**
     * Mirrors left and right.
     *
     * @param images [n, height, width, channels]
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#image.flipLeftRight">tf.image.flipLeftRight</a>
     */
    public static native Tensor flipLeftRight(Tensor images);

    /**
     * Repeats the one channel of grey pictures three times.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#image.grayscaleToRGB">tf.image.grayscaleToRGB</a>
     */
    public static native Tensor grayscaleToRGB(Tensor images);

    /**
     * Turns pictures about their centre.
     *
     * @param images  [n, height, width, channels]
     * @param radians clockwise
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#image.rotateWithOffset">tf.image.rotateWithOffset</a>
     */
    public static native Tensor rotateWithOffset(Tensor images, double radians);
}
