package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Jpegs;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JpegHeaderTest {
    @Test
    void readsSizeAndOrientation() throws IOException {
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (boolean little : new boolean[] {true, false}) {
                JpegHeader header = JpegHeader.read(Jpegs.oriented(Jpegs.picture(60, 40), orientation, little));
                assertEquals(new JpegHeader(60, 40, orientation), header);
                assertEquals(orientation >= 5, header.turned());
            }
        }
        assertEquals(new JpegHeader(1, 300, 1), JpegHeader.read(Jpegs.picture(1, 300)));
    }

    @Test
    void anotherOrientationThanThereIsMeansUpright() throws IOException {
        for (int nonsense : new int[] {0, 9, 65535}) {
            assertEquals(1, JpegHeader.read(Jpegs.oriented(Jpegs.picture(60, 40), nonsense, true)).orientation());
        }
    }

    @Test
    void whatIsNoJpegHasNoHeader() throws IOException {
        assertNull(JpegHeader.read(new byte[0]));
        assertNull(JpegHeader.read("GIF89a, not a JPEG".getBytes()));
        byte[] picture = Jpegs.picture(60, 40);
        int frame = 0;
        while ((picture[frame] & 0xff) != 0xff || (picture[frame + 1] & 0xff) != 0xc0) {
            frame++;
        }
        assertNull(JpegHeader.read(Arrays.copyOf(picture, frame + 8)), "cut before the width");
        assertEquals(60, JpegHeader.read(Arrays.copyOf(picture, frame + 9)).width());
    }

    @Test
    void damagedBytesAreAHeaderOrNone() throws IOException {
        Random random = new Random(5);
        byte[] picture = Jpegs.oriented(Jpegs.picture(60, 40), 6, true);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = Arrays.copyOf(picture, random.nextInt(4) == 0 ? random.nextInt(picture.length) : picture.length);
            for (int j = random.nextInt(5); j >= 0 && damaged.length > 0; j--) {
                damaged[random.nextInt(Math.min(damaged.length, 300))] = (byte) random.nextInt(256);
            }
            JpegHeader header = JpegHeader.read(damaged);
            if (header != null) {
                read++;
                assertTrue(header.width() > 0 && header.height() > 0 && header.orientation() >= 1
                        && header.orientation() <= 8);
            }
        }
        assertTrue(read > 1000 && read < 99_000, "read " + read);
    }
}
