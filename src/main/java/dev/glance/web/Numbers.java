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

    /** Reads a number; NaN where it is none. */
    @JSBody(params = "text", script = "return Number(text);")
    public static native double read(String text);

    /** A number without an exponent, with so many digits after the point. */
    @JSBody(params = {"value", "decimals"}, script = "return value.toFixed(decimals);")
    public static native String fixed(double value, int decimals);

    /**
     * A number as readers of English, Chinese and others with these digits and a decimal point write it. What needs no mark between
     * thousands is not the work of the browser's tables: to be set up they take 14 ms of the time before the first answer.
     *
     * @param language BCP 47, such as {@code zh}
     * @param decimals digits after the decimal point, 0..20
     * @see <a href="https://tc39.es/ecma402/#sec-number.prototype.tolocalestring">Number.prototype.toLocaleString</a>
     */
    @JSBody(params = {"language", "value", "decimals"}, script = "return Math.abs(value) < 999 ? value.toFixed(decimals)"
            + " : value.toLocaleString(language,"
            + " {minimumFractionDigits: decimals, maximumFractionDigits: decimals});")
    public static native String local(String language, double value, int decimals);
}
