package dev.glance.model.formats;

import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the directory of a zip file, or of the zip at the end of another file: a {@code .tflite} file carries its labels so.
 * What the files hold is left compressed where it lies; who inflates it stops at the {@link Entry#size() size} that is said here
 * and asks {@link #check} whether all is right. Files are found through the central directory, as every reader does, so a
 * stream's data descriptors do not matter.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the format's specification</a>
 */
public final class Zip {
    /** A model has a few files, its folder perhaps some pictures. */
    static final int MAX_FILES = 4096;
    /** All files together, inflated. */
    static final int MAX_BYTES = 640 << 20;
    /** No model's files shrink so much; of a small file nobody minds. */
    static final int MAX_RATIO = 200;
    static final int SMALL = 1 << 20;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_LENGTH = 20;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    /** Bits of the flags: encrypted, strongly so, and with an encrypted directory. */
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

    private final byte[] file;
    private final int end;

    private Zip(byte[] file, int end) {
        this.file = file;
        this.end = end;
    }

    /**
     * A file in the zip.
     *
     * @param name       its path, with slashes; it leads to no place outside
     * @param deflated   whether it is compressed (raw deflate, RFC 1951), else it lies there as it is
     * @param start      where its bytes begin in the zip file
     * @param compressed how many they are there
     * @param size       how many they are once inflated
     * @param crc        CRC-32 of those
     */
    public record Entry(String name, boolean deflated, int start, int compressed, int size, int crc) {
    }

    /** Whether the bytes end with a zip. */
    public static boolean isAtEnd(byte[] file) {
        return end(file) >= 0;
    }

    /**
     * The files in the zip that the bytes are or end with, without folders.
     *
     * @param file the whole file; it is read only
     * @throws GlanceException {@code model-format} where there is no zip, or a broken, encrypted, divided or zip64 one;
     *                         {@code model-unsafe} where a name leads outside, or it would fill the memory: more than 4,096 files,
     *                         640 MiB, or 200 times its own length
     */
    public static List<Entry> entries(byte[] file) {
        int end = end(file);
        if (end < 0) {
            throw broken("it has no directory at its end");
        }
        return new Zip(file, end).read();
    }

    /**
     * Refuses what has been inflated where it is not what was packed.
     *
     * @throws GlanceException {@code model-format} where length or CRC-32 differ
     */
    public static void check(Entry entry, byte[] inflated) {
        if (inflated.length != entry.size() || Crc32.of(inflated) != entry.crc()) {
            throw broken("the file " + Faults.quoted(entry.name()) + " in it is damaged");
        }
    }

    /** Where the record is that ends the file, or -1. A comment may follow it, to the end of the file. */
    private static int end(byte[] file) {
        int first = Math.max(0, file.length - END_LENGTH - MAX_COMMENT);
        for (int at = file.length - END_LENGTH; at >= first; at--) {
            if (file[at] == 'P' && int32(file, at) == END && int16(file, at + 20) == file.length - at - END_LENGTH) {
                return at;
            }
        }
        return -1;
    }

    private List<Entry> read() {
        int count = int16(file, end + 10);
        int length = int32(file, end + 12);
        int offset = int32(file, end + 16);
        if (count == 0xFFFF || length == -1 || offset == -1
                || end >= ZIP64_LOCATOR_LENGTH && int32(file, end - ZIP64_LOCATOR_LENGTH) == ZIP64_LOCATOR) {
            throw broken("it is in the zip64 format, which is for files of 4 GB");
        }
        if (int32(file, end + 4) != 0 || int16(file, end + 8) != count) {
            throw broken("it is one part of several");
        }
        if (length < 0 || offset < 0 || length > end || offset > end - length) {
            throw broken("its directory lies outside");
        }
        if (count > MAX_FILES) {
            throw unsafe("it holds more than " + MAX_FILES + " files");
        }
        int directory = end - length;
        // What is before the zip, where offsets do not count it.
        int before = directory - offset;
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        // Doubles count beyond 2^31, and are no BigInts in a browser.
        double total = 0;
        double packed = 0;
        int at = directory;
        for (int i = 0; i < count; i++) {
            if (at > end - CENTRAL_LENGTH || int32(file, at) != CENTRAL) {
                throw broken("its directory is damaged");
            }
            int next = at + CENTRAL_LENGTH + int16(file, at + 28) + int16(file, at + 30) + int16(file, at + 32);
            if (next > end) {
                throw broken("its directory is damaged");
            }
            Entry entry = entry(at, before, directory);
            if (!names.add(entry.name())) {
                throw broken("it holds two files with the name " + Faults.quoted(entry.name()));
            }
            total += entry.size();
            packed += entry.compressed();
            if (!entry.name().endsWith("/")) {
                entries.add(entry);
            }
            at = next;
        }
        if (at != end) {
            throw broken("its directory is damaged");
        }
        // Files that share their bytes are how a small zip becomes large.
        if (packed > directory || total > MAX_BYTES || total > SMALL && total > (double) MAX_RATIO * file.length) {
            throw unsafe("its files would be far larger than it");
        }
        return entries;
    }

    private Entry entry(int at, int before, int directory) {
        String name = Utf8.decode(file, at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + int16(file, at + 28));
        if (!Names.inside(name)) {
            throw unsafe("it holds a file for a place outside, " + Faults.quoted(name));
        }
        int method = int16(file, at + 10);
        int compressed = int32(file, at + 20);
        int size = int32(file, at + 24);
        int offset = int32(file, at + 42);
        if ((int16(file, at + 8) & ENCRYPTED) != 0) {
            throw broken("it is encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw broken("the file " + Faults.quoted(name) + " in it is compressed by method " + method + " instead of deflate");
        }
        if (compressed < 0 || size < 0 || offset < 0 || method == STORED && compressed != size) {
            throw broken("the file " + Faults.quoted(name) + " in it has no sound size");
        }
        if (offset > directory - before - LOCAL_LENGTH || int32(file, before + offset) != LOCAL) {
            throw broken("the file " + Faults.quoted(name) + " in it is not where its directory says");
        }
        int start = before + offset + LOCAL_LENGTH + int16(file, before + offset + 26) + int16(file, before + offset + 28);
        if (start > directory - compressed) {
            throw broken("the file " + Faults.quoted(name) + " in it runs past its end");
        }
        return new Entry(name, method == DEFLATED, start, compressed, size, int32(file, at + 16));
    }

    private static int int16(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int int32(byte[] bytes, int at) {
        return int16(bytes, at) | int16(bytes, at + 2) << 16;
    }

    private static GlanceException broken(String detail) {
        return Faults.broken("This is no zip that Glance can open: " + detail);
    }

    private static GlanceException unsafe(String detail) {
        return Faults.unsafe("Glance does not open this zip: " + detail);
    }
}
