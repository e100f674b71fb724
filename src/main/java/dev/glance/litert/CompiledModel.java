package dev.glance.litert;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** A model that is ready to run. It holds memory of the runtime until {@link #delete}. */
public interface CompiledModel extends JSObject {
    /**
     * Runs the model on one input.
     *
     * @param input of the model's shape and dtype; it stays the caller's
     * @return the outputs, which are the caller's to delete
     */
    JSPromise<JSArrayReader<LiteRtTensor>> run(LiteRtTensor input);

    /** Frees it. */
    void delete();
}
