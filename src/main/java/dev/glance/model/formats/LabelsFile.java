package dev.glance.model.formats;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Json;
import dev.glance.model.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file of labels, in whichever of these ways it is written; the first that fits is meant:
 * <ol>
 * <li><b>JSON</b>, where it begins with a bracket: a list of names; an object of names by number, {@code {"0": "cat"}}; one of
 *     numbers by name, {@code {"cat": 0}}, as Keras' {@code class_indices} are; or Keras' {@code {"0": ["n01440764", "tench"]}},
 *     of which the last is the name.</li>
 * <li>A <b>table</b>, where the first line names its columns: cells separated by commas, semicolons or tabs, with or without
 *     quotes (RFC 4180, no line breaks in them). One column is called name, names, label, class, class_name or display_name. If
 *     another is called index, id, class_id or class_index, its numbers count, in any order; else the lines are in order. A single
 *     column is a table only if it is called name or label.</li>
 * <li><b>Numbered lines</b>, where each begins with digits and the same separator: {@code 0,cat}, {@code 0;cat},
 *     {@code 0: cat} or {@code 0<tab>cat}, in any order; or {@code 0 cat}, where the first number is 0 and none is less than the
 *     one before it. With a comma or semicolon the name may be in quotes.</li>
 * <li><b>Names</b>, one a line, with whatever is in them: commas ({@code tench, Tinca tinca}) and numbers
 *     ({@code 3 of hearts}; also {@code 1 cat}, {@code 2 dog}: numbered from 1, they are names). A line that is in quotes as a
 *     whole loses them.</li>
 * </ol>
 * The numbers go from 0 without a gap and each is there once. Spaces around names, a byte order mark, the kind of line ends and
 * empty lines at the end do not matter. Two classes may have the same name.
 */
public final class LabelsFile {
    private static final List<String> NAME_COLUMNS = List.of("name", "names", "label", "class", "class_name", "display_name");
    private static final List<String> INDEX_COLUMNS = List.of("index", "id", "class_id", "class_index");
    private static final int MAX_NAME = 1000;

    private final List<String> lines;

    private LabelsFile(List<String> lines) {
        this.lines = lines;
    }

    /**
     * The names of the classes by number; there is at least one.
     *
     * @param text   the whole file
     * @param reader reads JSON
     * @throws GlanceException {@code labels-format} where a number is missing or twice, a name is empty, there are more than
     *                         100,000, or it is no text
     */
    public static List<String> read(String text, Json.Reader reader) {
        String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
        String trimmed = whole.trim();
        if (trimmed.startsWith("[") || trimmed.startsWith("{")) {
            return json(trimmed, reader);
        }
        List<String> lines = lines(whole);
        if (lines.isEmpty()) {
            throw broken("it is empty");
        }
        String first = lines.get(0).toLowerCase();
        if (first.startsWith("<!doctype") || first.startsWith("<html")) {
            throw broken("it is a web page");
        }
        return new LabelsFile(lines).names();
    }

    // Lines.

    /** The lines without spaces around them and without empty ones at the end. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                char c = text.charAt(end++);
                if (c < ' ' && c != '\t' || c == '\ufffd') {
                    throw broken("it is no text in UTF-8");
                }
            }
            String line = text.substring(at, end).trim();
            lines.add(line);
            used = line.isEmpty() ? used : lines.size();
            at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        return lines.subList(0, used);
    }

    private List<String> names() {
        List<String> table = table();
        if (table != null) {
            return table;
        }
        List<String> numbered = numbered();
        if (numbered != null) {
            return numbered;
        }
        Numbered names = new Numbered(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            List<String> cells = line.startsWith("\"") ? cells(line, '\0') : null;
            names.put(i, name(cells == null ? line : cells.get(0), "line", i));
        }
        return names.names();
    }

    // A table.

    /** The names of a table with a line for the columns; null where it is none. */
    private List<String> table() {
        String header = lines.get(0).toLowerCase();
        for (char separator : new char[] {',', ';', '\t'}) {
            List<String> columns = cells(header, separator);
            int name = columns == null ? -1 : column(columns, NAME_COLUMNS);
            if (name >= 0 && (columns.size() > 1 || columns.get(0).equals("name") || columns.get(0).equals("label"))) {
                // A single column's names may hold what separates elsewhere.
                return rows(columns.size() == 1 ? '\0' : separator, name, column(columns, INDEX_COLUMNS));
            }
        }
        return null;
    }

    private static int column(List<String> columns, List<String> names) {
        for (String name : names) {
            if (columns.contains(name)) {
                return columns.indexOf(name);
            }
        }
        return -1;
    }

