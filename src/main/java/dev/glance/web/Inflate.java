package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Bytes that were deflated (RFC 1951), as in zips.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/DecompressionStream">DecompressionStream</a>
 */
public final class Inflate {
    private Inflate() {
    }

    /**
     * Inflates some bytes.
     *
     * @param size how many come out; it ends as soon as there are more
     * @return rejected with an error where they are damaged, or come out as another number of bytes
     */
    @JSBody(params = {"bytes", "size"}, script = "var reader = new Blob([bytes]).stream()"
            + ".pipeThrough(new DecompressionStream('deflate-raw')).getReader(), out = new Uint8Array(size), at = 0;"
            + " function next() { return reader.read().then(function (chunk) { if (chunk.done) {"
            + " if (at !== size) { throw new Error('it is shorter than it says'); } return out.buffer; }"
            + " if (at + chunk.value.length > size) { reader.cancel(); throw new Error('it is longer than it says'); }"
            + " out.set(chunk.value, at); at += chunk.value.length; return next(); }); } return next();")
    public static native JSPromise<ArrayBuffer> bytes(Int8Array bytes, int size);
}
