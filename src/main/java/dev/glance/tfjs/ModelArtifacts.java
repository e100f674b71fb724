package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * A whole model in memory. Weights are little-endian, one after the other.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#io.fromMemory">tf.io.fromMemory</a>
 */
public interface ModelArtifacts extends JSObject {
    /** Empty artifacts. */
    static ModelArtifacts create() {
        return JSObjects.create();
    }

    /** A GraphDef or a Keras topology, as parsed JSON. */
    @JSProperty
    void setModelTopology(JSObject topology);

    @JSProperty
    JSObject getModelTopology();

    @JSProperty
    void setWeightSpecs(JSArray<WeightSpec> specs);

    @JSProperty
    JSArray<WeightSpec> getWeightSpecs();

    /** All weights in one buffer. */
    @JSProperty("weightData")
    void setWeightData(ArrayBuffer data);

    /** All weights in several buffers; a weight may begin in one and end in the next. */
    @JSProperty("weightData")
    void setWeightShards(JSArray<ArrayBuffer> data);

    /** {@code graph-model} or {@code layers-model}. */
    @JSProperty
    void setFormat(String format);

    @JSProperty
    String getFormat();

    /** Names of inputs and outputs, as parsed JSON. */
    @JSProperty
    void setSignature(JSObject signature);

    @JSProperty
    JSObject getSignature();
}
