package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Locks by name among the threads of an origin. One is free again as soon as the thread that held it is gone, however it
 * ended, of which there is no event.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Web_Locks_API">Web Locks</a>
 */
public final class Locks {
    private Locks() {
    }

    /** A function without arguments. */
    @JSFunctor
    public interface Callback extends JSObject {
        void call();
    }

    /** A name that nobody else uses. */
    @JSBody(script = "return 'glance-' + Date.now().toString(36) + Math.random().toString(36).slice(2);")
    public static native String newName();

    /**
     * Holds a lock for as long as this thread lives.
     *
     * @return {@code true} when it is held, {@code false} where there are no locks (insecure contexts, some from disk)
     */
    @JSBody(params = "name", script = "return typeof navigator === 'undefined' || !navigator.locks"
            + " ? Promise.resolve(false) : new Promise(function (resolve) { navigator.locks.request(name, function () {"
            + " resolve(true); return new Promise(function () {}); }).catch(function () { resolve(false); }); });")
    public static native JSPromise<Object> hold(String name);

    /**
     * Waits until a lock that another thread holds is free.
     *
     * @return a function that ends the waiting; a browser that refuses to wait never calls back, and time-outs remain
     */
    @JSBody(params = {"name", "callback"}, script = "if (!navigator.locks) { return function () {}; }"
            + " var controller = new AbortController();"
            + " navigator.locks.request(name, {signal: controller.signal}, function () { callback(); })"
            + ".catch(function () {}); return function () { controller.abort(); };")
    public static native Callback whenFree(String name, Callback callback);
}
