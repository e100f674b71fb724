package dev.glance.model.formats;

/**
 * The CRC-32 that zip files carry (ISO 3309, the polynomial 0xEDB88320 of reversed bits). It finds damage, not malice.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.4.7</a>
 */
public final class Crc32 {
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xEDB88320;
            }
            TABLE[i] = crc;
        }
    }

    private Crc32() {
    }

    /** The CRC-32 of all the bytes. */
    public static int of(byte[] bytes) {
        return more(0, bytes);
    }

    /**
     * The CRC-32 of bytes that come in parts.
     *
     * @param before that of the parts before this one; 0 for the first
     * @param part   the next part
     */
    public static int more(int before, byte[] part) {
        int crc = ~before;
        for (byte b : part) {
            crc = crc >>> 8 ^ TABLE[(crc ^ b) & 0xFF];
        }
        return ~crc;
    }
}
