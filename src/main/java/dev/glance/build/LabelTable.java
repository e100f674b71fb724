package dev.glance.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The site's table of labels: the repository's without the numbers of its lines and its column of hypernyms, which is half of
 * it; instead the broader names that people say, as {@code Labels} reads them.
 */
final class LabelTable {
    private LabelTable() {
    }

    /**
     * @param labels  {@code index, wnid, names, path}; a path is hypernyms from the class upwards, "id:name > id:name"
     * @param broader {@code wnid, name} of the hypernyms to keep, each after those above it
     * @throws IllegalStateException where a broader name comes before one above it or is above no class
     */
    static String of(String labels, String broader) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String[]> names = rows(broader);
        for (String[] name : names) {
            numbers.put(name[0], numbers.size());
        }
        String[] above = new String[names.size()];
        StringBuilder text = new StringBuilder("wnid\tnames\tbroader\n");
        for (String[] row : rows(labels)) {
            List<Integer> kept = new ArrayList<>();
            for (String node : row[3].split(" > ")) {
                Integer number = numbers.get(node.substring(0, node.indexOf(':')));
                if (number != null) {
                    kept.add(number);
                }
            }
            for (int i = 0; i < kept.size(); i++) {
                if (i > 0 && kept.get(i) >= kept.get(i - 1)) {
                    throw new IllegalStateException(names.get(kept.get(i - 1))[1] + " comes before what is above it");
                }
                above[kept.get(i)] = i + 1 < kept.size() ? kept.get(i + 1).toString() : "";
            }
            text.append(row[1]).append('\t').append(row[2]).append('\t')
                    .append(kept.isEmpty() ? "" : kept.get(0)).append('\n');
        }
        text.append('\n');
        for (int i = 0; i < above.length; i++) {
            if (above[i] == null) {
                throw new IllegalStateException(names.get(i)[1] + " is above no class");
            }
            text.append(names.get(i)[0]).append('\t').append(names.get(i)[1]).append('\t').append(above[i]).append('\n');
        }
        return text.toString();
    }

    private static List<String[]> rows(String table) {
        List<String[]> rows = new ArrayList<>();
        for (String line : table.split("\n")) {
            rows.add(line.split("\t"));
        }
        // The names of the columns.
        rows.remove(0);
        return rows;
    }
}
