package dev.glance.async;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.List;

/** Writes down, in order, what promises became: values as text, failures as their code's word. */
final class Heard {
    private final List<String> lines = new ArrayList<>();

    void of(Promise<?> promise) {
        promise.listen(value -> say(String.valueOf(value)), failure -> say(failure.code().word()));
    }

    void say(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }

    /** What one promise has become by now; an empty list where it is not settled. */
    static List<String> now(Promise<?> promise) {
        Heard heard = new Heard();
        heard.of(promise);
        return heard.lines;
    }

    static GlanceException failure(ErrorCode code) {
        return new GlanceException(code, "what", "remedy");
    }
}
