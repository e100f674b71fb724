package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/**
 * Answers by address, kept on this device.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/CacheStorage">CacheStorage</a>
 */
public final class Caches {
    private Caches() {
    }

    /** The names of all of this origin. */
    @JSBody(script = "return caches.keys();")
    public static native JSPromise<JSArray<JSString>> names();

    /** The one of a name, which comes to be if need be. */
    @JSBody(params = "name", script = "return caches.open(name);")
    public static native JSPromise<Cache> open(String name);

    @JSBody(params = "name", script = "return caches.delete(name);")
    public static native JSPromise<JSBoolean> delete(String name);

    /** An answer of the cache of a name, which does not come to be for that; undefined where there is none. */
    @JSBody(params = {"url", "name"}, script = "return caches.match(url, {cacheName: name});")
    public static native JSPromise<Response> match(String url, String name);

    /**
     * One cache.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/Cache">Cache</a>
     */
    public interface Cache extends JSObject {
        /** Keeps an answer; rejected with a QuotaExceededError where there is no room. */
        JSPromise<JSUndefined> put(String url, Response answer);

        JSPromise<Response> match(Request request);

        JSPromise<JSArray<Request>> keys();
    }
}
