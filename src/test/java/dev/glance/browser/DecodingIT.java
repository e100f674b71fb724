package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glance.Folders;
import dev.glance.Jpegs;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Picture files: decoded no larger than needed, upright, with the answers of the whole picture. */
class DecodingIT {
    private static final int PHOTOS = 74;

    @TempDir
    private Path folder;

    /** Twice as wide as high, with something else in each corner, so that every turn shows. */
    private static BufferedImage upright() throws IOException {
        BufferedImage balloon = ImageIO.read(Folders.SITE.resolve("images/balloon.jpg").toFile());
        return scaled(balloon.getSubimage(0, 0, 800, 500), 1600, 1000);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    /** Each orientation as a file: decoded to scale, decoded whole, and through an img. */
    @ParameterizedTest
    @CsvSource({"true, square", "false, square", "true, contain", "true, stretch"})
    void allEightOrientationsAreUprightInEveryPath(boolean toScale, String crop) throws IOException {
        BufferedImage upright = upright();
        for (int orientation = 1; orientation <= 8; orientation++) {
            Files.write(folder.resolve(orientation + ".jpg"), Jpegs.oriented(
                    Jpegs.encode(Jpegs.stored(upright, orientation)), orientation, orientation % 2 == 0));
        }
        try (ScriptPage page = new ScriptPage(toScale ? Sites.http() : Sites.http("delete globalThis.ImageDecoder;"))
                .withFolder("oriented", folder).withGlance()) {
            @SuppressWarnings("unchecked")
            List<List<Number>> all = (List<List<Number>>) page.run("async crop => {"
                    + " const model = await mobilenet.load({crop}); const all = [];"
                    + " for (let i = 1; i <= 8; i++) { const name = 'oriented/' + i + '.jpg';"
                    + " const file = await (await fetch(name)).blob(), image = await picture(name);"
                    + " for (const value of [file, image, await createImageBitmap(file)]) {"
                    + " const answers = await model.classify(value, 1000);"
                    + " all.push(answers.filter(a => ['balloon', 'parachute, chute'].includes(a.className))"
                    + ".sort((a, b) => a.className < b.className ? -1 : 1).map(a => a.probability)); } }"
                    + " return all; }", crop);
            assertEquals(24, all.size());
            for (List<Number> probabilities : all) {
                for (int i = 0; i < 2; i++) {
                    assertEquals(all.get(0).get(i).doubleValue(), probabilities.get(i).doubleValue(), 0.05, all.toString());
                }
            }
            assertTrue(all.get(0).get(0).doubleValue() > 0.3, all.toString());
        }
    }

    @Test
    void aFileCutShortIsAnAnswerOrATypedError() throws IOException {
        byte[] whole = Jpegs.picture(1280, 720);
        Files.write(folder.resolve("whole.jpg"), whole);
        try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("pictures", folder).withGlance()) {
            @SuppressWarnings("unchecked")
            List<Object> outcomes = (List<Object>) page.run("async () => { const model = await mobilenet.load();"
                    + " const whole = await (await fetch('pictures/whole.jpg')).blob(); const outcomes = [];"
                    + " for (const length of [0, 2, 100, 700, whole.size / 2, whole.size - 3, whole.size]) {"
                    + " outcomes.push(await model.classify(whole.slice(0, length)).then(top => top.length, e => e.code)); }"
                    + " return outcomes; }");
            assertEquals("picture-undecodable", outcomes.get(0));
            assertEquals(3, outcomes.get(6));
            for (Object outcome : outcomes) {
                assertTrue(outcome.equals(3) || outcome.equals("picture-undecodable"), outcomes.toString());
            }
        }
    }

    @Test
    void otherFormatsAndDrawingsAreFilesToo() {
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            assertEquals(List.of("balloon", "balloon", "balloon", 3), page.run("async () => {"
                    + " const model = await mobilenet.load(); const image = await picture('images/balloon.jpg');"
                    + " const canvas = document.createElement('canvas');"
                    + " canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;"
                    + " canvas.getContext('2d').drawImage(image, 0, 0); const names = [];"
                    + " for (const type of ['image/png', 'image/webp', 'image/jpeg']) {"
                    + " const blob = await new Promise(resolve => canvas.toBlob(resolve, type));"
                    + " names.push((await model.classify(blob, 1))[0].className); }"
                    + " const svg = new Blob([\"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='300'>"
                    + "<circle cx='150' cy='150' r='120' fill='orange'/></svg>\"], {type: 'image/svg+xml'});"
                    + " return [...names, (await model.classify(svg)).length]; }"));
        }
    }

    /** The labelled photos as they are, and as large as cameras make them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3000})
    void theAnswersAreThoseOfTheWholePicture(int side) throws IOException {
        assumeTrue(Folders.eval().isPresent(), "no labelled photos here");
        List<Path> photos;
        try (Stream<Path> files = Files.list(Folders.eval().orElseThrow().resolve("photos"))) {
            photos = files.sorted().collect(Collectors.toList());
        }
        assertEquals(PHOTOS, photos.size());
        for (Path photo : photos) {
            BufferedImage image = ImageIO.read(photo.toFile());
            double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
            Files.write(folder.resolve(photo.getFileName()), side == 0 ? Files.readAllBytes(photo)
                    : Jpegs.encode(scaled(image, (int) (image.getWidth() * scale), (int) (image.getHeight() * scale))));
        }
        List<String> names = photos.stream().map(photo -> photo.getFileName().toString()).collect(Collectors.toList());
        try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("large", folder).withGlance()) {
            @SuppressWarnings("unchecked")
            List<Number> result = (List<Number>) page.run("async names => { const model = await mobilenet.load();"
                    + " let same = 0, off = []; for (const name of names) {"
                    + " const file = await (await fetch('large/' + name)).blob();"
                    + " const scaled = await model.classify(file, 5);"
                    + " const whole = await model.classify(await createImageBitmap(file), 1000);"
                    + " if (scaled[0].className === whole[0].className) { same++; }"
                    + " off.push(Math.max(...scaled.map(({className, probability}) => Math.abs(probability"
                    + " - whole.find(other => other.className === className).probability)))); }"
                    + " off.sort((a, b) => b - a); return [same, off[0], off[4]]; }", names);
            System.out.println("Decoded to scale, photos of " + (side == 0 ? "their" : side + " pixels'")
                    + " size: the same first answer for " + result.get(0) + " of " + PHOTOS + ", probabilities within "
                    + result.get(1) + ", but for four within " + result.get(2));
            if (side == 0) {
                assertTrue(result.get(0).intValue() >= Math.ceil(0.99 * PHOTOS), result.toString());
                assertTrue(result.get(1).doubleValue() < 0.05, result.toString());
            } else {
                // A decoder that scales averages otherwise than a canvas does; fine patterns show it.
                assertTrue(result.get(0).intValue() >= PHOTOS - 2, result.toString());
                assertTrue(result.get(2).doubleValue() < 0.05, result.toString());
            }
        }
    }
}
