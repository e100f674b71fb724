package dev.glance.model.graph;

/**
 * What a layer gives for one picture. A row of values is 1×1 with as many channels.
 *
 * @param height   rows
 * @param width    columns
 * @param channels values at each place
 */
public record Shape(int height, int width, int channels) {
    /** More than any picture or row has; what is added to a dimension then still is an int. */
    private static final int MAX = 1 << 28;

    /**
     * Keeps dimensions within 1 to 2^28.
     *
     * @throws dev.glance.error.GlanceException {@code model-format} for others
     */
    public Shape {
        Broken.require(fits(height) && fits(width) && fits(channels), "a layer would be empty or far too large");
    }

    /** How many values there are. */
    public double values() {
        return (double) height * width * channels;
    }

    /** How many places a window stands at. */
    double places() {
        return (double) height * width;
    }

    /** A row with these values. */
    Shape flat() {
        return new Shape(1, 1, 1).withChannels(values());
    }

    Shape withChannels(double count) {
        return new Shape(height, width, dimension(count));
    }

    Shape grown(int rows, int columns) {
        return new Shape(height + rows, width + columns, channels);
    }

    /** What remains where two are combined value by value, a dimension of 1 standing for all. */
    Shape with(Shape other) {
        return new Shape(one(height, other.height), one(width, other.width), one(channels, other.channels));
    }

    private static int one(int a, int b) {
        Broken.require(a == b || a == 1 || b == 1, "it combines layers of different shapes");
        return Math.max(a, b);
    }

    /**
     * The shape of a tensor whose first dimension is the batch.
     *
     * @param dimensions of them none is open but the first
     */
    static Shape ofBatch(int... dimensions) {
        int rank = dimensions.length;
        double height = 1;
        for (int i = 1; i < rank - 2; i++) {
            height *= dimensions[i];
        }
        return new Shape(dimension(height), rank > 2 ? dimensions[rank - 2] : 1, rank > 0 ? dimensions[rank - 1] : 1);
    }

    /** As {@link #ofBatch(int...)}, where one dimension is -1: as long as the number of values makes it. */
    static Shape ofOpenBatch(double values, int... dimensions) {
        int[] closed = dimensions.clone();
        double rest = values;
        int open = 0;
        for (int i = 1; i < closed.length; i++) {
            if (closed[i] == -1) {
                open = i;
            } else {
                rest /= closed[i];
            }
        }
        if (open > 0) {
            closed[open] = dimension(rest);
        }
        return ofBatch(closed);
    }

    /** What is out of range becomes 0, which is no dimension. Not every platform turns large numbers into the largest int. */
    private static int dimension(double size) {
        return size >= 1 && size <= MAX ? (int) size : 0;
    }

    private static boolean fits(int dimension) {
        return dimension >= 1 && dimension <= MAX;
    }
}
