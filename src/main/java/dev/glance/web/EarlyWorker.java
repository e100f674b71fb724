package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/**
 * A worker that was started before anybody was there to hear it. What it says is kept; it is taken over once.
 */
public abstract class EarlyWorker implements JSObject {
    private EarlyWorker() {
    }

    /**
     * Starts the worker of a site and asks it to load a model, whose files are fetched for it from here: the worker takes
     * a while to come up. Its scripts are run from a Blob, so that the page's Content-Security-Policy holds in it too. Where
     * the browser refuses there is none; whoever starts one later hears why.
     *
     * @param base        address of the site's root, ending in a slash
     * @param model       catalog id, or empty for the site's default model
     * @param backend     the backend to try first
     * @param scripts     paths of the scripts to run in it, separated by spaces
     * @param integrities of the scripts, in the same order, separated by spaces
     * @param files       paths of the files to fetch, separated by spaces
     */
    @JSBody(params = {"base", "model", "backend", "scripts", "integrities", "files"}, script = "function words(text) {"
            + " return text.split(' ').filter(function (word) { return word; }); }"
            + " var controller = new AbortController(), paths = words(files), hashes = words(integrities), held = [];"
            + " var early = {base: base, model: model, backend: backend, failed: '', messages: [], controller: controller,"
            + " lock: 'glance-' + Date.now().toString(36) + Math.random().toString(36).slice(2)};"
            + " function send(message, transfer) { if (early.port) { early.port.postMessage(message, transfer || []); }"
            + " else { held.push([message, transfer]); } }"
            + " early.ready = Promise.all(words(scripts).map(function (path, i) { return fetch(base + path,"
            + " {integrity: hashes[i], signal: controller.signal}).then(function (response) {"
            + " if (!response.ok) { throw new Error(); } return response.arrayBuffer(); }); })).then(function (parts) {"
            + " var all = []; parts.forEach(function (part) { all.push(part, ';\\n'); });"
            + " var url = URL.createObjectURL(new Blob(all, {type: 'text/javascript'})), types = globalThis.trustedTypes;"
            + " var worker = new Worker(types ? types.createPolicy('glance-start', {createScriptURL: function (url) {"
            + " return url; }}).createScriptURL(url) : url, {name: 'glance'});"
            + " worker.onmessage = function (event) { early.messages.push(event.data); };"
            + " worker.onerror = function (event) { event.preventDefault();"
            + " early.failed = event.message || 'its script could not be loaded'; };"
            + " early.port = worker; URL.revokeObjectURL(url); held.forEach(function (one) { send(one[0], one[1]); });"
            + " return worker; }); early.ready.catch(function () {});"
            + " send({type: 'start', base: base, lock: early.lock, files: paths});"
            + " send({type: 'load', id: 1, body: {model: model, backend: backend}});"
            + " paths.forEach(function (path) {"
            + " function arriving(message, transfer) { message.type = 'arriving'; message.path = path; send(message, transfer); }"
            + " fetch(base + path, {signal: controller.signal}).then(function (response) {"
            + " if (!response.ok || !response.body) { throw new Error(); } var reader = response.body.getReader();"
            + " function next() { return reader.read().then(function (part) { if (part.done) { arriving({}); return; }"
            + " var bytes = part.value.buffer; arriving({bytes: bytes}, [bytes]); return next(); }); } return next(); })"
            + ".catch(function () { arriving({failed: 'yes'}); }); }); globalThis.glanceEarly = early;")
    public static native void start(String base, String model, String backend, String scripts, String integrities,
            String files);

    /** Takes it over; null where there is none, or none any more. */
    @JSBody(script = "var early = globalThis.glanceEarly; if (!early) { return null; }"
            + " delete globalThis.glanceEarly; return early;")
    public static native EarlyWorker take();

    /** The worker, once it has been started, which from now on is heard by its new holder; rejected where there is none. */
    @JSBody(script = "return this.ready.then(function (worker) { worker.onmessage = null; worker.onerror = null;"
            + " return worker; });")
    public native JSPromise<Port> port();

    /** Ends what is still being fetched for it. */
    @JSBody(script = "this.controller.abort();")
    public native void stopFetching();

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
