package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Zips that the JDK writes, our own, damaged and hostile ones. */
class ZipTest {
    private static final byte[] TEXT = "labels, labels, labels, labels, labels, labels".getBytes(StandardCharsets.UTF_8);
    /** Where the fields are in the record at the end, counted from its beginning. */
    private static final int COUNT = 10;
    private static final int LENGTH = 12;
    private static final int OFFSET = 16;

    /** A zip by the JDK: deflated, as a stream with data descriptors, and one that is stored. */
    private static byte[] packed(String comment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("folder/"));
            zip.putNextEntry(new ZipEntry("folder/labels.txt"));
            zip.write(TEXT);
            ZipEntry stored = new ZipEntry("folder/\u732b.bin");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(3);
            stored.setCrc(Crc32.of(new byte[] {1, 2, 3}) & 0xFFFFFFFFL);
            stored.setExtra(new byte[] {1, 2, 1, 0, 5});
            zip.putNextEntry(stored);
            zip.write(new byte[] {1, 2, 3});
            zip.setComment(comment);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] content(byte[] file, Zip.Entry entry) {
        byte[] raw = Arrays.copyOfRange(file, entry.start(), entry.start() + entry.compressed());
        if (!entry.deflated()) {
            return raw;
        }
        Inflater inflater = new Inflater(true);
        inflater.setInput(raw);
        // One more than there should be, as whoever inflates must notice it.
        byte[] out = new byte[entry.size() + 1];
        try {
            return Arrays.copyOf(out, inflater.inflate(out));
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    private static Map<String, byte[]> read(byte[] file) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (Zip.Entry entry : Zip.entries(file)) {
            byte[] content = content(file, entry);
            Zip.check(entry, content);
            contents.put(entry.name(), content);
        }
        return contents;
    }

    /** A copy with a number changed. */
    private static byte[] with(byte[] file, int at, int value, int size) {
        byte[] changed = file.clone();
        for (int i = 0; i < size; i++) {
            changed[at + i] = (byte) (value >> 8 * i);
        }
        return changed;
    }

    private static int int32(byte[] file, int at) {
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16 | file[at + 3] << 24;
    }

    // What can be read.

    @Test
    void filesOfTheJdksZip() {
        for (String comment : new String[] {"", "PK\5\6 a comment", "x".repeat(0xFFFF)}) {
            Map<String, byte[]> contents = read(packed(comment));
            assertEquals(List.of("folder/labels.txt", "folder/\u732b.bin"), List.copyOf(contents.keySet()));
            assertArrayEquals(TEXT, contents.get("folder/labels.txt"));
            assertArrayEquals(new byte[] {1, 2, 3}, contents.get("folder/\u732b.bin"));
        }
    }

    @Test
    void anEmptyZipHasNoFiles() {
        assertEquals(List.of(), Zip.entries(new ZipWriter().end()));
        assertTrue(Zip.isAtEnd(new ZipWriter().end()));
    }

    /** Counted from the zip's beginning, or from the file's as Python does. */
    @Test
    void aZipAtTheEndOfAnotherFile() {
        byte[] before = new byte[100];
        byte[] zip = packed("");
        byte[] joined = Damage.join(before, zip);
        assertTrue(Zip.isAtEnd(joined));
        assertArrayEquals(TEXT, read(joined).get("folder/labels.txt"));
        int end = zip.length - 22;
        int at = int32(zip, end + OFFSET);
        byte[] absolute = with(joined, 100 + end + OFFSET, at + 100, 4);
        for (int i = 0; i < 3; i++) {
            absolute = with(absolute, 100 + at + 42, int32(zip, at + 42) + 100, 4);
            at += 46 + zip[at + 28] + zip[at + 30];
        }
        assertArrayEquals(TEXT, read(absolute).get("folder/labels.txt"));
        assertArrayEquals(new byte[] {1, 2, 3}, read(absolute).get("folder/\u732b.bin"));
        assertFalse(Zip.isAtEnd(Damage.join(joined, new byte[1])), "something after it");
        assertFalse(Zip.isAtEnd(new byte[21]));
        assertFalse(Zip.isAtEnd(new byte[100_000]));
    }

    @Test
    void realModelsHoldTheirLabels() throws IOException {
        for (Path path : Folders.modelFiles()) {
            byte[] file = Files.readAllBytes(path);
            if (Zip.isAtEnd(file)) {
                Map<String, byte[]> contents = read(file);
                try (ZipFile zip = new ZipFile(path.toFile())) {
                    assertEquals(zip.size(), contents.size(), path.toString());
                }
            }
        }
    }

    // What is damaged.

    @Test
    void tenThousandDamagedZips() {
        byte[] zip = packed("a comment");
        Damage.survive(zip, damaged -> {
            for (Zip.Entry entry : Zip.entries(damaged)) {
                Zip.check(entry, content(damaged, entry));
            }
        }, ErrorCode.MODEL_FORMAT, ErrorCode.MODEL_UNSAFE);
    }

    /** Whatever is flipped: what comes out is what was packed, or it is noticed. */
    @Test
    void eachFlippedBitIsNoticedWhereItMatters() {
        byte[] zip = packed("");
        for (int bit = 0; bit < 8 * zip.length; bit++) {
            byte[] flipped = zip.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                for (byte[] content : read(flipped).values()) {
                    // A folder whose slash is gone is an empty file.
                    assertTrue(content.length == 0 || Arrays.equals(TEXT, content)
                            || Arrays.equals(new byte[] {1, 2, 3}, content), "bit " + bit);
                }
            } catch (GlanceException e) {
                assertTrue(e.code() == ErrorCode.MODEL_FORMAT || e.code() == ErrorCode.MODEL_UNSAFE, "bit " + bit);
            }
        }
    }

    @Test
    void whatIsInflatedIsChecked() {
        byte[] zip = packed("");
        Zip.Entry entry = Zip.entries(zip).get(0);
        Zip.check(entry, TEXT);
        byte[] wrong = TEXT.clone();
        wrong[3]++;
        for (byte[] content : List.of(wrong, Arrays.copyOf(TEXT, TEXT.length - 1), Arrays.copyOf(TEXT, TEXT.length + 1))) {
            Refused.with(ErrorCode.MODEL_FORMAT, "\u201cfolder/labels.txt\u201d in it is damaged", () -> Zip.check(entry, content));
        }
    }

    @Test
    void aZipIsWholeAndOfOurTime() {
        byte[] zip = packed("");
        int end = zip.length - 22;
        int first = int32(zip, end + OFFSET);
        refused("no directory at its end", new byte[0]);
        refused("no directory at its end", Arrays.copyOf(zip, zip.length - 1));
        for (byte[] zip64 : List.of(with(zip, end + COUNT, 0xFFFF, 2), with(zip, end + LENGTH, -1, 4),
                with(zip, end + OFFSET, -1, 4),
                Damage.join(Arrays.copyOf(zip, end), new byte[] {'P', 'K', 6, 7}, new byte[16],
                        Arrays.copyOfRange(zip, end, zip.length)))) {
            refused("zip64", zip64);
        }
        refused("one part of several", with(zip, end + 4, 1, 2));
        refused("one part of several", with(zip, end + 6, 1, 2));
        refused("one part of several", with(zip, end + 8, 2, 2));
        for (byte[] outside : List.of(with(zip, end + LENGTH, -2, 4), with(zip, end + OFFSET, -2, 4),
                with(zip, end + LENGTH, end + 1, 4), with(zip, end + OFFSET, first + 1, 4))) {
            refused("its directory lies outside", outside);
        }
        for (byte[] damaged : List.of(with(zip, first, 0, 1), with(with(zip, end + COUNT, 2, 2), end + 8, 2, 2),
                with(with(zip, end + COUNT, 4, 2), end + 8, 4, 2), with(zip, first + 30, 0x7FFF, 2),
                with(zip, first + 46 + 7 + 32, 1, 2))) {
            refused("its directory is damaged", damaged);
        }
    }

    @Test
    void eachFileIsSound() {
        byte[] zip = packed("");
        int end = zip.length - 22;
        int folder = int32(zip, end + OFFSET);
        int file = folder + 46 + zip[folder + 28] + zip[folder + 30];
        int stored = file + 46 + zip[file + 28] + zip[file + 30];
        int directory = folder;
        for (int flag : new int[] {1, 1 << 6, 1 << 13}) {
            refused("it is encrypted", with(zip, file + 8, flag, 2));
        }
        refused("by method 12 instead of deflate", with(zip, file + 10, 12, 2));
        for (int at : new int[] {20, 24, 42}) {
            refused("no sound size", with(zip, file + at, -2, 4));
        }
        refused("no sound size", with(zip, stored + 20, 2, 4));
        refused("not where its directory says", with(zip, file + 42, directory - 29, 4));
        refused("not where its directory says", with(zip, file + 42, 1, 4));
        refused("runs past its end", with(zip, file + 20, directory, 4));
        Zip.Entry last = Zip.entries(zip).get(1);
        byte[] fits = with(with(zip, stored + 20, directory - last.start(), 4), stored + 24, directory - last.start(), 4);
        assertEquals(directory - last.start(), Zip.entries(fits).get(1).size());
        refused("runs past its end", with(with(zip, stored + 20, directory - last.start() + 1, 4), stored + 24,
                directory - last.start() + 1, 4));
    }

    @Test
    void namesAreThereOnce() {
        ZipWriter writer = new ZipWriter();
        byte[] twice = Damage.join(writer.header("a", 0, 0), writer.header("b", 0, 0), writer.end());
        int at = new String(twice, StandardCharsets.ISO_8859_1).lastIndexOf('b');
        twice[at] = 'a';
        refused("two files with the name \u201ca\u201d", twice);
    }

    private static void refused(String why, byte[] file) {
        Refused.with(ErrorCode.MODEL_FORMAT, why, () -> Zip.entries(file));
    }

    private static void unsafe(String why, byte[] file) {
        Refused.with(ErrorCode.MODEL_UNSAFE, why, () -> Zip.entries(file));
    }

    // What is hostile.

    @Test
    void namesThatLeadOutsideAreRefused() {
        for (String name : new String[] {"../evil.txt", "/etc/passwd", "a/../../b", "..\\evil", "C:\\evil", "c:evil", "a\0.txt",
            "../folder/"}) {
            unsafe("a place outside", renamed(name));
        }
        assertEquals("a..b/c", Zip.entries(renamed("a..b/c")).get(0).name());
    }

    /** Our own writer refuses such names, so another of the same length is overwritten. */
    private static byte[] renamed(String name) {
        ZipWriter writer = new ZipWriter();
        byte[] zip = Damage.join(writer.header("x".repeat(name.length()), 0, 0), writer.end());
        return new String(zip, StandardCharsets.ISO_8859_1).replace("x".repeat(name.length()), name)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatWouldFillTheMemoryIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("small"));
            zip.write(zeros);
        }
        assertEquals(1 << 20, read(out.toByteArray()).get("small").length, "a small file may shrink as much as it can");
        out.reset();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(zeros);
            zip.write(0);
        }
        unsafe("far larger", out.toByteArray());
        // Up to 200 times is enough for any model; a large file before it counts, since the person brought that too.
        byte[] whole = Damage.join(new byte[(1 << 20) / 200 - out.size() + 2], out.toByteArray());
        assertEquals((1 << 20) + 1, Zip.entries(whole).get(0).size());
    }

    @Test
    void filesThatShareTheirBytesAreRefused() {
        byte[] content = new byte[300];
        new Random(1).nextBytes(content);
        ZipWriter writer = new ZipWriter();
        byte[] zip = Damage.join(writer.header("a", Crc32.of(content), 300), content, writer.header("b", Crc32.of(content), 300),
                content, writer.end());
        int directory = int32(zip, zip.length - 22 + OFFSET);
        assertEquals(2, Zip.entries(zip).size());
        // The second one points to the first one's bytes, and these are moved to the end: half of the zip is not needed.
        byte[] shared = Damage.join(Arrays.copyOf(zip, 331), Arrays.copyOfRange(zip, directory, zip.length));
        shared = with(shared, shared.length - 22 + OFFSET, 331, 4);
        shared = with(shared, 331 + 47 + 42, 0, 4);
        unsafe("far larger", shared);
    }

    @Test
    void declaredSizesHaveALimit() {
        ZipWriter writer = new ZipWriter();
        byte[] header = writer.header("a", 0, Zip.MAX_BYTES / 200);
        byte[] zip = Damage.join(header, new byte[Zip.MAX_BYTES / 200], writer.end());
        int directory = int32(zip, zip.length - 22 + OFFSET);
        byte[] deflated = with(zip, directory + 10, 8, 2);
        assertEquals(Zip.MAX_BYTES, Zip.entries(with(deflated, directory + 24, Zip.MAX_BYTES, 4)).get(0).size());
        unsafe("far larger", with(deflated, directory + 24, Zip.MAX_BYTES + 1, 4));
    }

    @Test
    void thereAreAtMost4096Files() {
        assertEquals(Zip.MAX_FILES, Zip.entries(many(Zip.MAX_FILES)).size());
        unsafe("more than 4096 files", many(Zip.MAX_FILES + 1));
    }

    private static byte[] many(int count) {
        ZipWriter writer = new ZipWriter();
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(writer.header("f" + i, 0, 0));
        }
        parts.add(writer.end());
        return Damage.join(parts.toArray(new byte[0][]));
    }

    // Writing.

    @Test
    void whatIsWrittenIsReadByTheJdk() throws IOException {
        byte[] page = "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8);
        byte[] model = new byte[100_000];
        new Random(2).nextBytes(model);
        byte[] zip = written(page, model);
        assertArrayEquals(zip, written(page, model), "the same each time");
        Path file = Folders.OWN.resolve("written.zip");
        Files.write(file, zip);
        try (ZipFile read = new ZipFile(file.toFile())) {
            assertEquals(3, read.size());
            assertArrayEquals(page, read.getInputStream(read.getEntry("site/index.html")).readAllBytes());
            assertArrayEquals(model, read.getInputStream(read.getEntry("site/\u732b \ud83d\ude00.bin")).readAllBytes());
            assertEquals("2026-01-01T00:00", read.getEntry("site/index.html").getTimeLocal().toString());
        }
        try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
            assertEquals("site/index.html", stream.getNextEntry().getName());
            assertArrayEquals(page, stream.readAllBytes());
            assertEquals("site/\u732b \ud83d\ude00.bin", stream.getNextEntry().getName());
            assertArrayEquals(model, stream.readAllBytes());
            assertEquals("empty", stream.getNextEntry().getName());
            assertEquals(0, stream.readAllBytes().length);
            assertEquals(null, stream.getNextEntry());
        }
        Map<String, byte[]> own = read(zip);
        assertEquals(3, own.size());
        assertArrayEquals(model, own.get("site/\u732b \ud83d\ude00.bin"));
    }

    private static byte[] written(byte[] page, byte[] model) {
        ZipWriter zip = new ZipWriter();
        return Damage.join(zip.header("site/index.html", Crc32.of(page), page.length), page,
                zip.header("site/\u732b \ud83d\ude00.bin", Crc32.of(model), model.length), model,
                zip.header("empty", 0, 0), zip.end());
    }

    @Test
    void whatIsNoFileOfAZipIsNotWritten() {
        ZipWriter zip = new ZipWriter();
        zip.header("a", 0, 1);
        for (String name : new String[] {"a", "", "/a", "../a", "x".repeat(0x10000)}) {
            assertThrows(IllegalArgumentException.class, () -> zip.header(name, 0, 0), name);
        }
        assertThrows(IllegalArgumentException.class, () -> zip.header("b", 0, -1));
        assertEquals(30 + 0xFFFF, zip.header("x".repeat(0xFFFF), 0, 0).length);
    }

    @Test
    void aZipIsSmallerThan2Gigabytes() {
        ZipWriter zip = new ZipWriter();
        zip.header("a", 0, 1 << 30);
        assertThrows(IllegalArgumentException.class, () -> zip.header("b", 0, 1 << 30));
        zip.header("c", 0, (1 << 30) - 2000);
        assertThrows(IllegalArgumentException.class, () -> zip.header("d", 0, 2000));
        byte[] end = zip.end();
        assertEquals(2, end[end.length - 22 + COUNT], "what was refused is not in it");
    }

    @Test
    void aZipHasAtMost65534Files() {
        ZipWriter zip = new ZipWriter();
        for (int i = 0; i < 0xFFFE; i++) {
            zip.header("f" + i, 0, 0);
        }
        assertThrows(IllegalArgumentException.class, () -> zip.header("one more", 0, 0));
    }

    // CRC-32.

    @Test
    void crcIsTheJdks() {
        Random random = new Random(3);
        for (int length : new int[] {0, 1, 2, 3, 1000}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            CRC32 crc = new CRC32();
            crc.update(bytes);
            assertEquals((int) crc.getValue(), Crc32.of(bytes));
            byte[] half = Arrays.copyOf(bytes, length / 2);
            assertEquals((int) crc.getValue(), Crc32.more(Crc32.of(half), Arrays.copyOfRange(bytes, length / 2, length)));
        }
    }
}
