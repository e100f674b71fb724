package dev.glance.model;

/**
 * What a model's file is.
 *
 * @param kind          who can read it
 * @param head          of TensorFlow.js' models: how many bytes at its beginning are {@code model.json}, before the weights
 * @param probabilities whether it gives probabilities instead of logits
 * @param whole         whether it may use more operations of TensorFlow.js than MobileNets do
 */
public record Format(Kind kind, int head, boolean probabilities, boolean whole) {
    /** The site's own. */
    public static final Format TFLITE = new Format(Kind.TFLITE, 0, false, false);

    /** The kinds. */
    public enum Kind {
        /** A {@code .tflite} file. */
        TFLITE("tflite"),
        /** A graph model of TensorFlow.js. */
        GRAPH("graph"),
        /** A layers model of TensorFlow.js. */
        LAYERS("layers");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As the catalog calls it. */
        public String word() {
            return word;
        }
    }

    /** @throws IllegalArgumentException where it is none */
    static Format of(Json json) {
        String word = json.require("kind").string();
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(word)) {
                return new Format(kind, json.require("head").whole(), json.require("probabilities").bool(),
                        json.require("whole").bool());
            }
        }
        throw new IllegalArgumentException("there is no model of kind " + word);
    }
}
