package dev.glance.tfjs;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSObjects;

/**
 * How a model is loaded.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#loadGraphModel">tf.loadGraphModel</a>
 */
public interface LoadOptions extends JSObject {
    /** Empty options. */
    static LoadOptions create() {
        return JSObjects.create();
    }

    /** Options of the requests, as {@code fetch} takes them; its {@code signal} ends them early. */
    @JSProperty
    void setRequestInit(JSObject init);

    /** Makes the requests instead of {@code fetch}. */
    @JSProperty
    void setFetchFunc(FetchFunction function);

    /** Hears how much is loaded. TensorFlow.js counts requests, not bytes. */
    @JSProperty
    void setOnProgress(Progress progress);

    /** Whether the weights are read as a stream, so that they need less memory. */
    @JSProperty
    void setStreamWeights(boolean stream);

    /** Hears how much is loaded. */
    @JSFunctor
    interface Progress extends JSObject {
        /**
         * @param fraction 0..1
         */
        void progress(double fraction);
    }

    /** A function like {@code fetch}. */
    @JSFunctor
    interface FetchFunction extends JSObject {
        /**
         * @param url  the address
         * @param init options of the request, or undefined
         * @return a promise of a Response
         */
        JSObject fetch(JSObject url, JSObject init);
    }
}
