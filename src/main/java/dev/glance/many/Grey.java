package dev.glance.many;

/**
 * A picture in 16 times 16 shades of grey, by which copies are told from pictures that only show the same kind of thing: those
 * agree when one is moved and scaled a little over the other, as it must be where a copy was cut at its edges.
 */
public final class Grey {
    /** Side, in shades. */
    private static final int SIDE = 16;
    /** How many shades there are. */
    public static final int SIZE = SIDE * SIDE;
    /** A first look takes a quarter of the side. */
    private static final int COARSE = SIDE / 2;
    /** Where even that finds less, a closer one finds nothing. */
    private static final double WORTH_A_LOOK = 0.65;
    /** In parts of the side: a copy that lost 8 % at one edge is moved by a twenty-fifth. */
    private static final double[] SHIFTS = {0, -1 / 32.0, 1 / 32.0, -1 / 16.0, 1 / 16.0};
    private static final double[] SCALES = {1, 0.95, 1.05, 0.9, 1.1};
    /** Of a picture with less variance nothing can be said. */
    private static final double BLANK = 1;

    private Grey() {
    }

    /**
     * The shades of a picture.
     *
     * @param rgba   four bytes a pixel, row by row
     * @param width  in pixels, at least 1
     * @param height in pixels, at least 1
     * @return {@link #SIZE} means of luma (ITU-R BT.601) less 128, row by row
     */
    public static byte[] of(byte[] rgba, int width, int height) {
        byte[] shades = new byte[SIZE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                shades[row * SIDE + column] = (byte) (mean(rgba, width, column * width / SIDE, end(column, width),
                        row * height / SIDE, end(row, height)) - 128);
            }
        }
        return shades;
    }

    /** Where a shade's pixels end; it has one at least. */
    private static int end(int shade, int pixels) {
        return Math.max(shade * pixels / SIDE + 1, (shade + 1) * pixels / SIDE);
    }

    /** Of every second pixel in every second row: of a picture that was scaled down that is as good. */
    private static int mean(byte[] rgba, int width, int left, int right, int top, int bottom) {
        int sum = 0;
        int count = 0;
        for (int y = top; y < bottom; y += 2) {
            for (int at = 4 * (y * width + left); at < 4 * (y * width + right); at += 8) {
                sum += 77 * (rgba[at] & 0xff) + 150 * (rgba[at + 1] & 0xff) + 29 * (rgba[at + 2] & 0xff);
                count++;
            }
        }
        return sum / 256 / count;
    }

    /**
     * How well two pictures agree, one moved by up to a sixteenth of its side and scaled by up to a tenth.
     *
     * @param a  bytes that end with the {@link #SIZE} shades of one
     * @param b  bytes that end with those of the other
     * @return greatest correlation of what they both show, -1..1; 0 where one of them is blank
     */
    public static double agreement(byte[] a, byte[] b) {
        double[] one = shades(a);
        double[] other = shades(b);
        return best(halved(one), halved(other), COARSE) < WORTH_A_LOOK ? 0 : best(one, other, SIDE);
    }

    private static double[] shades(byte[] bytes) {
        double[] shades = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            shades[i] = bytes[bytes.length - SIZE + i];
        }
        return shades;
    }

    private static double[] halved(double[] shades) {
        double[] halved = new double[COARSE * COARSE];
        for (int i = 0; i < SIZE; i++) {
            halved[i / SIDE / 2 * COARSE + i % SIDE / 2] += shades[i] / 4;
        }
        return halved;
    }

    private static double best(double[] a, double[] b, int side) {
        double best = -1;
        for (double scale : SCALES) {
            for (double right : SHIFTS) {
                for (double down : SHIFTS) {
                    best = Math.max(best, correlation(a, b, side, scale, right * side, down * side));
                }
            }
        }
        return best;
    }

    /** Of one picture and what lies over it of the other one, between whose shades is interpolated. */
    private static double correlation(double[] a, double[] b, int side, double scale, double right, double down) {
        double middle = (side - 1) / 2.0;
        int count = 0;
        double sumOfA = 0;
        double sumOfB = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        double products = 0;
        for (int y = 0; y < side; y++) {
            double v = middle + (y - middle) * scale + down;
            int j = (int) Math.floor(v);
            for (int x = 0; x < side && j >= 0 && j < side - 1; x++) {
                double u = middle + (x - middle) * scale + right;
                int i = (int) Math.floor(u);
                if (i >= 0 && i < side - 1) {
                    int at = j * side + i;
                    double upper = b[at] + (b[at + 1] - b[at]) * (u - i);
                    double lower = b[at + side] + (b[at + side + 1] - b[at + side]) * (u - i);
                    double over = upper + (lower - upper) * (v - j);
                    double under = a[y * side + x];
                    sumOfA += under;
                    sumOfB += over;
                    squaresOfA += under * under;
                    squaresOfB += over * over;
                    products += under * over;
                    count++;
                }
            }
        }
        double varianceOfA = squaresOfA / count - sumOfA / count * sumOfA / count;
        double varianceOfB = squaresOfB / count - sumOfB / count * sumOfB / count;
        return varianceOfA < BLANK || varianceOfB < BLANK ? 0
                : (products / count - sumOfA / count * sumOfB / count) / Math.sqrt(varianceOfA * varianceOfB);
    }
}
