package dev.glance.image;

/**
 * What the head of a JPEG file says of its picture.
 *
 * @param width       of the stored picture, not turned yet, in pixels; 1..65,535
 * @param height      of the stored picture, not turned yet, in pixels; 1..65,535
 * @param orientation EXIF orientation, 1..8; 1 is upright, 5 to 8 exchange width and height
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">EXIF 2.3, 4.6.4: Orientation</a>
 */
public record JpegHeader(int width, int height, int orientation) {
    private static final int APP1 = 0xe1;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;

    /**
     * Reads the segments up to the one with the size.
     *
     * @param bytes the file, or enough of its beginning
     * @return null where the bytes are no JPEG or end before its size
     */
    public static JpegHeader read(byte[] bytes) {
        if (bytes.length < 4 || u8(bytes, 0) != 0xff || u8(bytes, 1) != 0xd8) {
            return null;
        }
        int orientation = 1;
        int at = 2;
        while (at + 4 <= bytes.length && u8(bytes, at) == 0xff) {
            int marker = u8(bytes, at + 1);
            if (marker == 0xff) {
                // A byte of filling.
                at++;
                continue;
            }
            if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd7) {
                // These stand alone.
                at += 2;
                continue;
            }
            int length = u16(bytes, at + 2, false);
            if (isFrame(marker)) {
                if (length < 8 || at + 9 > bytes.length) {
                    return null;
                }
                int height = u16(bytes, at + 5, false);
                int width = u16(bytes, at + 7, false);
                // A height of 0 means that it follows the first scan.
                return width == 0 || height == 0 ? null : new JpegHeader(width, height, orientation);
            }
            if (length < 2 || marker == 0xda || marker == 0xd9) {
                return null;
            }
            if (marker == APP1) {
                orientation = orientation(bytes, at + 4, Math.min(bytes.length, at + 2 + length), orientation);
            }
            at += 2 + length;
        }
        return null;
    }

    /** Whether the picture is shown with width and height exchanged. */
    public boolean turned() {
        return orientation >= 5;
    }

    /** SOF0 to SOF15 but for DHT, JPG and DAC, which lie among them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** The orientation in a segment; the given one where it holds none. */
    private static int orientation(byte[] bytes, int from, int end, int otherwise) {
        // "Exif", two zeros, then a TIFF file.
        int tiff = from + 6;
        if (tiff + 8 > end || u8(bytes, from) != 'E' || u8(bytes, from + 1) != 'x' || u8(bytes, from + 2) != 'i'
                || u8(bytes, from + 3) != 'f') {
            return otherwise;
        }
        boolean little = u8(bytes, tiff) == 'I';
        long directory = tiff + u32(bytes, tiff + 4, little);
        if (directory + 2 > end) {
            return otherwise;
        }
        int entries = u16(bytes, (int) directory, little);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return otherwise;
            }
            if (u16(bytes, (int) entry, little) == ORIENTATION_TAG && u16(bytes, (int) entry + 2, little) == SHORT_TYPE) {
                int value = u16(bytes, (int) entry + 8, little);
                return value >= 1 && value <= 8 ? value : otherwise;
            }
        }
        return otherwise;
    }

    private static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static int u16(byte[] bytes, int at, boolean little) {
        return little ? u8(bytes, at) | u8(bytes, at + 1) << 8 : u8(bytes, at) << 8 | u8(bytes, at + 1);
    }

    private static long u32(byte[] bytes, int at, boolean little) {
        long first = u16(bytes, at, little);
        long second = u16(bytes, at + 2, little);
        return little ? first | second << 16 : first << 16 | second;
    }
}
