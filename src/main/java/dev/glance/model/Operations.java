package dev.glance.model;

/**
 * What is computed in a {@code .tflite} file, without its weights: for whoever describes a model rather than runs it.
 * Nothing in the file is trusted. Tensors are named by number; operators stand in the order they are executed.
 */
public final class Operations {
    /** The longest name, in characters. */
    private static final int MAX_NAME = 200;
    /** So many numbers has the longest list that describes something: the padding of four dimensions. */
    private static final int MAX_INTS = 16;

    private final FlatBuffer file;
    private final TfliteModel model;
    private final int[] tables;

    private Operations(FlatBuffer file) {
        this.file = file;
        model = TfliteReader.read(file);
        tables = file.tablesField(file.tablesField(file.root(), 2)[0], 0);
    }

    /**
     * Reads a file.
     *
     * @param bytes the whole file; it is read only
     * @throws dev.glance.error.GlanceException {@code model-format} for bytes that are no such file
     */
    public static Operations read(byte[] bytes) {
        return new Operations(new FlatBuffer(bytes));
    }

    /** How many operators there are. */
    public int size() {
        return model.operators().size();
    }

    /** How many tensors there are. */
    public int tensors() {
        return model.tensors().size();
    }

    /** The tensor that takes the picture. */
    public int picture() {
        return model.input();
    }

    /** Builtin operator number of the schema. */
    public int code(int operator) {
        return model.operators().get(operator).code();
    }

    /** Numbers of the tensors that an operator reads; negative for one left out. */
    public int[] inputs(int operator) {
        return model.operators().get(operator).inputs();
    }

    /** Number of the tensor that an operator writes. */
    public int output(int operator) {
        return model.operators().get(operator).outputs()[0];
    }

    /** A field of an operator's options: an int. */
    public int option(int operator, int field, int fallback) {
        int options = model.operators().get(operator).options();
        return options == 0 ? fallback : file.intField(options, field, fallback);
    }

    /** A field of an operator's options: a byte, such as an enumeration or a truth value; 0 where it is absent. */
    public int optionByte(int operator, int field) {
        int options = model.operators().get(operator).options();
        return options == 0 ? 0 : file.byteField(options, field, 0);
    }

    /** Dimensions of a tensor as the file says them: any numbers, five at most. */
    public int[] shape(int tensor) {
        return model.tensors().get(tensor).shape();
    }

    /** Whether a tensor has its values in the file. */
    public boolean isConstant(int tensor) {
        return model.tensors().get(tensor).isConstant();
    }

    /**
     * The values of a constant of int32.
     *
     * @throws dev.glance.error.GlanceException {@code model-format} where it is none, or a long one
     */
    public int[] ints(int tensor) {
        TfliteModel.Tensor constant = model.tensors().get(tensor);
        int count = constant.data().length() / 4;
        if (constant.type() != TfliteModel.INT32 || count == 0 || count > MAX_INTS) {
            throw FlatBuffer.broken("a list of numbers is missing");
        }
        int[] ints = new int[count];
        for (int i = 0; i < count; i++) {
            ints[i] = file.int32(constant.data().position() + 4 * i);
        }
        return ints;
    }

    /** Name of a tensor; empty where it has none. Of several names, which a converter joins by semicolons, the first. */
    public String name(int tensor) {
        FlatBuffer.Vector text = file.vectorField(tables[tensor], 3, 1);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length() && i < MAX_NAME; i++) {
            int letter = file.uint8(text.position() + i);
            if (letter == ';') {
                break;
            }
            name.append(letter > ' ' && letter < 0x7F ? (char) letter : '_');
        }
        return name.toString();
    }
}
