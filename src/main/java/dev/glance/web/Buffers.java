package dev.glance.web;

import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** What ArrayBuffers lack. */
public final class Buffers {
    private Buffers() {
    }

    /**
     * Gives memory back at once instead of when the browser looks for what nobody uses; the buffer is of no use then. Browsers from
     * before 2024 wait.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/ArrayBuffer/transfer">transfer</a>
     */
    @JSBody(params = "buffer", script = "if (buffer.transfer) { buffer.transfer(0); }")
    public static native void free(ArrayBuffer buffer);

    /** A view of the bytes from one on; nothing is copied. */
    @JSBody(params = {"bytes", "start"}, script = "return bytes.subarray(start);")
    public static native Int8Array from(Int8Array bytes, int start);

    /** The bytes of some, one after another; a single one is not copied. */
    public static Int8Array joined(List<ArrayBuffer> parts) {
        if (parts.size() == 1) {
            return new Int8Array(parts.get(0));
        }
        int length = 0;
        for (ArrayBuffer part : parts) {
            length += part.getByteLength();
        }
        Int8Array bytes = new Int8Array(length);
        int at = 0;
        for (ArrayBuffer part : parts) {
            bytes.set(new Int8Array(part), at);
            at += part.getByteLength();
        }
        return bytes;
    }
}
