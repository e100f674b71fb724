package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/**
 * A model made of Keras layers. It owns its weights until {@link #dispose()}. Needs the script of
 * {@code @tensorflow/tfjs-layers}.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#class:LayersModel">tf.LayersModel</a>
 */
public interface LayersModel extends JSObject {
    @JSProperty
    String getName();

    /**
     * Computes the model's output.
     *
     * @param input with a batch dimension first
     * @return a new tensor, the caller's
     */
    Tensor predict(Tensor input);

    /** Computes the output for a whole batch at once. */
    Tensor predictOnBatch(Tensor input);

    /** Prints the layers to the console. */
    void summary();

    /** Saves the model, such as to {@code indexeddb://name}. */
    JSPromise<JSObject> save(String url);

    /** Gives the weights back. */
    void dispose();
}
