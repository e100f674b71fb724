package dev.glance.tfjs;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * TensorFlow.js' engine, which knows the backends.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#engine">tf.engine</a>
 */
public abstract class Engine implements JSObject {
    private Engine() {
    }

    /** Whether a backend's script has registered it. */
    @JSBody(params = "name", script = "return name in this.registryFactory;")
    public native boolean hasFactory(String name);

    /** Whether a backend was started and not removed since. */
    @JSBody(params = "name", script = "return name in this.registry;")
    public native boolean hasStarted(String name);
}
