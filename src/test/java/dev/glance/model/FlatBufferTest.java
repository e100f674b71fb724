package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is read from inside the file, and that nothing is read from outside. */
class FlatBufferTest {
    private static FlatBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new FlatBuffer(bytes);
    }

    private static FlatBuffer file(Flat root) {
        return new FlatBuffer(root.bytes("TEST"));
    }

    private static void assertBroken(String why, Executable reading) {
        GlanceException e = assertThrows(GlanceException.class, reading, why);
        assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        assertTrue(e.what().contains(why), e.what());
    }

    // Numbers.

    @Test
    void numbersAreLittleEndian() {
        FlatBuffer file = bytes(0x99, 0x78, 0x56, 0x34, 0x92, 0xff);
        assertEquals(0x92345678, file.int32(1));
        assertEquals(0xff923456, file.int32(2));
        assertEquals(0x99, file.uint8(0));
        assertEquals(0xff, file.uint8(5));
        assertEquals(-2.5f, bytes(0, 0, 0x20, 0xc0).float32(0));
    }

    @Test
    void numbersLieInsideTheFile() {
        FlatBuffer file = bytes(0, 0, 0, 0, 7);
        assertEquals(0x7000000, file.int32(1));
        assertEquals(7, file.uint8(4));
        for (int at : new int[] {-1, 2, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertBroken("the file ends too early", () -> file.int32(at));
        }
        assertBroken("the file ends too early", () -> file.uint8(5));
        assertBroken("the file ends too early", () -> bytes(1, 2, 3).int32(0));
        assertBroken("the file ends too early", () -> bytes().uint8(0));
        file.check(1, 4);
        assertBroken("the file ends too early", () -> file.check(2, 4));
    }

    // Tables.

    @Test
    void fieldsAreFoundThroughTheVtable() {
        FlatBuffer file = file(new Flat().with(1, 7).with(3, 0x1ff));
        int root = file.root();
        assertEquals(7, file.intField(root, 1, 9));
        assertEquals(0x1ff, file.intField(root, 3, 9));
        assertEquals(0xff, file.byteField(root, 3, 9));
        assertEquals(7, file.int32(file.field(root, 1)));
    }

    @Test
    void whatATableLacksHasItsDefault() {
        FlatBuffer file = file(new Flat().with(1, 7).with(3, 8));
        int root = file.root();
        for (int absent : new int[] {0, 2, 4, 100}) {
            assertEquals(0, file.field(root, absent));
            assertEquals(9, file.intField(root, absent, 9));
            assertEquals(9, file.byteField(root, absent, 9));
            assertEquals(0, file.tableField(root, absent));
            assertEquals(new FlatBuffer.Vector(0, 0), file.vectorField(root, absent, 4));
            assertEquals(0, file.tablesField(root, absent).length);
            assertEquals(0, file.intsField(root, absent).length);
            assertEquals(0, file.floatsField(root, absent).length);
            assertEquals(0, file.longsField(root, absent).length);
        }
        assertEquals(0, new FlatBuffer(new Flat().bytes("TEST")).field(12, 0), "an empty vtable");
    }

    /** More than 255 bytes of vtable and of table. */
    @Test
    void aTableMayBeLong() {
        Flat root = new Flat();
        for (int i = 0; i < 300; i++) {
            root.with(i, 1000 + i);
        }
        FlatBuffer file = file(root);
        for (int i = 0; i < 300; i++) {
            assertEquals(1000 + i, file.intField(file.root(), i, 0));
        }
        assertEquals(0, file.field(file.root(), 300));
    }

    @Test
    void tablesPointToTables() {
        FlatBuffer file = file(new Flat().with(0, new Flat().with(2, 5))
                .with(1, List.of(new Flat().with(0, 6), new Flat().with(0, 7))));
        assertEquals(5, file.intField(file.tableField(file.root(), 0), 2, 0));
        int[] tables = file.tablesField(file.root(), 1);
        assertEquals(2, tables.length);
        assertEquals(6, file.intField(tables[0], 0, 0));
        assertEquals(7, file.intField(tables[1], 0, 0));
    }

    /** A vtable may lie behind its table too: writers share them. */
    @Test
    void aVtableLiesOnEitherSideOfItsTable() {
        // The root at 8, its field at 12, its vtable at 16.
        FlatBuffer file = bytes(8, 0, 0, 0, 0, 0, 0, 0, -8, 0xff, 0xff, 0xff, 42, 0, 0, 0, 6, 0, 8, 0, 4, 0);
        assertEquals(42, file.intField(file.root(), 0, 0));
    }

    @Test
    void aVtableLiesInsideTheFile() {
        String outside = "a table's vtable lies outside the file";
        for (int distance : new int[] {9, 100, Integer.MAX_VALUE, -5, -100, Integer.MIN_VALUE}) {
            FlatBuffer file = table(distance);
            assertBroken(outside, () -> file.field(8, 0));
        }
        // At the very beginning, where its length is 8: two fields.
        assertEquals(0, table(8).field(8, 3));
        // At the very end there is no length.
        assertBroken("the file ends too early", () -> table(-4).field(8, 0));
    }

    /** A table at 8 whose vtable lies the given distance before it; the file ends after it. */
    private static FlatBuffer table(int distance) {
        return bytes(8, 0, 0, 0, 0, 0, 0, 0, distance, distance >> 8, distance >> 16, distance >> 24);
    }

    @Test
    void offsetsLeadForwardAndStayInside() {
        assertEquals(8, bytes(8, 0, 0, 0, 0, 0, 0, 0, 0).root());
        assertEquals(4, bytes(4, 0, 0, 0).root(), "what lies there is checked when it is read");
        for (int distance : new int[] {0, -1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertBroken("an offset points outside the file",
                    () -> bytes(distance, distance >> 8, distance >> 16, distance >> 24).root());
        }
        byte[] bytes = new Flat().with(0, new Flat()).bytes("TEST");
        FlatBuffer file = new FlatBuffer(bytes);
        int field = file.field(file.root(), 0);
        for (int beyond = bytes.length - field + 1; beyond < 2 * bytes.length; beyond++) {
            bytes[field] = (byte) beyond;
            assertBroken("an offset points outside the file", () -> file.tableField(file.root(), 0));
        }
        bytes[field] = (byte) (bytes.length - field);
        assertEquals(bytes.length, file.tableField(file.root(), 0));
    }

    // Lists.

    @Test
    void listsHaveTheirNumbers() {
        FlatBuffer file = file(new Flat().with(0, new int[] {1, -2, 3}).with(1, new float[] {0.5f, -1})
                .with(2, new long[] {-3, Integer.MAX_VALUE, Integer.MIN_VALUE, 0}).with(3, new byte[] {5, 6, 7}));
        int root = file.root();
        assertArrayEquals(new int[] {1, -2, 3}, file.intsField(root, 0));
        assertArrayEquals(new float[] {0.5f, -1}, file.floatsField(root, 1));
        assertArrayEquals(new int[] {-3, Integer.MAX_VALUE, Integer.MIN_VALUE, 0}, file.longsField(root, 2));
        FlatBuffer.Vector vector = file.vectorField(root, 3, 1);
        assertEquals(3, vector.length());
        assertEquals(5, file.uint8(vector.position()));
        assertEquals(7, file.uint8(vector.position() + 2));
    }

    @Test
    void longsMustFitInAnInteger() {
        for (long large : new long[] {1L << 31, -(1L << 31) - 1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
            FlatBuffer file = file(new Flat().with(0, new long[] {1, large}));
            assertBroken("a number is out of range", () -> file.longsField(file.root(), 0));
        }
    }

    @Test
    void aListEndsWithTheFileAtTheLatest() {
        byte[] bytes = new Flat().with(0, new int[] {1, 2, 3}).bytes("TEST");
        FlatBuffer file = new FlatBuffer(bytes);
        int length = file.vectorField(file.root(), 0, 4).position() - 4;
        assertEquals(bytes.length, length + 16, "the list is the last thing in the file");
        for (int count : new int[] {4, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            byte[] wrong = bytes.clone();
            for (int i = 0; i < 4; i++) {
                wrong[length + i] = (byte) (count >> 8 * i);
            }
            FlatBuffer damaged = new FlatBuffer(wrong);
            assertBroken("a list runs past the end of the file", () -> damaged.vectorField(damaged.root(), 0, 4));
            assertBroken("a list runs past the end of the file", () -> damaged.intsField(damaged.root(), 0));
        }
        FlatBuffer cut = new FlatBuffer(Arrays.copyOf(bytes, bytes.length - 1));
        assertBroken("a list runs past the end of the file", () -> cut.intsField(cut.root(), 0));
    }

    /** An honest file's lists are read a few times; a table after another with the same long one is no honest file. */
    @Test
    void allListsTogetherAreAtMostEightTimesTheFile() {
        // A list of 72 bytes in a file of 100: it can be read eleven times, which is eight times the file.
        for (int size : new int[] {4, 8}) {
            byte[] bytes = new Flat().with(0, new int[18]).bytes("TEST");
            FlatBuffer file = new FlatBuffer(Arrays.copyOf(bytes, 100));
            if (size == 8) {
                // The same bytes as half as many longs.
                int at = file.vectorField(file.root(), 0, 4).position() - 4;
                file.bytes()[at] = 9;
            }
            for (int i = 0; i < 11; i++) {
                int read = size == 4 ? file.intsField(file.root(), 0).length : file.longsField(file.root(), 0).length;
                assertEquals(72 / size, read);
            }
            assertBroken("its lists are longer than the file", () -> file.floatsField(file.root(), 0));
        }
    }
}
