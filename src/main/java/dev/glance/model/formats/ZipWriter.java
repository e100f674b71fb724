package dev.glance.model.formats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a zip without holding what goes into it, compressed or not: for each file the bytes that go before its own, and
 * what ends the zip.
 * <pre>{@code
 * ZipWriter zip = new ZipWriter();
 * out.add(zip.header("index.html", Crc32.of(page), page.length));
 * out.add(page);
 * out.add(zip.end());
 * }</pre>
 * Joined in that order, which a browser's {@code Blob} does without copying, they are the file. The same files give the same
 * bytes: each is dated 1 January 2026, as what the build makes.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, the format's specification</a>
 */
public final class ZipWriter {
    private static final int MAX_FILES = 0xFFFE;
    private static final int VERSION = 20;
    private static final int DEFLATED = 8;
    /** The names are UTF-8. */
    private static final int FLAGS = 1 << 11;
    /** Years since 1980, month and day, 7, 4 and 5 bits. */
    private static final int DATE = 2026 - 1980 << 9 | 1 << 5 | 1;

    private final List<byte[]> directory = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int directoryLength;
    /** How long all is up to here; a zip of more than 2 GB is refused before it becomes that. */
    private int length;

    /**
     * What goes before the bytes of the next file.
     *
     * @param name  its path, with slashes
     * @param crc   {@link Crc32 CRC-32} of its bytes
     * @param size  how many these are
     * @throws IllegalArgumentException where there is such a file already, its name leads outside, or the zip becomes larger than
     *                                  2 GB or 65,534 files
     */
    public byte[] header(String name, int crc, int size) {
        return header(name, crc, size, size, false);
    }

    /**
     * The same for one that was deflated (RFC 1951).
     *
     * @param crc     of its own bytes
     * @param size    how many these are
     * @param deflated how many follow
     */
    public byte[] header(String name, int crc, int size, int deflated) {
        return header(name, crc, size, deflated, true);
    }

    private byte[] header(String name, int crc, int size, int kept, boolean deflated) {
        byte[] path = Utf8.encode(name);
        if (!Names.inside(name) || path.length > 0xFFFF || !names.add(name)) {
            throw new IllegalArgumentException("no name for another file of the zip: " + name);
        }
        double whole = (double) length + kept + directoryLength + 2.0 * path.length + 1000;
        if (size < 0 || kept < 0 || whole > Integer.MAX_VALUE || directory.size() == MAX_FILES) {
            throw new IllegalArgumentException("too much for a zip");
        }
        Out local = new Out(30 + path.length).int32(0x04034b50);
        int[] sizes = {kept, size};
        int method = deflated ? DEFLATED : 0;
        common(local, method, crc, sizes, path).add(path);
        directory.add(common(new Out(46 + path.length).int32(0x02014b50).int16(VERSION), method, crc, sizes, path)
                // No comment, the first part, neither text nor other attributes.
                .int16(0).int16(0).int16(0).int32(0).int32(length).add(path).bytes);
        directoryLength += 46 + path.length;
        length += local.bytes.length + kept;
        return local.bytes;
    }

    private static Out common(Out out, int method, int crc, int[] sizes, byte[] path) {
        return out.int16(VERSION).int16(FLAGS).int16(method).int16(0).int16(DATE).int32(crc).int32(sizes[0]).int32(sizes[1])
                .int16(path.length).int16(0);
    }

    /** What goes after the bytes of the last file. */
    public byte[] end() {
        Out out = new Out(directoryLength + 22);
        for (byte[] entry : directory) {
            out.add(entry);
        }
        return out.int32(0x06054b50).int32(0).int16(directory.size()).int16(directory.size()).int32(directoryLength)
                .int32(length).int16(0).bytes;
    }

    /** Numbers, their lowest byte first. */
    private static final class Out {
        private final byte[] bytes;
        private int at;

        Out(int length) {
            bytes = new byte[length];
        }

        Out int16(int value) {
            bytes[at++] = (byte) value;
            bytes[at++] = (byte) (value >> 8);
            return this;
        }

        Out int32(int value) {
            return int16(value).int16(value >> 16);
        }

        Out add(byte[] more) {
            System.arraycopy(more, 0, bytes, at, more.length);
            at += more.length;
            return this;
        }
    }
}
