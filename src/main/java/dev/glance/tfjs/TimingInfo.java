package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The result of {@link Tf#time}; all in milliseconds. */
public interface TimingInfo extends JSObject {
    /** From start to end, copying included. */
    @JSProperty
    double getWallMs();

    /** Computing alone. */
    @JSProperty
    double getKernelMs();
}
