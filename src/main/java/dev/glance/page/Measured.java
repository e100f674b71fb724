package dev.glance.page;

import dev.glance.web.Message;
import dev.glance.web.Remembered;
import org.teavm.jso.json.JSON;

/** How long one look takes with each model, as measured on this device with this version of the browser. */
final class Measured {
    private static final String NAME = "milliseconds";

    private Measured() {
    }

    /** In milliseconds; 0 where it has not been measured. */
    static double of(String id) {
        return all().number(id);
    }

    static void set(String id, double milliseconds) {
        Remembered.set(NAME, JSON.stringify(all().set(id, milliseconds)));
    }

    private static Message all() {
        String kept = Remembered.get(NAME);
        return kept.isEmpty() ? Message.create() : (Message) JSON.parse(kept);
    }
}
