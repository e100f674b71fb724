package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import dev.glance.browser.Brought.Way;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.model.Nets;
import dev.glance.model.Tflite;
import dev.glance.model.TfliteProgram;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Classifiers of other kinds than the catalog's, brought as people bring them: of what MobileNet V3 and EfficientNet-Lite are made of,
 * of what LiteRT.js alone computes, and of what nobody does. What is right is what LiteRT.js says without Glance.
 */
class BringNetsIT {
    private static final int PICTURES = 4;
    /** LiteRT.js rounds activations to 8 bits at every layer, where the file has them; TensorFlow.js does not. */
    private static final double BYTES = 0.05;
    private static final double FLOATS = 1e-3;

    @TempDir
    private static Path temp;
    private static final List<Path> FILES = new ArrayList<>();
    /** Probabilities by file and picture. */
    private static final Map<String, double[][]> EXPECTED = new HashMap<>();

    @BeforeAll
    static void write() throws IOException {
        for (int i = 0; i < PICTURES; i++) {
            byte[] bytes = Nets.bytes(i);
            BufferedImage image = new BufferedImage(Nets.SIZE, Nets.SIZE, BufferedImage.TYPE_INT_RGB);
            for (int j = 0; j < Nets.SIZE * Nets.SIZE; j++) {
                image.setRGB(j % Nets.SIZE, j / Nets.SIZE, (bytes[3 * j] & 0xff) << 16 | (bytes[3 * j + 1] & 0xff) << 8
                        | bytes[3 * j + 2] & 0xff);
            }
            Path file = temp.resolve("picture-" + i + ".png");
            ImageIO.write(image, "png", file.toFile());
            FILES.add(file);
        }
        Map<String, byte[]> nets = new LinkedHashMap<>(Nets.all());
        nets.put("beyond", Nets.beyond());
        try (LiteRtPage page = new LiteRtPage()) {
            for (String name : List.of("v3", "v3-int8", "v3-keras", "lite", "lite-uint8", "lite-bytes-to-bytes", "beyond")) {
                Files.write(model(name), nets.get(name));
                EXPECTED.put(name, expected(page, nets.get(name)));
            }
        }
        Files.write(model("foreign"), Nets.foreign());
    }

    private static Path model(String name) {
        return temp.resolve(name + ".tflite");
    }

    private static double[][] expected(LiteRtPage page, byte[] file) {
        double[] range = Tflite.inputRange(file);
        return expected(page, file, range == null ? new double[] {-1, 1} : range);
    }

    private static double[][] expected(LiteRtPage page, byte[] file, double[] range) {
        TfliteProgram program = Tflite.program(file, range[0], range[1]);
        double[][] expected = new double[PICTURES][];
        for (int i = 0; i < PICTURES; i++) {
            byte[] bytes = Nets.bytes(i);
            float[] pixels = new float[bytes.length];
            for (int j = 0; j < pixels.length; j++) {
                pixels[j] = (float) (program.min() + (bytes[j] & 0xff) * (program.max() - program.min()) / 255);
            }
            expected[i] = softmax(page.run(program.bytes(), Nets.SIZE, pixels));
        }
        return expected;
    }

    private static double[] softmax(double[] logits) {
        double[] values = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(logits[i]);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return values;
    }

