package dev.glance.web;

import org.teavm.jso.JSBody;

/** Numbers as JavaScript writes them. */
public final class Numbers {
    private Numbers() {
    }

    /**
     * The shortest text that reads back as the same number.
     *
     * @see <a href="https://tc39.es/ecma262/#sec-numeric-types-number-tostring">Number::toString</a>
     */
    @JSBody(params = "value", script = "return String(value);")
    public static native String text(double value);
}
