package dev.glance.model.formats;

import java.util.List;

/** What a model's classes are called, as the site's tables of labels have it. */
public final class ClassNames {
    private static final int IMAGENET = 1000;
    private static final String FIRST = "tench";
    private static final String LAST = "toilet tissue";

    private ClassNames() {
    }

    /**
     * Whether the classes are ImageNet's, as far as can be seen.
     *
     * @param outputs how many values the model computes
     * @param labels  their names; empty where nobody has said any
     */
    public static boolean areImageNet(int outputs, List<String> labels) {
        int names = labels.size();
        return (outputs == IMAGENET || hasBackground(outputs)) && (names == 0 || names >= IMAGENET && names <= outputs
                && labels.get(names - IMAGENET).startsWith(FIRST) && labels.get(names - 1).startsWith(LAST));
    }

    /** Whether the first value is none of a class: there is one more than ImageNet has. */
    public static boolean hasBackground(int outputs) {
        return outputs == IMAGENET + 1;
    }

    /** Whether there are as many names as values; without a background's too. */
    public static boolean fit(int outputs, List<String> labels) {
        int names = labels.size();
        return names == 0 || names == outputs || hasBackground(outputs) && names == IMAGENET;
    }

    /** How many classes that are. */
    public static int count(int outputs) {
        return hasBackground(outputs) ? IMAGENET : Math.max(1, outputs);
    }

    /** The table, without WordNet ids; classes without a name are numbered. */
    public static String table(int outputs, List<String> labels) {
        StringBuilder table = new StringBuilder("wnid\tnames\n");
        int first = hasBackground(outputs) && labels.size() == outputs ? 1 : 0;
        for (int i = 0; i < count(outputs); i++) {
            String label = i + first < labels.size() ? labels.get(i + first).replace('\t', ' ').replace('\n', ' ')
                    .replace('\r', ' ').trim() : "";
            // The table separates synonyms by a semicolon and a space, and begins none with one.
            table.append('\t').append(label.startsWith(";") ? " " : "")
                    .append(label.isEmpty() ? "class " + i : label.replace("; ", ";\u00a0")).append('\n');
        }
        return table.toString();
    }
}
