package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Texts as bytes.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/TextDecoder">TextDecoder</a>
 */
public final class Utf8 {
    private Utf8() {
    }

    /** The text in UTF-8; what is no UTF-8 becomes U+FFFD. */
    @JSBody(params = "bytes", script = "return new TextDecoder().decode(bytes);")
    public static native String decode(Int8Array bytes);
}
