package dev.glance.litert;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * LiteRT.js, as the site's script {@code litert/litert.js} puts it on the global {@code litert}. Names are those of
 * LiteRT.js.
 *
 * @see <a href="https://www.npmjs.com/package/@litertjs/core">@litertjs/core</a>
 */
@JSClass(name = "litert")
public final class LiteRt implements JSObject {
    private LiteRt() {
    }

    /**
     * Loads the runtime. Once in a thread; it cannot be taken back.
     *
     * @param path address of its script; it is not loaded where the global {@code ModuleFactory} is there already, as the
     *             site's {@code litert.js} is patched to see
     * @return rejected where one of them cannot be had or started
     */
    public static native JSPromise<JSObject> loadLiteRt(String path);

    /**
     * Compiles a model.
     *
     * @param model   the bytes of a {@code .tflite} file
     * @param options see {@link CompileOptions}
     * @return rejected where the runtime cannot compute it
     */
    public static native JSPromise<CompiledModel> loadAndCompile(Uint8Array model, CompileOptions options);
}
