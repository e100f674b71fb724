package dev.glance.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the names in a file short: converters write the path to an operation, such as
 * {@code MobilenetV2/expanded_conv_3/expand/Relu6}, of which {@code expanded_conv_3/expand} tells the layers apart.
 */
final class Names {
    private static final int MAX = 60;
    /** Of a longer name the end is not looked at. */
    private static final int MAX_READ = 200;
    /** Last parts that say what the row says already. */
    private static final Set<String> OPERATIONS = Set.of("Relu", "Relu6", "BiasAdd", "Conv2D", "Conv2D_Fold", "depthwise_Fold",
            "add_fold", "FusedBatchNorm", "FusedBatchNormV3", "MatMul", "AvgPool", "MaxPool");

    private Names() {
    }

    /** Short names for these, in the same order. */
    static List<String> shorten(List<String> names) {
        List<String> shorter = new ArrayList<>();
        for (String name : names) {
            shorter.add(withoutOperation(name.substring(0, Math.min(MAX_READ, name.length()))));
        }
        int prefix = prefix(shorter);
        List<String> result = new ArrayList<>();
        for (String name : shorter) {
            String own = name.substring(prefix);
            // The end differs more often than the beginning.
            result.add(own.length() <= MAX ? own : "\u2026" + own.substring(own.length() - MAX + 1));
        }
        return result;
    }

    private static String withoutOperation(String name) {
        String rest = name;
        int slash = rest.lastIndexOf('/');
        while (slash > 0 && OPERATIONS.contains(rest.substring(slash + 1))) {
            rest = rest.substring(0, slash);
            slash = rest.lastIndexOf('/');
        }
        return rest;
    }

    /** Length of the folders that all names begin with. */
    private static int prefix(List<String> names) {
        if (names.size() < 2) {
            return 0;
        }
        String first = names.get(0);
        int common = first.lastIndexOf('/') + 1;
        for (String name : names) {
            while (common > 0 && !name.startsWith(first.substring(0, common))) {
                common = first.lastIndexOf('/', common - 2) + 1;
            }
        }
        return common;
    }
}
