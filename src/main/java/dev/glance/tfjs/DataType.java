package dev.glance.tfjs;

/**
 * The words for the types of a tensor's values.
 *
 * @see <a href="https://js.tensorflow.org/api/4.22.0/#tensor">tf.tensor</a>
 */
public final class DataType {
    public static final String FLOAT32 = "float32";
    public static final String INT32 = "int32";
    public static final String BOOL = "bool";
    public static final String COMPLEX64 = "complex64";
    public static final String STRING = "string";

    private DataType() {
    }
}
