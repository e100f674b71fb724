package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glance.Folders;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.browser.TeachableProject.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mobilenet.load({modelUrl})}: whatever the page takes as a model, at another host. */
class ModelUrlIT {
    private static final TeachableProject PROJECT = TeachableProject.get();
    private static Models models;
    private static String host;
    private static final Path BALLOON = Folders.SITE.resolve("images/balloon.jpg");
    private static final int BALLOON_CLASS = 417;
    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();
    /** Pictures as they lie in Base64, as elements that can be read wherever the page comes from. */
    private static final String PICTURES = "() => { globalThis.from = async base64 => { const image = new Image(); image.src ="
            + " URL.createObjectURL(await (await fetch('data:image/png;base64,' + base64)).blob()); await image.decode();"
            + " return image; }; }";

    @TempDir
    private static Path temp;

    @AfterAll
    static void close() {
        models.close();
    }

    @BeforeAll
    static void serve() throws IOException {
        models = new Models();
        host = models.address();
        Path graph = temp.resolve("graph");
        ReferenceModel.write(Folders.EMBEDDED, graph);
        byte[] tflite = Files.readAllBytes(Folders.EMBEDDED);
        PROJECT.files().forEach((name, bytes) -> {
            FILES.put("lunch/" + name, bytes);
            if (!name.equals("metadata.json")) {
                FILES.put("layers/" + name, bytes);
            }
            FILES.put("cut/" + name, name.equals("weights.bin") ? Arrays.copyOf(bytes, 1000) : bytes);
        });
        PROJECT.sharded(3).forEach((name, bytes) -> FILES.put("shards/" + name, bytes));
        FILES.put("lunch.zip", TeachableProject.zip(PROJECT.files()));
        for (String name : List.of("model.json", "weights.bin")) {
            FILES.put("graph/" + name, Files.readAllBytes(graph.resolve(name)));
        }
        FILES.put("graph/mobilenet.v2.json", FILES.get("graph/model.json"));
        FILES.put("things.tflite", tflite);
        FILES.put("things.txt", bytes(IntStream.range(0, 1000).mapToObj(i -> i + " thing no. " + i)
                .collect(Collectors.joining("\n"))));
        FILES.put("two.txt", bytes("one\ntwo\n"));
        FILES.put("page/model.json", bytes("<!DOCTYPE html><title>Sign in</title>"));
        FILES.put("page.tflite", bytes("<!DOCTYPE html><title>Sign in</title>"));
        FILES.put("notes.txt", bytes("hello"));
        FILES.put("keras.h5", new byte[1000]);
        FILES.put("closed/model.json", FILES.get("graph/model.json"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host of models, elsewhere than any page; what it was asked for is listed. */
    private static final class Models implements AutoCloseable {
        private final HttpServer server;
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        Models() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        /** Its address, ending in a slash. */
        String address() {
            return "http://localhost:" + server.getAddress().getPort() + "/";
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                String path = exchange.getRequestURI().getPath().substring(1);
                byte[] bytes = FILES.get(path);
                asked.add(path);
                // As many hosts do: who asks for what is not there may not read that either.
                if (!path.startsWith("closed/") && (bytes != null || !path.startsWith("layers/"))) {
                    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
                }
                // Else the browser's cache would hide what is asked for twice.
                exchange.getResponseHeaders().set("Cache-Control", "no-store");
                exchange.sendResponseHeaders(bytes == null ? 404 : 200, bytes == null ? -1 : bytes.length);
                if (bytes != null) {
                    exchange.getResponseBody().write(bytes);
                }
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static ScriptPage page(String from) throws IOException {
        ScriptPage page = from.equals("http") ? new ScriptPage(Sites.http()) : ScriptPage.onDisk();
        page.run(PICTURES);
        // Chromium takes a page that a test makes up for one of the wide world, which may not reach this machine.
        if (Browsers.primaryIsChromium()) {
            page.playwright().context().grantPermissions(List.of("local-network-access"));
        }
        return page;
    }

    private record Named(String name, double probability) {
    }

    @SuppressWarnings("unchecked")
    private static List<List<Named>> classify(ScriptPage page, String options, int topK, List<Path> pictures) {
        List<List<Map<String, Object>>> answers = (List<List<Map<String, Object>>>) page.run("async ([pictures, topK]) => {"
                + " const model = await mobilenet.load(" + options + "), answers = [];"
                + " for (const picture of pictures) { answers.push(await model.classify(await from(picture), topK)); }"
                + " model.dispose(); return answers; }",
                List.of(pictures.stream().map(ModelUrlIT::base64).collect(Collectors.toList()), topK));
        return answers.stream().map(answer -> answer.stream().map(item -> new Named((String) item.get("className"),
                ((Number) item.get("probability")).doubleValue())).collect(Collectors.toList())).collect(Collectors.toList());
    }

    @ParameterizedTest
    @CsvSource({"http, true, lunch/", "http, false, lunch", "http, true, lunch.zip", "file, true, lunch/model.json",
        "file, false, lunch.zip",
        "http, true, shards/", "file, false, shards/model.json"})
    void aTeachableMachineProjectAnswersAsItsLibraryDoes(String from, boolean worker, String path) throws IOException {
        try (ScriptPage page = page(from)) {
            page.withGlance();
            List<List<Named>> answers = classify(page, "{modelUrl: '" + host + path + "', worker: " + worker + "}", 3,
                    PROJECT.pictures().stream().map(Picture::file).collect(Collectors.toList()));
            for (int i = 0; i < answers.size(); i++) {
                double[] expected = PROJECT.pictures().get(i).probabilities();
                assertEquals(expected.length, answers.get(i).size());
                for (Named named : answers.get(i)) {
                    assertEquals(expected[TeachableProject.LABELS.indexOf(named.name())], named.probability(), 1e-3,
                            PROJECT.pictures().get(i).name());
                }
            }
            assertEquals(List.of(), page.errors());
        }
    }

    /** With its names, and as many of them. The page has the model from the same address. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"lunch/ | {}", "shards/ | {}", "lunch.zip | {}", "layers/model.json | {}", "graph/model.json | {}",
        "graph/mobilenet.v2.json?key=7#top | {}", "things.tflite | {labels: 'HOST/things.txt'}"})
    void eachKindAnswersAsOnThePage(String path, String options) throws IOException {
        List<Path> pictures = List.of(BALLOON, PROJECT.pictures().get(3).file());
        List<List<Answer>> expected = new ArrayList<>();
        String id;
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.open(Sites.http() + "?careful=0");
            String before = page.attribute("data-model");
            if (options.equals("{}")) {
                Brought.openModels(page);
                page.playwright().locator("#model-address").fill(host + path);
                page.playwright().locator("#model-address").press("Enter");
            } else {
                Brought.Way.CHOSEN.give(page, Files.write(temp.resolve("things.tflite"), FILES.get("things.tflite")),
                        Files.write(temp.resolve("things.txt"), FILES.get("things.txt")));
            }
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " || !document.getElementById('error').hidden", before);
            assertEquals("", Brought.error(page).textContent().trim());
            page.awaitState("ready", "done");
            id = page.attribute("data-model");
            for (Path picture : pictures) {
                expected.add(Brought.ask(page, picture));
            }
        }
        for (String from : List.of("http", "file")) {
            for (boolean worker : new boolean[] {true, false}) {
                try (ScriptPage page = page(from)) {
                            page.withGlance();
                    String all = "{...(" + options.replace("HOST/", host) + "), modelUrl: '" + host + path + "', worker: "
                            + worker + "}";
                    List<List<Named>> answers = classify(page, all, expected.get(0).size(), pictures);
                    for (int i = 0; i < answers.size(); i++) {
                        for (int j = 0; j < answers.get(i).size(); j++) {
                            Answer answer = expected.get(i).get(j);
                            Named named = answers.get(i).get(j);
                            assertEquals(answer.label().split(", ")[0].replace('\u00a0', ' '),
                                    named.name().split(", ")[0], from + worker);
                            assertEquals(answer.probability(), named.probability(), 1e-3, from + worker + named);
                        }
                    }
                    assertEquals(List.of(id, worker ? "worker" : "page"), page.run("async () => {"
                            + " const model = await mobilenet.load(" + all + ");"
                            + " const predictions = await model.classify(new ImageData(9, 9));"
                            + " return [predictions.receipt.modelId, predictions.receipt.thread]; }"));
                    assertEquals(List.of(), page.errors());
                }
            }
        }
    }

    /** Each part is fetched once for all that are under way, and nothing is kept for later. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void severalAtOnceShareWhatIsFetchedAndOneAfterAnotherAnswerTheSame(boolean worker) throws IOException {
        try (ScriptPage page = page("http")) {
            models.asked.clear();
            List<String> asked = models.asked;
            page.withGlance();
            Picture picture = PROJECT.pictures().get(4);
            String load = "mobilenet.load({modelUrl: '" + host + "%s', worker: " + worker + "})";
            assertEquals(true, page.run("async base64 => { const image = await from(base64);"
                    + " const models = await Promise.all([" + load.formatted("lunch/") + ", " + load.formatted("lunch/") + ", "
                    + load.formatted("graph/model.json") + ", mobilenet.load(), mobilenet.load({modelUrl: '" + host
                    + "lunch/', labels: ['one', 'two; three', '4'], worker: " + worker + "})]);"
                    + " const texts = async () => (await Promise.all(models.map(model => model.classify(image, 3))))"
                    + ".map(answer => answer.map(item => item.className + item.probability.toFixed(4)).join());"
                    + " const first = await texts(), again = await texts(); globalThis.before = first;"
                    + " models.forEach(model => model.dispose());"
                    + " if (first.join() !== again.join() || first[0] !== first[1]) { throw new Error(first + ' ' + again); }"
                    + " if (!/two; three0/.test(first[4]) || ['one', 'two; three', '4'].some(name => !first[4].includes(name))) {"
                    + " throw new Error(first[4]); } return true; }", base64(picture.file())));
            assertEquals(List.of("graph/model.json", "graph/weights.bin", "lunch/metadata.json",
                    "lunch/model.json", "lunch/weights.bin"), asked.stream().sorted().collect(Collectors.toList()));
            assertEquals(true, page.run("async base64 => { const model = await " + load.formatted("lunch/") + ";"
                    + " const answer = await model.classify(await from(base64), 3); return before[0] ==="
                    + " answer.map(item => item.className + item.probability.toFixed(4)).join(); }", base64(picture.file())));
            assertEquals(8, asked.size());
            assertEquals(List.of(), page.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyPicturesAreAskedOfIt(boolean worker) throws IOException {
        try (ScriptPage page = page("http")) {
            page.withGlance();
            List<Picture> pictures = PROJECT.pictures();
            List<?> names = (List<?>) page.run("async pictures => { const model = await mobilenet.load({modelUrl: '" + host
                    + "lunch/', worker: " + worker + "}), names = []; for await (const {index, predictions, error} of"
                    + " model.classifyAll(await Promise.all(pictures.map(from)))) {"
                    + " if (error || index !== names.length) { throw error; }"
                    + " names.push(predictions[0].className); } return names; }",
                    pictures.stream().map(picture -> base64(picture.file())).collect(Collectors.toList()));
            assertEquals(pictures.stream().map(picture -> TeachableProject.LABELS.get(picture.first()))
                    .collect(Collectors.toList()), names);
        }
    }

    private static List<String> names(List<List<Named>> answers) {
        return answers.get(0).stream().map(Named::name).sorted().collect(Collectors.toList());
    }

    /** As on the page: what the files say stays, what they leave open is the caller's. */
    @Test
    void rangeAndNamesAreTheCallers() throws IOException {
        try (ScriptPage page = page("http")) {
            page.withGlance();
            List<Path> balloon = List.of(BALLOON);
            String graph = "{modelUrl: '" + host + "graph/model.json', version: 2";
            Named right = classify(page, graph + "}", 1, balloon).get(0).get(0);
            assertEquals("balloon", right.name());
            double same = classify(page, graph + ", inputRange: [-1, 1]}", 1, balloon).get(0).get(0).probability();
            assertEquals(right.probability(), same, 1e-9);
            double other = classify(page, graph + ", inputRange: [0, 255]}", 1, balloon).get(0).get(0).probability();
            assertTrue(Math.abs(other - right.probability()) > 1e-3);
            Named small = classify(page, graph + ", size: 160}", 1, balloon).get(0).get(0);
            assertEquals("balloon", small.name());
            assertTrue(Math.abs(small.probability() - right.probability()) > 1e-6, "its files do not say at what size");
            List<Path> cup = List.of(PROJECT.pictures().get(2).file());
            String lunch = "{modelUrl: '" + host + "lunch/'";
            assertEquals(classify(page, lunch + "}", 3, cup), classify(page, lunch + ", inputRange: [0, 255]}", 3, cup),
                    "Teachable Machine says how");
            String layers = "{modelUrl: '" + host + "layers/'";
            assertEquals(List.of("class 0", "class 1", "class 2"), names(classify(page, layers + "}", 5, cup)));
            assertEquals(List.of("a, b", "c; d", "e"), names(classify(page, layers + ", labels: ['a, b', 'c; d', 'e']}", 5, cup)));
        }
    }

    @Test
    void anAddressMayBeRelativeOrABlobs() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("beside"));
        PROJECT.files().forEach((name, bytes) -> {
            try {
                Files.write(folder.resolve(name), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (ScriptPage page = page("http").withFolder("beside", folder)) {
            page.withGlance();
            List<Path> cup = List.of(PROJECT.pictures().get(2).file());
            List<List<Named>> expected = classify(page, "{modelUrl: 'beside/model.json'}", 3, cup);
            assertEquals(TeachableProject.LABELS.get(PROJECT.pictures().get(2).first()), expected.get(0).get(0).name());
            page.run("base64 => { const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));"
                    + " globalThis.blob = URL.createObjectURL(new Blob([bytes])); }",
                    Base64.getEncoder().encodeToString(FILES.get("lunch.zip")));
            assertEquals(expected, classify(page, "{modelUrl: blob}", 3, cup));
        }
    }

    /** Tensors are for whoever has TensorFlow.js on the page; what cannot be done there at once says what else can. */
    @Test
    void inferComputesWhereTensorFlowJsCan() throws IOException {
        try (ScriptPage page = page("http")) {
            page.withGlance();
            for (boolean worker : new boolean[] {true, false}) {
                assertEquals(List.of("1,1000", "1,1280", BALLOON_CLASS, "balloon", 1, "model-operation"), page.run(
                        "async ([base64, worker]) => { const load = version => mobilenet.load({modelUrl: '" + host
                        + "graph/model.json', version, worker}), model = await load(2);"
                        + " const image = await from(base64); model.infer(image).dispose(); const before = tf.memory().numTensors;"
                        + " const logits = model.infer(image), more = tf.memory().numTensors - before;"
                        + " const [first] = await model.classify(tf.browser.fromPixels(image));"
                        + " const other = await load(1); let thrown;"
                        + " try { other.infer(image, true); } catch (e) { thrown = e; }"
                        + " const embedding = model.infer(image, true);"
                        + " return [String(logits.shape), String(embedding.shape), tf.argMax(logits, 1).dataSync()[0],"
                        + " first.className, more, thrown.code]; }", List.of(base64(BALLOON), worker)), "graph, worker: " + worker);
                assertEquals(List.of("2,1000", "1,1280", "thing no. " + BALLOON_CLASS), page.run("async ([base64, worker]) => {"
                        + " const model = await mobilenet.load({modelUrl: '" + host + "things.tflite',"
                        + " labels: '" + host + "things.txt', worker});"
                        + " const image = await from(base64), [first] = await model.classify(tf.browser.fromPixels(image));"
                        + " return [String(model.infer(tf.zeros([2, 50, 60, 3])).shape), String(model.infer(image, true).shape),"
                        + " first.className]; }", List.of(base64(BALLOON), worker)), "tflite, worker: " + worker);
            }
            String layers = "async ([base64, worker]) => {"
                    + " const model = await mobilenet.load({modelUrl: '" + host + "lunch/', worker});"
                    + " const image = await from(base64), answers = await model.classify(image, 3); let logits, embedding, tensor;"
                    + " try { logits = model.infer(image); } catch (e) { logits = e.code; }"
                    + " try { model.infer(image, true); } catch (e) { embedding = e.code; }"
                    + " try { tensor = await model.classify(tf.browser.fromPixels(image), 3); } catch (e) { tensor = e.code; }"
                    + " if (typeof logits !== 'string') {"
                    + " const computed = Array.from(tf.softmax(logits).dataSync()).sort((a, b) => b - a);"
                    + " logits = answers.every((item, i) => Math.abs(item.probability - computed[i]) < 1e-3);"
                    + " tensor = answers.every((item, i) => Math.abs(item.probability - tensor[i].probability) < 1e-3); }"
                    + " model.dispose(); return [logits, embedding, tensor]; }";
            // 224 x 224: nothing is cropped, nothing scaled.
            String square = base64(PROJECT.pictures().get(0).file());
            assertEquals(List.of("model-operation", "model-operation", "model-operation"), page.run(layers, List.of(square, true)));
            assertEquals(List.of(true, "model-operation", true), page.run(layers, List.of(square, false)));
            assertEquals(false, page.run("() => '_tfengine' in globalThis || '_tfGlobals' in globalThis"),
                    "a TensorFlow.js that the page loads later would share what is left there");
        }
    }

    @Test
    void whatIsDisposedOfLeavesNothing() throws IOException {
        try (ScriptPage page = page("http")) {
            page.withGlance();
            assertEquals(List.of(0, "option", "Cup, blue"), page.run("async base64 => { await mobilenet.load();"
                    + " const image = await from(base64);"
                    + " const use = async (path, worker) => {"
                    + " const model = await mobilenet.load({modelUrl: '" + host + "' + path, worker});"
                    + " await model.classify(image); return model; };"
                    + " (await use('graph/model.json', false)).dispose(); const before = tf.memory().numTensors;"
                    + " for (const worker of [true, false]) { for (const path of ['lunch/', 'graph/model.json', 'things.tflite']) {"
                    + " const model = await use(path, worker); if (path !== 'lunch/') { model.infer(image).dispose(); }"
                    + " model.dispose(); model.dispose(); } } const left = tf.memory().numTensors - before;"
                    + " const one = await use('lunch/', true), two = await use('lunch/', true); one.dispose();"
                    + " const code = (await failure(one.classify(image))).code; const results = [];"
                    + " for await (const {predictions} of two.classifyAll(Array(30).fill(image))) {"
                    + " results.push(predictions[0].className); }"
                    + " return [left, code, results[29]]; }", base64(PROJECT.pictures().stream()
                    .filter(picture -> picture.first() == 1).findFirst().orElseThrow().file())));
            assertEquals(List.of(), page.errors());
        }
    }

    private static final List<String> FAULTS = List.of(
            "{modelUrl: host + 'none/'} | model-missing | 404",
            "{modelUrl: host + 'none.tflite'} | model-missing | 404",
            "{modelUrl: host + 'closed/model.json'} | model-missing | CORS",
            "{modelUrl: 'javascript:model.json'} | model-missing | neither",
            "{modelUrl: host + 'page/model.json'} | model-format | JSON",
            "{modelUrl: host + 'page.tflite'} | model-format | ",
            "{modelUrl: host + 'notes.txt'} | model-none | no model",
            "{modelUrl: host + 'keras.h5'} | model-other | tensorflowjs_converter",
            "{modelUrl: host + 'cut/'} | model-format | 1000",
            "{modelUrl: ''} | option | address",
            "{modelUrl: host + 'lunch/', labels: ['one', 'two']} | labels-format | 2 names",
            "{modelUrl: host + 'lunch/', labels: host + 'two.txt'} | labels-format | 2 names",
            "{modelUrl: host + 'lunch/', labels: host + 'page/model.json'} | labels-format | web page",
            "{modelUrl: host + 'lunch/', labels: host + 'none.txt'} | model-missing | 404",
            "{modelUrl: host + 'lunch/', labels: ['one', 2, 'three']} | labels-format | names",
            "{modelUrl: host + 'lunch/', labels: []} | labels-format | names",
            "{modelUrl: host + 'lunch/', labels: 7} | option | labels",
            "{modelUrl: host + 'lunch/', inputRange: [0]} | option | inputRange",
            "{modelUrl: host + 'lunch/', size: 100} | option | 224",
            "{modelUrl: host + 'lunch/', crop: 'round'} | option | square");

    /** All on one page, one after another; afterwards what is whole loads all the same. */
    @ParameterizedTest
    @CsvSource({"http, true", "http, false", "file, true"})
    void eachFaultHasItsCodeAndSentence(String from, boolean worker) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (ScriptPage page = page(from)) {
            page.withGlance();
            for (String row : FAULTS) {
                String[] fault = row.split(" \\| ?", -1);
                String said = (String) page.run("async () => { const host = '" + host + "', e = await failure(mobilenet.load({...("
                        + fault[0] + "), worker: " + worker + "})); return String(e.code) + ' ' + e.message + ' '"
                        + " + (e instanceof Error && e.message === e.what + ' ' + e.remedy); }");
                if (!said.startsWith(fault[1]) || !said.contains(fault[2]) || !said.endsWith("true") || said.contains("undefined")
                        || said.contains("null")) {
                    wrong.add(fault[0] + ": " + said);
                }
            }
            assertEquals("", String.join("\n", wrong));
            String whole = "{modelUrl: '" + host + "lunch/', worker: " + worker + "}";
            assertEquals(3, classify(page, whole, 5, List.of(BALLOON)).get(0).size());
            assertEquals(List.of(), page.errors());
        }
    }

    /** The script vouches for the one that reads models, as for whatever else it runs. */
    @Test
    void anotherScriptInTheReadersPlaceDoesNotRun() throws IOException {
        try (ScriptPage page = page("http")) {
            String[] mode = {"other"};
            page.playwright().route("**/models.js", route -> {
                if (mode[0].isEmpty()) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions().setContentType("text/javascript").setBody("globalThis.evil = 1;"));
                }
            });
            page.withGlance();
            String lunch = "{modelUrl: '" + host + "lunch/'}";
            assertEquals(List.of("site-file", "undefined"), page.run("async () => [(await failure(mobilenet.load(" + lunch
                    + "))).code, typeof evil]"));
            mode[0] = "";
            assertEquals(3, classify(page, lunch, 3, List.of(BALLOON)).get(0).size(), "another time it is right");
        }
    }

    /** Without a document too. */
    @Test
    void aWorkerOfThePagesOwnMayLoadIt() throws IOException {
        try (ScriptPage page = page("http")) {
            page.playwright().route("**/own-worker.js", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript").setBody("importScripts('mobilenet.js');"
                            + " onmessage = async ({data}) => { try {"
                            + " const model = await mobilenet.load({modelUrl: '" + host + "lunch.zip'});"
                            + " postMessage((await model.classify(data))[0].className); }"
                            + " catch (e) { postMessage(e.message); } };")));
            Picture picture = PROJECT.pictures().get(0);
            assertEquals(TeachableProject.LABELS.get(picture.first()), page.run("async base64 => {"
                    + " const worker = new Worker('own-worker.js');"
                    + " const answer = new Promise(resolve => { worker.onmessage = event => resolve(event.data); });"
                    + " worker.postMessage(await createImageBitmap(await from(base64))); return answer; }",
                    base64(picture.file())));
        }
    }

    /** On the page itself both use the script, at the same time too. */
    @Test
    void thePageAndItsConsoleMayBothRead() {
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.open(Sites.http());
            page.playwright().evaluate("host => { globalThis.loads = Promise.all(['graph/model.json', 'lunch/'].map(path =>"
                    + " mobilenet.load({modelUrl: host + path}))); }", host);
            Brought.openModels(page);
            String before = page.attribute("data-model");
            page.playwright().locator("#model-address").fill(host + "lunch.zip");
            page.playwright().locator("#model-address").press("Enter");
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before", before);
            page.awaitState("ready", "done");
            Picture picture = PROJECT.pictures().get(3);
            Brought.ask(page, picture.file());
            assertEquals(picture.probabilities()[picture.first()], (double) page.playwright().evaluate("async () => {"
                    + " const models = await loads; const [first] = await models[1].classify(document.getElementById('img'));"
                    + " models.forEach(model => model.dispose()); return first.probability; }"), 1e-3);
            Brought.assertAnswers(page, PROJECT.pictures().subList(5, 8));
        }
    }
}
