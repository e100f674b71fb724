package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The results of {@link Tf#topk}: two tensors, both the caller's. */
public interface TopK extends JSObject {
    /** The greatest values, greatest first. */
    @JSProperty
    Tensor getValues();

    /** Their places; int32. */
    @JSProperty
    Tensor getIndices();
}
