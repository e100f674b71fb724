package dev.glance.model;

import java.util.List;

/**
 * The names of one class.
 *
 * @param wordNetId WordNet 3.0 id such as {@code n01440764}; empty where the label file has none
 * @param names     at least one name; the first is the one to show, the others are synonyms
 */
public record Label(String wordNetId, List<String> names) {
    /** The name to show. */
    public String name() {
        return names.get(0);
    }

    /** All names as {@code @tensorflow-models/mobilenet} writes its {@code className}: joined by ", ". */
    public String className() {
        // The original writes this one otherwise.
        return wordNetId.equals("n01910747") ? "jelly fish"
                // Tables write the space after a semicolon so, which else separates names.
                : String.join(", ", names).replace(";\u00a0", "; ");
    }
}
