package dev.glance.model;

import java.util.Arrays;
import java.util.List;

/**
 * A TensorFlow.js graph model: what {@code tf.io.ModelArtifacts} holds, without a JavaScript type. The graph reads node
 * {@code image}, float32 [n, size, size, 3], and computes {@code logits}, float32 [n, outputs], and on the way
 * {@code features}, the embedding.
 *
 * @param topology  the {@code modelTopology} as JSON text
 * @param signature the {@code signature} as JSON text
 * @param weights   the constants of the graph, in the order that their bytes follow each other
 * @param size      height and width of the input in pixels
 * @param outputs   how many logits there are, a background class included
 * @param features  length of the embedding
 */
public record GraphArtifacts(String topology, String signature, List<Weight> weights, int size, int outputs,
                             int features) {
    /**
     * A constant tensor; exactly one of {@code floats} and {@code ints} is not null.
     *
     * @param name   the node's name
     * @param shape  dimensions
     * @param floats the values of a float32 tensor, row-major
     * @param ints   the values of an int32 tensor, row-major
     */
    public record Weight(String name, int[] shape, float[] floats, int[] ints) {
        /** The dtype as TensorFlow.js writes it. */
        public String dtype() {
            return floats != null ? "float32" : "int32";
        }
    }

    /**
     * SHA-256 over topology, signature and the weights' little-endian bytes: two platforms that agree on it have built
     * the same model.
     */
    public String sha256() {
        int length = 0;
        for (Weight weight : weights) {
            length += 4 * (weight.floats != null ? weight.floats.length : weight.ints.length);
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (Weight weight : weights) {
            int count = weight.floats != null ? weight.floats.length : weight.ints.length;
            for (int i = 0; i < count; i++) {
                int bits = weight.floats != null ? Float.floatToIntBits(weight.floats[i]) : weight.ints[i];
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
