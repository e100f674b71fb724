package dev.glance.many;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the answers for many pictures as files and texts that other programs take. */
public final class Export {
    /** So many names of each picture are in a table. */
    private static final int NAMES = 3;
    private static final String COLUMNS = "path,state,verdict,verdict_name,verdict_probability,broader,name_1,probability_1,"
            + "name_2,probability_2,name_3,probability_3,model,model_sha256,crop,views,engine,width,height,milliseconds,bytes,"
            + "modified,error";
    /** The columns from the verdict to the milliseconds. */
    private static final int OF_ANSWERS = 18;
    private static final String END_OF_LINE = "\r\n";

    private final Naming naming;
    private final Decimals decimals;

    /**
     * @param naming   the language of the names
     * @param decimals writes numbers as JSON does, so that all that is written is read back as it was
     */
    public Export(Naming naming, Decimals decimals) {
        this.naming = naming;
        this.decimals = decimals;
    }

    /**
     * A table: a line of names of the columns and one for each picture; empty cells for what is not known. It begins with a byte
     * order mark, by which spreadsheets know that it is UTF-8. What a spreadsheet would take for a formula has an apostrophe
     * before it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180: CSV</a>
     * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
     */
    public String csv(List<Item> items) {
        Row row = new Row();
        row.out.append('\ufeff').append(COLUMNS).append(END_OF_LINE);
        for (Item item : items) {
            row.text(item.path()).text(item.state().word());
            answer(row, item);
            row.number(item.bytes()).text(modified(item))
                    .text(item.error() == null ? "" : item.error().code().word() + ": " + item.error().getMessage()).end();
        }
        return row.out.toString();
    }

    private void answer(Row row, Item item) {
        if (item.state() != Item.State.DONE) {
            for (int i = 0; i < OF_ANSWERS; i++) {
                row.text("");
            }
            return;
        }
        Verdict verdict = item.predictions().verdict();
        Receipt receipt = item.predictions().receipt();
        row.text(verdict.kind().word()).text(name(verdict.name())).number(verdict.probability()).text(name(verdict.broader()));
        List<Prediction> top = item.predictions().top();
        for (int i = 0; i < NAMES; i++) {
            if (i < top.size()) {
                row.text(name(top.get(i))).number(top.get(i).probability());
            } else {
                row.text("").text("");
            }
        }
        row.text(receipt.modelId()).text(receipt.modelSha256()).text(receipt.crop()).number(receipt.views())
                .text(receipt.backend()).number(receipt.width()).number(receipt.height()).number(milliseconds(receipt));
    }

    /** A line of a table. */
    private final class Row {
        private final StringBuilder out = new StringBuilder();
        private boolean begun;

        Row text(String text) {
            comma();
            // The wide ones too, which spreadsheets in East Asia take for the others.
            boolean formula = !text.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0;
            boolean quoted = false;
            for (int i = 0; i < text.length() && !quoted; i++) {
                // A semicolon parts cells where the comma is the decimal mark.
                quoted = ",;\t\"\r\n".indexOf(text.charAt(i)) >= 0;
            }
            if (quoted) {
                out.append('"');
            }
            if (formula) {
                out.append('\'');
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                out.append(c);
                if (c == '"') {
                    out.append(c);
                }
            }
            if (quoted) {
                out.append('"');
            }
            return this;
        }

        Row number(double value) {
            comma();
            if (isFinite(value)) {
                out.append(decimals.text(value));
            }
            return this;
        }

        private void comma() {
            if (begun) {
                out.append(',');
            }
            begun = true;
        }

        void end() {
            out.append(END_OF_LINE);
            begun = false;
        }
    }

    /**
     * An array with an object for each picture, which has what the table has, all names, and WordNet ids; null for what is not
     * known.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259: JSON</a>
     */
    public String json(List<Item> items) {
        StringBuilder out = new StringBuilder("[");
        String separator = "\n";
        for (Item item : items) {
            out.append(separator).append('{');
            separator = ",\n";
            string(out.append("\"path\":"), item.path());
            string(out.append(",\"state\":"), item.state().word());
            if (item.state() == Item.State.DONE) {
                answer(out, item);
            } else {
                out.append(",\"verdict\":null,\"predictions\":null,\"model\":null,\"modelSha256\":null,\"crop\":null,"
                        + "\"views\":null,\"engine\":null,\"width\":null,\"height\":null,\"milliseconds\":null");
            }
            number(out.append(",\"bytes\":"), item.bytes());
            String modified = modified(item);
            if (modified.isEmpty()) {
                out.append(",\"modified\":null");
            } else {
                string(out.append(",\"modified\":"), modified);
            }
            if (item.error() == null) {
                out.append(",\"error\":null}");
            } else {
                string(out.append(",\"error\":{\"code\":"), item.error().code().word());
                string(out.append(",\"message\":"), item.error().getMessage());
                out.append("}}");
            }
        }
        return out.append("\n]\n").toString();
    }

