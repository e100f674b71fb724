package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/**
 * The clipboard.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Clipboard/writeText">Clipboard.writeText</a>
 */
public final class Clipboard {
    private Clipboard() {
    }

    /** Copies a text; rejected where the browser does not allow it, or has no clipboard (insecure contexts). */
    @JSBody(params = "text", script = "return navigator.clipboard ? navigator.clipboard.writeText(text)"
            + " : Promise.reject(new Error('this page has no clipboard'));")
    public static native JSPromise<JSUndefined> write(String text);
}
