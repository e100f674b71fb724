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
    private static final Set<String> OPERATIONS = Set.of("relu", "relu6", "biasadd", "conv2d", "conv2d_fold",
            "depthwise_fold", "add_fold", "fusedbatchnorm", "fusedbatchnormv3", "batch_norm", "matmul", "avgpool", "maxpool");

    private Names() {
    }

    /** Short names for these, in the same order. */
    static List<String> shorten(List<String> names) {
        List<String> shorter = new ArrayList<>();
        for (String name : names) {
            shorter.add(withoutOperation(name.substring(0, Math.min(MAX_READ, name.length()))));
        }
        withoutFolder(shorter);
        for (int i = 0; i < shorter.size(); i++) {
            String name = shorter.get(i);
            // The end differs more often than the beginning.
            shorter.set(i, name.length() <= MAX ? name : "\u2026" + name.substring(name.length() - MAX + 1));
        }
        return shorter;
    }

    private static String withoutOperation(String name) {
        String rest = name;
        int slash = rest.lastIndexOf('/');
        while (slash > 0 && (OPERATIONS.contains(rest.substring(slash + 1).toLowerCase()) || isTwice(rest, slash))) {
            rest = rest.substring(0, slash);
            slash = rest.lastIndexOf('/');
        }
        return rest;
    }

    /** Whether the last part is the one before it again. */
    private static boolean isTwice(String path, int slash) {
        String before = path.substring(0, slash);
        return before.endsWith(path.substring(slash)) || before.equals(path.substring(slash + 1));
    }

    private static void withoutFolder(List<String> names) {
        String folder = folder(names);
        while (!folder.isEmpty()) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                names.set(i, name.startsWith(folder) ? name.substring(folder.length()) : name);
            }
            folder = folder(names);
        }
    }

    /** What the first and more than half of all begin with, up to a slash; empty where there is no such thing. */
    private static String folder(List<String> names) {
        String folder = names.get(0).substring(0, names.get(0).indexOf('/') + 1);
        int count = 0;
        for (String name : names) {
            count += name.startsWith(folder) ? 1 : 0;
        }
        return names.size() > 1 && 2 * count > names.size() ? folder : "";
    }
}
