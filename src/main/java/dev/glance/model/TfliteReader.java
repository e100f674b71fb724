package dev.glance.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the bytes of a {@code .tflite} file into a {@link TfliteModel}. Nothing in the file is trusted: every index,
 * length and offset is checked against what is there.
 *
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs">
 *      schema.fbs</a>, which numbers the fields used here
 */
final class TfliteReader {
    private static final int MAX_RANK = 8;

    private final FlatBuffer file;

    private TfliteReader(FlatBuffer file) {
        this.file = file;
    }

    static TfliteModel read(FlatBuffer file) {
        byte[] bytes = file.bytes();
        if (bytes.length < 8 || bytes[4] != 'T' || bytes[5] != 'F' || bytes[6] != 'L' || bytes[7] != '3') {
            throw FlatBuffer.broken("it does not begin as one");
        }
        return new TfliteReader(file).model();
    }

    private TfliteModel model() {
        int model = file.root();
        int[] codes = operatorCodes(model);
        int[] subgraphs = file.tablesField(model, 2);
        if (subgraphs.length == 0) {
            throw FlatBuffer.broken("it has no graph");
        }
        int graph = subgraphs[0];
        List<FlatBuffer.Vector> buffers = new ArrayList<>();
        for (int buffer : file.tablesField(model, 4)) {
            buffers.add(file.vectorField(buffer, 0, 1));
        }
        List<TfliteModel.Tensor> tensors = new ArrayList<>();
        for (int table : file.tablesField(graph, 0)) {
            tensors.add(tensor(table, buffers));
        }
        List<TfliteModel.Operator> operators = new ArrayList<>();
        for (int table : file.tablesField(graph, 3)) {
            operators.add(operator(table, codes, tensors.size()));
        }
        int[] inputs = file.intsField(graph, 1);
        int[] outputs = file.intsField(graph, 2);
        FlatBuffer.require(inputs.length == 1 && outputs.length > 0, "it needs one input and an output");
        // What else it may compute is not asked for.
        return new TfliteModel(tensors, operators, tensor(inputs[0], tensors.size()), tensor(outputs[0], tensors.size()));
    }

    private int[] operatorCodes(int model) {
        int[] tables = file.tablesField(model, 1);
        int[] codes = new int[tables.length];
        for (int i = 0; i < codes.length; i++) {
            // Old files have the byte only, newer ones both; the greater of the two is the code (schema.fbs).
            codes[i] = Math.max(file.byteField(tables[i], 0, 0), file.intField(tables[i], 3, 0));
        }
        return codes;
    }

    private TfliteModel.Tensor tensor(int table, List<FlatBuffer.Vector> buffers) {
        int[] shape = file.intsField(table, 0);
        if (shape.length > MAX_RANK) {
            throw FlatBuffer.broken("a tensor has more than " + MAX_RANK + " dimensions");
        }
        int buffer = file.intField(table, 2, 0);
        if (buffer < 0 || buffer >= buffers.size()) {
            throw FlatBuffer.broken("a tensor names a buffer that is not there");
        }
        float[] scales = new float[0];
        int[] zeroPoints = new int[0];
        int axis = 0;
        int quantization = file.tableField(table, 4);
        if (quantization != 0) {
            scales = file.floatsField(quantization, 2);
            zeroPoints = file.longsField(quantization, 3);
            axis = file.intField(quantization, 6, 0);
        }
        return new TfliteModel.Tensor(shape, file.byteField(table, 1, 0), buffers.get(buffer), scales, zeroPoints,
                axis);
    }

    private TfliteModel.Operator operator(int table, int[] codes, int tensorCount) {
        int code = file.intField(table, 0, 0);
        if (code < 0 || code >= codes.length) {
            throw FlatBuffer.broken("an operator has no code");
        }
        int[] inputs = file.intsField(table, 1);
        int[] outputs = file.intsField(table, 2);
        for (int input : inputs) {
            if (input < -1 || input >= tensorCount) {
                throw FlatBuffer.broken("an operator reads a tensor that is not there");
            }
        }
        FlatBuffer.require(outputs.length > 0, "it needs one input and an output");
        for (int output : outputs) {
            tensor(output, tensorCount);
        }
        int options = file.tableField(table, 4);
        if (codes[code] == Op.SOFTMAX && options != 0) {
            plain(options);
        }
        return new TfliteModel.Operator(codes[code], inputs, outputs, options);
    }

    /** A softmax is left out and computed elsewhere: it must be one without a temperature. */
    private void plain(int softmax) {
        int beta = file.field(softmax, 0);
        if (beta != 0 && file.float32(beta) != 1) {
            throw FlatBuffer.broken("its softmax has a temperature");
        }
    }

    private static int tensor(int index, int tensorCount) {
        FlatBuffer.require(index >= 0 && index < tensorCount, "an operator reads a tensor that is not there");
        return index;
    }
}
