package dev.glance.web;

import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;
import org.teavm.jso.streams.ReadableStream;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * The answer to a {@link Fetch}.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Response">Response</a>
 */
public interface Response extends JSObject {
    @JSProperty
    boolean isOk();

    @JSProperty
    int getStatus();

    /** {@code cors} for one of another host's, of which few headers can be read; {@code basic} for one of the page's own. */
    @JSProperty
    String getType();

    /** The body as a stream; undefined in browsers that cannot stream. */
    @JSProperty
    ReadableStream getBody();

    JSPromise<ArrayBuffer> arrayBuffer();

    /** The body as a text in UTF-8. */
    JSPromise<JSString> text();

    /** The same once more, while nobody has read its body. */
    @JSMethod("clone")
    Response copy();

    @JSProperty
    Headers getHeaders();

    /** The body as a file of the media type that the server says. */
    JSPromise<Blob> blob();
}
