package dev.glance.model.formats;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/** What this package says of files that it does not take. */
final class Faults {
    private static final String AGAIN = "Export the model again, and bring its files unchanged.";

    private Faults() {
    }

    /** @param what the first half of a sentence, without its full stop */
    static GlanceException broken(String what) {
        return new GlanceException(ErrorCode.MODEL_FORMAT, what + ".", AGAIN);
    }

    static GlanceException unsafe(String what) {
        return new GlanceException(ErrorCode.MODEL_UNSAFE, what + ".", AGAIN);
    }

    /** What someone's file calls itself or names, as a message quotes it. */
    static String quoted(String name) {
        return "\u201c" + name + "\u201d";
    }
}
