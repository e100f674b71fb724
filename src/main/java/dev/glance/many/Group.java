package dev.glance.many;

import dev.glance.decide.Name;
import dev.glance.decide.Verdict;
import java.util.List;

/**
 * Pictures that belong together.
 *
 * @param kind  why they do
 * @param name  what they are; none unless the kind is {@link Kind#NAME}
 * @param items in the order asked for
 */
public record Group(Kind kind, Name name, List<Item> items) {
    /** Why pictures belong together. */
    public enum Kind {
        /** All that were found. */
        ALL("all"),
        /** They are of one kind of thing. */
        NAME("name"),
        /** What they are is not sure. */
        UNSURE("unsure"),
        /** They look like no photo of a thing. */
        NOTHING("nothing"),
        /** There is an error instead of an answer. */
        FAILED("failed"),
        /** There is no answer yet. */
        WAITING("waiting");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in attributes. */
        public String word() {
            return word;
        }
    }

    /** The kind of group that a picture belongs to; never {@link Kind#ALL}. */
    public static Kind kind(Item item) {
        return switch (item.state()) {
            case WAITING, WORKING -> Kind.WAITING;
            case FAILED -> Kind.FAILED;
            case DONE -> switch (item.predictions().verdict().kind()) {
                case SURE, BROADER -> Kind.NAME;
                case UNSURE -> Kind.UNSURE;
                case NOTHING -> Kind.NOTHING;
            };
        };
    }

    /** The broader name that a picture belongs to, or its own where there is none; none unless its kind is {@link Kind#NAME}. */
    public static Name name(Item item) {
        if (kind(item) != Kind.NAME) {
            return Name.NONE;
        }
        Verdict verdict = item.predictions().verdict();
        return verdict.broader().text().isEmpty() ? verdict.name() : verdict.broader();
    }
}
