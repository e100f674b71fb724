package dev.glance.tfjs;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * What {@link Tf#tidy} runs. It must not suspend (no await, no synchronized).
 *
 * @param <T> a tensor, or an array or object that holds tensors
 */
@JSFunctor
public interface TensorFunction<T extends JSObject> extends JSObject {
    T run();
}
