package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;

/**
 * Deflates what goes into zips (RFC 1951).
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/CompressionStream">CompressionStream</a>
 */
public final class Deflate {
    private Deflate() {
    }

    /** A blob, deflated; itself where this browser deflates nothing. */
    @JSBody(params = "blob", script = "try { var stream = new CompressionStream('deflate-raw'); } catch (e) {"
            + " return Promise.resolve(blob); } return new Response(blob.stream().pipeThrough(stream)).blob();")
    public static native JSPromise<Blob> blob(Blob blob);
}
