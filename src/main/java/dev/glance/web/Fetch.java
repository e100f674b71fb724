package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

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

    /**
     * As {@link #get}, without what was received already.
     *
     * @param from how many bytes that are; 0 for none
     * @see <a href="https://developer.mozilla.org/docs/Web/HTTP/Range_requests">range requests</a>
     */
    @JSBody(params = {"url", "from", "signal"}, script = "return fetch(url, {signal: signal, credentials: 'same-origin',"
            + " headers: from > 0 ? {Range: 'bytes=' + from + '-'} : {}});")
    public static native JSPromise<Response> get(String url, double from, JSObject signal);

    /** A header of an answer; empty where there is none, or its host keeps it to itself. */
    @JSBody(params = {"response", "name"}, script = "return response.headers.get(name) || '';")
    public static native String header(Response response, String name);

    /**
     * Starts a GET request to the page's own origin.
     *
     * @param cache what the browser's cache is asked for: {@code no-cache}, {@code reload} or {@code only-if-cached}
     * @see <a href="https://developer.mozilla.org/docs/Web/API/Request/cache">Request.cache</a>
     */
    @JSBody(params = {"url", "cache"}, script = "return fetch(url, {cache: cache, mode: 'same-origin'});")
    public static native JSPromise<Response> own(String url, String cache);

    /** Makes a request as a page has made it. */
    @JSBody(params = "request", script = "return fetch(request);")
    public static native JSPromise<Response> pass(Request request);

    /**
     * Fetches something whole, and nothing else than what it must be.
     *
     * @return rejected where there is no answer or another one
     */
    @JSBody(params = {"url", "integrity"}, script = "return fetch(url, {integrity: integrity}).then(function (response) {"
            + " if (!response.ok) { throw new Error(url + ' answers with status ' + response.status); }"
            + " return response.arrayBuffer(); }).then(function () {});")
    public static native JSPromise<JSUndefined> checked(String url, String integrity);

    /**
     * Whether a host answers at all, be it with something that this page may not read.
     *
     * @return never rejected
     */
    @JSBody(params = {"url", "signal"}, script = "return fetch(url, {mode: 'no-cors', signal: signal}).then(function () {"
            + " return true; }, function () { return false; });")
    public static native JSPromise<JSBoolean> answers(String url, JSObject signal);

    /**
     * The status that a server answered with when the page asked for an address last, such as for a picture.
     *
     * @return 0 where that is not known: there was no answer, or its host lets nobody know
     * @see <a href="https://developer.mozilla.org/docs/Web/API/PerformanceResourceTiming/responseStatus">responseStatus</a>
     */
    @JSBody(params = "url", script = "var entry = performance.getEntriesByName(url.split('#')[0]).pop();"
            + " return entry && entry.responseStatus || 0;")
    public static native int lastStatus(String url);
}
