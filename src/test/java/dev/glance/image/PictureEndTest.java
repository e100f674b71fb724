package dev.glance.image;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Jpegs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class PictureEndTest {
    /** A JPEG marker's first byte. */
    private static final byte FF = (byte) 0xff;

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A whole JPEG inside a segment of another, as cameras put previews there. */
    private static byte[] withPreview(byte[] jpeg, byte[] preview) {
        int length = preview.length + 2;
        return joined(Arrays.copyOf(jpeg, 2), new byte[] {FF, (byte) 0xe1, (byte) (length >> 8), (byte) length}, preview,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] progressive() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Jpegs.picture(120, 80)));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        }
        return out.toByteArray();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(ImageIO.read(new ByteArrayInputStream(Jpegs.picture(60, 40))), "png", out);
        return out.toByteArray();
    }

    private static byte[] webP(int size, int bytes) {
        byte[] file = Arrays.copyOf("RIFF....WEBPVP8 ".getBytes(StandardCharsets.US_ASCII), bytes);
        file[4] = (byte) size;
        file[5] = (byte) (size >> 8);
        file[6] = 0;
        file[7] = 0;
        return file;
    }

    @Test
    void wholeFilesHaveTheirEnd() throws IOException {
        byte[] jpeg = Jpegs.picture(120, 80);
        for (byte[] whole : new byte[][] {jpeg, progressive(), png(), Jpegs.oriented(jpeg, 6, true),
            withPreview(jpeg, Jpegs.picture(16, 16)), webP(400, 408), webP(401, 408)}) {
            assertFalse(PictureEnd.isMissing(whole));
            assertFalse(PictureEnd.isMissing(joined(whole, new byte[500])), "padded");
            assertFalse(PictureEnd.isMissing(joined(whole, whole)), "another one behind it, as phones put there");
            assertFalse(PictureEnd.isMissing(joined(whole, "<!-- served by -->".getBytes(StandardCharsets.US_ASCII))));
        }
    }

    @Test
    void whereverAFileIsCutItsEndIsMissing() throws IOException {
        byte[] jpeg = Jpegs.picture(120, 80);
        for (byte[] whole : new byte[][] {jpeg, progressive(), png(), withPreview(jpeg, Jpegs.picture(16, 16)),
            webP(400, 408)}) {
            // Of a PNG's end, its type is enough.
            int end = whole.length - (whole[1] == 'P' ? 12 : 2);
            for (int length = 12; length < end; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                // Exactly behind a preview's end it cannot be told from a whole file without a walk through it.
                boolean atPreview = cut[length - 2] == FF && cut[length - 1] == (byte) 0xd9;
                assertTrue(atPreview || PictureEnd.isMissing(cut), length + " of " + whole.length);
                if (whole[0] == FF) {
                    assertTrue(PictureEnd.isMissing(joined(cut, new byte[100])), "room that a download kept for the rest");
                }
            }
        }
    }

    @Test
    void theEndOfAPreviewIsNotTheEndOfThePicture() throws IOException {
        byte[] preview = Jpegs.picture(16, 16);
        byte[] whole = withPreview(Jpegs.picture(120, 80), preview);
        assertTrue(PictureEnd.isMissing(Arrays.copyOf(whole, preview.length + 700)));
    }

    @Test
    void markersMayHaveFillingBeforeThem() throws IOException {
        byte[] jpeg = Jpegs.picture(60, 40);
        byte[] body = Arrays.copyOf(jpeg, jpeg.length - 2);
        assertTrue(PictureEnd.isMissing(body));
        assertFalse(PictureEnd.isMissing(joined(body, new byte[] {FF, FF, FF, (byte) 0xd9})));
        assertTrue(PictureEnd.isMissing(joined(body, new byte[] {FF, FF})));
        // A restart marker, and an ff among the pixels.
        assertFalse(PictureEnd.isMissing(joined(body, new byte[] {FF, (byte) 0xd3, 5, FF, 0, 7, FF, (byte) 0xd9})));
    }

    @Test
    void ofOtherFilesNothingIsKnown() {
        for (String text : new String[] {"", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture at all"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertFalse(PictureEnd.isMissing(bytes));
        }
    }

    @Test
    void damagedBytesAreReadToTheEndAndNoFurther() throws IOException {
        Random random = new Random(5);
        int missing = 0;
        for (byte[] whole : new byte[][] {Jpegs.picture(60, 40), png()}) {
            for (int i = 0; i < 20_000; i++) {
                byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
                for (int j = random.nextInt(5); j > 0 && damaged.length > 0; j--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                missing += PictureEnd.isMissing(damaged) ? 1 : 0;
            }
        }
        assertTrue(missing > 1000, "missing " + missing);
        assertFalse(PictureEnd.isMissing(new byte[0]));
    }
}
