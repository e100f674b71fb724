package dev.glance.model.graph;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/** What is said of a model whose layers cannot be listed. */
final class Broken {
    private Broken() {
    }

    /**
     * The error.
     *
     * @param detail why not; a sentence without its full stop, in which "it" is the model
     */
    static GlanceException because(String detail) {
        return new GlanceException(ErrorCode.MODEL_FORMAT, "The layers of this model cannot be listed: " + detail + ".",
                "Use the model's files unchanged.");
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw because(otherwise);
        }
    }
}