    private static int best(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static Locator item(GlancePage page) {
        return page.playwright().locator("#models [data-state=mine]");
    }

    private static void assertAnswers(GlancePage page, String name, String backend, double tolerance) {
        for (int i = 0; i < PICTURES; i++) {
            List<Answer> answers = Brought.ask(page, FILES.get(i));
            double[] expected = EXPECTED.get(name)[i];
            assertEquals(3, answers.size());
            for (Answer answer : answers) {
                assertEquals(expected[answer.index()], answer.probability(), tolerance, name + " " + i + " " + answer);
            }
            assertEquals(best(expected), answers.get(0).index(), name + " " + i);
        }
        String runs = page.playwright().locator("#receipt-backend").textContent();
        assertTrue(runs.startsWith(backend) && runs.contains("in a worker"), runs);
    }

    @ParameterizedTest
    @CsvSource({"http, v3, DROPPED", "file, v3, CHOSEN", "http, v3-int8, CHOSEN", "http, v3-keras, DROPPED", "file, v3-keras, DROPPED",
        "http, lite, CHOSEN", "file, lite, DROPPED", "file, lite-uint8, CHOSEN", "http, lite-bytes-to-bytes, DROPPED"})
    void whatBothEnginesComputeAnswersAsLiteRtDoes(String from, String name, Way way) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(from.equals("http") ? Sites.http() : Sites.disk())) {
            way.bring(page, model(name));
            String said = item(page).textContent();
            assertTrue(said.contains("on wasm") && said.contains("litert computes the same"), said);
            assertAnswers(page, name, "wasm", name.matches(".*(int8|bytes).*") ? BYTES : FLOATS);
            assertEquals(1, item(page).count());
        }
    }

    @ParameterizedTest
    @CsvSource({"http, DROPPED", "http, CHOSEN", "file, DROPPED", "file, CHOSEN"})
    void whatTensorFlowJsLacksLiteRtComputes(String from, Way way) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(from.equals("http") ? Sites.http() : Sites.disk())) {
            way.bring(page, model("beyond"));
            String said = item(page).textContent();
            assertTrue(said.contains("on litert") && said.contains("TensorFlow.js lacks ELU, TANH, LEAKY_RELU, PRELU, RESIZE_BILINEAR"),
                    said);
            assertAnswers(page, "beyond", "litert", FLOATS);
            // Kept, and found again by its address.
            String kept = page.playwright().url();
            page.playwright().navigate("about:blank");
            page.open(kept);
            assertAnswers(page, "beyond", "litert", FLOATS);
        }
    }

    /** What a byte becomes is said by the file, each colour by itself at most; nobody is asked where it is the same for all. */
    @ParameterizedTest
    @CsvSource({"plain, http, -1, 1, false", "bytes, file, 0, 1, false", "mixed, http, -1.986016, 2.439163, true"})
    void whatMetadataSayOfPixelsCounts(String name, String from, double min, double max, boolean asked) throws IOException {
        byte[] file = switch (name) {
            case "plain" -> Nets.normalised(new float[] {127.5f}, new float[] {127.5f});
            case "bytes" -> Nets.normalised(new float[] {0}, new float[] {255});
            default -> Nets.normalised(new float[] {123.675f, 116.28f, 103.53f}, new float[] {58.395f, 57.12f, 57.375f});
        };
        Files.write(model(name), file);
        try (LiteRtPage page = new LiteRtPage()) {
            EXPECTED.put(name, expected(page, file, new double[] {min, max}));
        }
        try (GlancePage page = new GlancePage(Browsers.primary()).open(from.equals("http") ? Sites.http() : Sites.disk())) {
            Way.DROPPED.bring(page, model(name));
            assertAnswers(page, name, "wasm", FLOATS);
            assertEquals(asked, item(page).textContent().contains("Here all three get the mean"));
            assertEquals(asked ? 1 : 0, item(page).locator("select").count());
            if (asked) {
                assertEquals("-1.99 to 2.44", item(page).locator("select").evaluate("select => select.selectedOptions[0].textContent"));
                String before = page.attribute("data-model");
                item(page).locator("select").selectOption("0 to 1");
                page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before", before);
                assertEquals(false, item(page).textContent().contains("Here all three get the mean"));
            }
        }
        double off = 0;
        for (int i = 0; i < Nets.CLASSES; i++) {
            off = Math.max(off, Math.abs(EXPECTED.get(name)[0][i] - EXPECTED.get("lite")[0][i]));
        }
        assertEquals(!name.equals("plain"), off > 0.01, "it makes a difference");
    }

    @ParameterizedTest
    @CsvSource({"http, beyond", "file, beyond", "http, v3", "file, lite"})
    void manyPicturesAreAskedOfThem(String from, String name) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(from.equals("http") ? Sites.http() : Sites.disk())) {
            Way.CHOSEN.bring(page, model(name));
            page.playwright().locator("#file").setInputFiles(FILES.toArray(Path[]::new));
            page.playwright().waitForFunction("count => document.getElementById('many-progress')?.dataset.done === count",
                    Integer.toString(PICTURES));
            for (int i = 0; i < PICTURES; i++) {
                Locator tile = page.playwright().locator("#many [data-name='" + FILES.get(i).getFileName() + "']");
                double[] expected = EXPECTED.get(name)[i];
                assertEquals(Integer.toString(best(expected)), tile.getAttribute("data-index"));
                assertEquals(expected[best(expected)], Double.parseDouble(tile.getAttribute("data-probability")), FLOATS);
            }
        }
    }

    @SuppressWarnings("unchecked")
    @ParameterizedTest
    @CsvSource({"http, beyond, litert, true", "http, beyond, litert, false", "file, beyond, litert, true", "http, v3, wasm, true",
        "file, v3, wasm, true", "http, lite, wasm, true", "http, lite, wasm, false", "file, lite, wasm, true"})
    void mobilenetLoadTakesThem(String from, String name, String backend, boolean worker) throws IOException {
        try (ScriptPage page = from.equals("http") ? new ScriptPage(Sites.http()) : ScriptPage.onDisk()) {
            page.withGlance();
            List<String> pictures = new ArrayList<>();
            for (Path file : FILES) {
                pictures.add(base64(file));
            }
            List<List<Object>> answers = (List<List<Object>>) page.run("async ([file, pictures, worker]) => {"
                    + " const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)), all = [];"
                    + " const model = await mobilenet.load({modelUrl: URL.createObjectURL(new Blob([bytes(file)])), worker});"
                    + " for (const picture of pictures) { const answer = await model.classify(new Blob([bytes(picture)]), 10);"
                    + " all.push([answer.map(item => item.className), answer.map(item => item.probability), answer.receipt.backend,"
                    + " answer.receipt.thread]); } model.dispose(); return all; }",
                    List.of(base64(model(name)), pictures, worker));
            for (int i = 0; i < PICTURES; i++) {
                double[] expected = EXPECTED.get(name)[i];
                List<String> names = (List<String>) answers.get(i).get(0);
                List<Number> probabilities = (List<Number>) answers.get(i).get(1);
                assertEquals(Nets.CLASSES, names.size());
                for (int j = 0; j < names.size(); j++) {
                    assertEquals(expected[Integer.parseInt(names.get(j).replace("class ", ""))], probabilities.get(j).doubleValue(),
                            FLOATS, name + " " + names.get(j));
                }
                assertEquals(List.of(backend, worker ? "worker" : "page"), answers.get(i).subList(2, 4));
            }
        }
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @CsvSource({"http, ''", "http, ?worker=no", "file, ''"})
    void whatNobodyComputesIsSaidByName(String from, String query) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open((from.equals("http") ? Sites.http() : Sites.disk()) + query)) {
            String said = Way.CHOSEN.refused(page, "model-operation", model("foreign"));
            assertTrue(said.contains("TensorFlow.js lacks CUSTOM Sparkle; LiteRT.js: Encountered unresolved custom op: Sparkle."), said);
            assertEquals(List.of(), Brought.listed(page));
            // What answered before answers still.
            assertEquals(3, Brought.ask(page, FILES.get(0)).size());
        }
    }

    @Test
    void whatNobodyComputesIsSaidToCallersByName() throws IOException {
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            page.withGlance();
            String said = (String) page.run("async file => { const bytes = Uint8Array.from(atob(file), c => c.charCodeAt(0));"
                    + " const e = await failure(mobilenet.load({modelUrl: URL.createObjectURL(new Blob([bytes]))}));"
                    + " return e.code + ' ' + e.message; }", base64(model("foreign")));
            assertTrue(said.startsWith("model-operation ") && said.contains("lacks CUSTOM Sparkle;"), said);
        }
    }

    /** TensorFlow.js says of its own files what it does not know. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "graph | Sparkle", "layers | Sparkle"})
    void whatTensorFlowJsDoesNotKnowOfItsOwnFilesIsSaidByName(String kind, String operation) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(kind));
        String topology = kind.equals("graph") ? """
                {"node": [{"name": "x", "op": "Placeholder", "attr": {"dtype": {"type": "DT_FLOAT"}, "shape": {"shape": {"dim":
                [{"size": "-1"}, {"size": "32"}, {"size": "32"}, {"size": "3"}]}}}}, {"name": "y", "op": "Sparkle", "input": ["x"],
                "attr": {}}], "versions": {"producer": 38}}""" : """
                {"class_name": "Sequential", "keras_version": "2.0", "backend": "tensor_flow.js", "config": {"name": "s", "layers":
                [{"class_name": "Sparkle", "config": {"name": "a", "batch_input_shape": [null, 32, 32, 3], "trainable": true}}]}}""";
        Files.writeString(folder.resolve("model.json"), "{\"format\": \"" + kind + "-model\", \"modelTopology\": " + topology
                + ", \"weightsManifest\": [{\"paths\": [\"weights.bin\"], \"weights\": []}]}");
        Files.write(folder.resolve("weights.bin"), new byte[0]);
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.open(Sites.http());
            String said = Way.CHOSEN.refused(page, "model-operation", folder.resolve("model.json"), folder.resolve("weights.bin"));
            assertTrue(said.contains(operation), said);
        }
    }
}
