package dev.glance.model.formats;

/** UTF-8 (RFC 3629), without the tables of other encodings that the JDK's way brings along. */
final class Utf8 {
    private static final char UNKNOWN = '\ufffd';

    private Utf8() {
    }

    /** The text of some bytes, which must lie inside; a byte that is no part of a character becomes U+FFFD. */
    static String decode(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < to) {
            int first = bytes[at++] & 0xFF;
            int more = first < 0x80 ? 0 : first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : -1;
            int code = more <= 0 ? first : first & 0x3F >> more;
            int end = at + more;
            while (at < end && at < to && (bytes[at] & 0xC0) == 0x80) {
                code = code << 6 | bytes[at++] & 0x3F;
            }
            boolean whole = more >= 0 && at == end;
            // Neither longer than needed, half of a pair, nor beyond Unicode.
            if (!whole || more == 2 && (code < 0x800 || code >> 11 == 0x1B) || more == 3 && (code < 0x10000 || code > 0x10FFFF)) {
                text.append(UNKNOWN);
            } else {
                text.appendCodePoint(code);
            }
        }
        return text.toString();
    }

    /** The bytes of a text; half of a pair becomes U+FFFD. */
    static byte[] encode(String text) {
        byte[] bytes = new byte[3 * text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int code = text.codePointAt(i);
            if (code >= 0x10000) {
                i++;
                bytes[length++] = (byte) (0xF0 | code >> 18);
                bytes[length++] = tail(code >> 12);
                bytes[length++] = tail(code >> 6);
                bytes[length++] = tail(code);
                continue;
            }
            code = code >> 11 == 0x1B ? UNKNOWN : code;
            if (code < 0x80) {
                bytes[length++] = (byte) code;
            } else if (code < 0x800) {
                bytes[length++] = (byte) (0xC0 | code >> 6);
                bytes[length++] = tail(code);
            } else {
                bytes[length++] = (byte) (0xE0 | code >> 12);
                bytes[length++] = tail(code >> 6);
                bytes[length++] = tail(code);
            }
        }
        byte[] whole = new byte[length];
        System.arraycopy(bytes, 0, whole, 0, length);
        return whole;
    }

    private static byte tail(int code) {
        return (byte) (0x80 | code & 0x3F);
    }
}
