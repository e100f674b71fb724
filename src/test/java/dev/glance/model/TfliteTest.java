package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.Bounds;
import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader on real files, damaged files and hostile bytes. */
class TfliteTest {
    /** Fewer where the test runs again and again (the profile {@code mutation}). */
    private static final int MUTATIONS = Integer.getInteger("damaged.files", 10_000);

    static List<Path> files() throws IOException {
        return Folders.modelFiles();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRealFileBecomesAWholeGraph(Path file) throws IOException {
        GraphArtifacts artifacts = Tflite.read(Files.readAllBytes(file));
        Map<String, GraphArtifacts.Weight> weights = new HashMap<>();
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            int count = 1;
            for (int size : weight.shape()) {
                count *= size;
            }
            float[] floats = weight.floats();
            assertEquals(count, floats != null ? floats.length : weight.ints().length, weight.name());
            if (floats != null) {
                for (float value : floats) {
                    assertTrue(Float.isFinite(value), weight.name());
                }
            }
            weights.put(weight.name(), weight);
        }
        Set<String> nodes = new HashSet<>();
        for (JsonValue value : Json.parse(artifacts.topology()).asObject().get("node").asArray()) {
            JsonObject node = value.asObject();
            String name = node.get("name").asString();
            for (JsonValue input : node.get("input").asArray()) {
                assertTrue(nodes.contains(input.asString()), name + " reads " + input + " before it is computed");
            }
            if (node.get("op").asString().equals("Const")) {
                assertNull(weights.get(name).packed(), name);
                weights.remove(name);
            } else if (!name.equals("image") && node.get("op").asString().equals("Placeholder")) {
                assertNotNull(weights.remove(name).packed(), name);
            }
            assertTrue(nodes.add(name), "twice: " + name);
        }
        assertEquals(Map.of(), weights, "weights that no node uses");
        assertTrue(nodes.containsAll(Set.of("image", "logits", "features")), nodes.toString());
    }

    @Test
    void theEmbeddedModelHasItsCardsShape() throws IOException {
        GraphArtifacts artifacts = Tflite.read(Files.readAllBytes(Folders.EMBEDDED));
        assertEquals(224, artifacts.size());
        assertEquals(1000, artifacts.outputs());
        assertEquals(1280, artifacts.features());
    }

    @Test
    void theSameBytesGiveTheSameArtifacts() throws IOException {
        byte[] bytes = Files.readAllBytes(Folders.EMBEDDED);
        assertEquals(Tflite.read(bytes.clone()).sha256(), Tflite.read(bytes).sha256());
    }

    @Test
    void tenThousandDamagedFilesGiveArtifactsOrATypedError() throws IOException {
        List<byte[]> files = new ArrayList<>(Nets.all().values());
        // The site's own as often as all others.
        byte[] embedded = Files.readAllBytes(Folders.EMBEDDED);
        AtomicInteger refused = new AtomicInteger();
        // Each from its own number, so that a failure can be had again alone.
        Bounds.all(() -> IntStream.range(0, MUTATIONS).parallel().forEach(seed -> {
            byte[] damaged = damage(seed % 2 == 0 ? embedded : files.get(seed / 2 % files.size()), new Random(seed));
            Bounds.each("seed " + seed, damaged.length, () -> attempt(seed, damaged, refused));
        }));
        assertTrue(refused.get() > MUTATIONS / 10, "only " + refused + " refused: the damage misses the structure");
    }

    private static void attempt(int seed, byte[] damaged, AtomicInteger refused) {
        try {
            Tflite.read(damaged).weights().forEach(GraphArtifacts.Weight::floats);
        } catch (GlanceException e) {
            assertTyped(e, "seed " + seed);
            refused.incrementAndGet();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            fail("seed " + seed, e);
        }
        try {
            assertTrue(Tflite.program(damaged, -1, 1).size() > 0);
        } catch (GlanceException e) {
            assertEquals(ErrorCode.MODEL_FORMAT, e.code(), "seed " + seed);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            fail("program, seed " + seed, e);
        }
        try {
            assertEquals(96, Tflite.program(damaged, -1, 1, 96).size());
            Tflite.inputRange(damaged);
        } catch (GlanceException e) {
            assertTyped(e, "seed " + seed);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            fail("another size, seed " + seed, e);
        }
    }

    /** Damage may look like an operation that TensorFlow.js lacks. */
    private static void assertTyped(GlanceException e, String what) {
        assertTrue(e.code() == ErrorCode.MODEL_FORMAT || e.code() == ErrorCode.MODEL_OPERATION, what + " " + e.code());
    }

