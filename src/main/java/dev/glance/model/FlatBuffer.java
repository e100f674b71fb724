package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/**
 * Bounds-checked access to the bytes of a FlatBuffer: scalars are little-endian, tables find their fields through a
 * vtable, vectors carry their length. Positions are byte offsets; 0 stands for "field absent", since no field can lie
 * there. Anything that points outside the bytes is a {@link ErrorCode#MODEL_FORMAT} error.
 *
 * @see <a href="https://flatbuffers.dev/internals/">FlatBuffer internals</a>
 */
public final class FlatBuffer {
    /** All lists that are read, for each byte of the file. Those of an honest file lie side by side and are read a few times. */
    private static final int MAX_LIST_BYTES = 8;

    private final byte[] bytes;
    /** Sums of positions and lengths are doubles: a long is a BigInt in JavaScript, which is felt at every start. */
    private double listBytes;

    public FlatBuffer(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes;
    }

    int uint8(int position) {
        check(position, 1);
        return bytes[position] & 0xFF;
    }

    public int int32(int position) {
        check(position, 4);
        return word(position);
    }

    /** As {@link #int32}, of which it is known that it lies inside: of a list each word is not checked again. */
    int word(int position) {
        return (bytes[position] & 0xFF) | (bytes[position + 1] & 0xFF) << 8 | (bytes[position + 2] & 0xFF) << 16
                | bytes[position + 3] << 24;
    }

    float float32(int position) {
        return Float.intBitsToFloat(int32(position));
    }

    /** The root table's position. */
    public int root() {
        return offset(0);
    }

    /** Position of a scalar field of a table, or 0 where the table does not have it. */
    int field(int table, int index) {
        // A vtable lies at a signed distance before its table.
        double vtableAt = (double) table - int32(table);
        if (vtableAt < 0 || vtableAt > bytes.length) {
            throw broken("a table's vtable lies outside the file");
        }
        int vtable = (int) vtableAt;
        int slot = 4 + 2 * index;
        if (slot + 2 > uint16(vtable)) {
            return 0;
        }
        int distance = uint16(vtable + slot);
        return distance == 0 ? 0 : table + distance;
    }

    /** Value of an int field of a table, or the given default. */
    public int intField(int table, int index, int fallback) {
        int at = field(table, index);
        return at == 0 ? fallback : int32(at);
    }

    /** Value of an unsigned byte field of a table, or the given default. */
    public int byteField(int table, int index, int fallback) {
        int at = field(table, index);
        return at == 0 ? fallback : uint8(at);
    }

    /** Position of the table that a field points to, or 0 where there is none. */
    public int tableField(int table, int index) {
        int at = field(table, index);
        return at == 0 ? 0 : offset(at);
    }

    /** The vector that a field points to; an absent one is empty. */
    public Vector vectorField(int table, int index, int elementSize) {
        int at = field(table, index);
        if (at == 0) {
            return new Vector(0, 0);
        }
        int vector = offset(at);
        int length = int32(vector);
        if (length < 0 || vector + 4.0 + (double) length * elementSize > bytes.length) {
            throw broken("a list runs past the end of the file");
        }
        return new Vector(vector + 4, length);
    }

    /** A vector that is read whole. Many tables may point to one long list, and must not fill the memory with copies of it. */
    private Vector listField(int table, int index, int elementSize) {
        Vector vector = vectorField(table, index, elementSize);
        listBytes += (double) vector.length() * elementSize;
        if (listBytes > (double) MAX_LIST_BYTES * bytes.length) {
            throw broken("its lists are longer than the file");
        }
        return vector;
    }

    /** The tables of a vector of tables. */
    public int[] tablesField(int table, int index) {
        Vector vector = listField(table, index, 4);
        int[] tables = new int[vector.length()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = offset(vector.position() + 4 * i);
        }
        return tables;
    }

    int[] intsField(int table, int index) {
        Vector vector = listField(table, index, 4);
        int[] values = new int[vector.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = word(vector.position() + 4 * i);
        }
        return values;
    }

    public float[] floatsField(int table, int index) {
        Vector vector = listField(table, index, 4);
        float[] values = new float[vector.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(word(vector.position() + 4 * i));
        }
        return values;
    }

    /** A vector of 64-bit integers, each of which must fit in 32 bits. */
    int[] longsField(int table, int index) {
        Vector vector = listField(table, index, 8);
        int[] values = new int[vector.length()];
        for (int i = 0; i < values.length; i++) {
            int low = word(vector.position() + 8 * i);
            if (word(vector.position() + 8 * i + 4) != low >> 31) {
                throw broken("a number is out of range");
            }
            values[i] = low;
        }
        return values;
    }

    /**
     * Writes a number into a copy of the file.
     *
     * @throws GlanceException {@code model-format} where it does not lie wholly inside
     */
    static void put(byte[] copy, int position, int value) {
        check(copy, position, 4);
        copy[position] = (byte) value;
        copy[position + 1] = (byte) (value >> 8);
        copy[position + 2] = (byte) (value >> 16);
        copy[position + 3] = (byte) (value >> 24);
    }

    private int uint16(int position) {
        check(position, 2);
        return (bytes[position] & 0xFF) | (bytes[position + 1] & 0xFF) << 8;
    }

    private int offset(int position) {
        int distance = int32(position);
        if (distance <= 0 || distance > bytes.length - position) {
            throw broken("an offset points outside the file");
        }
        return position + distance;
    }

    /**
     * Refuses what does not lie wholly inside the file.
     *
     * @throws GlanceException {@code model-format}
     */
    void check(int position, int size) {
        check(bytes, position, size);
    }

    private static void check(byte[] bytes, int position, int size) {
        if (position < 0 || position > bytes.length - size) {
            throw broken("the file ends too early");
        }
    }

    static GlanceException broken(String detail) {
        return new GlanceException(ErrorCode.MODEL_FORMAT,
                "This is no image classifier in TensorFlow Lite format that Glance can read: " + detail + ".",
                "Use another model file.");
    }

    /** Refuses what a condition does not hold for. */
    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw broken(otherwise);
        }
    }

    /** Whether no dimension is empty. */
    static boolean positive(int[] shape) {
        for (int size : shape) {
            if (size < 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many values a tensor of the given shape has; negative or 0 where it is not {@link #positive}.
     *
     * @throws GlanceException {@code model-format} where they are too many
     */
    static int count(int[] shape) {
        double count = 1;
        for (int size : shape) {
            count *= size;
            require(Math.abs(count) <= Integer.MAX_VALUE / 8, "a tensor is too large");
        }
        return (int) count;
    }

    /** Where a vector's elements start, and how many there are. */
    public record Vector(int position, int length) {
    }
}
