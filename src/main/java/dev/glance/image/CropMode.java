package dev.glance.image;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/** The parts of a picture that have a name. */
public enum CropMode implements Crop {
    /** The largest central square. The default: the safest single crop over photos of both kinds (the model's card). */
    SQUARE("square"),
    /** The central 87.5 % of the largest square, as MobileNet was scored in its papers (tf-slim). */
    CENTER("center"),
    /** The whole picture in its proportions, with white beside or above and below it. */
    CONTAIN("contain"),
    /** The whole picture squashed to a square by TensorFlow.js, as {@code @tensorflow-models/mobilenet} does. */
    STRETCH("stretch"),
    /**
     * The largest central square, to the pixel and with the smoothing that a canvas has by default: as Teachable Machine's library
     * draws it (cropTo in its utils/canvas.ts).
     */
    PLAIN("plain");

    static final double CENTRAL_FRACTION = 0.875;
    /** Pixels a side to decode for one of the model's. */
    private static final double SPARE = 1.5;

    private final String word;

    CropMode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /**
     * The mode for a word; an empty word means {@link #SQUARE}.
     *
     * @throws GlanceException {@code option} for any other word
     */
    public static CropMode of(String word) {
        if (word.isEmpty()) {
            return SQUARE;
        }
        for (CropMode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        throw new GlanceException(ErrorCode.OPTION, "There is no crop mode \u201c" + word + "\u201d.",
                "Use square, center, contain, stretch or plain; or a square of the picture as x,y,side in its pixels.");
    }

    @Override
    public CropPlan plan(double width, double height, int size) {
        double shorter = Math.min(width, height);
        return switch (this) {
            case SQUARE -> square(width, height, shorter, size);
            case CENTER -> square(width, height, shorter * CENTRAL_FRACTION, size);
            case STRETCH -> new CropPlan(0, 0, width, height, 0, 0, size, size);
            case CONTAIN -> {
                double longer = Math.max(width, height);
                double drawnWidth = size * width / longer;
                double drawnHeight = size * height / longer;
                yield new CropPlan(0, 0, width, height, (size - drawnWidth) / 2, (size - drawnHeight) / 2,
                        drawnWidth, drawnHeight);
            }
            case PLAIN -> {
                double drawnWidth = Math.ceil(width * (size / shorter));
                double drawnHeight = Math.ceil(height * (size / shorter));
                yield new CropPlan(0, 0, width, height, 0 - Math.floor((drawnWidth - size) / 2),
                        0 - Math.floor((drawnHeight - size) / 2), drawnWidth, drawnHeight);
            }
        };
    }

    @Override
    public int eighths(double width, double height, int size) {
        double side = switch (this) {
            case SQUARE -> Math.min(width, height);
            case CENTER -> Math.min(width, height) * CENTRAL_FRACTION;
            case CONTAIN -> Math.max(width, height);
            // TensorFlow.js' bilinear interpolation picks single pixels: others would come from a smaller picture.
            case STRETCH, PLAIN -> 0;
        };
        if (this == PLAIN) {
            // As small as the browser decodes an img that is drawn so.
            int least = 1;
            while (least < 8 && Math.min(width, height) * least / 8 < size) {
                least *= 2;
            }
            return least;
        }
        return eighths(side, size);
    }

    /** See {@link Crop#eighths}, for a side of so many pixels. */
    static int eighths(double side, int size) {
        int eighths = 8;
        while (eighths > 1 && side * eighths / 16 >= SPARE * size) {
            eighths /= 2;
        }
        return eighths;
    }

    @Override
    public Crop closer() {
        return this == SQUARE ? CENTER : this;
    }

    private static CropPlan square(double width, double height, double side, int size) {
        return new CropPlan((width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size);
    }
}
