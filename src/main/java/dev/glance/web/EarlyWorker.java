package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;

/**
 * A worker that was started before anybody was there to hear it. What it says is kept; it is taken over once.
 */
public abstract class EarlyWorker implements JSObject {
    private EarlyWorker() {
    }

    /**
     * Starts the worker of a site and asks it to load a model.
     *
     * @param base    address of the site's root, ending in a slash
     * @param model   catalog id, or empty for the site's default model
     * @param backend the backend to try first
     */
    @JSBody(params = {"base", "model", "backend"}, script = "var worker = new Worker(base + 'mobilenet.js',"
            + " {name: 'glance'}); var early = {port: worker, base: base, model: model, backend: backend, failed: '',"
            + " lock: 'glance-' + Date.now().toString(36) + Math.random().toString(36).slice(2), messages: []};"
            + " worker.onmessage = function (event) { early.messages.push(event.data); };"
            + " worker.onerror = function (event) { event.preventDefault();"
            + " early.failed = event.message || 'its script could not be loaded'; };"
            + " worker.postMessage({type: 'start', base: base, lock: early.lock});"
            + " worker.postMessage({type: 'load', id: 1, body: {model: model, backend: backend}});"
            + " globalThis.glanceEarly = early;")
    public static native void start(String base, String model, String backend);

    /** Takes the worker over; null where there is none, or none any more. */
    @JSBody(script = "var early = globalThis.glanceEarly; if (!early) { return null; }"
            + " delete globalThis.glanceEarly; early.port.onmessage = null; early.port.onerror = null; return early;")
    public static native EarlyWorker take();

    @JSProperty
    public abstract Port getPort();

    @JSProperty
    public abstract String getBase();

    @JSProperty
    public abstract String getModel();

    @JSProperty
    public abstract String getBackend();

    /** The lock that it holds while it lives, see {@link Locks}. */
    @JSProperty
    public abstract String getLock();

    /** Why it failed; empty where it did not. */
    @JSProperty
    public abstract String getFailed();

    /** What it has said so far. */
    @JSProperty
    public abstract JSArray<Message> getMessages();
}
