package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The classes of a model by number, read from a table with tab-separated columns {@code index}, {@code wnid},
 * {@code names} (separated by "; ") and any others.
 */
public final class Labels {
    /** More than any classifier tells apart. */
    static final int MAX_CLASSES = 100_000;

    private final String tsv;
    /** Where each class's line begins; after the last one, where the text ends. */
    private final int[] starts;
    private final int size;

    private Labels(String tsv, int[] starts, int size) {
        this.tsv = tsv;
        this.starts = starts;
        this.size = size;
    }

    /**
     * Reads a table whose first line names the columns and whose lines follow each other by index from 0.
     *
     * @throws GlanceException {@code site-file} where the text is no such table
     */
    public static Labels parse(String tsv) {
        if (!tsv.startsWith("index\twnid\tnames")) {
            throw broken("it does not begin with the names of its columns");
        }
        int[] starts = new int[1024];
        int size = 0;
        int at = endOfLine(tsv, 0) + 1;
        while (at < tsv.length()) {
            if (size == MAX_CLASSES || !isLine(tsv, at, size)) {
                throw broken("line " + (size + 2) + " is not class " + size);
            }
            if (size + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[size++] = at;
            at = endOfLine(tsv, at) + 1;
        }
        starts[size] = at;
        return new Labels(tsv, starts, size);
    }

    /** Whether a line is the given class's: its number, an id, at least one name. */
    private static boolean isLine(String tsv, int start, int index) {
        String number = Integer.toString(index);
        int first = start + number.length();
        int end = endOfLine(tsv, start);
        int second = tsv.indexOf('\t', first + 1);
        return tsv.startsWith(number, start) && first < end && tsv.charAt(first) == '\t' && second > 0
                && second + 1 < end && "\t\r;".indexOf(tsv.charAt(second + 1)) < 0;
    }

    /** How many classes there are. */
    public int size() {
        return size;
    }

    /**
     * The label of a class. It is taken from the table when it is asked for: of a thousand, a page shows a few.
     *
     * @param index class number, 0 to {@link #size()} - 1
     */
    public Label get(int index) {
        int end = Math.min(starts[index + 1] - 1, tsv.length());
        if (tsv.charAt(end - 1) == '\r') {
            end--;
        }
        int first = tsv.indexOf('\t', starts[index]);
        int second = tsv.indexOf('\t', first + 1);
        int third = tsv.indexOf('\t', second + 1);
        return new Label(tsv.substring(first + 1, second), names(second + 1, third < 0 ? end : Math.min(third, end)));
    }

    private List<String> names(int from, int to) {
        List<String> names = new ArrayList<>();
        int start = from;
        while (start < to) {
            int end = tsv.indexOf("; ", start);
            if (end < 0 || end > to) {
                end = to;
            }
            names.add(tsv.substring(start, end));
            start = end + 2;
        }
        return names;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static GlanceException broken(String detail) {
        return new GlanceException(ErrorCode.SITE_FILE, "The site's list of labels cannot be read: " + detail + ".",
                "Build the site again with `mvn package`, or copy the whole of target/site again.");
    }
}