    /** Flips bytes, mostly where the structure is; overwrites words with extremes; cuts; repeats a stretch. */
    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
                : bytes.clone();
        int[] extremes = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0x7fffff};
        for (int i = random.nextInt(6); i >= 0 && damaged.length > 8; i--) {
            int place = structural(bytes, random) % (damaged.length - 4);
            if (random.nextBoolean()) {
                damaged[place] = (byte) random.nextInt(256);
            } else {
                int word = extremes[random.nextInt(extremes.length)];
                put(damaged, place, word);
            }
        }
        return damaged;
    }

    /** Mostly a place where bytes are not part of a long run of weights. */
    private static int structural(byte[] bytes, Random random) {
        int place = random.nextInt(bytes.length);
        if (random.nextInt(4) == 0) {
            return place;
        }
        // Weights fill the middle of the file; tables lie at both ends.
        int edge = Math.min(60_000, bytes.length - 5);
        return random.nextBoolean() ? place % edge : bytes.length - 5 - place % edge;
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRealFileIsAProgramWithLogits(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] before = bytes.clone();
        TfliteProgram program = Tflite.program(bytes, -1, 1);
        GraphArtifacts artifacts = Tflite.read(bytes);
        assertArrayEquals(before, bytes, "the file is only read");
        assertEquals(artifacts.size(), program.size());
        assertEquals(artifacts.outputs(), program.outputs());
        TfliteModel model = TfliteReader.read(new FlatBuffer(program.bytes()));
        for (int tensor : new int[] {model.input(), model.output()}) {
            assertEquals(TfliteModel.FLOAT32, model.tensors().get(tensor).type());
        }
        assertEquals(artifacts.outputs(), Tflite.read(program.bytes()).outputs(), "the changed file can still be read");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileComputesAtOtherSizes(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] before = bytes.clone();
        GraphArtifacts own = Tflite.read(bytes);
        for (int size : new int[] {96, 128, 160, 192, 224, 256, 288}) {
            GraphArtifacts artifacts = Tflite.read(bytes, size);
            assertEquals(size, artifacts.size());
            assertEquals(own.sha256(), artifacts.sha256(), "the graph is the same for each");
            byte[] resized = GraphWriter.resized(bytes, size);
            assertEquals(size, Tflite.read(resized).size(), "everything in it fits together");
            assertEquals(own.sha256(), Tflite.read(resized).sha256());
            assertArrayEquals(bytes, GraphWriter.resized(resized, own.size()), "nothing but the size is changed");
            TfliteProgram program = Tflite.program(bytes, -1, 1, size);
            assertEquals(size, program.size());
            assertEquals(own.outputs(), program.outputs());
            assertEquals(size, Tflite.read(program.bytes()).size());
        }
        assertArrayEquals(before, bytes, "the file is only read");
        for (int size : new int[] {-1, 4097, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertRefused(() -> Tflite.read(bytes, size), "size " + size);
            assertRefused(() -> Tflite.program(bytes, -1, 1, size), "size " + size);
        }
    }

    @Test
    void sizesAndOutputsBeyondAllReasonAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(Folders.EMBEDDED);
        FlatBuffer file = new FlatBuffer(bytes);
        TfliteModel model = TfliteReader.read(file);
        int tensors = file.tablesField(file.root(), 2)[0];
        int image = file.vectorField(file.tablesField(tensors, 0)[model.input()], 0, 4).position();
        for (int size : new int[] {2_000_000_000, 5_000, 0, -224}) {
            byte[] wrong = bytes.clone();
            put(wrong, image + 4, size);
            put(wrong, image + 8, size);
            assertRefused(() -> Tflite.read(wrong), "size " + size);
            assertRefused(() -> Tflite.program(wrong, -1, 1), "size " + size);
        }
        int[] tables = file.tablesField(tensors, 0);
        for (int outputs : new int[] {2_000_000_000, 1_000_000, 0, -1000}) {
            byte[] wrong = bytes.clone();
            for (int table : tables) {
                FlatBuffer.Vector shape = file.vectorField(table, 0, 4);
                if (shape.length() == 2 && file.int32(shape.position() + 4) == 1000) {
                    put(wrong, shape.position() + 4, outputs);
                }
            }
            assertRefused(() -> Tflite.program(wrong, -1, 1), outputs + " outputs");
        }
    }

    /** 200 tables that share one list: read for each of them, it would be a hundred times the file. */
    @Test
    void tensorsThatShareOneLongListDoNotFillTheMemory() {
        int tables = 200;
        int elements = 50_000;
        byte[] bytes = new byte[16 + 16 + 4 * tables + 8 * tables + 4 + 4 * elements];
        // A vtable of one field, then the tables, each of an offset to the vtable and one to the list.
        bytes[0] = 6;
        bytes[4] = 4;
        int list = bytes.length - 4 - 4 * elements;
        put(bytes, list, elements);
        FlatBuffer file = new FlatBuffer(bytes);
        int[] read = {0};
        GlanceException e = assertThrows(GlanceException.class, () -> {
            for (int i = 0; i < tables; i++) {
                int table = 16 + 8 * i;
                put(bytes, table, table);
                put(bytes, table + 4, list - table - 4);
                assertEquals(elements, file.floatsField(table, 0).length);
                read[0]++;
            }
        });
        assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        assertTrue(read[0] < 10, read[0] + " copies");
    }

    private static void assertRefused(Executable reading, String what) {
        assertEquals(ErrorCode.MODEL_FORMAT, assertThrows(GlanceException.class, reading, what).code(), what);
    }

    private static void put(byte[] bytes, int at, int value) {
        for (int b = 0; b < 4; b++) {
            bytes[at + b] = (byte) (value >> 8 * b);
        }
    }

    @Test
    void bytesThatAreNoModelAreRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            if (noise.length > 8 && i % 2 == 0) {
                System.arraycopy("TFL3".getBytes(), 0, noise, 4, 4);
            }
            GlanceException e = assertThrows(GlanceException.class, () -> Tflite.read(noise));
            assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        }
        assertThrows(GlanceException.class, () -> Tflite.read("<!DOCTYPE html><title>404</title>".getBytes()));
    }
}
