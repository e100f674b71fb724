package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The browser's SHA-256.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/SubtleCrypto/digest">SubtleCrypto.digest</a>
 */
public final class Digest {
    private Digest() {
    }

    /** Whether the browser offers it here: secure contexts only (https, localhost, file://). */
    @JSBody(script = "return typeof crypto !== 'undefined' && !!crypto.subtle;")
    public static native boolean available();

    /** The SHA-256 of the given bytes, 32 bytes. */
    @JSBody(params = "bytes", script = "return crypto.subtle.digest('SHA-256', bytes);")
    public static native JSPromise<ArrayBuffer> sha256(Int8Array bytes);
}
