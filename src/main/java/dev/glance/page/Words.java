package dev.glance.page;

import dev.glance.error.GlanceException;
import java.util.HashMap;
import java.util.Map;

/**
 * The language of the page: English, which is written where it is said, or one whose table was read. Only the page speaks it; the
 * console and the errors of the API stay English.
 */
final class Words {
    /** Writes numbers as readers of a language do. */
    interface NumberFormat {
        /**
         * @param language such as {@code zh}
         * @param decimals digits after the decimal mark
         */
        String write(String language, double value, int decimals);
    }

    private final NumberFormat numbers;
    /** English to the language in use, and WordNet ids to names; empty for English. */
    private Map<String, String> table = Map.of();
    private String language = "en";

    Words(NumberFormat numbers) {
        this.numbers = numbers;
    }

    /** A number with so many digits after the decimal mark. */
    String number(double value, int decimals) {
        return numbers.write(language, value, decimals);
    }

    /** What went wrong, and what to do. */
    String failure(GlanceException failure) {
        String code = failure.code().word();
        return isEnglish() ? failure.getMessage() : say("what " + code) + " " + say("remedy " + code);
    }

    /**
     * Speaks a language from now on.
     *
     * @param code such as {@code zh}
     * @param tsv  a line each: what it stands for, a tab, and what is said
     */
    void use(String code, String tsv) {
        Map<String, String> read = new HashMap<>();
        for (int at = 0; at < tsv.length();) {
            int end = tsv.indexOf('\n', at);
            end = end < 0 ? tsv.length() : end;
            int tab = tsv.indexOf('\t', at);
            if (tab > at && tab < end) {
                read.put(tsv.substring(at, tab), tsv.substring(tab + 1, end));
            }
            at = end + 1;
        }
        table = read;
        language = code;
    }

    /** Such as {@code en}. */
    String language() {
        return language;
    }

    boolean isEnglish() {
        return table.isEmpty();
    }

    /**
     * Says something.
     *
     * @param english what, with {0}, {1} and so on where the values go
     */
    String say(String english, String... values) {
        String text = table.getOrDefault(english, english);
        StringBuilder said = new StringBuilder();
        int at = 0;
        while (true) {
            int open = text.indexOf('{', at);
            if (open < 0 || open + 2 >= text.length()) {
                return said.append(text, at, text.length()).toString();
            }
            int which = text.charAt(open + 1) - '0';
            if (text.charAt(open + 2) == '}' && which >= 0 && which < values.length) {
                said.append(text, at, open).append(values[which]);
                at = open + 3;
            } else {
                said.append(text, at, open + 1);
                at = open + 1;
            }
        }
    }

    /** The name of something in the language in use. */
    String name(String wordNetId, String english) {
        return table.getOrDefault(wordNetId, english);
    }

    /** Whether it has a name of its own in that language. */
    boolean hasName(String wordNetId) {
        return table.containsKey(wordNetId);
    }
}
