package dev.glance.tfjs;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSIndexer;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * A plain JavaScript array of numbers, as TensorFlow.js wants it for shapes, axes and sizes. (An {@code int[]} would
 * arrive as an Int32Array, which TensorFlow.js takes for data.)
 */
@JSClass(name = "Array", transparent = true)
public final class NumberArray implements JSObject {
    private NumberArray() {
    }

    /** An array of the given numbers. */
    public static native NumberArray of(int... values);

    /** How many numbers there are. */
    @JSProperty
    public native int getLength();

    /** The number at a place, counted from 0. */
    @JSIndexer
    public native int get(int index);
}
