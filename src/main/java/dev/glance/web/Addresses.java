package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * Where the files of a site are, where a bundler has given each a name and place of its own. The npm package's entry tells it as
 * the global {@code glanceAddresses}: real addresses by those that the files would have beside the script.
 */
public final class Addresses {
    private Addresses() {
    }

    /**
     * The real address of a file.
     *
     * @param beside the one that it has where nobody has moved it
     */
    @JSBody(params = "beside", script = "return globalThis.glanceAddresses && globalThis.glanceAddresses[beside] || beside;")
    public static native String of(String beside);

    /** What was told, to be handed on to workers; undefined where nothing was. */
    @JSBody(script = "return globalThis.glanceAddresses;")
    public static native JSObject told();

    /** Takes what another thread was told. */
    @JSBody(params = "addresses", script = "globalThis.glanceAddresses = addresses;")
    public static native void take(JSObject addresses);
}
