package dev.glance.web;

import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/**
 * What the build has put into this script: the lengths and hashes of the site's files, for which it vouches. A script that
 * was compiled otherwise vouches for none.
 */
public final class ScriptTable {
    private ScriptTable() {
    }

    /**
     * The integrity of a file, such as {@code sha256-...}; empty where this script says nothing of it, and for scripts that a bundler
     * has placed: it may have made them smaller.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity">Subresource Integrity</a>
     */
    @JSBody(params = "path", script = "return typeof glanceFiles !== 'undefined' && glanceFiles[path]"
            + " && !(globalThis.glanceAddresses && /js$/.test(path)) ? glanceFiles[path][1] : '';")
    public static native String integrity(String path);

    /** The length of a file in bytes. For one that has an {@link #integrity}. */
    @JSBody(params = "path", script = "return glanceFiles[path][0];")
    public static native int length(String path);

    /** The default model's catalog id; empty where this script does not know it. */
    @JSBody(script = "return typeof glanceModel !== 'undefined' ? glanceModel[0] : '';")
    public static native String model();

    /** Paths of the default model's own files; none where this script does not know it. */
    public static List<String> modelFiles() {
        return TextArrays.list(files());
    }

    @JSBody(script = "return typeof glanceModel !== 'undefined' ? glanceModel.slice(1, 3) : [];")
    private static native JSArray<JSString> files();

    /** Whether a catalog id is known to be the default model's; an empty one is too. */
    public static boolean isDefault(String id) {
        return !model().isEmpty() && (id.isEmpty() || id.equals(model()));
    }

    /** Whether only the catalog knows what the default model needs: it is none of the site's own. */
    @JSBody(script = "return typeof glanceModel !== 'undefined' && glanceModel.length > 3;")
    public static native boolean isSpecial();

    /** Whether it is known of a model that it needs nothing else than MobileNets do. */
    public static boolean isPlain(String id) {
        return isDefault(id) && !isSpecial();
    }

    /** What alone computes a model; empty where that is left open. */
    public static String backend(String id) {
        return isDefault(id) && isSpecial() ? only() : "";
    }

    @JSBody(script = "return glanceModel[3];")
    private static native String only();

    /** The text of this script itself, to be run in a worker; null for one that is not made for that. */
    @JSBody(script = "return typeof glance === 'function' ? '(' + glance + ')();' : null;")
    public static native JSString source();

    /** The TensorFlow.js that most workers begin with, as a text that the build has put beside this script; null where it did not. */
    @JSBody(script = "return typeof glanceTensorFlow !== 'undefined' ? glanceTensorFlow : null;")
    public static native JSString tensorFlow();

    /** What the site consists of, or how large that is, as the build wrote it down; empty where it did not. */
    @JSBody(script = "return typeof glanceSite !== 'undefined' ? glanceSite : '';")
    public static native String inventory();
}
