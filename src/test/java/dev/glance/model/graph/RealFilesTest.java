package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.glance.Bounds;
import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Json;
import dev.glance.model.JsonText;
import dev.glance.model.Tflite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of real files, and of damaged ones. */
class RealFilesTest {
    /** Fewer where the test runs again and again (the profile {@code mutation}). */
    private static final int MUTATIONS = Integer.getInteger("damaged.files", 10_000);
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[0-9][0-9.e-]*|true|false|null");

    /** By file: multiply-adds, parameters, and what is said of it. */
    private static final Map<String, Object[]> KNOWN = Map.of(
            "model.tflite", new Object[] {300_774_272.0, 3_469_760.0, new Architecture(Family.MOBILENET_V2, 1, 224)},
            "mobilenet_v1_0.25_128_quant.tflite", new Object[] {13_570_304.0, 463_856.0,
                    new Architecture(Family.MOBILENET_V1, 0.25, 128)},
            "mobilenet_v1_0.5_160_quant.tflite", new Object[] {76_525_312.0, 1_320_160.0,
                    new Architecture(Family.MOBILENET_V1, 0.5, 160)},
            "mobilenet_v1_0.75_192_quant.tflite", new Object[] {239_274_240.0, 2_568_912.0,
                    new Architecture(Family.MOBILENET_V1, 0.75, 192)},
            "mobilenet_v2_1.0_224_quant.tflite", new Object[] {300_775_552.0, 3_471_040.0,
                    new Architecture(Family.MOBILENET_V2, 1, 224)},
            "tf2_mobilenet_v2_1.0_224_ptq.tflite", new Object[] {300_775_552.0, 3_471_040.0,
                    new Architecture(Family.MOBILENET_V2, 1, 224)},
            "mobilenet_v2_1.0_224_inat_bird_quant.tflite", new Object[] {300_729_472.0, 3_424_960.0,
                    new Architecture(Family.MOBILENET_V2, 1, 224)},
            "mobilenet_v2_1.0_224_inat_insect_quant.tflite", new Object[] {300_802_432.0, 3_497_920.0,
                    new Architecture(Family.MOBILENET_V2, 1, 224)});

    static List<Path> files() throws IOException {
        return Folders.modelFiles();
    }

