package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;

/**
 * Requests over the network.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/fetch">fetch</a>
 */
public final class Fetch {
    private Fetch() {
    }

    /**
     * Starts a GET request.
     *
     * @param url    the address
     * @param signal an AbortSignal that ends the request, see {@link AbortController}
     * @return rejected with a TypeError where no answer comes, with an AbortError where it was ended; an answer with an
     *         error status is not a rejection
     */
    @JSBody(params = {"url", "signal"}, script = "return fetch(url, {signal: signal});")
    public static native JSPromise<Response> get(String url, JSObject signal);

    /** A file; rejected with an Error where no answer comes or one with an error status. */
    @JSBody(params = "url", script = "return fetch(url).then(function (response) {"
            + " if (!response.ok) { throw new Error('the server answers with status ' + response.status); }"
            + " return response.blob(); });")
    public static native JSPromise<Blob> blob(String url);

    /**
     * {@code fetch} as a function to hand on: an answer with an error status is a rejection too.
     *
     * @param url  an address or Request
     * @param init options, or undefined
     * @return a promise of a {@link Response}
     */
    @JSBody(params = {"url", "init"}, script = "return fetch(url, init).then(function (response) {"
            + " if (!response.ok) { throw new Error(url + ' answers with status ' + response.status); }"
            + " return response; });")
    public static native JSObject getOk(JSObject url, JSObject init);
}
