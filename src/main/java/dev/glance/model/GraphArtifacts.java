package dev.glance.model;

import java.util.Arrays;
import java.util.List;

/**
 * A TensorFlow.js graph model: what {@code tf.io.ModelArtifacts} holds, without a JavaScript type. The graph reads node
 * {@code image}, float32 [n, size, size, 3], and computes {@code logits}, float32 [n, outputs], and on the way
 * {@code features}, the embedding, if it ends in a classifier.
 *
 * @param topology  the {@code modelTopology} as JSON text
 * @param signature the {@code signature} as JSON text
 * @param weights   the constants of the graph, in the order that their bytes follow each other
 * @param size      height and width of the input in pixels
 * @param outputs   how many logits there are, a background class included
 * @param features  length of the embedding; 0 where there is no such node
 * @param hasMap    whether the embedding is the mean of the node {@code feature_map}
 * @param needsAll  whether the whole of TensorFlow.js is needed, not only what MobileNets of versions 1 and 2 use
 */
public record GraphArtifacts(String topology, String signature, List<Weight> weights, int size, int outputs,
                             int features, boolean hasMap, boolean needsAll) {
    /** The node that takes the picture. */
    public static final String INPUT = "image";
    /** The node that computes the logits. */
    public static final String LOGITS = "logits";
    /** The node whose mean over the picture the embedding is, if it is one: [n, rows, columns, features]. */
    public static final String FEATURE_MAP = "feature_map";
    /** The node that computes the embedding. */
    public static final String FEATURES = "features";

    /**
     * A constant tensor; exactly one of {@code stored}, {@code ints} and {@code packed} is not null.
     *
     * @param name   the node's name
     * @param shape  dimensions
     * @param stored the values of a float32 tensor, row-major
     * @param ints   the values of an int32 tensor, row-major
     * @param packed the values of a float32 tensor as they lie in the file; the node is a placeholder then, so that who
     *               runs the graph may unpack them in its own way
     */
    public record Weight(String name, int[] shape, float[] stored, int[] ints, Packed packed) {
        /** The values of a float32 tensor, row-major; null for an int32 one. Unpacked anew each time. */
        public float[] floats() {
            return packed != null ? packed.floats() : stored;
        }

        /** The dtype as TensorFlow.js writes it. */
        public String dtype() {
            return ints == null ? "float32" : "int32";
        }
    }

    /**
     * A matrix of 8-bit integers in the file. The weight is its transpose, {@code (q - zero) * scale}.
     *
     * @param file     the bytes of the file
     * @param position where the matrix begins, row-major
     * @param signed   whether the integers are int8 rather than uint8
     * @param rows     as many as the weight has columns
     * @param columns  as many as the weight has rows
     * @param scales   one, or one a row
     * @param zero     the integer that stands for 0
     */
    public record Packed(byte[] file, int position, boolean signed, int rows, int columns, float[] scales, int zero) {
        /** So many rows at a time: what is written lies side by side, and what is read is read again soon. */
        private static final int STRIP = 16;

        /** The weight in float32. */
        float[] floats() {
            float[] result = new float[rows * columns];
            unpack(result);
            return result;
        }

        /**
         * Writes the weight in float32.
         *
         * @param result gets {@code rows * columns} values
         */
        public void unpack(float[] result) {
            int mask = signed ? -1 : 0xFF;
            int step = scales.length == 1 ? 0 : 1;
            for (int strip = 0; strip < rows; strip += STRIP) {
                int end = Math.min(rows, strip + STRIP);
                for (int column = 0; column < columns; column++) {
                    int from = position + strip * columns + column;
                    int to = column * rows + strip;
                    for (int row = strip; row < end; row++) {
                        result[to++] = ((file[from] & mask) - zero) * scales[row * step];
                        from += columns;
                    }
                }
            }
        }
    }

    /**
     * SHA-256 over topology, signature and the weights' little-endian bytes: two platforms that agree on it have built
     * the same model.
     */
    public String sha256() {
        int length = 0;
        for (Weight weight : weights) {
            int count = 1;
            for (int dimension : weight.shape) {
                count *= dimension;
            }
            length += 4 * count;
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (Weight weight : weights) {
            float[] floats = weight.floats();
            int count = floats != null ? floats.length : weight.ints.length;
            for (int i = 0; i < count; i++) {
                int bits = floats != null ? Float.floatToIntBits(floats[i]) : weight.ints[i];
                bytes[at++] = (byte) bits;
                bytes[at++] = (byte) (bits >> 8);
                bytes[at++] = (byte) (bits >> 16);
                bytes[at++] = (byte) (bits >> 24);
            }
        }
        StringBuilder specs = new StringBuilder();
        for (Weight weight : weights) {
            specs.append(weight.name).append(weight.dtype()).append(Arrays.toString(weight.shape));
        }
        String parts = Sha256.hex(ascii(topology)) + Sha256.hex(ascii(signature)) + Sha256.hex(ascii(specs.toString()))
                + Sha256.hex(bytes);
        return Sha256.hex(ascii(parts));
    }

    private static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
