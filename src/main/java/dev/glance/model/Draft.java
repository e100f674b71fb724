package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.HashMap;
import java.util.Map;

/** A TensorFlow.js graph in the making: what the tensors of a file have become so far. */
final class Draft {
    /** What is said of an operator that no file has which was made by a converter. */
    static final String MISFIT = "an operator does not fit what it reads";
    /** Height and width of the input, and of a window. */
    static final int MAX_SIDE = 4096;

    private final FlatBuffer file;
    private final TfliteModel model;
    private final Topology topology = new Topology();
    private final Constants constants;
    /** By tensor index: the node that computes it. */
    private final Map<Integer, Value> values = new HashMap<>();
    /** By tensor index: the constant that a DEQUANTIZE of a constant stands for. */
    private final Map<Integer, TfliteModel.Tensor> copies = new HashMap<>();
    private boolean needsAll;

    /**
     * What a tensor became.
     *
     * @param node  name of the node
     * @param shape dimensions, the batch first and counted as 1; a constant may have fewer
     */
    record Value(String node, int[] shape) {
    }

    Draft(FlatBuffer file, TfliteModel model) {
        this.file = file;
        this.model = model;
        constants = new Constants(file, topology);
    }

    Topology topology() {
        return topology;
    }

    /** See {@link GraphArtifacts#needsAll}. */
    boolean needsAll() {
        return needsAll;
    }

    Constants constants() {
        return constants;
    }

    /** The name of a node that belongs to another one. Written out each time, this is a good part of the script. */
    static String part(String name, String of) {
        return name + "/" + of;
    }

    /** What a tensor became; null where nothing has computed it. */
    Value known(int tensor) {
        return values.get(tensor);
    }

    Value value(int tensor) {
        Value value = values.get(tensor);
        FlatBuffer.require(value != null, "an operator reads a tensor that none before it computes");
        return value;
    }

    /** The tensor that an operator reads. */
    static int input(TfliteModel.Operator operator, int index) {
        FlatBuffer.require(index < operator.inputs().length && operator.inputs()[index] >= 0, "an operator lacks an input");
        return operator.inputs()[index];
    }

    Value inputValue(TfliteModel.Operator operator, int index) {
        return value(input(operator, index));
    }

    /** Shape of a tensor as the file has it. */
    int[] shape(int tensor) {
        return model.tensors().get(tensor).shape();
    }

    TfliteModel.Tensor constant(TfliteModel.Operator operator, int index) {
        TfliteModel.Tensor constant = stored(input(operator, index));
        FlatBuffer.require(constant.isConstant(), "a weight has no values");
        return constant;
    }

    private TfliteModel.Tensor stored(int tensor) {
        TfliteModel.Tensor copy = copies.get(tensor);
        return copy != null ? copy : model.tensors().get(tensor);
    }

    /** Whether an operator reads numbers of the file there. */
    boolean readsConstant(TfliteModel.Operator operator, int index) {
        return stored(input(operator, index)).isConstant();
    }

    /** What an operator reads, be it computed or of the file. */
    Value operand(TfliteModel.Operator operator, int index, String name) {
        if (!readsConstant(operator, index)) {
            return inputValue(operator, index);
        }
        TfliteModel.Tensor constant = constant(operator, index);
        String node = part(name, Integer.toString(index));
        return new Value(constants.node(node, constant.shape(), constants.floats(constant)), constant.shape());
    }

    /** Writes nothing: the operator's result is what it reads. */
    void copy(TfliteModel.Operator operator) {
        int from = input(operator, 0);
        TfliteModel.Tensor tensor = stored(from);
        if (tensor.isConstant()) {
            copies.put(operator.outputs()[0], tensor);
        } else {
            values.put(operator.outputs()[0], value(from));
        }
    }

    /** Says which node computes an operator's result. */
    void put(TfliteModel.Operator operator, String node, int... shape) {
        put(operator.outputs()[0], node, shape);
    }

    void put(int tensor, String node, int... shape) {
        FlatBuffer.require(FlatBuffer.positive(shape), "a tensor would be empty");
        FlatBuffer.require(shape.length > 0 && shape[0] == 1, MISFIT);
        FlatBuffer.count(shape);
        values.put(tensor, new Value(node, shape));
    }

    /**
     * Adds a node for real numbers.
     *
     * @param rare whether the smaller TensorFlow.js lacks it: {@code tf-mobilenet.mjs} and {@code bundle.mjs} say what it has
     */
    Topology node(boolean rare, String name, String op, String... inputs) {
        needsAll |= rare;
        return topology.node(name, op, inputs).type("T", "DT_FLOAT");
    }

    /** Writes a reshape that leaves the batch dimension open. */
    void reshape(String name, String input, int[] shape) {
        int[] open = shape.clone();
        open[0] = -1;
        String shapeNode = constants.node(part(name, "shape"), open);
        node(false, name, "Reshape", input, shapeNode).type("Tshape", "DT_INT32");
    }

    /** What an operator's own activation reads: the name of the node before it. */
    String beforeActivation(TfliteModel.Operator operator, int field, String name) {
        return optionByte(operator, field) == 0 ? name : part(name, "linear");
    }

    /** Writes an operator's own activation, if it has one. */
    void activate(TfliteModel.Operator operator, int field, String name) {
        String op = activation(operator, field);
        if (op != null) {
            node(false, name, op, part(name, "linear"));
        }
    }

    /** The name in TensorFlow of an operator's own activation, or null for none. */
    String activation(TfliteModel.Operator operator, int field) {
        return switch (optionByte(operator, field)) {
            case 0 -> null;
            case 1 -> "Relu";
            case 3 -> "Relu6";
            default -> throw lacking(operator);
        };
    }

    int optionByte(TfliteModel.Operator operator, int field) {
        return operator.options() == 0 ? 0 : file.byteField(operator.options(), field, 0);
    }

    int optionInt(TfliteModel.Operator operator, int field) {
        return operator.options() == 0 ? 0 : file.intField(operator.options(), field, 0);
    }

    /** A stride or window size: 1 to {@value #MAX_SIDE}. */
    int option(TfliteModel.Operator operator, int field) {
        return optionOr(operator, field, 0);
    }

    int optionOr(TfliteModel.Operator operator, int field, int fallback) {
        int value = operator.options() == 0 ? fallback : file.intField(operator.options(), field, fallback);
        FlatBuffer.require(value >= 1 && value <= MAX_SIDE, "a stride or window is out of range");
        return value;
    }

    /** What TensorFlow.js cannot compute, or not in the form that it has here. */
    static GlanceException lacking(TfliteModel.Operator operator) {
        return new GlanceException(ErrorCode.MODEL_OPERATION, "TensorFlow.js cannot compute this model's operation number "
                + operator.code() + ".", "Use backend=litert.");
    }
}
