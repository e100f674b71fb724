package dev.glance.litert;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.TypedArray;

/** A tensor in the runtime's memory, where it stays until {@link #delete}. */
@JSClass(name = "litert.Tensor")
public class LiteRtTensor implements JSObject {
    /**
     * A copy of values.
     *
     * @param data  row-major; their type is the tensor's dtype
     * @param shape dimensions; their product is the number of values
     */
    public LiteRtTensor(TypedArray data, JSArray<JSNumber> shape) {
    }

    /** A copy of the values. */
    public native JSPromise<TypedArray> data();

    /** Frees it. */
    public native void delete();
}
