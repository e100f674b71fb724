package dev.glance.model;

/** A {@link TinyModel} for the tests of other packages: only shapes matter, all weights are 0. */
public final class TinyFile {
    private final TinyModel model = new TinyModel();

    /** A tensor that is computed; the first is the picture. */
    public int tensor(int... shape) {
        return model.tensor(shape);
    }

    /** Weights. */
    public int weights(int... shape) {
        int count = 1;
        for (int size : shape) {
            count *= size;
        }
        return model.constant(TinyModel.INT8, TinyModel.quantization(1, 0), new byte[count], shape);
    }

    /** A list of numbers. */
    public int ints(int... values) {
        return model.ints(new int[] {values.length}, values);
    }

    /** Gives a tensor a name; returns the tensor. */
    public int named(String name, int tensor) {
        return model.with(tensor, 3, name);
    }

    /**
     * Adds an operator that writes a tensor, and returns that tensor.
     *
     * @param options null, or field numbers and their values in turn
     */
    public int operator(int code, int[] options, int output, int... inputs) {
        Flat table = null;
        for (int i = 0; options != null && i <= options.length; i += 2) {
            table = table == null ? new Flat() : table;
            if (i < options.length) {
                table.with(options[i], options[i + 1]);
            }
        }
        return model.operator(code, table, output, inputs);
    }

    public byte[] bytes() {
        return model.bytes();
    }
}
