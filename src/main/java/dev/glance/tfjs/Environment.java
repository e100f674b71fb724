package dev.glance.tfjs;

import org.teavm.jso.JSMethod;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/**
 * TensorFlow.js' flags, such as {@code WEBGL_PACK} or {@code WASM_HAS_SIMD_SUPPORT}.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#env">tf.env</a>
 */
public interface Environment extends JSObject {
    /** Sets a flag. Flags that a backend reads when it starts must be set before. */
    void set(String flag, boolean value);

    /** Sets a flag. */
    void set(String flag, double value);

    /** Sets a flag. */
    void set(String flag, String value);

    /** A flag that is true or false. */
    boolean getBool(String flag);

    /** A flag that is a number. */
    double getNumber(String flag);

    /** A flag that is a text. */
    String getString(String flag);

    /** A flag that has to be found out first; resolved with a boolean, number or text. */
    @JSMethod("getAsync")
    JSPromise<JSObject> getAsync(String flag);
}
