package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * Where a model comes from or goes to. A handler may lack one of the two methods.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#Models-Loading">Loading</a>
 */
public interface IOHandler extends JSObject {
    JSPromise<ModelArtifacts> load();

    JSPromise<JSObject> save(ModelArtifacts artifacts);
}
