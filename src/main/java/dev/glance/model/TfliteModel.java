package dev.glance.model;

import java.util.List;

/**
 * The parts of a TensorFlow Lite file that inference needs: the first subgraph's tensors and operators.
 *
 * @param tensors   all tensors; operators name them by index
 * @param operators in execution order
 * @param input     index of the input tensor
 * @param output    index of the output tensor
 */
record TfliteModel(List<Tensor> tensors, List<Operator> operators, int input, int output) {
    /** Tensor types of the TensorFlow Lite schema that can occur here. */
    static final int FLOAT32 = 0;
    static final int FLOAT16 = 1;
    static final int INT32 = 2;
    static final int UINT8 = 3;
    static final int INT8 = 9;

    /**
     * A tensor.
     *
     * @param shape        dimensions; empty for a scalar
     * @param type         one of the type numbers above, or another one of the schema
     * @param data         the bytes of a constant; length 0 for a computed tensor
     * @param scales       one scale, or one a channel; empty where the tensor is not quantised
     * @param zeroPoints   as many as scales, or one, or none (0)
     * @param channelAxis  the dimension that the scales go along
     */
    record Tensor(int[] shape, int type, FlatBuffer.Vector data, float[] scales, int[] zeroPoints,
                  int channelAxis) {
        boolean isConstant() {
            return data.length() > 0;
        }
    }

    /**
     * An operator.
     *
     * @param code    builtin operator number of the schema
     * @param inputs  tensor indices; -1 for an optional input left out
     * @param outputs tensor indices
     * @param options position of its options table in the file, or 0
     */
    record Operator(int code, int[] inputs, int[] outputs, int options) {
    }
}
