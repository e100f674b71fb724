package dev.glance.model;

/**
 * Changes where a {@code .tflite} file takes its picture and gives its answer: a front is put before the file, with a root
 * and lists of its own. Offsets in a FlatBuffer count forwards from where they stand, so that the file's own bytes stay as
 * they are, and those of the front can point into them. Signatures are left out: the runtime then makes one of the graph's
 * input and output.
 */
final class ProgramWriter {
    /** Weights must stay where a runtime may read several at once. */
    private static final int ALIGNMENT = 16;
    private static final int TFL3 = 'T' | 'F' << 8 | 'L' << 16 | '3' << 24;
    private static final int VERSION = 3;

    private final FlatBuffer file;
    private final TfliteModel model;
    private final int graph;
    private final int[] words;
    /** By word: whether it points into the file, as far as it is from here to there without the front's length. */
    private final boolean[] outward;
    private int length = 2;

    ProgramWriter(FlatBuffer file, TfliteModel model) {
        this.file = file;
        this.model = model;
        graph = file.tablesField(file.root(), 2)[0];
        int lists = file.vectorField(file.root(), 1, 4).length() + file.vectorField(file.root(), 2, 4).length()
                + model.tensors().size() + model.operators().size();
        words = new int[lists + 150];
        outward = new boolean[words.length];
    }

    /**
     * A file that takes and gives float32.
     *
     * @param output what it is to give; operators after the one that computes it are left out
     * @param quantises whether the input is to be made of float32
     */
    byte[] write(int output, boolean quantises) {
        TfliteModel.Tensor image = model.tensors().get(model.input());
        boolean dequantises = model.tensors().get(output).type() != TfliteModel.FLOAT32;
        int tensors = model.tensors().size();
        int codes = file.vectorField(file.root(), 1, 4).length();
        words[1] = TFL3;
        int root = table(0, 1, 2, 4);
        words[0] = 4 * (root - 1);
        words[root] = VERSION;
        point(root + 3, file.field(file.root(), 4));
        int newCodes = list(root + 1, file.root(), 1, codes, 2);
        code(newCodes, Op.DEQUANTIZE, 2);
        // A number that is a byte itself has no scale.
        code(newCodes + 1, image.scales().length == 0 ? Op.CAST : Op.QUANTIZE, 1);
        int graphs = file.vectorField(file.root(), 2, 4).length();
        int subgraphs = list(root + 2, file.root(), 2, graphs, 0) - graphs;
        int subgraph = table(0, 1, 2, 3);
        // In the place of the file's own.
        outward[subgraphs] = false;
        words[subgraphs] = 4 * (subgraph - 1 - subgraphs);
        int added = (quantises ? 1 : 0) + (dequantises ? 1 : 0);
        int newTensors = list(subgraph, graph, 0, tensors, added);
        int input = model.input();
        int result = output;
        if (quantises) {
            input = tensors;
            tensor(newTensors, model.input(), 'i' | 'n' << 8);
        }
        if (dequantises) {
            result = tensors + added - 1;
            tensor(newTensors + added - 1, output, 'o' | 'u' << 8 | 't' << 16);
        }
        numbers(subgraph + 1, input);
        numbers(subgraph + 2, result);
        int count = operators(output);
        here(subgraph + 3);
        add(count + added);
        int first = length;
        length += count + added;
        FlatBuffer.Vector operators = file.vectorField(graph, 3, 4);
        for (int i = 0; i < count; i++) {
            point(first + (quantises ? 1 : 0) + i, operators.position() + 4 * i);
        }
        if (quantises) {
            operator(first, codes + 1, input, model.input());
        }
        if (dequantises) {
            operator(first + count + added - 1, codes, output, result);
        }
        return joined();
    }

    /** How many operators it takes to compute a tensor: those up to the one that does. */
    private int operators(int tensor) {
        for (int i = 0; i < model.operators().size(); i++) {
            for (int output : model.operators().get(i).outputs()) {
                if (output == tensor) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private byte[] joined() {
        int front = (4 * length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = file.bytes();
        byte[] joined = new byte[front + bytes.length];
        for (int i = 0; i < length; i++) {
            int word = outward[i] ? words[i] + front : words[i];
            joined[4 * i] = (byte) word;
            joined[4 * i + 1] = (byte) (word >> 8);
            joined[4 * i + 2] = (byte) (word >> 16);
            joined[4 * i + 3] = (byte) (word >> 24);
        }
        System.arraycopy(bytes, 0, joined, front, bytes.length);
        return joined;
    }

    private void add(int word) {
        words[length++] = word;
    }

    /** Lets a word point to what comes next. */
    private void here(int word) {
        words[word] = 4 * (length - word);
    }

    /** Lets a word point to where an offset of the file points. */
    private void point(int word, int offset) {
        words[word] = offset + file.int32(offset) - 4 * word;
        outward[word] = true;
    }

    /**
     * Writes a list that begins as one of the file does.
     *
     * @param field  the word that is to point to it
     * @param count  how long the file's is
     * @param places how many are to follow
     * @return the word of the first of these
     */
    private int list(int field, int table, int index, int count, int places) {
        here(field);
        add(count + places);
        int position = file.vectorField(table, index, 4).position();
        for (int i = 0; i < count; i++) {
            point(length++, position + 4 * i);
        }
        length += places;
        return length - places;
    }

    private void numbers(int field, int number) {
        here(field);
        add(1);
        add(number);
    }

    /** Begins a table with some fields in rising order, and returns the word of the first one's value. */
    private int table(int... fields) {
        int slots = fields[fields.length - 1] + 1;
        int[] halves = new int[(slots + 3) / 2 * 2];
        halves[0] = 4 + 2 * slots;
        halves[1] = 4 + 4 * fields.length;
        for (int i = 0; i < fields.length; i++) {
            halves[2 + fields[i]] = 4 + 4 * i;
        }
        for (int i = 0; i < halves.length; i += 2) {
            add(halves[i] | halves[i + 1] << 16);
        }
        add(2 * halves.length);
        length += fields.length;
        return length - fields.length;
    }

    /** Begins a table that a word points to. */
    private int tableOf(int word, int... fields) {
        int first = table(fields);
        words[word] = 4 * (first - 1 - word);
        return first;
    }

    private void code(int word, int code, int version) {
        int table = tableOf(word, 0, 2, 3);
        words[table] = code;
        words[table + 1] = version;
        words[table + 2] = code;
    }

    /** A float32 tensor of another one's shape; its buffer is another computed tensor's, which is empty. */
    private void tensor(int word, int like, int name) {
        int old = file.tablesField(graph, 0)[like];
        int table = tableOf(word, 0, 1, 2, 3);
        point(table, file.field(old, 0));
        words[table + 2] = file.intField(old, 2, 0);
        here(table + 3);
        add(3);
        add(name);
    }

    private void operator(int word, int code, int input, int output) {
        int table = tableOf(word, 0, 1, 2);
        words[table] = code;
        numbers(table + 1, input);
        numbers(table + 2, output);
    }
}
