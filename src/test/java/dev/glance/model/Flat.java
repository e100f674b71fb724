package dev.glance.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * A table of a FlatBuffer to be written: fields by number, each an Integer, a Float, a table, or a vector: int[],
 * float[], long[], byte[], String, or a List of tables. A small number takes four bytes too, which its reader does not see.
 */
public final class Flat {
    private final TreeMap<Integer, Object> fields = new TreeMap<>();

    /** Where the tables and vectors of one file are written. */
    private static final class Out {
        private byte[] bytes = new byte[1024];
        private int length;

        /** Leaves a gap, so that what lies so far behind the next place lies at a multiple of the given number. */
        void align(int behind, int multiple) {
            room((multiple - (length + behind) % multiple) % multiple);
        }

        /** Makes room, and says where. */
        int room(int count) {
            int at = length;
            length += count;
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            return at;
        }

        void number(int at, long value, int size) {
            for (int i = 0; i < size; i++) {
                bytes[at + i] = (byte) (value >> 8 * i);
            }
        }
    }

    /** Gives a field its value; null leaves it out. */
    public Flat with(int field, Object value) {
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return this;
    }

    /** A field's value, to be looked into or changed. */
    @SuppressWarnings("unchecked")
    public <T> T get(int field) {
        return (T) fields.get(field);
    }

    /** The file with this as its root. */
    public byte[] bytes(String identifier) {
        Out out = new Out();
        out.room(8);
        System.arraycopy(identifier.getBytes(StandardCharsets.US_ASCII), 0, out.bytes, 4, 4);
        out.number(0, write(out), 4);
        return Arrays.copyOf(out.bytes, out.length);
    }

    private int write(Out out) {
        int slots = fields.isEmpty() ? 0 : fields.lastKey() + 1;
        out.align(4 + 2 * slots, 4);
        int vtable = out.room(4 + 2 * slots);
        int table = out.room(4 + 4 * fields.size());
        out.number(vtable, 4 + 2 * slots, 2);
        out.number(vtable + 2, 4 + 4 * fields.size(), 2);
        out.number(table, table - vtable, 4);
        int at = table + 4;
        for (var field : fields.entrySet()) {
            out.number(vtable + 4 + 2 * field.getKey(), at - table, 2);
            Object value = field.getValue();
            if (value instanceof Integer) {
                out.number(at, (Integer) value, 4);
            } else if (value instanceof Float) {
                out.number(at, Float.floatToIntBits((Float) value), 4);
            } else {
                out.number(at, (value instanceof Flat ? ((Flat) value).write(out) : vector(out, value)) - at, 4);
            }
            at += 4;
        }
        return table;
    }

    private static int vector(Out out, Object value) {
        if (value instanceof List) {
            List<?> tables = (List<?>) value;
            out.align(0, 4);
            int vector = out.room(4 + 4 * tables.size());
            out.number(vector, tables.size(), 4);
            for (int i = 0; i < tables.size(); i++) {
                int at = vector + 4 + 4 * i;
                out.number(at, ((Flat) tables.get(i)).write(out) - at, 4);
            }
            return vector;
        }
        byte[] bytes = value instanceof byte[] ? (byte[]) value
                : value instanceof String ? ((String) value).getBytes(StandardCharsets.UTF_8) : null;
        int count = bytes != null ? bytes.length : java.lang.reflect.Array.getLength(value);
        int size = bytes != null ? 1 : value instanceof long[] ? 8 : 4;
        // Runtimes read several weights at once.
        out.align(4, value instanceof byte[] ? 16 : Math.max(size, 4));
        int vector = out.room(4 + size * count);
        out.number(vector, count, 4);
        if (bytes != null) {
            System.arraycopy(bytes, 0, out.bytes, vector + 4, count);
            // A text ends with a zero that is not counted.
            out.room(value instanceof String ? 1 : 0);
            return vector;
        }
        for (int i = 0; i < count; i++) {
            long number = value instanceof float[] ? Float.floatToIntBits(((float[]) value)[i])
                    : java.lang.reflect.Array.getLong(value, i);
            out.number(vector + 4 + size * i, number, size);
        }
        return vector;
    }
}
