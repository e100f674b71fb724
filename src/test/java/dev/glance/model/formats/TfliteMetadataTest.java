package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.model.Flat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TfliteMetadataTest {
    private static final String DAMAGED = "What the .tflite file says about itself is damaged";

    private final Flat normalization = new Flat().with(0, new float[] {127.5f}).with(1, new float[] {127.5f});
    private final Flat image = new Flat().with(0, 1);
    private final Flat input = new Flat().with(0, "image").with(3, new Flat().with(0, 2).with(1, image))
            .with(4, List.of(new Flat().with(0, 2).with(1, new Flat()), new Flat().with(0, 1).with(1, normalization)));
    private final Flat output = new Flat().with(0, "probability").with(6, List.of(file("values.txt", 3), file("readme.txt", 1),
            file("labels.txt", 2), file("labels-fr.txt", 2), file("", 2), file("calibration.csv", 4)));
    private final Flat graph = new Flat().with(2, List.of(input)).with(3, List.of(output)).with(4, List.of(file("graph.txt", 2)));
    private final Flat metadata = new Flat().with(0, "Cats \u732b").with(1, "Tells cats apart.").with(2, "v1")
            .with(3, List.of(graph)).with(4, "A. Author").with(5, "Apache-2.0")
            .with(6, List.of(file("labels.txt", 2), file("model.txt", 3)));

    private static Flat file(String name, int type) {
        return new Flat().with(0, name).with(2, type);
    }

    private byte[] model(String identifier) {
        return model(metadata.bytes(identifier));
    }

    private static byte[] model(byte[] metadata) {
        return new Flat().with(0, 3).with(4, List.of(new Flat(), new Flat().with(0, metadata)))
                .with(6, List.of(new Flat().with(0, "min_runtime_version").with(1, 0), new Flat().with(0, "TFLITE_METADATA").with(1, 1)))
                .bytes("TFL3");
    }

    private TfliteMetadata read() {
        return TfliteMetadata.read(model("M001"));
    }

    private void refused() {
        byte[] model = model("M001");
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model));
    }

    @Test
    void aFileSaysWhatItIs() {
        TfliteMetadata read = read();
        assertEquals("Cats \u732b", read.name());
        assertEquals("Tells cats apart.", read.description());
        assertEquals("A. Author", read.author());
        assertEquals("Apache-2.0", read.license());
        assertFalse(read.grey());
        assertArrayEquals(new float[] {127.5f}, read.mean());
        assertArrayEquals(new float[] {127.5f}, read.std());
        assertTrue(read.hasRange());
        assertTrue(read.isUniform());
        assertEquals(-1, read.min());
        assertEquals(1, read.max());
    }

    @Test
    void theOutputsLabelsComeFirst() {
        assertEquals(List.of("labels.txt", "labels-fr.txt", "graph.txt", "values.txt", "model.txt"), read().labelFiles());
    }

    @Test
    void whatAFileDoesNotSayIsEmpty() {
        for (int field : new int[] {0, 1, 3, 4, 5, 6}) {
            metadata.with(field, null);
        }
        TfliteMetadata read = read();
        assertEquals("", read.name() + read.description() + read.author() + read.license());
        assertFalse(read.grey());
        assertFalse(read.hasRange());
        assertTrue(read.isUniform());
        assertEquals(0, read.std().length);
        assertEquals(List.of(), read.labelFiles());
    }

    @Test
    void aGraphMaySayLess() {
        input.with(4, List.of(new Flat().with(0, 2).with(1, new Flat()))).with(3, null);
        output.with(6, null);
        assertFalse(read().hasRange());
        assertFalse(read().grey());
        assertEquals(List.of("graph.txt", "labels.txt", "model.txt"), read().labelFiles());
        graph.with(2, List.of()).with(3, List.of()).with(4, null);
        assertFalse(read().hasRange());
        assertEquals(List.of("labels.txt", "model.txt"), read().labelFiles());
        metadata.with(3, List.of());
        assertEquals(List.of("labels.txt", "model.txt"), read().labelFiles());
    }

    @Test
    void someModelsTakeGreyPictures() {
        image.with(0, 2);
        assertTrue(read().grey());
        input.with(3, new Flat().with(0, 1).with(1, image));
        assertFalse(read().grey(), "no properties of a picture");
        input.with(3, new Flat().with(0, 2));
        assertFalse(read().grey());
    }

    @Test
    void channelsMayDiffer() {
        normalization.with(0, new float[] {123.675f, 116.28f, 103.53f}).with(1, new float[] {58.395f, 57.12f, 57.375f});
        TfliteMetadata read = read();
        assertFalse(read.isUniform());
        assertEquals((-123.675 / 58.395 - 116.28 / 57.12 - 103.53 / 57.375) / 3, read.min(), 1e-6);
        assertEquals(((255 - 123.675) / 58.395 + (255 - 116.28) / 57.12 + (255 - 103.53) / 57.375) / 3, read.max(), 1e-6);
        normalization.with(0, new float[] {1, 1, 1}).with(1, new float[] {2, 2, 2});
        assertTrue(read().isUniform());
        normalization.with(0, new float[] {1, 1, 2});
        assertFalse(read().isUniform());
        normalization.with(0, new float[] {1, 1, 1}).with(1, new float[] {2, 3, 2});
        assertFalse(read().isUniform());
    }

    @Test
    void aNormalisationIsPossible() {
        float[][][] wrong = {{{0}, {0}}, {{0}, {Float.NaN}}, {{Float.NaN}, {1}}, {{Float.POSITIVE_INFINITY}, {1}},
            {{0}, {Float.POSITIVE_INFINITY}}, {{0}, {1e-9f}}, {{0, 1}, {1, 1}}, {{0}, {}}, {{}, {1}}, {{0, 0, 0}, {1}},
            {{0, 0, 0}, {1, 1, 0}}, {{0, 0, 0, 0}, {1, 1, 1, 1}}, {{1e6f}, {1}}, {{0}, {1e6f}}, {{0}, {-1e6f}}};
        for (float[][] values : wrong) {
            normalization.with(0, values[0]).with(1, values[1]);
            refused();
        }
        normalization.with(0, new float[] {-5}).with(1, new float[] {-1});
        assertEquals(-5, read().min());
        assertEquals(-260, read().max());
    }

    @Test
    void mostFilesSayNothing() {
        assertNull(TfliteMetadata.read(new Flat().with(0, 3).bytes("TFL3")));
        assertNull(TfliteMetadata.read(new Flat().with(6, List.of(new Flat().with(0, "TFLITE_METADATB").with(1, 1))).bytes("TFL3")));
    }

    @Test
    void whatCannotBeReadIsRefused() {
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(new byte[0]));
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model("M002")));
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model("N001")));
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model("M101")));
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model("M011")));
        Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model(new byte[7])));
        for (int buffer : new int[] {-1, 2, 1000}) {
            byte[] model = new Flat().with(4, List.of(new Flat(), new Flat().with(0, metadata.bytes("M001"))))
                    .with(6, List.of(new Flat().with(0, "TFLITE_METADATA").with(1, buffer))).bytes("TFL3");
            Refused.with(ErrorCode.MODEL_FORMAT, DAMAGED, () -> TfliteMetadata.read(model));
        }
    }

    @Test
    void textsAndListsHaveLimits() {
        metadata.with(1, "x".repeat(100_000));
        assertEquals(100_000, read().description().length());
        metadata.with(1, "x".repeat(100_001));
        refused();
        metadata.with(1, null).with(6, List.of(file("x".repeat(1000), 2)));
        assertTrue(read().labelFiles().contains("x".repeat(1000)));
        metadata.with(6, List.of(file("x".repeat(1001), 2)));
        refused();
        List<Flat> files = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            files.add(file(i + ".txt", 2));
        }
        output.with(6, null);
        graph.with(4, null);
        metadata.with(6, files);
        assertEquals(100, read().labelFiles().size());
        files.add(file("one more.txt", 2));
        refused();
    }

    @Test
    void tenThousandDamagedFiles() {
        Damage.survive(model("M001"), damaged -> TfliteMetadata.read(damaged), ErrorCode.MODEL_FORMAT);
    }

    @Test
    void realFilesNameTheirLabels() throws IOException {
        for (Path path : Folders.modelFiles()) {
            byte[] file = Files.readAllBytes(path);
            TfliteMetadata metadata = TfliteMetadata.read(file);
            if (metadata != null && Zip.isAtEnd(file)) {
                List<String> names = new ArrayList<>();
                Zip.entries(file).forEach(entry -> names.add(entry.name()));
                assertTrue(names.containsAll(metadata.labelFiles()), path + " " + names + metadata);
                assertEquals(1, metadata.labelFiles().size());
                assertEquals(-1, metadata.min());
                assertEquals(1, metadata.max());
            }
        }
    }
}
