package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.events.EventTarget;

/**
 * Service workers as a page sees them.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/ServiceWorkerContainer">ServiceWorkerContainer</a>
 */
public final class ServiceWorkers {
    private ServiceWorkers() {
    }

    /** Whether this page may have one: it fills its window and came over https or from this machine. */
    @JSBody(script = "try { return window.top === window && /^http/.test(location.protocol) && !!navigator.serviceWorker; }"
            + " catch (e) { return false; }")
    public static native boolean available();

    /** Registers the one of an address, for what lies beside and below it. */
    public static JSPromise<Registration> register(String url) {
        return register(TrustedUrls.script(url));
    }

    @JSBody(params = "url", script = "return navigator.serviceWorker.register(url);")
    private static native JSPromise<Registration> register(JSObject url);

    /** The one that serves an address; null where none does. */
    @JSBody(params = "url", script = "return navigator.serviceWorker.getRegistration(url).then(function (found) {"
            + " return found || null; });")
    public static native JSPromise<Registration> registration(String url);

    /** The one that serves this page's address, as soon as one does; never settled where none comes. */
    @JSBody(script = "return navigator.serviceWorker.ready;")
    public static native JSPromise<Registration> ready();

    /** Hears what service workers send from now on. */
    @JSBody(params = "receiver", script = "navigator.serviceWorker.addEventListener('message', function (event) {"
            + " receiver(event.data); });")
    public static native void onMessage(Port.Receiver receiver);

    /**
     * What became of registering.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/ServiceWorkerRegistration">ServiceWorkerRegistration</a>
     */
    public interface Registration extends EventTarget {
        /** Null where there is none. */
        @JSProperty
        Worker getInstalling();

        /** Null where there is none. */
        @JSProperty
        Worker getWaiting();

        /** Null where there is none. */
        @JSProperty
        Worker getActive();

        JSPromise<JSBoolean> unregister();
    }

    /**
     * One version of it.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/ServiceWorker">ServiceWorker</a>
     */
    public interface Worker extends EventTarget {
        /** Such as {@code installed}. */
        @JSProperty
        String getState();

        void postMessage(Message message);
    }
}
