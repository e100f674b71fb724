package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;

/**
 * One end of the line between a page and a worker of its own: on the page the Worker, in the worker its global scope.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Worker">Worker</a>
 */
public abstract class Port implements JSObject {
    private Port() {
    }

    /** Hears what the other end sends. */
    @JSFunctor
    public interface Receiver extends JSObject {
        void receive(Message message);
    }

    /** Hears that the other end failed. */
    @JSFunctor
    public interface Failure extends JSObject {
        void failed(String text);
    }

    /**
     * What keeps this thread from starting workers that draw; empty where nothing does. Firefox 153 can, from a worker, but of thirty
     * calls of {@code new Worker} there one never returns.
     */
    @JSBody(script = "return typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined'"
            + " || !new OffscreenCanvas(1, 1).getContext('2d') ? 'this browser has no workers that can draw'"
            + " : typeof document === 'undefined' && /Firefox/.test(navigator.userAgent)"
            + " ? 'in Firefox a worker of a worker does not always start' : '';")
    public static native String hindrance();

    /**
     * Starts a worker.
     *
     * @param url  address of its classic script
     * @param name what the worker sees as its name
     * @throws RuntimeException where the browser refuses to, with its text
     */
    public static Port start(String url, String name) {
        return start(TrustedUrls.script(url), name);
    }

    @JSBody(params = {"url", "name"}, script = "return new Worker(url, {name: name});")
    private static native Port start(JSObject url, String name);

    /** The name by which the site's script knows that it runs as a worker of its own. */
    public static final String OWN = "glance";

    /** Whether this thread is such a worker. */
    public static boolean isOwnWorker() {
        return isWorker(OWN);
    }

    @JSBody(params = "name", script = "return typeof document === 'undefined' && typeof importScripts === 'function'"
            + " && self.name === name;")
    private static native boolean isWorker(String name);

    /** The page as the worker that calls sees it. */
    @JSBody(script = "return self;")
    public static native Port ofWorker();

    /**
     * Sends a message.
     *
     * @param transfer what moves over instead of being copied: ArrayBuffers, ImageBitmaps, VideoFrames
     */
    @JSBody(params = {"message", "transfer"}, script = "this.postMessage(message, transfer);")
    public native void send(Message message, JSArray<JSObject> transfer);

    /** Hears every message from now on. */
    @JSBody(params = "receiver", script = "this.addEventListener('message', function (event) { receiver(event.data); });")
    public native void onMessage(Receiver receiver);

    /** Hears of errors in the worker that nobody caught there, and of a script that could not be loaded. */
    @JSBody(params = "failure", script = "this.addEventListener('error', function (event) { event.preventDefault();"
            + " failure(event.message ? String(event.message) : 'its script could not be loaded'); });"
            + " this.addEventListener('messageerror', function () { failure('it sent what cannot be read'); });")
    public native void onFailure(Failure failure);

    /** Ends the worker at once. */
    @JSBody(script = "this.terminate();")
    public native void terminate();
}
