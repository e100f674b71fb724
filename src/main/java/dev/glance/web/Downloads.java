package dev.glance.web;

import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Files of a site on their way to this page, perhaps begun before anybody was there to read them. */
public abstract class Downloads implements JSObject {
    private Downloads() {
    }

    /** Hears a file as it arrives. */
    @JSFunctor
    public interface Hearer extends JSObject {
        /**
         * @param part   some bytes more; null at the end
         * @param failed whether the end is that the rest does not come
         */
        void hear(ArrayBuffer part, boolean failed);
    }

    /**
     * Asks for files, as soon as the script that calls is done: for each request the browser notes where it was called from,
     * and for a script that is only just being run that takes a second parse of it. A file with an integrity is checked by
     * the browser, and arrives whole.
     *
     * @param base        address of the site's root, ending in a slash
     * @param paths       of the files, relative to it
     * @param integrities of the files, in the same order; empty for none
     */
    @JSBody(params = {"base", "paths", "integrities"}, script = "var files = {};"
            + " paths.forEach(function (path, i) { var whole = !!integrities[i], file = files[path] = {parts: [],"
            + " hear: null, over: false, failed: false, controller: new AbortController()};"
            + " function add(part) { file.hear ? file.hear(part, false) : file.parts.push(part); }"
            + " function end(failed) { file.over = true; file.failed = failed; if (file.hear) { file.hear(null, failed); } }"
            + " Promise.resolve().then(function () { return fetch((globalThis.glanceAddresses || {})[base + path] || base + path,"
            + " {signal: file.controller.signal, integrity: integrities[i]}); })"
            + ".then(function (response) { if (!response.ok) { throw new Error(); }"
            + " if (whole || !response.body) { return response.arrayBuffer().then(add); }"
            + " var reader = response.body.getReader(); function next() { return reader.read().then(function (part) {"
            + " if (!part.done) { add(part.value.buffer); return next(); } }); } return next(); })"
            + ".then(function () { end(false); }, function () { end(true); }); }); return {base: base, files: files};")
    public static native Downloads start(String base, JSArray<JSString> paths, JSArray<JSString> integrities);

    /** Leaves them for the script that comes. */
    @JSBody(script = "globalThis.glanceDownloads = this;")
    public native void leave();

    /** Those that were left here; null where there are none, or none any more. */
    @JSBody(script = "var left = globalThis.glanceDownloads || null; delete globalThis.glanceDownloads; return left;")
    public static native Downloads taken();

    @JSProperty
    public abstract String getBase();

    /** The paths. */
    public final List<String> paths() {
        return TextArrays.list(keys());
    }

    @JSBody(script = "return Object.keys(this.files);")
    private native JSArray<JSString> keys();

    /** Hears one file from its beginning, instead of whoever heard it before. */
    @JSBody(params = {"path", "hearer"}, script = "var file = this.files[path]; file.hear = hearer;"
            + " file.parts.splice(0).forEach(function (part) { hearer(part, false); });"
            + " if (file.over) { hearer(null, file.failed); }")
    public native void hear(String path, Hearer hearer);

    /** Ends the download of one file, which fails then. */
    @JSBody(params = "path", script = "this.files[path].controller.abort();")
    public native void stop(String path);
}
