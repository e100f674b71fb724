package dev.glance.model;

import java.util.Arrays;

/** Writes what moves numbers, and what makes fewer of them. */
final class ShapeWriter {
    /** By how much a picture may grow at an edge. */
    private static final int MAX_PADDING = 64;

    private final Draft draft;

    ShapeWriter(Draft draft) {
        this.draft = draft;
    }

    void mean(TfliteModel.Operator operator, String name) {
        int[] axes = draft.constants().ints(draft.constant(operator, 1));
        // Height and width, in any order, counted from either end.
        if (axes.length != 2 || (axes[0] & 3) * (axes[1] & 3) != 2) {
            throw Draft.lacking(operator);
        }
        mean(operator, name, draft.optionByte(operator, 0) != 0);
    }

    /** A pool over the whole picture. */
    void averagePool(TfliteModel.Operator operator, String name) {
        mean(operator, draft.beforeActivation(operator, 5, name), true);
        draft.activate(operator, 5, name);
        draft.put(operator, name, draft.value(operator.outputs()[0]).shape());
    }

    private void mean(TfliteModel.Operator operator, String name, boolean keep) {
        Draft.Value x = draft.inputValue(operator, 0);
        FlatBuffer.require(x.shape().length == 4, Draft.MISFIT);
        String axes = draft.constants().node(Draft.part(name, "axes"), 1, 2);
        draft.topology().node(name, "Mean", x.node(), axes).bool("keep_dims", keep).type("T", "DT_FLOAT")
                .type("Tidx", "DT_INT32");
        int channels = x.shape()[3];
        draft.put(operator, name, keep ? new int[] {1, 1, 1, channels} : new int[] {1, channels});
    }

    /** The result's shape is written in the file. */
    void reshape(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        int[] shape = draft.shape(operator.outputs()[0]);
        FlatBuffer.require(shape.length > 0 && shape[0] == 1 && FlatBuffer.positive(shape)
                && FlatBuffer.count(shape) == FlatBuffer.count(x.shape()), "it reshapes to another number of values");
        draft.reshape(name, x.node(), shape);
        draft.put(operator, name, shape);
    }

    /** By zeros, or by a number that the file names. */
    void pad(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        int[] shape = x.shape().clone();
        int[] amounts = draft.constants().ints(draft.constant(operator, 1));
        FlatBuffer.require(shape.length <= 4 && amounts.length == 2 * shape.length, Draft.MISFIT);
        for (int i = 0; i < amounts.length; i++) {
            FlatBuffer.require(amounts[i] >= 0 && amounts[i] <= MAX_PADDING && (i > 1 || amounts[i] == 0), Draft.MISFIT);
            shape[i / 2] += amounts[i];
        }
        String paddings = draft.constants().node(Draft.part(name, "paddings"), new int[] {shape.length, 2}, amounts);
        if (operator.code() == Op.PAD) {
            draft.node(false, name, "Pad", x.node(), paddings);
        } else {
            float value = draft.constants().floats(draft.constant(operator, 2))[0];
            draft.node(false, name, "PadV2", x.node(), paddings, draft.constants().number(value));
        }
        draft.put(operator, name, shape);
    }

    void concatenation(TfliteModel.Operator operator, String name) {
        int count = operator.inputs().length;
        String[] nodes = new String[count + 1];
        int[] shape = draft.inputValue(operator, 0).shape().clone();
        int axis = draft.optionInt(operator, 0);
        axis += axis < 0 ? shape.length : 0;
        // LiteRT passes over an activation, and nobody writes one.
        FlatBuffer.require(axis > 0 && axis < shape.length && draft.optionByte(operator, 1) == 0, Draft.MISFIT);
        shape[axis] = 0;
        for (int i = 0; i < count; i++) {
            Draft.Value value = draft.inputValue(operator, i);
            nodes[i] = value.node();
            int[] rest = value.shape().clone();
            FlatBuffer.require(rest.length == shape.length, Draft.MISFIT);
            rest[axis] = shape[axis];
            FlatBuffer.require(Arrays.equals(rest, shape), Draft.MISFIT);
            shape[axis] += value.shape()[axis];
            FlatBuffer.count(shape);
        }
        nodes[count] = draft.constants().node(Draft.part(name, "axis"), axis);
        draft.node(true, name, "ConcatV2", nodes).integer("N", count);
        draft.put(operator, name, shape);
    }
}
