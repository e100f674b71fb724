package dev.glance.tfjs;

import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.TypedArray;

/**
 * An immutable array of numbers of any rank. It holds memory of the backend until it is disposed of: by
 * {@link #dispose()}, {@link Tf#dispose} or the {@link Tf#tidy} in which it was made.
 *
 * <p>Only what every TensorFlow.js build has is bound here; operations are static methods of {@link Tf}, since the
 * chained ones ({@code tensor.add(...)}) are missing from builds without them.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#class:Tensor">tf.Tensor</a>
 */
public interface Tensor extends JSObject {
    /** The dimensions, such as [1, 224, 224, 3]; empty for a scalar. */
    @JSProperty
    NumberArray getShape();

    /** The number of dimensions. */
    @JSProperty
    int getRank();

    /** The number of values. */
    @JSProperty
    int getSize();

    /** One of {@link DataType}'s words. */
    @JSProperty
    String getDtype();

    /** A number that no other tensor of this page has. */
    @JSProperty
    int getId();

    /** Whether its memory was given back. */
    @JSProperty
    boolean getIsDisposed();

    /**
     * The values, row-major, once they are computed: a Float32Array for float32, an Int32Array for int32, a Uint8Array
     * for bool. The tensor stays.
     */
    JSPromise<TypedArray> data();

    /** The values of a float32 tensor, once they are computed. */
    @JSMethod("data")
    JSPromise<Float32Array> dataFloat();

    /** The values at once; blocks the thread while the backend computes. The webgpu backend cannot. */
    TypedArray dataSync();

    /** The values of a float32 tensor at once; blocks the thread while the backend computes. */
    @JSMethod("dataSync")
    Float32Array dataFloatSync();

    /** The values as nested arrays, once they are computed. */
    JSPromise<JSObject> array();

    /** The values as nested arrays at once. */
    JSObject arraySync();

    /** Another tensor that shares this one's memory. */
    @JSMethod("clone")
    Tensor copy();

    /** Prints it to the console. */
    void print();

    /** Gives its memory back. Safe to call twice; using it afterwards throws. */
    void dispose();
}