    private List<String> rows(char separator, int name, int index) {
        Numbered numbered = new Numbered(lines.size() - 1);
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(lines.get(i), separator);
            if (cells == null || cells.size() <= Math.max(name, index)) {
                throw broken("line " + (i + 1) + " has not the cells that its first line names");
            }
            numbered.put(index < 0 ? i - 1 : number(cells.get(index)), name(cells.get(name), "line", i));
        }
        return numbered.names();
    }

    /** The cells of a line; null where its quotes are not those of cells. */
    private static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (true) {
            StringBuilder cell = new StringBuilder();
            while (line.startsWith(" ", at)) {
                at++;
            }
            if (line.startsWith("\"", at)) {
                at++;
                while (!line.startsWith("\"", at) || line.startsWith("\"\"", at)) {
                    if (at >= line.length()) {
                        return null;
                    }
                    cell.append(line.charAt(at));
                    at += line.startsWith("\"\"", at) ? 2 : 1;
                }
                at++;
                while (line.startsWith(" ", at)) {
                    at++;
                }
            } else {
                while (at < line.length() && line.charAt(at) != separator) {
                    cell.append(line.charAt(at++));
                }
            }
            cells.add(cell.toString().trim());
            if (at == line.length()) {
                return cells;
            }
            if (line.charAt(at++) != separator) {
                return null;
            }
        }
    }

    // Numbered lines.

    /** The names of lines that begin with numbers; null where these are part of the names. */
    private List<String> numbered() {
        int[] ends = new int[lines.size()];
        char separator = '\0';
        int last = 0;
        boolean ascending = true;
        for (int i = 0; i < ends.length; i++) {
            String line = lines.get(i);
            while (ends[i] < line.length() && line.charAt(ends[i]) >= '0' && line.charAt(ends[i]) <= '9') {
                ends[i]++;
            }
            char after = separator(line, ends[i]);
            if (ends[i] == 0 || after == '\0' || separator != '\0' && after != separator) {
                return null;
            }
            separator = after;
            int number = number(line.substring(0, ends[i]));
            ascending &= i == 0 ? number == 0 : number >= last;
            last = number;
        }
        if (separator == ' ' && !ascending) {
            return null;
        }
        Numbered numbered = new Numbered(ends.length);
        for (int i = 0; i < ends.length; i++) {
            String line = lines.get(i);
            String rest = line.substring(line.indexOf(separator, ends[i]) + 1).trim();
            List<String> cells = rest.startsWith("\"") && (separator == ',' || separator == ';') ? cells(rest, '\0') : null;
            numbered.put(number(line.substring(0, ends[i])), name(cells == null ? rest : cells.get(0), "line", i));
        }
        return numbered.names();
    }

    /** What separates a line's number from its name; spaces may be before it. */
    private static char separator(String line, int from) {
        int at = from;
        while (line.startsWith(" ", at)) {
            at++;
        }
        if (at < line.length() && ":,;\t".indexOf(line.charAt(at)) >= 0) {
            return line.charAt(at);
        }
        return at > from ? ' ' : '\0';
    }

    /** A number of a class; one that no class can have where the text is none. */
    private static int number(String text) {
        int number = text.isEmpty() ? Integer.MAX_VALUE : 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 || number > Labels.MAX_CLASSES ? Integer.MAX_VALUE : 10 * number + digit;
        }
        return number;
    }

    /** A name as it is, if it is one; else it is said where it stands. */
    private static String name(String name, String unit, int index) {
        if (name.isEmpty()) {
            throw broken(unit + " " + (index + 1) + " has no name");
        }
        if (name.length() > MAX_NAME) {
            throw broken("the name in " + unit + " " + (index + 1) + " is longer than " + MAX_NAME + " characters");
        }
        return name;
    }

    // JSON.

    private static List<String> json(String text, Json.Reader reader) {
        Json file;
        try {
            file = reader.read(text);
        } catch (RuntimeException e) {
            throw broken("it begins as JSON and is none");
        }
        try {
            return file.kind() == Json.Kind.ARRAY ? list(file.items()) : object(file);
        } catch (IllegalArgumentException e) {
            throw broken("its JSON holds other things than names");
        }
    }

    private static List<String> list(List<Json> items) {
        Numbered numbered = new Numbered(items.size());
        for (int i = 0; i < items.size(); i++) {
            numbered.put(i, name(items.get(i).string().trim(), "entry", i));
        }
        return numbered.names();
    }

    private static List<String> object(Json object) {
        List<String> members = object.names();
        Numbered numbered = new Numbered(members.size());
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i);
            Json value = object.require(member);
            if (value.kind() == Json.Kind.NUMBER) {
                numbered.put(value.whole(), name(member.trim(), "entry", i));
                continue;
            }
            if (value.kind() == Json.Kind.ARRAY) {
                List<Json> names = value.items();
                value = names.isEmpty() ? value : names.get(names.size() - 1);
            }
            numbered.put(number(member), name(value.string().trim(), "entry", i));
        }
        return numbered.names();
    }

    /** Names by numbers, each of which must come once. */
    private static final class Numbered {
        private final String[] names;

        Numbered(int count) {
            if (count > Labels.MAX_CLASSES) {
                throw broken("it has more than " + Labels.MAX_CLASSES + " names");
            }
            if (count == 0) {
                throw broken("it has no names");
            }
            names = new String[count];
        }

        void put(int number, String name) {
            // As many numbers as names: one that is too high leaves a gap.
            if (number < 0 || number >= names.length) {
                throw broken("the numbers do not go from 0 to " + (names.length - 1) + " without a gap");
            }
            if (names[number] != null) {
                throw broken("the number " + number + " is there twice");
            }
            names[number] = name;
        }

        List<String> names() {
            return Arrays.asList(names);
        }
    }

    private static GlanceException broken(String detail) {
        return new GlanceException(ErrorCode.LABELS_FORMAT, "This file of labels cannot be read: " + detail + ".",
                "Use a text with one name a line, or with numbers from 0.");
    }
}