    private static void assertKnown(String name, LayerTable table) {
        assertEquals(KNOWN.get(name)[0], table.multiplyAdds(), name);
        assertEquals(KNOWN.get(name)[1], table.parameters(), name);
        assertEquals(KNOWN.get(name)[2], table.architecture(), name);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aRealFileHasItsTable(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        LayerTable table = Layers.ofTflite(bytes, 0);
        assertKnown(file.getFileName().toString(), table);
        for (Layer layer : table.layers()) {
            assertTrue(layer.name().length() <= 32 && !layer.name().isBlank(), layer.name());
        }
        // At another size the same as the structure that the tests make.
        Architecture own = table.architecture();
        int classes = Tables.last(table).out().channels();
        Json made = own.family() == Family.MOBILENET_V1 ? Networks.v1(own.alpha(), 96, classes) : Networks.v2(own.alpha(),
                96, classes);
        assertEquals(Layers.ofTensorFlowJs(made, new byte[0], 0).multiplyAdds(), Layers.ofTflite(bytes, 96).multiplyAdds());
    }

    /** What TensorFlow.js is given for a file has the same table as the file. */
    @ParameterizedTest
    @MethodSource("files")
    void itsGraphHasTheSameTable(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        LayerTable own = Layers.ofTflite(bytes, 0);
        GraphArtifacts artifacts = Tflite.read(bytes);
        LayerTable graph = Layers.ofTensorFlowJs(JsonText.parse("{\"modelTopology\":" + artifacts.topology() + "}"),
                new byte[0],
                artifacts.size());
        assertKnown(file.getFileName().toString(), graph);
        List<Layer> layers = graph.layers();
        for (int i = 0; i < layers.size(); i++) {
            assertEquals(own.layers().get(i).kind(), layers.get(i).kind());
            assertEquals(own.layers().get(i).out(), layers.get(i).out());
            assertEquals(own.layers().get(i).activation(), layers.get(i).activation());
            // So an activation can be had by the tensor's number.
            String node = layers.get(i).output();
            assertTrue(node.equals("op_" + own.layers().get(i).output()) || !node.startsWith("op_"), node);
        }
    }

    @Test
    void theNamesOfTheEmbeddedModelAreShort() throws IOException {
        List<Layer> layers = Layers.ofTflite(Files.readAllBytes(Folders.EMBEDDED), 0).layers();
        assertEquals("stem", layers.get(0).name());
        assertEquals("block_1/expand", layers.get(3).name());
        assertEquals("logits", layers.get(layers.size() - 2).name());
    }

    private static LayerTable tfjs(Path folder) throws IOException {
        return Layers.ofTensorFlowJs(JsonText.parse(Files.readString(folder.resolve("model.json"))),
                Files.readAllBytes(folder.resolve("group1-shard1of1.bin")), 0);
    }

    /** The TensorFlow.js models of this machine, if it has them; {@link GraphLayersTest} and {@link PaperTest} make their own. */
    @Test
    void realTensorFlowJsModelsHaveTheirTables() throws IOException {
        Optional<Path> models = Folders.mirror().map(Path::getParent).filter(folder -> Files.isDirectory(folder.resolve(
                "mobilenet_v1_0.25_224")));
        if (models.isPresent()) {
            assertKnown("mobilenet_v1_0.25_128_quant.tflite", tfjs(models.get().resolve("mobilenet_v1_0.25_128_graph")));
            LayerTable layers = tfjs(models.get().resolve("mobilenet_v1_0.25_224"));
            assertEquals(41_030_272, layers.multiplyAdds());
            assertEquals(463_600, layers.parameters());
            assertEquals(new Architecture(Family.MOBILENET_V1, 0.25, 224), layers.architecture());
        }
    }

    @Test
    void tenThousandDamagedFilesGiveATableOrATypedError() throws IOException {
        byte[] bytes = Files.readAllBytes(Folders.EMBEDDED);
        AtomicInteger refused = new AtomicInteger();
        Bounds.all(() -> IntStream.range(0, MUTATIONS).parallel().forEach(seed -> {
            Random random = new Random(seed);
            byte[] damaged = random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
            // Tables lie at both ends, weights between.
            for (int i = random.nextInt(5); i >= 0 && damaged.length > 8; i--) {
                int place = random.nextInt(Math.min(damaged.length, 40_000));
                place = random.nextBoolean() ? place : damaged.length - 1 - place;
                damaged[place] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(3) - 1);
            }
            Bounds.each("seed " + seed, damaged.length, () -> assertTyped(seed, refused,
                    () -> Layers.ofTflite(damaged, seed % 3 == 0 ? 160 : 0)));
        }));
        assertTrue(refused.get() > MUTATIONS / 20, "only " + refused + " refused: the damage misses the structure");
    }

    @Test
    void aThousandDamagedDescriptionsGiveATableOrATypedError() throws IOException {
        String graph = "{\"modelTopology\":" + Tflite.read(Files.readAllBytes(Folders.EMBEDDED)).topology() + "}";
        String layers = teachable();
        AtomicInteger refused = new AtomicInteger();
        Bounds.all(() -> IntStream.range(0, MUTATIONS / 10).parallel().forEach(seed -> {
            String text = damage(seed % 5 == 0 ? graph : layers, new Random(seed));
            Json damaged = JsonText.parse(text);
            Bounds.each("seed " + seed, text.length(), () -> assertTyped(seed, refused,
                    () -> Layers.ofTensorFlowJs(damaged, new byte[100], seed % 3 == 0 ? 160 : 224)));
        }));
        assertTrue(refused.get() > MUTATIONS / 100, "only " + refused + " refused: the damage misses the structure");
    }

