package dev.glance.web;

import org.teavm.jso.JSBody;

/**
 * What the build has put into this script: the lengths and hashes of the site's files, for which it vouches. A script that
 * was compiled otherwise vouches for none.
 */
public final class ScriptTable {
    private ScriptTable() {
    }

    /**
     * The integrity of a file, such as {@code sha256-...}; empty where this script says nothing of it.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity">Subresource Integrity</a>
     */
    @JSBody(params = "path", script = "return typeof glanceFiles !== 'undefined' && glanceFiles[path]"
            + " ? glanceFiles[path][1] : '';")
    public static native String integrity(String path);

    /** The length of a file in bytes. For one that has an {@link #integrity}. */
    @JSBody(params = "path", script = "return glanceFiles[path][0];")
    public static native int length(String path);

    /** The text of this script itself, to be run in a worker; empty for one that is not made for that. */
    @JSBody(script = "return typeof glance === 'function' ? '(' + glance + ')();' : '';")
    public static native String source();
}
