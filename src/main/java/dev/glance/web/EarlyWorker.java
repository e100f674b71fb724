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
     * Starts the worker of a site and asks it to load a model, whose files are fetched for it from here: the worker takes
     * a while to come up. Where the browser refuses there is none; whoever starts one later hears why.
     *
     * @param base    address of the site's root, ending in a slash
     * @param model   catalog id, or empty for the site's default model
     * @param backend the backend to try first
     * @param files   paths of the files to fetch, separated by spaces
     */
    @JSBody(params = {"base", "model", "backend", "files"}, script = "var worker; try { worker = new Worker(base"
            + " + 'mobilenet.js', {name: 'glance'}); } catch (e) { return; } var early = {port: worker, base: base, model: model, backend: backend, failed: '',"
            + " lock: 'glance-' + Date.now().toString(36) + Math.random().toString(36).slice(2), messages: []};"
            + " worker.onmessage = function (event) { early.messages.push(event.data); };"
            + " worker.onerror = function (event) { event.preventDefault();"
            + " early.failed = event.message || 'its script could not be loaded'; };"
            + " var paths = files.split(' ').filter(function (path) { return path; });"
            + " worker.postMessage({type: 'start', base: base, lock: early.lock, files: paths});"
            + " worker.postMessage({type: 'load', id: 1, body: {model: model, backend: backend}});"
            + " early.controller = new AbortController(); paths.forEach(function (path) {"
            + " function send(message, transfer) { message.type = 'arriving'; message.path = path;"
            + " worker.postMessage(message, transfer || []); }"
            + " fetch(base + path, {signal: early.controller.signal}).then(function (response) {"
            + " if (!response.ok || !response.body) { throw new Error(); } var reader = response.body.getReader();"
            + " function next() { return reader.read().then(function (part) { if (part.done) { send({}); return; }"
            + " var bytes = part.value.buffer; send({bytes: bytes}, [bytes]); return next(); }); } return next(); })"
            + ".catch(function () { send({failed: 'yes'}); }); }); globalThis.glanceEarly = early;")
    public static native void start(String base, String model, String backend, String files);

    /** Takes the worker over; null where there is none, or none any more. */
    @JSBody(script = "var early = globalThis.glanceEarly; if (!early) { return null; }"
            + " delete globalThis.glanceEarly; early.port.onmessage = null; early.port.onerror = null; return early;")
    public static native EarlyWorker take();

    /** Ends what is still being fetched for it. */
    @JSBody(script = "this.controller.abort();")
    public native void stopFetching();

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