    private static void assertTyped(int seed, AtomicInteger refused, Supplier<LayerTable> supplier) {
        try {
            LayerTable table = supplier.get();
            double[] figures = {table.multiplyAdds(), table.parameters(), table.extras(), table.standardMultiplyAdds(),
                table.multiplyAddsAt(0.5, 0.5), table.multiplyAddShare(LayerKind.POINTWISE)};
            for (double figure : figures) {
                assertTrue(figure >= 0 && figure < 1e60, "seed " + seed);
            }
        } catch (GlanceException e) {
            assertEquals(ErrorCode.MODEL_FORMAT, e.code(), "seed " + seed);
            refused.incrementAndGet();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            fail("seed " + seed, e);
        }
    }

    /** A small description with one of each, so that damage meets it. */
    private static String teachable() {
        return "{\"modelTopology\":{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":[{\"class_name\":\"Model\","
                + "\"config\":{\"name\":\"m\",\"layers\":[{\"class_name\":\"InputLayer\",\"name\":\"in\",\"inbound_nodes\":[],\"config\":"
                + "{\"name\":\"in\",\"batch_input_shape\":[null,8,8,3]}},{\"class_name\":\"ZeroPadding2D\",\"name\":\"z\",\"inbound_nodes\":"
                + "[[[\"in\",0,0,{}]]],\"config\":{\"name\":\"z\",\"padding\":[[0,1],[0,1]]}},{\"class_name\":\"Conv2D\",\"name\":\"c\","
                + "\"inbound_nodes\":[[[\"z\",0,0,{}]]],\"config\":{\"name\":\"c\",\"filters\":4,\"kernel_size\":[3,3],\"strides\":[2,2],"
                + "\"dilation_rate\":[1,1],\"padding\":\"valid\",\"use_bias\":false,\"activation\":\"relu\",\"data_format\":\"channels_last\"}},"
                + "{\"class_name\":\"SeparableConv2D\",\"name\":\"p\",\"inbound_nodes\":[[[\"c\",0,0,{}]]],\"config\":{\"name\":\"p\","
                + "\"filters\":4,\"kernel_size\":3,\"padding\":\"same\",\"depth_multiplier\":1}},{\"class_name\":\"Add\",\"name\":\"a\","
                + "\"inbound_nodes\":[[[\"c\",0,0,{}],[\"p\",0,0,{}]]],\"config\":{\"name\":\"a\"}}],\"input_layers\":[[\"in\",0,0]],"
                + "\"output_layers\":[[\"a\",0,0]]}},{\"class_name\":\"GlobalAveragePooling2D\",\"config\":{\"name\":\"g\"}},"
                + "{\"class_name\":\"Reshape\",\"config\":{\"name\":\"r\",\"target_shape\":[2,-1]}},{\"class_name\":\"Dense\",\"config\":"
                + "{\"name\":\"d\",\"units\":2,\"activation\":\"softmax\"}}]}}}";
    }

    /** Puts other values, and other names of members, in place of some; what comes out always is JSON. */
    private static String damage(String json, Random random) {
        List<int[]> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(json);
        while (matcher.find()) {
            tokens.add(new int[] {matcher.start(), matcher.end()});
        }
        String[] values = {"null", "-1", "0", "1", "2147483647", "4096", "1e300", "0.5", "\"\"", "\"x\"", "[]", "{}",
                "true", "[[1,2],[3,4]]"};
        String result = json;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int[] token = tokens.get(random.nextInt(tokens.size()));
            int[] other = tokens.get(random.nextInt(tokens.size()));
            boolean isName = json.charAt(token[0]) == '"' && token[1] < json.length() && json.charAt(token[1]) == ':';
            String value = random.nextBoolean() ? values[random.nextInt(values.length)] : json.substring(other[0], other[1]);
            String put = isName && !value.startsWith("\"") ? "\"x\"" : value;
            String changed = json.substring(0, token[0]) + put + json.substring(token[1]);
            if (i == 0 || result.equals(json)) {
                result = changed;
            }
        }
        return result;
    }
}
