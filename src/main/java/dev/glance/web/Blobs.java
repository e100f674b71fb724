package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Blobs and their addresses.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/URL/createObjectURL_static">URL.createObjectURL</a>
 */
public final class Blobs {
    private Blobs() {
    }

    /** A blob of the given bytes and media type. */
    public static Blob of(byte[] bytes, String type) {
        return of(Int8Array.fromJavaArray(bytes), type);
    }

    /** A copy of the bytes of an ArrayBuffer or a view of one. */
    @JSBody(params = "bytes", script = "return new Blob([bytes]);")
    public static native Blob copy(JSObject bytes);

    /** A blob of parts, each a typed array or another blob. */
    @JSBody(params = {"parts", "type"}, script = "return new Blob(parts, {type: type});")
    public static native Blob of(JSArray<JSObject> parts, String type);

    /** What is in a blob from a byte on. */
    @JSBody(params = {"blob", "start"}, script = "return blob.slice(start);")
    public static native Blob from(Blob blob, int start);

    /** A text in UTF-8. */
    @JSBody(params = {"text", "type"}, script = "return new Blob([text], {type: type});")
    public static native Blob text(String text, String type);

    /** An address for a blob; it holds the blob until {@link #revokeUrl}. */
    @JSBody(params = "blob", script = "return URL.createObjectURL(blob);")
    public static native String createUrl(Blob blob);

    @JSBody(params = "url", script = "URL.revokeObjectURL(url);")
    public static native void revokeUrl(String url);

    /** Saves a text as a file, where the browser puts what it downloads. */
    @JSBody(params = {"text", "type", "name"}, script = "var url = URL.createObjectURL(new Blob([text], {type: type}));"
            + " var link = document.createElement('a'); link.href = url; link.download = name; link.click();"
            + " setTimeout(function () { URL.revokeObjectURL(url); }, 60000);")
    public static native void save(String text, String type, String name);

    /** Saves a blob as a file, where the browser puts what it downloads. */
    @JSBody(params = {"blob", "name"}, script = "var url = URL.createObjectURL(blob);"
            + " var link = document.createElement('a'); link.href = url; link.download = name; link.click();"
            + " setTimeout(function () { URL.revokeObjectURL(url); }, 600000);")
    public static native void save(Blob blob, String name);

    @JSBody(params = {"bytes", "type"}, script = "return new Blob([bytes], {type: type});")
    private static native Blob of(Int8Array bytes, String type);
}
