package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * What TensorFlow.js holds at the moment.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#memory">tf.memory</a>
 */
public interface MemoryInfo extends JSObject {
    /** Tensors that are not disposed of. */
    @JSProperty
    int getNumTensors();

    /** Buffers behind them; several tensors may share one. */
    @JSProperty
    int getNumDataBuffers();

    /** Bytes behind them. */
    @JSProperty
    double getNumBytes();

    /** Whether the numbers are only an estimate. */
    @JSProperty
    boolean isUnreliable();
}
