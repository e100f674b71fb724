package dev.glance.many;

/** Dates as computers write them (ISO 8601), without java.time, which would be most of the page. */
final class Dates {
    private static final double DAY = 86_400_000;
    /** The years 0 to 9999, which have four digits; in days since 1970. */
    private static final double FIRST = -719_528;
    private static final double LAST = 2_932_896;
    /** Days from the first of March of the year 0 until 1970. */
    private static final int MARCH_OF_0 = 719_468;
    /** Days of the 400 years after which the calendar repeats itself. */
    private static final int ERA = 146_097;

    private Dates() {
    }

    /**
     * A time in UTC, such as {@code 2024-02-29T23:59:59.999Z}.
     *
     * @param milliseconds since 1970
     * @return empty for no number, and for years without four digits
     * @see <a href="https://howardhinnant.github.io/date_algorithms.html#civil_from_days">Hinnant, civil_from_days</a>
     */
    static String iso(double milliseconds) {
        double days = Math.floor(milliseconds / DAY);
        if (!(days >= FIRST && days <= LAST)) {
            return "";
        }
        int ofDay = (int) Math.floor(milliseconds - days * DAY);
        // Years that begin in March, so that the day that may be missing is the last.
        int fromMarch = (int) days + MARCH_OF_0;
        int era = Math.floorDiv(fromMarch, ERA);
        int ofEra = fromMarch - era * ERA;
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / (ERA - 1)) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * ofYear + 2) / 153;
        int day = ofYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        StringBuilder text = new StringBuilder();
        digits(text, year, 4).append('-');
        digits(text, month, 2).append('-');
        digits(text, day, 2).append('T');
        digits(text, ofDay / 3_600_000, 2).append(':');
        digits(text, ofDay / 60_000 % 60, 2).append(':');
        digits(text, ofDay / 1000 % 60, 2).append('.');
        return digits(text, ofDay % 1000, 3).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int count) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < count; i++) {
            text.append('0');
        }
        return text.append(digits);
    }
}
