package dev.glance;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** JPEG files made for tests. */
public final class Jpegs {
    private Jpegs() {
    }

    /** A picture of coloured discs, the same for the same size. */
    public static byte[] picture(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 400; i++) {
            graphics.setColor(Color.getHSBColor(i / 37f, 0.7f, 0.4f + i % 5 / 10f));
            graphics.fillOval(i * 131 % 1280 * width / 1280, i * 89 % 720 * height / 720, 90 * width / 1280,
                    60 * height / 720);
        }
        graphics.dispose();
        return encode(image);
    }

    /** A picture as a JPEG file. */
    public static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    /** The same file with an EXIF orientation. */
    public static byte[] oriented(byte[] jpeg, int orientation, boolean little) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        // APP1 of 34 bytes: Exif, then a TIFF file of one directory with one entry.
        for (int value : new int[] {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0}) {
            out.write(value);
        }
        out.write(little ? 'I' : 'M');
        out.write(little ? 'I' : 'M');
        number(out, 42, 2, little);
        number(out, 8, 4, little);
        number(out, 1, 2, little);
        number(out, 0x0112, 2, little);
        number(out, 3, 2, little);
        number(out, 1, 4, little);
        number(out, orientation, 2, little);
        number(out, 0, 2, little);
        number(out, 0, 4, little);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value, int bytes, boolean little) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >> 8 * (little ? i : bytes - 1 - i));
        }
    }

    /** A picture as a camera stores it that writes the given orientation, so that it is shown as the given one. */
    public static BufferedImage stored(BufferedImage upright, int orientation) {
        boolean turned = orientation >= 5;
        int width = upright.getWidth();
        int height = upright.getHeight();
        BufferedImage stored = new BufferedImage(turned ? height : width, turned ? width : height,
                BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int bottom = height - 1 - y;
                // EXIF names the side of the picture where the stored row 0 and column 0 are.
                int column = switch (orientation) {
                    case 1, 4 -> x;
                    case 2, 3 -> right;
                    case 5, 6 -> y;
                    default -> bottom;
                };
                int row = switch (orientation) {
                    case 1, 2 -> y;
                    case 3, 4 -> bottom;
                    case 5, 8 -> orientation == 5 ? x : right;
                    default -> orientation == 6 ? right : x;
                };
                stored.setRGB(column, row, upright.getRGB(x, y));
            }
        }
        return stored;
    }
}
