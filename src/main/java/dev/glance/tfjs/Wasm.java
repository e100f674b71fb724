package dev.glance.tfjs;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;

/**
 * Settings of the wasm backend; all must be made before it starts. The global {@code tf.wasm} is there once the
 * backend's script has run.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/tree/master/tfjs-backend-wasm">tfjs-backend-wasm</a>
 */
@JSClass(name = "tf.wasm")
public final class Wasm implements JSObject {
    private Wasm() {
    }

    /**
     * Where the .wasm files are.
     *
     * @param prefix address of their folder, ending in a slash
     */
    public static native void setWasmPaths(String prefix);

    /**
     * Where the .wasm files are.
     *
     * @param prefix           address of their folder, ending in a slash
     * @param usePlatformFetch whether they are fetched by {@code tf.env().platform.fetch}
     */
    public static native void setWasmPaths(String prefix, boolean usePlatformFetch);

    /**
     * Where each .wasm file is.
     *
     * @param paths address by file name, for all three files
     */
    public static native void setWasmPaths(JSObject paths);

    /** How many threads to use; more than half of the processors are never used. */
    public static native void setThreadsCount(int threads);

    /** How many threads are used. Throws before the backend has started. */
    public static native int getThreadsCount();
}
