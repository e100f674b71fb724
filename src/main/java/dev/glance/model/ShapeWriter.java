package dev.glance.model;

/** Writes what moves numbers, and what makes fewer of them. */
final class ShapeWriter {
    /** By how much a picture may grow at an edge. */
    private static final int MAX_PADDING = 64;

    private final Draft draft;

    ShapeWriter(Draft draft) {
        this.draft = draft;
    }

    /**
     * Averages, sums or finds the greatest.
     *
     * @return whether it is over height and width of a picture, and nothing else
     */
    boolean reduce(TfliteModel.Operator operator, String name, String op) {
        int[] shape = draft.inputValue(operator, 0).shape();
        boolean[] reduced = new boolean[shape.length];
        for (int axis : draft.constants().ints(draft.constant(operator, 1))) {
            int at = axis < 0 ? axis + shape.length : axis;
            FlatBuffer.require(at > 0 && at < shape.length, "it averages over other dimensions than it has");
            reduced[at] = true;
        }
        return reduce(operator, name, op, reduced, draft.optionByte(operator, 0) != 0);
    }

    /** A pool over the whole picture. */
    void average(TfliteModel.Operator operator, String name) {
        reduce(operator, draft.beforeActivation(operator, 5, name), "Mean", new boolean[] {false, true, true, false}, true);
        draft.activation(operator, 5, name);
        draft.put(operator, name, draft.value(operator.outputs()[0]).shape());
    }

    private boolean reduce(TfliteModel.Operator operator, String name, String op, boolean[] reduced, boolean keep) {
        Draft.Value x = draft.inputValue(operator, 0);
        int[] shape = x.shape();
        FlatBuffer.require(reduced.length == shape.length, "it averages over other dimensions than it has");
        int count = 0;
        for (boolean each : reduced) {
            count += each ? 1 : 0;
        }
        int[] axes = new int[count];
        int[] result = new int[keep ? shape.length : shape.length - count];
        int axis = 0;
        int at = 0;
        for (int i = 0; i < shape.length; i++) {
            if (reduced[i]) {
                axes[axis++] = i;
            }
            if (keep || !reduced[i]) {
                result[at++] = reduced[i] ? 1 : shape[i];
            }
        }
        FlatBuffer.require(count > 0, "it averages over no dimension");
        String axesNode = draft.constants().node(name + "/axes", axes);
        draft.topology().node(name, op, x.node(), axesNode).bool("keep_dims", keep).type("T", "DT_FLOAT")
                .type("Tidx", "DT_INT32");
        draft.put(operator, name, result);
        return shape.length == 4 && count == 2 && !reduced[3];
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

    void pad(TfliteModel.Operator operator, String name) {
        String paddings = padded(operator, name);
        draft.node(name, "Pad", draft.inputValue(operator, 0).node(), paddings);
    }

    void padWith(TfliteModel.Operator operator, String name) {
        String paddings = padded(operator, name);
        float[] value = draft.constants().floats(draft.constant(operator, 2));
        FlatBuffer.require(value.length == 1, "it pads in an unknown way");
        draft.node(name, "PadV2", draft.inputValue(operator, 0).node(), paddings, draft.constants().number(value[0]));
    }

    void mirror(TfliteModel.Operator operator, String name) {
        boolean symmetric = draft.optionByte(operator, 0) != 0;
        String paddings = padded(operator, name);
        int[] before = draft.inputValue(operator, 0).shape();
        int[] amounts = draft.constants().ints(draft.constant(operator, 1));
        for (int i = 0; i < amounts.length; i++) {
            FlatBuffer.require(amounts[i] < before[i / 2] + (symmetric ? 1 : 0), "it pads by too much");
        }
        draft.node(name, "MirrorPad", draft.inputValue(operator, 0).node(), paddings)
                .string("mode", symmetric ? "SYMMETRIC" : "REFLECT");
    }

    /** Says what shape the padded tensor has, and writes by how much it grows. */
    private String padded(TfliteModel.Operator operator, String name) {
        int[] shape = draft.inputValue(operator, 0).shape().clone();
        int[] amounts = draft.constants().ints(draft.constant(operator, 1));
        FlatBuffer.require(shape.length <= 4 && amounts.length == 2 * shape.length, "it pads in an unknown way");
        for (int i = 0; i < amounts.length; i++) {
            FlatBuffer.require(amounts[i] >= 0 && amounts[i] <= MAX_PADDING && (i > 1 || amounts[i] == 0),
                    "it pads by too much");
            shape[i / 2] += amounts[i];
        }
        draft.put(operator, name, shape);
        return draft.constants().node(name + "/paddings", new int[] {shape.length, 2}, amounts);
    }

    void concatenation(TfliteModel.Operator operator, String name) {
        int count = operator.inputs().length;
        String[] nodes = new String[count + 1];
        int[] shape = draft.inputValue(operator, 0).shape().clone();
        int axis = draft.optionInt(operator, 0);
        axis += axis < 0 ? shape.length : 0;
        FlatBuffer.require(axis > 0 && axis < shape.length, "it joins pictures");
        shape[axis] = 0;
        for (int i = 0; i < count; i++) {
            Draft.Value value = draft.inputValue(operator, i);
            nodes[i] = value.node();
            FlatBuffer.require(value.shape().length == shape.length, "it joins tensors of different shapes");
            for (int j = 0; j < shape.length; j++) {
                FlatBuffer.require(j == axis || value.shape()[j] == shape[j], "it joins tensors of different shapes");
            }
            shape[axis] += value.shape()[axis];
            FlatBuffer.count(shape);
        }
        nodes[count] = draft.constants().node(name + "/axis", axis);
        draft.node(draft.beforeActivation(operator, 1, name), "ConcatV2", nodes).integer("N", count);
        draft.activation(operator, 1, name);
        draft.put(operator, name, shape);
    }

    void transpose(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        int[] order = draft.constants().ints(draft.constant(operator, 1));
        int[] shape = x.shape().clone();
        FlatBuffer.require(order.length == shape.length && order[0] == 0, "it moves the picture to another dimension");
        for (int i = 0; i < order.length; i++) {
            FlatBuffer.require(order[i] >= 0 && order[i] < order.length, "it transposes in an unknown way");
            for (int j = 0; j < i; j++) {
                FlatBuffer.require(order[j] != order[i], "it transposes in an unknown way");
            }
            shape[i] = x.shape()[order[i]];
        }
        draft.node(name, "Transpose", x.node(), draft.constants().node(name + "/order", order)).type("Tperm", "DT_INT32");
        draft.put(operator, name, shape);
    }
}
