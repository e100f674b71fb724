package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The result of {@link Tf#profile}. */
public interface ProfileInfo extends JSObject {
    /** Tensors that the function left. */
    @JSProperty
    int getNewTensors();

    /** Bytes that the function left. */
    @JSProperty
    double getNewBytes();

    /** The most bytes held at any moment. */
    @JSProperty
    double getPeakBytes();

    /** What the function returned. */
    @JSProperty
    JSObject getResult();
}
