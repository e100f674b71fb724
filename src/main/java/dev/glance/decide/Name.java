package dev.glance.decide;

/**
 * What something is called.
 *
 * @param wordNetId WordNet 3.0 id, by which it has names in other languages; empty where there is none
 * @param text      its English name; empty where there is none
 */
public record Name(String wordNetId, String text) {
    /** No name at all. */
    public static final Name NONE = new Name("", "");
}
