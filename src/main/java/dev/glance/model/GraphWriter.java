package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns a {@link TfliteModel} into a TensorFlow.js graph that computes in float32: weights are dequantised
 * ({@code (q - zeroPoint) * scale}), QUANTIZE and DEQUANTIZE are left out, the final SOFTMAX too (it is computed from
 * the logits in double precision), and so is what the logits do not depend on, such as shapes that are computed. Shapes are
 * followed from the input to the logits, so that a graph that does not fit together is an error here and not a riddle
 * inside TensorFlow.js.
 */
final class GraphWriter {
    private static final int NONE = -1;

    private final FlatBuffer file;
    private final TfliteModel model;
    /** Height and width of the input that it is written for; 0 for the file's own. */
    private final int size;
    private final Draft draft;
    private final WindowWriter windows;
    private final ArithmeticWriter arithmetic;
    private final ShapeWriter shapes;
    private final TfliteModel.Operator[] producers;
    private final int logits;
    /** What the classifier reads; {@link #NONE} where it does not end in one. */
    private int features = NONE;
    /** What is averaged to the features; {@link #NONE} where they come about in another way. */
    private int featureMap = NONE;
    /** The operator that averages it. */
    private TfliteModel.Operator pooling;

    private GraphWriter(FlatBuffer file, TfliteModel model, int size) {
        this.file = file;
        this.model = model;
        this.size = size;
        draft = new Draft(file, model);
        windows = new WindowWriter(draft, size == 0);
        arithmetic = new ArithmeticWriter(draft);
        shapes = new ShapeWriter(draft);
        producers = new TfliteModel.Operator[model.tensors().size()];
        for (TfliteModel.Operator operator : model.operators()) {
            for (int output : operator.outputs()) {
                FlatBuffer.require(producers[output] == null && output != model.input(), "two operators write one tensor");
                producers[output] = operator;
            }
        }
        logits = logits();
        TfliteModel.Operator classifier = producers[back(logits, true)];
        if (classifier != null && (classifier.code() == Op.CONV_2D || classifier.code() == Op.FULLY_CONNECTED)) {
            features = back(Draft.input(classifier, 0), false);
            pooling = producers[back(features, true)];
            if (pooling != null && (pooling.code() == Op.MEAN || pooling.code() == Op.AVERAGE_POOL_2D)) {
                featureMap = back(Draft.input(pooling, 0), false);
            }
        }
    }

    /** See {@link Tflite#read(byte[], int)}. */
    static GraphArtifacts write(byte[] bytes, int size) {
        FlatBuffer file = new FlatBuffer(bytes);
        return new GraphWriter(file, TfliteReader.read(file), size).artifacts();
    }

    /**
     * A copy of a file that computes at another size: the shapes of its tensors are written anew, and the window that pools
     * over the whole picture.
     *
     * @throws dev.glance.error.GlanceException {@code model-format} where that cannot be
     */
    static byte[] resized(byte[] bytes, int size) {
        FlatBuffer file = new FlatBuffer(bytes);
        TfliteModel model = TfliteReader.read(file);
        GraphWriter writer = new GraphWriter(file, model, size);
        writer.artifacts();
        byte[] copy = Arrays.copyOf(bytes, bytes.length);
        int graph = file.tablesField(file.root(), 2)[0];
        int[] tensors = file.tablesField(graph, 0);
        Map<Integer, int[]> written = new HashMap<>();
        for (int i = 0; i < tensors.length; i++) {
            Draft.Value value = writer.draft.known(i);
            int[] shape = value == null ? model.tensors().get(i).shape() : value.shape();
            int at = file.vectorField(tensors[i], 0, 4).position();
            // Several tensors may point to one shape.
            int[] before = written.put(at, shape);
            FlatBuffer.require(shape.length == model.tensors().get(i).shape().length
                    && (before == null || Arrays.equals(before, shape)), "its shapes belong together");
            for (int j = 0; j < shape.length; j++) {
                FlatBuffer.put(copy, at + 4 * j, shape[j]);
            }
        }
        for (TfliteModel.Operator operator : model.operators()) {
            if (operator.code() == Op.AVERAGE_POOL_2D && writer.draft.known(operator.outputs()[0]) != null
                    && writer.windows.isWhole(operator)) {
                int[] pooled = writer.draft.inputValue(operator, 0).shape();
                FlatBuffer.put(copy, file.field(operator.options(), 3), pooled[2]);
                FlatBuffer.put(copy, file.field(operator.options(), 4), pooled[1]);
            }
        }
        return copy;
    }

