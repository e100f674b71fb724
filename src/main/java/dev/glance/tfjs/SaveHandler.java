package dev.glance.tfjs;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** Takes a model that is being saved; see {@link Io#withSaveHandler}. */
@JSFunctor
public interface SaveHandler extends JSObject {
    /** Stores the artifacts; the result is a SaveResult or any object. */
    JSPromise<JSObject> save(ModelArtifacts artifacts);
}
