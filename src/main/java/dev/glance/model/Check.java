package dev.glance.model;

/**
 * What a model must answer to the self-check's picture of one size.
 *
 * @param size     height and width of the picture in pixels
 * @param top      the class that it must get first
 * @param topLogit that class's logit
 * @param stored   logits of the classes 0, 20, 40, ..., or of all where there are few, as plain numbers with a space between them
 */
public record Check(int size, int top, double topLogit, String stored) {
    /** Of many classes, the logits of each twentieth are stored. */
    private static final int STEP = 20;
    /** With fewer classes all are. */
    private static final int FEW = 400;
    /** Up to here both digits and power are whole numbers that a double holds, so their quotient is the nearest one. */
    private static final int MAX_DIGITS = 16;

    /** How far the classes whose logits are stored lie apart, beginning with class 0. */
    public static int step(int classes) {
        return classes < FEW ? 1 : STEP;
    }

    /**
     * The logits of the classes 0, 20, 40, ..., or of all where there are few, see {@link #step}.
     *
     * @throws IllegalArgumentException where they are not plain numbers
     */
    public double[] logits() {
        int count = 1;
        for (int i = 0; i < stored.length(); i++) {
            count += stored.charAt(i) == ' ' ? 1 : 0;
        }
        double[] logits = new double[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = stored.indexOf(' ', start);
            end = end < 0 ? stored.length() : end;
            logits[i] = decimal(stored, start, end);
            start = end + 1;
        }
        return logits;
    }

    /**
     * A number without an exponent. Double.parseDouble knows more, and with it TeaVM's tables for that: a tenth of a
     * second at every start.
     */
    static double decimal(String text, int from, int end) {
        boolean negative = from < end && text.charAt(from) == '-';
        int start = negative ? from + 1 : from;
        double digits = 0;
        double power = 1;
        boolean fraction = false;
        boolean any = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && !fraction) {
                fraction = true;
            } else if (c >= '0' && c <= '9' && end - from <= MAX_DIGITS) {
                any = true;
                digits = digits * 10 + (c - '0');
                power *= fraction ? 10 : 1;
            } else {
                any = false;
                break;
            }
        }
        if (!any) {
            throw new IllegalArgumentException(text.substring(from, end) + " is not a plain number");
        }
        return (negative ? -digits : digits) / power;
    }
}
