package dev.glance.tfjs;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSPromise;

/**
 * Loading and saving models.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#Models-Loading">Loading</a>
 */
@JSClass(name = "tf.io")
public final class Io implements JSObject {
    private Io() {
    }

    /**
     * A handler that loads a model from memory.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.fromMemory">tf.io.fromMemory</a>
     */
    public static native IOHandler fromMemory(ModelArtifacts artifacts);

    /**
     * The same for {@link Tf#loadGraphModelSync}.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.fromMemorySync">tf.io.fromMemorySync</a>
     */
    public static native IOHandlerSync fromMemorySync(ModelArtifacts artifacts);

    /**
     * A handler that loads a model over http, or saves it by a POST request.
     *
     * @param url     of {@code model.json}
     * @param options how
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.http">tf.io.http</a>
     */
    public static native IOHandler http(String url, LoadOptions options);

    /**
     * A handler that hands a model to a callback when it is saved.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.withSaveHandler">tf.io.withSaveHandler</a>
     */
    public static native IOHandler withSaveHandler(SaveHandler handler);

    /**
     * The models kept in this browser (IndexedDB and local storage), by address.
     *
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.listModels">tf.io.listModels</a>
     */
    public static native JSPromise<JSMapLike<JSObject>> listModels();

    /**
     * Forgets a model kept in this browser; rejected where there is none.
     *
     * @param url such as {@code indexeddb://name}
     * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.removeModel">tf.io.removeModel</a>
     */
    public static native JSPromise<JSObject> removeModel(String url);
}
