package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * A model made of TensorFlow operations. It owns its weights until {@link #dispose()}.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#class:GraphModel">tf.GraphModel</a>
 */
public interface GraphModel extends JSObject {
    /** The inputs: name, shape (-1 for an open dimension) and dtype. */
    @JSProperty
    JSArrayReader<TensorInfo> getInputs();

    /** The outputs: name, shape and dtype. */
    @JSProperty
    JSArrayReader<TensorInfo> getOutputs();

    /**
     * Computes the model's outputs.
     *
     * @param input the one input
     * @return a new tensor for a model of one output, the caller's
     * @throws RuntimeException where shape or dtype do not fit
     */
    Tensor predict(Tensor input);

    /**
     * Computes the value of one node.
     *
     * @param input  the one input
     * @param output the node's name
     * @return a new tensor, the caller's
     */
    Tensor execute(Tensor input, String output);

    /**
     * Computes the value of any node from values for all inputs.
     *
     * @param inputs by name of the placeholder; they stay the caller's
     * @param output name of the node
     * @return the caller's
     */
    Tensor execute(JSMapLike<Tensor> inputs, String output);

    /**
     * Computes the values of several nodes from values for all inputs, in the order asked for. Any node may be an input: what
     * leads to it is not computed then.
     *
     * @param inputs by name of the node; they stay the caller's
     */
    JSArrayReader<Tensor> execute(JSMapLike<Tensor> inputs, JSArrayReader<JSString> outputs);

    /** Computes the values of several nodes, in the order asked for. */
    JSArrayReader<Tensor> execute(Tensor input, JSArrayReader<JSString> outputs);

    /** As {@link #execute(Tensor, String)}, for models with control flow. */
    JSPromise<Tensor> executeAsync(Tensor input, String output);

    /**
     * Saves the model.
     *
     * @param url where to, such as {@code indexeddb://name} or {@code downloads://name}
     */
    JSPromise<JSObject> save(String url);

    /** Gives the weights back. */
    void dispose();

    /** A model's input or output. */
    interface TensorInfo extends JSObject {
        @JSProperty
        String getName();

        /** The dimensions; undefined where unknown. */
        @JSProperty
        NumberArray getShape();

        @JSProperty
        String getDtype();
    }
}
