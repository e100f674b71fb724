package dev.glance.model;

/** Writes what is computed number by number. */
final class ArithmeticWriter {
    private final Draft draft;

    ArithmeticWriter(Draft draft) {
        this.draft = draft;
    }

    void unary(TfliteModel.Operator operator, String name, String op) {
        Draft.Value x = draft.inputValue(operator, 0);
        draft.node(name, op, x.node());
        draft.put(operator, name, x.shape());
    }

    void clip(TfliteModel.Operator operator, String name, float least) {
        Draft.Value x = draft.inputValue(operator, 0);
        draft.clip(name, x.node(), least, 1);
        draft.put(operator, name, x.shape());
    }

    /** {@code x * relu6(x + 3) / 6}. */
    void hardSwish(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        draft.node(name + "/shifted", "AddV2", x.node(), draft.constants().number(3));
        draft.node(name + "/clipped", "Relu6", name + "/shifted");
        draft.node(name + "/gate", "Mul", name + "/clipped", draft.constants().number(1 / 6f));
        draft.node(name, "Mul", x.node(), name + "/gate");
        draft.put(operator, name, x.shape());
    }

    /** What is below 0 times a number, which is one for all or one a channel. */
    void prelu(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        int[] shape = x.shape();
        TfliteModel.Tensor slope = draft.constant(operator, 1);
        float[] slopes = draft.constants().floats(slope);
        if (slopes.length != shape[shape.length - 1]) {
            throw Draft.lacking(operator.code(), " with a slope for each place");
        }
        prelu(operator, name, x, slopes);
    }

    void leakyRelu(TfliteModel.Operator operator, String name) {
        float slope = Float.intBitsToFloat(draft.optionInt(operator, 0));
        FlatBuffer.require(Math.abs(slope) <= Float.MAX_VALUE, "a slope is not a number");
        prelu(operator, name, draft.inputValue(operator, 0), new float[] {slope});
    }

    private void prelu(TfliteModel.Operator operator, String name, Draft.Value x, float[] slopes) {
        draft.node(name, "Prelu", x.node(), draft.constants().node(name + "/slope", new int[] {slopes.length}, slopes));
        draft.put(operator, name, x.shape());
    }

    /**
     * An operation on two tensors.
     *
     * @param op       its name in TensorFlow
     * @param hasField whether it may have an activation of its own
     */
    void binary(TfliteModel.Operator operator, String name, String op, boolean hasField) {
        write(operator, name, op, draft.operand(operator, 0, name), draft.operand(operator, 1, name), hasField);
    }

    /** A difference; where it is to a number of the file, the sum with its opposite, which the smaller TensorFlow.js has. */
    void difference(TfliteModel.Operator operator, String name) {
        if (draft.readsConstant(operator, 1)) {
            TfliteModel.Tensor constant = draft.constant(operator, 1);
            float[] values = draft.constants().floats(constant);
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
            withConstant(operator, name, "AddV2", values, constant.shape());
        } else {
            binary(operator, name, "Sub", true);
        }
    }

    /** A quotient; where it is by a number of the file, the product with its inverse. */
    void quotient(TfliteModel.Operator operator, String name) {
        if (draft.readsConstant(operator, 1)) {
            TfliteModel.Tensor constant = draft.constant(operator, 1);
            float[] values = draft.constants().floats(constant);
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 / values[i];
                FlatBuffer.require(Math.abs(values[i]) <= Float.MAX_VALUE, "it divides by nothing");
            }
            withConstant(operator, name, "Mul", values, constant.shape());
        } else {
            binary(operator, name, "RealDiv", true);
        }
    }

    private void withConstant(TfliteModel.Operator operator, String name, String op, float[] values, int[] shape) {
        Draft.Value x = draft.inputValue(operator, 0);
        write(operator, name, op, x, new Draft.Value(draft.constants().node(name + "/1", shape, values), shape), true);
    }

    private void write(TfliteModel.Operator operator, String name, String op, Draft.Value a, Draft.Value b,
            boolean hasField) {
        int rank = Math.max(a.shape().length, b.shape().length);
        int[] shape = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int m = i <= a.shape().length ? a.shape()[a.shape().length - i] : 1;
            int n = i <= b.shape().length ? b.shape()[b.shape().length - i] : 1;
            FlatBuffer.require(m == n || m == 1 || n == 1, "it computes with tensors of different shapes");
            shape[rank - i] = Math.max(m, n);
        }
        String left = raised(operator, 0, name + "/left", a, rank);
        String right = raised(operator, 1, name + "/right", b, rank);
        draft.node(hasField ? draft.beforeActivation(operator, 0, name) : name, op, left, right);
        if (hasField) {
            draft.activation(operator, 0, name);
        }
        draft.put(operator, name, shape);
    }

    /** A tensor with as many dimensions as the other one has. A batch stays in front; a constant has none. */
    private String raised(TfliteModel.Operator operator, int index, String name, Draft.Value value, int rank) {
        int missing = rank - value.shape().length;
        if (missing == 0 || draft.readsConstant(operator, index)) {
            return value.node();
        }
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = i <= missing ? 1 : value.shape()[i - missing];
        }
        draft.reshape(name, value.node(), shape);
        return name;
    }
}
