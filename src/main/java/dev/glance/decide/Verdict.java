package dev.glance.decide;

/**
 * What can be said of a picture.
 *
 * @param kind        how much that is
 * @param name        of the class or of what it is a kind of; none where even that is not known
 * @param probability calibrated, 0..1, that the name is right; 0 where there is none
 * @param perhaps     the likeliest class below a broader name; none where the name is a class or there is none
 * @param broader     what a class is a kind of, where the name is one; else none
 */
public record Verdict(Kind kind, Name name, double probability, Name perhaps, Name broader) {
    /** How much can be said. */
    public enum Kind {
        /** A class reaches {@link Decision#ENOUGH}. */
        SURE("sure"),
        /** No class does, but a broader name that says at least {@link Decision#LEAST_BITS}. */
        BROADER("broader"),
        /** At most a name as broad as "animal". */
        UNSURE("unsure"),
        /** This does not look like a photo of a thing. */
        NOTHING("nothing");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word used in attributes and results. */
        public String word() {
            return word;
        }

        /**
         * The kind of the given word.
         *
         * @throws IllegalArgumentException where there is none
         */
        public static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }
}
