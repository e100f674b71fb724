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
import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader on real files, damaged files and hostile bytes. */
class TfliteTest {
    private static final int MUTATIONS = 10_000;

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
        byte[] bytes = Files.readAllBytes(Folders.EMBEDDED);
        AtomicInteger refused = new AtomicInteger();
        // Each from its own number, so that a failure can be had again alone.
        IntStream.range(0, MUTATIONS).parallel().forEach(seed -> {
            byte[] damaged = damage(bytes, new Random(seed));
            try {
                Tflite.read(damaged).weights().forEach(GraphArtifacts.Weight::floats);
            } catch (GlanceException e) {
                assertEquals(ErrorCode.MODEL_FORMAT, e.code(), "seed " + seed);
                refused.incrementAndGet();
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                fail("seed " + seed, e);
            }
            try {
                assertEquals(256, Tflite.program(damaged, -1, 1).levels().length);
            } catch (GlanceException e) {
                assertEquals(ErrorCode.MODEL_FORMAT, e.code(), "seed " + seed);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
                fail("program, seed " + seed, e);
            }
        });
        assertTrue(refused.get() > MUTATIONS / 10, "only " + refused + " refused: the damage misses the structure");
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
                for (int b = 0; b < 4; b++) {
                    damaged[place + b] = (byte) (word >> 8 * b);
                }
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
        int edge = 60_000;
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
        assertEquals(256, program.levels().length);
        for (int i = 1; i < 256; i++) {
            assertTrue(program.levels()[i] >= program.levels()[i - 1]);
        }
        if (program.input() == TfliteProgram.Type.FLOAT32) {
            assertEquals(-1, program.levels()[0]);
            assertEquals(1, program.levels()[255], 1e-6);
        } else {
            assertEquals(255, program.levels()[255] - program.levels()[0], 1, "all of the 256 integers but for rounding");
        }
        if (program.output() != TfliteProgram.Type.FLOAT32) {
            assertEquals(TfliteProgram.Type.UINT8, program.output());
            assertTrue(program.scale() > 1.0 / 256, "logits span more than probabilities do");
        }
        assertEquals(artifacts.outputs(), Tflite.read(program.bytes()).outputs(), "the changed file can still be read");
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
