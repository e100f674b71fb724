package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole classifiers: the graph computes what the file says. */
class NetsTest {
    private static final Map<String, byte[]> FILES = Nets.all();

    static Set<String> names() {
        return FILES.keySet();
    }

    /** The picture as the network takes it: the numbers themselves where it takes bytes. */
    private static Nd picture(String name, int seed) {
        return name.equals("others") ? Nets.picture(seed).map(value -> (value + 1) * 127.5) : Nets.picture(seed);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theGraphComputesWhatTheFileSays(String name) {
        byte[] bytes = FILES.get(name);
        GraphArtifacts artifacts = Tflite.read(bytes);
        assertEquals(Nets.SIZE, artifacts.size());
        assertEquals(Nets.CLASSES, artifacts.outputs());
        Interpreter interpreter = new Interpreter(bytes);
        for (int seed = 10; seed < 12; seed++) {
            Nd picture = picture(name, seed);
            Nd[] tensors = interpreter.run(picture);
            double[] expected = tensors[TfliteReader.read(new FlatBuffer(bytes)).output()].values();
            Map<String, Nd> values = GraphRunner.run(artifacts, picture);
            Nd logits = values.get(GraphArtifacts.LOGITS);
            assertEquals(List.of(1, Nets.CLASSES), Arrays.stream(logits.shape()).boxed().collect(Collectors.toList()));
            double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < expected.length; i++) {
                // The graph's constants are rounded to float32.
                assertEquals(expected[i], logits.values()[i], 2e-6 * greatest, name + ", class " + i);
            }
            assertTrue(greatest > 0.1 && Arrays.stream(expected).distinct().count() == expected.length,
                    "numbers that say something");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aBatchIsItsPictures(String name) {
        GraphArtifacts artifacts = Tflite.read(FILES.get(name));
        Nd[] pictures = {picture(name, 20), picture(name, 21)};
        double[] logits = GraphRunner.run(artifacts, Nd.joined(0, pictures)).get(GraphArtifacts.LOGITS).values();
        for (int i = 0; i < pictures.length; i++) {
            double[] own = GraphRunner.run(artifacts, pictures[i]).get(GraphArtifacts.LOGITS).values();
            for (int j = 0; j < own.length; j++) {
                assertEquals(own[j], logits[i * own.length + j], 1e-9, name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void shapesAreThoseOfTheFile(String name) {
        // One that does not fit would be refused; at another size each is computed.
        byte[] bytes = FILES.get(name);
        if (!name.equals("others")) {
            assertEquals(48, Tflite.read(bytes, 48).size());
            assertEquals(48, Tflite.program(bytes, -1, 1, 48).size());
            assertEquals(Tflite.read(bytes).sha256(), Tflite.read(bytes, 48).sha256());
        }
    }

    @Test
    void whatTheyHaveIsKnown() {
        assertEquals("v3 48 -, v3-float16 48 -, v3-dynamic 48 -, v3-int8 48 -, v3-keras 16 map, lite 48 map,"
                + " lite-logits 48 map, lite-int8 48 map, lite-int8-logits 48 map, lite-uint8 48 map, lite-bytes-to-bytes 48 map,"
                + " lite-bytes-to-floats 48 map, others 64 map", FILES.entrySet().stream().map(file -> {
                    GraphArtifacts artifacts = Tflite.read(file.getValue());
                    return file.getKey() + " " + artifacts.features() + (artifacts.hasMap() ? " map" : " -");
                }).collect(Collectors.joining(", ")));
        assertEquals(List.of("v3-keras", "others"), FILES.entrySet().stream()
                .filter(file -> Tflite.read(file.getValue()).needsAll()).map(Map.Entry::getKey).collect(Collectors.toList()));
    }

    @Test
    void whatNoGraphCanBeWrittenOfIsSaidByName() {
        for (byte[] file : List.of(Nets.beyond(), Nets.foreign())) {
            assertEquals(ErrorCode.MODEL_OPERATION, assertThrows(GlanceException.class, () -> Tflite.read(file)).code());
            assertEquals(Nets.CLASSES, Tflite.program(file, -1, 1).outputs());
        }
        assertEquals(List.of("ELU", "TANH", "LEAKY_RELU", "PRELU", "RESIZE_BILINEAR"), OperatorNames.lacking(Nets.beyond()));
        assertEquals(List.of("CUSTOM Sparkle"), OperatorNames.lacking(Nets.foreign()));
        FILES.forEach((name, file) -> assertEquals(List.of(), OperatorNames.lacking(file), name));
    }

    /** The mean over all places of what each would be called is what the whole is. */
    @Test
    void theMapsMeanIsTheEmbedding() {
        Map<String, Nd> values = GraphRunner.run(Tflite.read(FILES.get("lite")), Nets.picture(1));
        double[] mean = values.get(GraphArtifacts.FEATURE_MAP).mean(new int[] {1, 2}, false).values();
        double[] features = values.get(GraphArtifacts.FEATURES).values();
        for (int i = 0; i < features.length; i++) {
            assertEquals(mean[i], features[i], 1e-9);
        }
    }
}