    /**
     * The operators that the logits depend on and that cannot be written: those that nothing is known of, and the first one with a
     * form that is not.
     *
     * @return places in the file's list of operators, in order
     */
    static int[] lacking(byte[] bytes) {
        FlatBuffer file = new FlatBuffer(bytes);
        TfliteModel model = TfliteReader.read(file);
        GraphWriter writer = new GraphWriter(file, model, 0);
        boolean written = writer.isWritten();
        boolean[] needed = writer.needed();
        int[] places = new int[needed.length];
        int count = 0;
        for (int i = 0; i < needed.length; i++) {
            TfliteModel.Operator operator = model.operators().get(i);
            // Where the writer has stopped. A copy of a constant computes nothing.
            boolean last = !written && needed[i] && !Op.isCopy(operator.code()) && writer.draft.known(operator.outputs()[0]) == null;
            if (last || needed[i] && !Op.isKnown(operator.code())) {
                places[count++] = i;
            }
            written |= last;
        }
        return Arrays.copyOf(places, count);
    }

    /** Writes the graph, and says whether no operation was lacking. */
    private boolean isWritten() {
        try {
            artifacts();
        } catch (GlanceException e) {
            return e.code() != ErrorCode.MODEL_OPERATION;
        }
        return true;
    }

    /** What the softmax reads, or else the output. */
    private int logits() {
        TfliteModel.Operator last = producers[back(model.output(), true)];
        return back(last != null && Op.isLast(last.code()) ? Draft.input(last, 0) : model.output(), false);
    }

    /**
     * The tensor that remains when one goes back over operators that compute nothing.
     *
     * @param reshapes whether those that change the shape are such
     */
    private int back(int tensor, boolean reshapes) {
        int at = tensor;
        for (int steps = 0; steps <= producers.length; steps++) {
            TfliteModel.Operator producer = producers[at];
            if (producer == null || !Op.isCopy(producer.code()) && !(reshapes && Op.isReshape(producer.code()))) {
                return at;
            }
            at = Draft.input(producer, 0);
        }
        throw FlatBuffer.broken("its operators go in a circle");
    }

    private GraphArtifacts artifacts() {
        int[] shape = draft.shape(model.input()).clone();
        FlatBuffer.require(shape.length == 4 && shape[0] == 1 && shape[1] == shape[2] && shape[1] >= 1
                && shape[1] <= Draft.MAX_SIDE && shape[3] == 3, "its input is not one square RGB picture");
        if (size != 0) {
            FlatBuffer.require(size > 0 && size <= Draft.MAX_SIDE, "its input cannot have that size");
            shape[1] = size;
            shape[2] = size;
        }
        draft.topology().node(GraphArtifacts.INPUT, "Placeholder").type("dtype", "DT_FLOAT").shape("shape", -1, -1, -1, 3);
        draft.put(model.input(), GraphArtifacts.INPUT, shape);
        boolean[] needed = needed();
        for (int i = 0; i < needed.length; i++) {
            if (needed[i]) {
                write(model.operators().get(i));
            }
        }
        int outputs = row();
        boolean embeds = isNode(features, GraphArtifacts.FEATURES);
        // It averages over the whole picture, and does nothing else.
        boolean maps = embeds && isNode(featureMap, GraphArtifacts.FEATURE_MAP) && (pooling.code() == Op.MEAN
                || windows.isWhole(pooling) && draft.activation(pooling, 5) == null);
        return new GraphArtifacts(draft.topology().json(), signature(outputs), draft.constants().weights(), shape[1],
                outputs, embeds ? FlatBuffer.count(draft.value(features).shape()) : 0, maps, draft.needsAll());
    }

    /** By operator: whether the logits depend on it. What gives a reshape its shape they do not: that is in the file. */
    private boolean[] needed() {
        boolean[] tensors = new boolean[model.tensors().size()];
        boolean[] needed = new boolean[model.operators().size()];
        tensors[logits] = true;
        for (int i = needed.length - 1; i >= 0; i--) {
            TfliteModel.Operator operator = model.operators().get(i);
            for (int output : operator.outputs()) {
                needed[i] |= tensors[output];
            }
            int count = !needed[i] ? 0 : Op.isReshape(operator.code()) ? Math.min(1, operator.inputs().length)
                    : operator.inputs().length;
            for (int j = 0; j < count; j++) {
                int input = operator.inputs()[j];
                if (input >= 0) {
                    tensors[input] = true;
                }
            }
        }
        return needed;
    }

