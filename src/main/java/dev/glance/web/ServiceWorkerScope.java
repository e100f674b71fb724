package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;

/**
 * The thread of a service worker, as it sees itself.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/ServiceWorkerGlobalScope">ServiceWorkerGlobalScope</a>
 */
public final class ServiceWorkerScope {
    private ServiceWorkerScope() {
    }

    /** Work that the browser waits for. */
    @JSFunctor
    public interface Work extends JSObject {
        JSPromise<Object> start();
    }

    /** Hears a request of a page. */
    @JSFunctor
    public interface Fetches extends JSObject {
        void fetch(FetchEvent event);
    }

    /**
     * A request of a page.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/FetchEvent">FetchEvent</a>
     */
    public interface FetchEvent extends JSObject {
        @JSProperty
        Request getRequest();

        /** Answers it. To be called at once; without, it goes its usual way. */
        void respondWith(JSPromise<Response> answer);

        /** The thread lives as long as this takes. */
        void waitUntil(JSPromise<Object> work);
    }

    /** The address of its script. */
    @JSBody(script = "return self.location.href;")
    public static native String address();

    /** The address of what it serves. */
    @JSBody(script = "return self.registration.scope;")
    public static native String scope();

    /** What makes it ready. Rejected, it never serves. */
    @JSBody(params = "work", script = "self.addEventListener('install', function (event) { event.waitUntil(work()); });")
    public static native void onInstall(Work work);

    /** What is done once it serves. */
    @JSBody(params = "work", script = "self.addEventListener('activate', function (event) { event.waitUntil(work()); });")
    public static native void onActivate(Work work);

    @JSBody(params = "fetches", script = "self.addEventListener('fetch', function (event) { fetches(event); });")
    public static native void onFetch(Fetches fetches);

    /** Hears a message. */
    @JSFunctor
    public interface Messages extends JSObject {
        /** The thread lives as long as what it returns takes. */
        JSPromise<Object> hear(Message message);
    }

    /** Hears what pages and other versions send. */
    @JSBody(params = "messages", script = "self.addEventListener('message', function (event) {"
            + " event.waitUntil(messages(event.data)); });")
    public static native void onMessage(Messages messages);

    /** Takes the place of the version that serves now. */
    @JSBody(script = "self.skipWaiting();")
    public static native void takeOver();

    /** The version that is ready to take the place of the one that serves; null where there is none. */
    @JSBody(script = "return self.registration.waiting;")
    public static native ServiceWorkers.Worker waiting();

    /** Serves no window that opens from now on. */
    @JSBody(script = "self.registration.unregister();")
    public static native void unregister();

    /** How many windows this version serves. */
    @JSBody(script = "return self.clients.matchAll({type: 'window'}).then(function (windows) { return windows.length; });")
    public static native JSPromise<JSNumber> windows();

    /** Sends a message to all windows that show something of what it serves. */
    @JSBody(params = "message", script = "self.clients.matchAll({type: 'window', includeUncontrolled: true})"
            + ".then(function (windows) { windows.forEach(function (window) {"
            + " if (window.url.startsWith(self.registration.scope)) { window.postMessage(message); } }); });")
    public static native void tell(Message message);
}
