package dev.glance.page;

/** Large numbers for people. */
final class Figures {
    private static final double THOUSAND = 1e3;
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;

    private Figures() {
    }

    /** With three digits that count, such as 3.47 M; below 1,000 exactly. */
    static String count(Words words, double value) {
        // What would be written as 1,000 of a unit is 1.00 of the next.
        if (value < THOUSAND) {
            return words.number(value, 0);
        }
        if (value < MILLION - THOUSAND / 2) {
            return words.say("{0} k", three(words, value / THOUSAND));
        }
        if (value < BILLION - MILLION / 2) {
            return words.say("{0} M", three(words, value / MILLION));
        }
        return words.say("{0} G", three(words, value / BILLION));
    }

    private static String three(Words words, double value) {
        return words.number(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
    }

    /** A part of a whole in per cent: without digits after the mark from 10 % on. */
    static String share(Words words, double part) {
        double percent = 100 * part;
        return words.number(percent, percent > 0 && percent < 9.95 ? 1 : 0) + "\u00a0%";
    }

    /** How many times, such as 8.1. */
    static String times(Words words, double value) {
        return words.number(value, value < 9.95 ? 1 : 0);
    }

    /** A multiplier, with as many digits as it has, three at most. */
    static String multiplier(Words words, double value) {
        for (int decimals = 0; decimals < 3; decimals++) {
            double scale = Math.pow(10, decimals);
            if (Math.abs(Math.round(value * scale) / scale - value) < 1e-9) {
                return words.number(value, decimals);
            }
        }
        return words.number(value, 3);
    }

    /** The size of a file. */
    static String bytes(Words words, double bytes) {
        return bytes < 95_000 ? words.say("{0} KB", words.number(Math.ceil(bytes / 1_000), 0))
                : words.say("{0} MB", words.number(bytes / MILLION, bytes < 9.95e6 ? 1 : 0));
    }
}
