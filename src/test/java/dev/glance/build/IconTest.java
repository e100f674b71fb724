package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glance.Folders;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconTest {
    private static final int GROUND = 0xFF0B5D52;
    private static final int WHITE = 0xFFFFFFFF;

    private static Icon icon() throws IOException {
        return new Icon(Files.readString(Folders.PROJECT.resolve("webapp/favicon.svg")));
    }

    private static BufferedImage draw(int side, boolean full, double size) throws IOException {
        byte[] png = icon().png(side, full, size);
        assertArrayEquals(png, icon().png(side, full, size));
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void itLooksAsTheSvgDoes() throws IOException {
        BufferedImage image = draw(320, false, 1);
        assertEquals(320, image.getWidth());
        assertEquals(0, image.getRGB(2, 2) >>> 24, "its corners are round");
        assertEquals(GROUND, image.getRGB(160, 30));
        assertEquals(WHITE, image.getRGB(60, 160), "the eye's left");
        assertEquals(WHITE, image.getRGB(260, 160), "and right");
        assertEquals(WHITE, image.getRGB(160, 80), "and upper part");
        assertEquals(WHITE, image.getRGB(160, 240), "and lower part");
        assertEquals(GROUND, image.getRGB(130, 170), "its pupil");
        assertEquals(WHITE, image.getRGB(180, 140), "and what shines in it");
        assertEquals(GROUND, image.getRGB(20, 80));
    }

    @Test
    void forSystemsThatCutItTheGroundFillsAll() throws IOException {
        BufferedImage image = draw(512, true, 0.75);
        assertEquals(GROUND, image.getRGB(0, 0));
        assertEquals(GROUND, image.getRGB(511, 511));
        // The eye lies in a circle of 80 %.
        assertEquals(GROUND, image.getRGB(51, 256));
        assertEquals(WHITE, image.getRGB(130, 256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no svg", "<svg viewBox=\"0 0 32 32\"><text fill=\"#fff\"/></svg>",
        "<svg viewBox=\"0 0 32 32\"><path d=\"M1 1L2 2\" fill=\"#fff\"/></svg>",
        "<svg viewBox=\"0 0 32 32\"><path d=\"M1 1c1\" fill=\"#fff\"/></svg>"})
    void whatCannotBeDrawnIsTold(String svg) {
        assertThrows(BuildException.class, () -> new Icon(svg).png(32, false, 1));
    }
}
