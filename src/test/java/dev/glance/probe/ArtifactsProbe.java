package dev.glance.probe;

import dev.glance.model.Tflite;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/** In the browser: the hash of the artifacts that a model file gives, as the global {@code artifactsSha256(bytes)}. */
public final class ArtifactsProbe {
    private ArtifactsProbe() {
    }

    /** Defines the global. */
    public static void main(String[] args) {
        define(bytes -> Tflite.read(bytes.toJavaArray()).sha256());
    }

    @JSBody(params = "hash", script = "globalThis.artifactsSha256 = hash;")
    private static native void define(Hash hash);

    /** From a file's bytes to a hash. */
    @JSFunctor
    private interface Hash extends JSObject {
        String of(Int8Array bytes);
    }
}
