package dev.glance.image;

/**
 * A square of a picture, in its natural pixels, upright. What lies outside the picture is moved into it.
 *
 * @param x    of the left edge
 * @param y    of the upper edge
 * @param side above 0
 */
public record CropSquare(double x, double y, double side) implements Crop {
    /** Of fewer pixels nothing can be told. */
    private static final int SMALLEST = 32;
    private static final int MOST_DIGITS = 6;

    /**
     * Reads "x,y,side", whole numbers.
     *
     * @return null where the text is none
     */
    static CropSquare read(String text) {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        if (first < 0 || second < 0) {
            return null;
        }
        int x = number(text, 0, first);
        int y = number(text, first + 1, second);
        int side = number(text, second + 1, text.length());
        return x < 0 || y < 0 || side < 1 ? null : new CropSquare(x, y, side);
    }

    private static int number(String text, int from, int to) {
        if (from == to || to - from > MOST_DIGITS) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    @Override
    public String word() {
        return Math.round(x) + "," + Math.round(y) + "," + Math.round(side);
    }

    /** As this one, but wholly in a picture of the given size. */
    public CropSquare within(double width, double height) {
        double fit = Math.min(side, Math.min(width, height));
        return new CropSquare(Math.min(Math.max(x, 0), width - fit), Math.min(Math.max(y, 0), height - fit), fit);
    }

    /** Smallest side that can be asked for in a picture of the given size. */
    public static double least(double width, double height) {
        return Math.min(SMALLEST, Math.min(width, height));
    }

    /** As this one, moved within a picture of the given size. */
    public CropSquare moved(double right, double down, double width, double height) {
        return new CropSquare(x + right, y + down, side).within(width, height);
    }

    /** As this one with another side, as far as a picture of the given size has room to the right and below. */
    public CropSquare resized(double wanted, double width, double height) {
        double room = Math.min(width - x, height - y);
        return new CropSquare(x, y, Math.max(Math.min(wanted, room), least(width, height))).within(width, height);
    }

    /** As this one, so many times as large around the same centre, in a picture of the given size. */
    public CropSquare grown(double factor, double width, double height) {
        double wanted = Math.max(Math.min(side * factor, Math.min(width, height)), least(width, height));
        return new CropSquare(x + (side - wanted) / 2, y + (side - wanted) / 2, wanted).within(width, height);
    }

    /** As this one, in whole pixels. */
    public CropSquare rounded() {
        return new CropSquare(Math.round(x), Math.round(y), Math.round(side));
    }

    @Override
    public CropPlan plan(double width, double height, int size) {
        CropSquare square = within(width, height);
        return new CropPlan(square.x, square.y, square.side, square.side, 0, 0, size, size);
    }

    @Override
    public int eighths(double width, double height, int size) {
        return CropMode.eighths(Math.min(side, Math.min(width, height)), size);
    }

    @Override
    public Crop scaled(double factor) {
        return new CropSquare(x * factor, y * factor, side * factor);
    }

    @Override
    public Crop closer() {
        double margin = side * (1 - CropMode.CENTRAL_FRACTION) / 2;
        return new CropSquare(x + margin, y + margin, side * CropMode.CENTRAL_FRACTION);
    }
}
