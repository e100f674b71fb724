package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

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
        void receive(String path, String base64);
    }

    /** Names what such scripts call, {@code glanceFile(path, base64)}. */
    @JSBody(params = "receiver", script = "globalThis.glanceFile = receiver;")
    public static native void hear(Receiver receiver);
}
