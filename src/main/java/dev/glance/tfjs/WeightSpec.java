package dev.glance.tfjs;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSObjects;

/**
 * Name, shape and dtype of one weight; its bytes follow those of the spec before it.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">WeightsManifestEntry</a>
 */
public interface WeightSpec extends JSObject {
    /** A spec of the given values; {@code dtype} is one of {@link DataType}'s words. */
    static WeightSpec create(String name, NumberArray shape, String dtype) {
        WeightSpec spec = JSObjects.create();
        spec.setName(name);
        spec.setShape(shape);
        spec.setDtype(dtype);
        return spec;
    }

    @JSProperty
    String getName();

    @JSProperty
    void setName(String name);

    @JSProperty
    NumberArray getShape();

    @JSProperty
    void setShape(NumberArray shape);

    @JSProperty
    String getDtype();

    @JSProperty
    void setDtype(String dtype);
}
