package dev.glance.litert;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSObjects;

/** How a model is computed on {@code wasm}. */
public interface CpuOptions extends JSObject {
    static CpuOptions create() {
        return JSObjects.create();
    }

    /** How many threads compute it; more than one need the runtime's build with threads. */
    @JSProperty
    void setNumThreads(int threads);
}
