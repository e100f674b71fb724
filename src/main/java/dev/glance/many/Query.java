package dev.glance.many;

import dev.glance.decide.Verdict;
import java.util.Optional;

/**
 * Which pictures are wanted, and in what order.
 *
 * @param words   separated by white space; each must occur in what a picture is called or in its path; empty for all
 * @param kind    only those of whom so much can be said
 * @param state   only those that are so far
 * @param least   0..1, only those of at least this {@link Item#probability}; 0 for all, those without an answer too
 * @param order   what comes first
 * @param grouped whether by broader name
 */
public record Query(String words, Optional<Verdict.Kind> kind, Optional<Item.State> state, double least, Order order,
                    boolean grouped) {
    /** All pictures in the order in which they came. */
    public static final Query ALL = new Query("", Optional.empty(), Optional.empty(), 0, Order.ADDED, false);

    /** What comes first; of equal ones what was added first. */
    public enum Order {
        /** What was added first. */
        ADDED("added"),
        /** By the file's name, "img2" before "img10". */
        NAME("name"),
        /** The most probable; those without an answer last. */
        PROBABILITY("probability"),
        /** By folder and then by the file's name, a folder's own files before those of the folders in it. */
        FOLDER("folder"),
        /** The newest; those without a date last. */
        DATE("date");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** The order of the given word; {@link #ADDED} where there is none. */
        public static Order of(String word) {
            for (Order order : values()) {
                if (order.word.equals(word)) {
                    return order;
                }
            }
            return ADDED;
        }

        /** The word used in attributes. */
        public String word() {
            return word;
        }
    }
}