    private void answer(StringBuilder out, Item item) {
        Verdict verdict = item.predictions().verdict();
        Receipt receipt = item.predictions().receipt();
        string(out.append(",\"verdict\":{\"kind\":"), verdict.kind().word());
        string(out.append(",\"wordNetId\":"), verdict.name().wordNetId());
        string(out.append(",\"name\":"), name(verdict.name()));
        number(out.append(",\"probability\":"), verdict.probability());
        string(out.append(",\"perhaps\":"), name(verdict.perhaps()));
        string(out.append(",\"broader\":"), name(verdict.broader()));
        out.append("},\"predictions\":[");
        String separator = "";
        for (Prediction prediction : item.predictions().top()) {
            out.append(separator).append("{\"index\":").append(prediction.index());
            separator = ",";
            string(out.append(",\"wordNetId\":"), prediction.label().wordNetId());
            string(out.append(",\"name\":"), name(prediction));
            number(out.append(",\"probability\":"), prediction.probability());
            out.append('}');
        }
        string(out.append("],\"model\":"), receipt.modelId());
        string(out.append(",\"modelSha256\":"), receipt.modelSha256());
        string(out.append(",\"crop\":"), receipt.crop());
        out.append(",\"views\":").append(receipt.views());
        string(out.append(",\"engine\":"), receipt.backend());
        out.append(",\"width\":").append(receipt.width()).append(",\"height\":").append(receipt.height());
        number(out.append(",\"milliseconds\":"), milliseconds(receipt));
    }

    private void number(StringBuilder out, double value) {
        out.append(isFinite(value) ? decimals.text(value) : "null");
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Folders.isPair(text, i)) {
                out.append(c).append(text.charAt(++i));
            } else if (c < ' ' || c >= 0x7f && c <= 0x9f || c >= 0xd800 && c <= 0xdfff || c == '\u2028' || c == '\u2029') {
                // Half a character has no UTF-8, and the last two end lines in old JavaScript.
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 15, 16));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /**
     * A line for each picture: its path, a tab, what is said of it, a tab, how probable that is. Where the verdict is "not sure"
     * that is the first name; where there is no name, the verdict or the state.
     *
     * @param percent writes a probability for people, such as "93.4 %"
     */
    public String text(List<Item> items, Decimals percent) {
        StringBuilder out = new StringBuilder();
        for (Item item : items) {
            cell(out, item.path());
            out.append('\t');
            if (item.state() != Item.State.DONE) {
                out.append(item.state().word()).append('\t');
            } else {
                Verdict verdict = item.predictions().verdict();
                boolean first = verdict.kind() == Verdict.Kind.UNSURE && !item.predictions().top().isEmpty();
                String name = first ? name(item.predictions().top().get(0)) : name(verdict.name());
                cell(out, name.isEmpty() ? verdict.kind().word() : name);
                out.append('\t').append(name.isEmpty() ? "" : percent.text(item.probability()));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Pasted into a spreadsheet it must be one cell, and no formula. */
    private static void cell(StringBuilder out, String text) {
        if (!text.isEmpty() && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0) {
            out.append('\'');
        }
        for (int i = 0; i < text.length(); i++) {
            out.append(text.charAt(i) < ' ' ? ' ' : text.charAt(i));
        }
    }

    /**
     * A script for a POSIX shell that makes the copies of a plan, for browsers that may not write files. It moves, deletes and
     * overwrites nothing, whatever is there and however often it runs.
     *
     * @param into the folder that gets the plan's folders; it is made where the script runs
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02">POSIX: quoting</a>
     */
    public static String script(List<Folders.Copy> plan, String into) {
        String target = Folders.safe(into, Folders.MOST);
        StringBuilder out = new StringBuilder("""
                #!/bin/sh
                # Written by Glance. Copies pictures into folders by what is seen in them.
                # Run it where the paths of the pictures begin: in the folder that holds the folder, or the files, that
                # you gave to Glance:
                #     sh NAME-OF-THIS-FILE
                # It moves, deletes and overwrites nothing; what is there already stays as it is, so that it can be run again.
                # Newer systems warn of cp's -n and say --update=none instead.
                case $(cp --help 2>/dev/null) in
                  *"{all,none"*) keep=--update=none ;;
                  *) keep=-n ;;
                esac
                copied=0
                there=0
                failed=0
                copy() {
                  if [ -e "$2" ] || [ -L "$2" ]; then
                    there=$((there + 1))
                  elif cp -p "$keep" -- "$1" "$2"; then
                    copied=$((copied + 1))
                  else
                    failed=$((failed + 1))
                  fi
                }
                """);
        Set<String> made = new HashSet<>();
        for (Folders.Copy copy : plan) {
            String folder = target + "/" + copy.folder();
            if (made.add(folder)) {
                quoted(out.append("mkdir -p -- "), folder);
                out.append(" || exit 1\n");
            }
            quoted(out.append("copy "), copy.item().path());
            quoted(out.append(' '), folder + "/" + copy.file());
            out.append('\n');
        }
        return out.append("""
                echo "$copied copied, $there there already, $failed failed"
                if [ "$failed" -gt 0 ]; then
                  echo "If files were not found: was it run where their paths begin?" >&2
                  exit 1
                fi
                """).toString();
    }

    /** Between single quotes the shell takes all as it is but a single quote. */
    private static void quoted(StringBuilder out, String text) {
        out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                out.append("'\\''");
            } else {
                out.append(text.charAt(i));
            }
        }
        out.append('\'');
    }

    private static String modified(Item item) {
        return item.modified() == 0 ? "" : Dates.iso(item.modified());
    }

    /** To a hundredth: clocks of browsers tell no more. */
    private static double milliseconds(Receipt receipt) {
        return Math.floor((receipt.preprocessMs() + receipt.inferenceMs()) * 100 + 0.5) / 100;
    }

    private String name(Name name) {
        return name.text().isEmpty() ? "" : naming.name(name.wordNetId(), name.text());
    }

    private String name(Prediction prediction) {
        return naming.name(prediction.label().wordNetId(), prediction.label().name());
    }

    private static boolean isFinite(double value) {
        return value - value == 0;
    }
}