    /** Makes the logits a row if they are none yet, and says how many there are. */
    private int row() {
        Draft.Value value = draft.value(logits);
        int[] shape = value.shape();
        int outputs = shape[shape.length - 1];
        boolean named = value.node().equals(GraphArtifacts.LOGITS);
        FlatBuffer.require(FlatBuffer.count(shape) == outputs && (!named || shape.length == 2),
                "its output is not one row of classes");
        if (!named) {
            draft.reshape(GraphArtifacts.LOGITS, value.node(), new int[] {1, outputs});
        }
        return outputs;
    }

    private boolean isNode(int tensor, String name) {
        return tensor != NONE && draft.known(tensor) != null && draft.known(tensor).node().equals(name);
    }

    private static String signature(int outputs) {
        return "{\"inputs\":{" + signed(GraphArtifacts.INPUT, -1, -1, -1, 3) + "},\"outputs\":{"
                + signed(GraphArtifacts.LOGITS, -1, outputs) + "}}";
    }

    private static String signed(String node, int... shape) {
        return Topology.dims(new StringBuilder("\"" + node + "\":{\"name\":\"" + node
                + ":0\",\"dtype\":\"DT_FLOAT\",\"tensorShape\":"), shape).append('}').toString();
    }

    private String name(int output) {
        // Logits that are no row yet become one at the end.
        return output == logits && draft.shape(logits).length == 2 ? GraphArtifacts.LOGITS
                : output == features ? GraphArtifacts.FEATURES
                : output == featureMap ? GraphArtifacts.FEATURE_MAP : "op_" + output;
    }

    private void write(TfliteModel.Operator operator) {
        int code = operator.code();
        String name = name(operator.outputs()[0]);
        // These apart, the others are so few that the compiler writes no table of all numbers between them.
        if (Op.isCopy(code)) {
            draft.copy(operator);
            return;
        }
        if (Op.isReshape(code)) {
            shapes.reshape(operator, name);
            return;
        }
        switch (code) {
            case Op.CONV_2D -> windows.convolution(operator, name);
            case Op.DEPTHWISE_CONV_2D -> windows.depthwise(operator, name);
            case Op.FULLY_CONNECTED -> windows.fullyConnected(operator, name);
            case Op.AVERAGE_POOL_2D -> averagePool(operator, name);
            case Op.MAX_POOL_2D -> windows.pool(operator, name, "MaxPool");
            case Op.ADD -> arithmetic.binary(operator, name, "AddV2", false);
            case Op.MUL -> arithmetic.binary(operator, name, "Mul", false);
            case Op.SUB -> arithmetic.binary(operator, name, "Sub", true);
            case Op.DIV -> arithmetic.binary(operator, name, "RealDiv", true);
            case Op.RELU -> arithmetic.unary(operator, name, "Relu", false);
            case Op.RELU6 -> arithmetic.unary(operator, name, "Relu6", false);
            case Op.RELU_N1_TO_1 -> arithmetic.clip(operator, name);
            case Op.LOGISTIC -> arithmetic.unary(operator, name, "Sigmoid", true);
            case Op.HARD_SWISH -> arithmetic.hardSwish(operator, name);
            case Op.MEAN -> shapes.mean(operator, name);
            case Op.PAD, Op.PADV2 -> shapes.pad(operator, name);
            case Op.CONCATENATION -> shapes.concatenation(operator, name);
            case Op.CAST -> cast(operator);
            default -> throw Draft.lacking(operator);
        }
    }

    private void averagePool(TfliteModel.Operator operator, String name) {
        if (windows.isWhole(operator)) {
            shapes.averagePool(operator, name);
        } else {
            windows.pool(operator, name, "AvgPool");
        }
    }

    /** A picture's bytes become real numbers, which they are already. */
    private void cast(TfliteModel.Operator operator) {
        if (model.tensors().get(operator.outputs()[0]).type() != TfliteModel.FLOAT32) {
            throw Draft.lacking(operator);
        }
        draft.copy(operator);
    }
}
