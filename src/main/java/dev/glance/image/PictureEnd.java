package dev.glance.image;

/**
 * Whether a picture file ends before its picture does, as a broken download or an interrupted copy leaves it. Browsers show
 * what there is of such a file without a word.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B: JPEG's markers</a>
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">PNG, 5.3: chunks</a>
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP's container</a>
 */
public final class PictureEnd {
    private static final int WEBP_HEAD = 12;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int PNG_SIGNATURE = 8;
    /** A chunk's length, type and checksum. */
    private static final int PNG_CHUNK = 12;

    private PictureEnd() {
    }

    /**
     * Whether the end is missing. What follows the end does not matter, nor do the ends of previews inside the file,
     * unless the cut went just behind one.
     *
     * @param bytes the whole file
     * @return false too for a file that is no JPEG, PNG or WebP
     */
    public static boolean isMissing(byte[] bytes) {
        if (isJpeg(bytes)) {
            return !jpegEnds(bytes);
        }
        if (isPng(bytes)) {
            return !pngEnds(bytes);
        }
        // A byte of padding is left out by some.
        return isWebP(bytes) && 8 + little(bytes, 4) > bytes.length + 1;
    }

    /** From segment to segment, by their lengths: what lies inside one, such as a preview with an end, is not looked at. */
    private static boolean jpegEnds(byte[] bytes) {
        if (u8(bytes, bytes.length - 2) == 0xff && u8(bytes, bytes.length - 1) == END_OF_IMAGE) {
            // Nearly all files end so, and a walk through one of a camera's takes longer than many a decoder.
            return true;
        }
        int at = 2;
        while (at + 1 < bytes.length) {
            if (u8(bytes, at) != 0xff) {
                // Pixels, or what should not be there; decoders look for the next marker as well.
                at++;
                continue;
            }
            int marker = u8(bytes, at + 1);
            if (marker == END_OF_IMAGE) {
                return true;
            }
            if (marker == 0xff) {
                // A byte of filling.
                at++;
            } else if (marker <= 0x01 || marker >= 0xd0 && marker <= 0xd8) {
                // These stand alone; 0 says that the ff before it is one of the pixels'.
                at += 2;
            } else if (at + 3 < bytes.length) {
                // After a scan's head its pixels follow, and are passed above.
                at += 2 + Math.max(2, u8(bytes, at + 2) << 8 | u8(bytes, at + 3));
            } else {
                return false;
            }
        }
        return false;
    }

    private static boolean pngEnds(byte[] bytes) {
        long at = PNG_SIGNATURE;
        while (at + PNG_CHUNK <= bytes.length) {
            int chunk = (int) at;
            if (is(bytes, chunk + 4, "IEND")) {
                return true;
            }
            at += PNG_CHUNK + big(bytes, chunk);
        }
        return false;
    }

    private static boolean isJpeg(byte[] bytes) {
        return bytes.length > 2 && u8(bytes, 0) == 0xff && u8(bytes, 1) == 0xd8 && u8(bytes, 2) == 0xff;
    }

    private static boolean isPng(byte[] bytes) {
        return bytes.length >= PNG_SIGNATURE && u8(bytes, 0) == 0x89 && is(bytes, 1, "PNG\r\n");
    }

    private static boolean isWebP(byte[] bytes) {
        return bytes.length >= WEBP_HEAD && is(bytes, 0, "RIFF") && is(bytes, 8, "WEBP");
    }

    private static boolean is(byte[] bytes, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (u8(bytes, at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static long big(byte[] bytes, int at) {
        return (long) u8(bytes, at) << 24 | u8(bytes, at + 1) << 16 | u8(bytes, at + 2) << 8 | u8(bytes, at + 3);
    }

    private static long little(byte[] bytes, int at) {
        return (long) u8(bytes, at + 3) << 24 | u8(bytes, at + 2) << 16 | u8(bytes, at + 1) << 8 | u8(bytes, at);
    }
}
