package dev.glance.tfjs;

import org.teavm.jso.JSObject;

/**
 * Where a model comes from that is there at once.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#Models-Loading">Loading</a>
 */
public interface IOHandlerSync extends JSObject {
    ModelArtifacts load();
}
