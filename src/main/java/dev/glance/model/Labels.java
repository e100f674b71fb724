package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The classes of a model by number, read from a table with tab-separated columns {@code index} (which may be left out),
 * {@code wnid}, {@code names} (separated by "; ") and any others. A column {@code broader} after these holds the number of the name above, 0-based,
 * in a second table after an empty line: {@code wnid}, {@code name} and the number of the name above that one, which is lower;
 * empty where there is none.
 */
public final class Labels {
    /** More than any classifier tells apart. */
    public static final int MAX_CLASSES = 100_000;

    private final String tsv;
    /** Where each class's line begins; after the last one, where the text ends. */
    private final int[] starts;
    private final int size;
    /** Whether each line begins with its number. */
    private final boolean numbered;
    private final Hierarchy hierarchy;

    private Labels(String tsv, int[] starts, int size, boolean numbered, Hierarchy hierarchy) {
        this.tsv = tsv;
        this.numbered = numbered;
        this.starts = starts;
        this.size = size;
        this.hierarchy = hierarchy;
    }

    /**
     * Reads a table whose first line names the columns and whose lines follow each other by index from 0.
     *
     * @throws GlanceException {@code site-file} where the text is no such table
     */
    public static Labels parse(String tsv) {
        boolean numbered = tsv.startsWith("index\t");
        int columns = numbered ? "index\t".length() : 0;
        if (!tsv.startsWith("wnid\tnames", columns)) {
            throw broken("it does not begin with the names of its columns");
        }
        int[] starts = new int[1024];
        int size = 0;
        int at = endOfLine(tsv, 0) + 1;
        boolean broader = tsv.startsWith("wnid\tnames\tbroader", columns);
        while (at < tsv.length() && !(broader && tsv.charAt(at) == '\n')) {
            if (size == MAX_CLASSES || !isLine(tsv, at, numbered ? Integer.toString(size) + '\t' : "")) {
                throw broken("line " + (size + 2) + " is not class " + size);
            }
            if (size + 1 == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[size++] = at;
            at = endOfLine(tsv, at) + 1;
        }
        starts[size] = at;
        return new Labels(tsv, starts, size, numbered, broader && at < tsv.length() ? hierarchy(tsv, starts, size, at + 1)
                : Hierarchy.NONE);
    }

    private static Hierarchy hierarchy(String tsv, int[] starts, int size, int from) {
        List<String> wordNetIds = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        for (int at = from; at < tsv.length(); at = endOfLine(tsv, at) + 1) {
            int end = endOfLine(tsv, at);
            int first = tsv.indexOf('\t', at);
            int second = tsv.indexOf('\t', first + 1);
            if (first < 0 || second <= first + 1 || second >= end + 1) {
                throw broken("broader name " + names.size() + " has no columns");
            }
            wordNetIds.add(tsv.substring(at, first));
            names.add(tsv.substring(first + 1, second));
            parents.add(above(tsv, second + 1, end, parents.size()));
        }
        int[] above = new int[parents.size()];
        for (int i = 0; i < above.length; i++) {
            above[i] = parents.get(i);
        }
        int[] ofClasses = new int[size];
        for (int i = 0; i < size; i++) {
            int end = starts[i + 1] - 1;
            int last = tsv.lastIndexOf('\t', end);
            ofClasses[i] = above(tsv, last + 1, end, above.length);
        }
        return new Hierarchy(wordNetIds, names, above, ofClasses);
    }

    /** The number of a broader name, which is less than the given one. */
    private static int above(String tsv, int from, int to, int limit) {
        if (from == to) {
            return Hierarchy.TOP;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = tsv.charAt(i) - '0';
            number = digit < 0 || digit > 9 || number > MAX_CLASSES ? limit : 10 * number + digit;
        }
        if (number >= limit) {
            throw broken("it names a broader name that is not there");
        }
        return number;
    }

    /** Whether a line is a class's: what it begins with, an id, at least one name. */
    private static boolean isLine(String tsv, int start, String beginning) {
        int end = endOfLine(tsv, start);
        int tab = tsv.indexOf('\t', start + beginning.length());
        return tsv.startsWith(beginning, start) && tab > 0 && tab + 1 < end && "\t\r;".indexOf(tsv.charAt(tab + 1)) < 0;
    }

    /** How many classes there are. */
    public int size() {
        return size;
    }

    /** Broader names of the classes. */
    public Hierarchy hierarchy() {
        return hierarchy;
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
        int first = numbered ? tsv.indexOf('\t', starts[index]) : starts[index] - 1;
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
                GlanceException.COPY_AGAIN);
    }
}
