package dev.glance.model;

/**
 * Changes where a {@code .tflite} file takes its picture and gives its answer: a front is put before the file, with a root
 * and lists of its own. Offsets in a FlatBuffer count forwards from where they stand, so that the file's own bytes stay as
 * they are, and those of the front can point into them. Signatures and other graphs are left out: the runtime then makes a
 * signature of the graph's input and output.
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
        words = new int[model.tensors().size() + model.operators().size() + file.vectorField(file.root(), 1, 4).length() + 120];
        outward = new boolean[words.length];
    }

    /**
     * A file that takes and gives float32.
     *
     * @param output what it is to give
     */
    byte[] write(int output) {
        TfliteModel.Tensor image = model.tensors().get(model.input());
        int quantises = image.type() == TfliteModel.FLOAT32 ? 0 : 1;
        int dequantises = model.tensors().get(output).type() == TfliteModel.FLOAT32 ? 0 : 1;
        int tensors = model.tensors().size();
        words[1] = TFL3;
        int root = table(0, 1, 2, 4);
        words[0] = 4 * (root - 1);
        words[root] = VERSION;
        point(root + 3, file.field(file.root(), 4));
        list(root + 1, 0, file.root(), 1, 2);
        // A number that is a byte itself has no scale.
        int code = image.scales().length == 0 ? Op.CAST : Op.QUANTIZE;
        int last = length - 1;
        int codes = file.vectorField(file.root(), 1, 4).length();
        code(last - 1, code);
        code(last, Op.DEQUANTIZE);
        here(root + 2);
        add(1);
        add(0);
        int lists = tableOf(length - 1, 0, 1, 2, 3);
        list(lists, 0, graph, 0, quantises + dequantises);
        last = length - 1;
        int input = quantises == 0 ? model.input() : tensors;
        int result = dequantises == 0 ? output : tensors + quantises;
        if (quantises > 0) {
            tensor(last - dequantises, model.input(), 'i' | 'n' << 8);
        }
        if (dequantises > 0) {
            tensor(last, output, 'o' | 'u' << 8 | 't' << 16);
        }
        numbers(lists + 1, input);
        numbers(lists + 2, result);
        int first = list(lists + 3, quantises, graph, 3, dequantises);
        last = length - 1;
        if (quantises > 0) {
            operator(first, codes, input, model.input());
        }
        if (dequantises > 0) {
            operator(last, codes + 1, output, result);
        }
        return joined();
    }

    private byte[] joined() {
        int front = (4 * length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] bytes = file.bytes();
        byte[] joined = new byte[front + bytes.length];
        for (int i = 0; i < length; i++) {
            FlatBuffer.put(joined, 4 * i, outward[i] ? words[i] + front : words[i]);
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
     * Writes a list with all of one of the file's.
     *
     * @param field  the word that is to point to it
     * @param before how many places are left before these
     * @param after  how many after them
     * @return the word of the first place
     */
    private int list(int field, int before, int table, int index, int after) {
        FlatBuffer.Vector vector = file.vectorField(table, index, 4);
        here(field);
        add(before + vector.length() + after);
        int first = length;
        length += before;
        for (int i = 0; i < vector.length(); i++) {
            point(length++, vector.position() + 4 * i);
        }
        length += after;
        return first;
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

    private void code(int word, int code) {
        int table = tableOf(word, 0, 2, 3);
        words[table] = code;
        // Of DEQUANTIZE the one that knows int8; the others know all from the start.
        words[table + 1] = 2;
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
