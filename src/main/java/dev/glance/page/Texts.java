package dev.glance.page;

/** Numbers as people read them. */
final class Texts {
    private Texts() {
    }

    /** A probability in per cent with one decimal, such as "93.4 %"; never 100 or 0 for what is not. */
    static String percent(double probability) {
        if (probability > 0 && probability < 0.0005) {
            return "under 0.1 %";
        }
        if (probability < 1 && probability >= 0.9995) {
            return "over 99.9 %";
        }
        long tenths = Math.round(probability * 1000);
        return tenths / 10 + "." + tenths % 10 + " %";
    }

    /** Milliseconds without a fraction, such as "31 ms"; "under 1 ms" for less. */
    static String milliseconds(double ms) {
        return ms < 1 ? "under 1 ms" : Math.round(ms) + " ms";
    }
}
