package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the JDK's own. */
class Utf8Test {
    private static String decode(int... bytes) {
        byte[] all = new byte[bytes.length + 2];
        all[0] = 'x';
        all[all.length - 1] = (byte) 0x80;
        for (int i = 0; i < bytes.length; i++) {
            all[i + 1] = (byte) bytes[i];
        }
        return Utf8.decode(all, 1, bytes.length + 1);
    }

    @Test
    void eachCharacterComesBack() {
        for (int code = 0; code <= 0x10FFFF; code++) {
            if (code >> 11 != 0x1B) {
                String text = "a" + Character.toString(code) + "b";
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                assertArrayEquals(bytes, Utf8.encode(text));
                assertEquals(text, Utf8.decode(bytes, 0, bytes.length));
            }
        }
        assertEquals("", Utf8.decode(new byte[0], 0, 0));
        assertArrayEquals(new byte[0], Utf8.encode(""));
    }

    @Test
    void whatIsNoCharacterIsUnknown() {
        assertEquals("\ufffd", decode(0x80));
        assertEquals("\ufffd", decode(0xff));
        assertEquals("\ufffda", decode(0xc3, 'a'));
        assertEquals("\ufffd", decode(0xc3), "the byte after the end does not count");
        assertEquals("\ufffd", decode(0xe4, 0xbd));
        assertEquals("\ufffd\ufffd", decode(0xc0, 0xaf), "a slash in two bytes");
        assertEquals("\ufffd", decode(0xe0, 0x80, 0xaf), "a slash in three");
        assertEquals("\ufffd", decode(0xf0, 0x80, 0x80, 0xaf), "a slash in four");
        assertEquals("\ufffd", decode(0xed, 0xa0, 0x80), "half of a pair");
        assertEquals("\ufffd", decode(0xf4, 0x90, 0x80, 0x80), "beyond Unicode");
        assertEquals("\ufffd", decode(0xf5));
        assertArrayEquals("a\ufffdb".getBytes(StandardCharsets.UTF_8), Utf8.encode("a\ud800b"));
        assertArrayEquals("\ufffd".getBytes(StandardCharsets.UTF_8), Utf8.encode("\udc00"));
    }

    @Test
    void anyBytesAreSomeText() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(20)];
            random.nextBytes(noise);
            String text = Utf8.decode(noise, 0, noise.length);
            if (!new String(noise, StandardCharsets.UTF_8).contains("\ufffd")) {
                assertEquals(new String(noise, StandardCharsets.UTF_8), text);
            }
            assertEquals(text, Utf8.decode(Utf8.encode(text), 0, Utf8.encode(text).length));
        }
    }
}
