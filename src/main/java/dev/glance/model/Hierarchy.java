package dev.glance.model;

import java.util.Arrays;
import java.util.List;

/**
 * Broader names of a model's classes, such as "dog" above "beagle": a forest whose leaves are the classes. Of the hypernyms
 * of WordNet 3.0 only those that people say.
 */
public final class Hierarchy {
    /** Of a model whose classes have no broader names. */
    public static final Hierarchy NONE = new Hierarchy(List.of(), List.of(), new int[0], new int[0]);

    /** Stands for "nothing above". */
    static final int TOP = -1;

    private final List<String> wordNetIds;
    private final List<String> names;
    /** For each broader name the one above, which has a lower number; or {@link #TOP}. */
    private final int[] parents;
    /** For each class the name above, or {@link #TOP}. */
    private final int[] parentsOfClasses;
    private final int[] classes;

    Hierarchy(List<String> wordNetIds, List<String> names, int[] parents, int[] parentsOfClasses) {
        this.wordNetIds = wordNetIds;
        this.names = names;
        this.parents = parents;
        this.parentsOfClasses = parentsOfClasses;
        classes = new int[parents.length];
        double[] ones = new double[parentsOfClasses.length];
        Arrays.fill(ones, 1);
        double[] counts = sums(ones);
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (int) counts[i];
        }
    }

    /** How many broader names there are. */
    public int size() {
        return parents.length;
    }

    /** The name to show. */
    public String name(int node) {
        return names.get(node);
    }

    /** Its WordNet 3.0 id. */
    public String wordNetId(int node) {
        return wordNetIds.get(node);
    }

    /** How many classes lie below. */
    public int classes(int node) {
        return classes[node];
    }

    /** The name above a broader name; negative where there is none. */
    public int parent(int node) {
        return parents[node];
    }

    /** Whether a class lies below a broader name. */
    public boolean isBelow(int index, int node) {
        int at = parentsOfClasses[index];
        while (at > node) {
            at = parents[at];
        }
        return at == node;
    }

    /** The narrowest name above a class; negative where there is none. */
    public int above(int index) {
        return size() == 0 ? TOP : parentsOfClasses[index];
    }

    /**
     * What the classes below each broader name add up to.
     *
     * @param values one a class
     * @return one a broader name
     */
    public double[] sums(double[] values) {
        double[] sums = new double[parents.length];
        for (int i = 0; i < parentsOfClasses.length; i++) {
            if (parentsOfClasses[i] != TOP) {
                sums[parentsOfClasses[i]] += values[i];
            }
        }
        // Whatever is above has a lower number.
        for (int i = parents.length - 1; i >= 0; i--) {
            if (parents[i] != TOP) {
                sums[parents[i]] += sums[i];
            }
        }
        return sums;
    }
}
