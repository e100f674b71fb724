package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Int8Array;

/** Scripts beside the files of a site that hand those over where nothing can be fetched (file://). */
public final class TwinScripts {
    private TwinScripts() {
    }

    /** Receives a file. */
    @JSFunctor
    public interface Receiver extends JSObject {
        /**
         * @param path   relative to the site's root
         * @param base64 the file's bytes
         */
        void receive(String path, JSString base64);
    }

    /** Names what such scripts call, {@code glanceFile(path, base64)}. */
    @JSBody(params = "receiver", script = "globalThis.glanceFile = receiver;")
    public static native void hear(Receiver receiver);

    /** The twin of a file, which a person may save beside it under the same name and {@code .js}. */
    @JSBody(params = {"path", "file"}, script = "return new Promise(function (resolve, reject) { var reader = new FileReader();"
            + " reader.onload = function () { var data = reader.result; resolve(new Blob(['glanceFile(' + JSON.stringify(path)"
            + " + ',\"' + data.slice(data.indexOf(',') + 1) + '\");\\n'], {type: 'text/javascript'})); };"
            + " reader.onerror = function () { reject(reader.error); }; reader.readAsDataURL(file); });")
    public static native JSPromise<Blob> of(String path, Blob file);

    /** What is handed over, as bytes. */
    @JSBody(params = "base64", script = "var bytes; if (Uint8Array.fromBase64) { bytes = Uint8Array.fromBase64(base64); } else {"
            + " var binary = atob(base64); bytes = new Uint8Array(binary.length);"
            + " for (var i = 0; i < bytes.length; i++) { bytes[i] = binary.charCodeAt(i); } }"
            + " return new Int8Array(bytes.buffer);")
    public static native Int8Array decode(JSString base64);
}
