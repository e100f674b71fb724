package dev.glance.many;

/** The order in which people count: "img2" before "img10", and a folder before its neighbours whose names go on. */
public final class Natural {
    private Natural() {
    }

    /**
     * Compares two texts that are in lower case already.
     *
     * @return below 0 where the first comes first, 0 only for equal texts
     */
    public static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        // Which has fewer zeros before the first number that has others; it matters where nothing else does.
        int zeros = 0;
        while (i < a.length() && j < b.length()) {
            char first = a.charAt(i);
            char second = b.charAt(j);
            if (!isDigit(first) || !isDigit(second)) {
                if (first != second) {
                    return rank(first) - rank(second);
                }
                i++;
                j++;
                continue;
            }
            int startOfFirst = skipZeros(a, i);
            int startOfSecond = skipZeros(b, j);
            zeros = zeros != 0 ? zeros : startOfFirst - i - (startOfSecond - j);
            i = skipDigits(a, startOfFirst);
            j = skipDigits(b, startOfSecond);
            int order = i - startOfFirst - (j - startOfSecond);
            for (int k = 0; order == 0 && startOfFirst + k < i; k++) {
                order = a.charAt(startOfFirst + k) - b.charAt(startOfSecond + k);
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = a.length() - i - (b.length() - j);
        return rest != 0 ? rest : zeros;
    }

    private static int rank(char c) {
        return c == '/' ? -1 : c;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int skipZeros(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == '0') {
            at++;
        }
        return at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
