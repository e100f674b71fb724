package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a model by number, read from a table with tab-separated columns {@code index}, {@code wnid},
 * {@code names} (separated by "; ") and any others.
 */
public final class Labels {
    private static final int MAX_CLASSES = 100_000;

    private final List<Label> labels;

    private Labels(List<Label> labels) {
        this.labels = labels;
    }

    /**
     * Reads a table whose first line names the columns and whose lines follow each other by index from 0.
     *
     * @throws GlanceException {@code site-file} where the text is no such table
     */
    public static Labels parse(String tsv) {
        List<Label> labels = new ArrayList<>();
        int at = endOfLine(tsv, 0);
        if (!tsv.startsWith("index\twnid\tnames")) {
            throw broken("it does not begin with the names of its columns");
        }
        while (at + 1 < tsv.length()) {
            int start = at + 1;
            at = endOfLine(tsv, start);
            int end = at > start && tsv.charAt(at - 1) == '\r' ? at - 1 : at;
            int first = column(tsv, start, end);
            int second = column(tsv, first + 1, end);
            int third = second < end ? column(tsv, second + 1, end) : end;
            if (second >= end || !tsv.substring(start, first).equals(Integer.toString(labels.size()))
                    || labels.size() == MAX_CLASSES) {
                throw broken("line " + (labels.size() + 2) + " is not class " + labels.size());
            }
            labels.add(new Label(tsv.substring(first + 1, second), names(tsv, second + 1, third)));
        }
        return new Labels(labels);
    }

    /** How many classes there are. */
    public int size() {
        return labels.size();
    }

    /**
     * The label of a class.
     *
     * @param index class number, 0 to {@link #size()} - 1
     */
    public Label get(int index) {
        return labels.get(index);
    }

    private static List<String> names(String text, int from, int to) {
        List<String> names = new ArrayList<>();
        int start = from;
        while (start < to) {
            int end = text.indexOf("; ", start);
            if (end < 0 || end > to) {
                end = to;
            }
            names.add(text.substring(start, end));
            start = end + 2;
        }
        if (names.isEmpty()) {
            throw broken("a class has no name");
        }
        return names;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int column(String text, int from, int end) {
        int tab = text.indexOf('\t', from);
        return tab < 0 || tab > end ? end : tab;
    }

    private static GlanceException broken(String detail) {
        return new GlanceException(ErrorCode.SITE_FILE, "The site's list of labels cannot be read: " + detail + ".",
                "Build the site again with `mvn package`, or copy the whole of target/site again.");
    }
}
