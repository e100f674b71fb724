package dev.glance.model;

/** Writes what is computed number by number. */
final class ArithmeticWriter {
    private final Draft draft;

    ArithmeticWriter(Draft draft) {
        this.draft = draft;
    }

    /**
     * An operation on one tensor.
     *
     * @param op   its name in TensorFlow
     * @param rare whether the smaller TensorFlow.js lacks it
     */
    void unary(TfliteModel.Operator operator, String name, String op, boolean rare) {
        Draft.Value x = draft.inputValue(operator, 0);
        draft.node(rare, name, op, x.node());
        draft.put(operator, name, x.shape());
    }

    void clip(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        draft.node(true, name, "ClipByValue", x.node(), draft.constants().number(-1), draft.constants().number(1));
        draft.put(operator, name, x.shape());
    }

    /** {@code x * relu6(x + 3) / 6}. */
    void hardSwish(TfliteModel.Operator operator, String name) {
        Draft.Value x = draft.inputValue(operator, 0);
        String shifted = Draft.part(name, "shifted");
        String clipped = Draft.part(name, "clipped");
        String gate = Draft.part(name, "gate");
        draft.node(false, shifted, "AddV2", x.node(), draft.constants().number(3));
        draft.node(false, clipped, "Relu6", shifted);
        draft.node(false, gate, "Mul", clipped, draft.constants().number(1 / 6f));
        draft.node(false, name, "Mul", x.node(), gate);
        draft.put(operator, name, x.shape());
    }

    /**
     * An operation on two tensors.
     *
     * @param op   its name in TensorFlow
     * @param rare whether the smaller TensorFlow.js lacks it
     */
    void binary(TfliteModel.Operator operator, String name, String op, boolean rare) {
        Draft.Value a = draft.operand(operator, 0, name);
        Draft.Value b = draft.operand(operator, 1, name);
        int m = a.shape().length;
        int n = b.shape().length;
        int[] shape = (m < n ? b : a).shape().clone();
        if (m < n && !draft.readsConstant(operator, 0) || n < m && !draft.readsConstant(operator, 1)) {
            // A batch would not stay the first dimension.
            throw Draft.lacking(operator);
        }
        for (int i = 1; i <= m && i <= n; i++) {
            int left = a.shape()[m - i];
            int right = b.shape()[n - i];
            FlatBuffer.require(left == right || left == 1 || right == 1, Draft.MISFIT);
            shape[shape.length - i] = Math.max(left, right);
        }
        draft.node(rare, draft.beforeActivation(operator, 0, name), op, a.node(), b.node());
        draft.activate(operator, 0, name);
        draft.put(operator, name, shape);
    }
}
