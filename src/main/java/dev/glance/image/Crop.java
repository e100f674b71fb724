package dev.glance.image;

import dev.glance.error.GlanceException;

/** Which part of a picture a model sees. */
public interface Crop {
    /** The word used in addresses and options, such as {@code square}. */
    String word();

    /**
     * Where to draw which part of a picture.
     *
     * @param width  natural width of the picture in pixels, upright; at least 1
     * @param height natural height of the picture in pixels, upright; at least 1
     * @param size   side of the model's input in pixels
     */
    CropPlan plan(double width, double height, int size);

    /**
     * How small a picture may be decoded before it is cropped, in eighths, the steps in which JPEG decoders scale; only
     * halves, quarters and eighths, which scaling with smoothing passes through too. What is decoded has at least half
     * as many pixels again as the model sees, a side.
     *
     * @param width  natural width of the picture in pixels; at least 1
     * @param height natural height of the picture in pixels; at least 1
     * @param size   side of the model's input in pixels
     * @return 1, 2, 4 or 8; 8 means whole
     */
    int eighths(double width, double height, int size);

    /** The same part of the picture where that is so many times as large. */
    default Crop scaled(double factor) {
        return this;
    }

    /** The central 87.5 % of it, a side; itself where it is not a square of the picture. */
    default Crop closer() {
        return this;
    }

    /**
     * The crop for a word; an empty word means {@link CropMode#SQUARE}.
     *
     * @throws GlanceException {@code option} for what is neither a mode nor a square
     */
    static Crop of(String word) {
        CropSquare square = CropSquare.read(word);
        return square != null ? square : CropMode.of(word);
    }
}
