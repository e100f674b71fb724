package dev.glance.many;

/** Names in the language of the page. */
public interface Naming {
    /**
     * @param wordNetId WordNet 3.0 id; empty where there is none
     * @param english   its English name
     * @return its name in that language; the English one where it has none
     */
    String name(String wordNetId, String english);
}
