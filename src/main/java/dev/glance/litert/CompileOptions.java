package dev.glance.litert;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSObjects;

/** How to compile a model. */
public interface CompileOptions extends JSObject {
    static CompileOptions create() {
        return JSObjects.create();
    }

    /** {@code wasm} or {@code webgpu}. */
    @JSProperty
    void setAccelerator(String accelerator);

    /** For {@code wasm}. */
    @JSProperty
    void setCpuOptions(CpuOptions options);
}
