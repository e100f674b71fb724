package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import dev.glance.Folders;
import dev.glance.model.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package as those have it who install it: packed, in an empty folder, bundled, typed, in Node.js. */
class NpmIT {
    private static final String SAMPLE = "tshirt.jpg";
    /** The two ways in which TypeScript finds packages. */
    private static final String NODE = "\"types\": [], \"module\": \"nodenext\"";
    private static final String BUNDLER = "\"types\": [], \"module\": \"esnext\", \"moduleResolution\": \"bundler\"";
    /** The types of TensorFlow.js do not compile strictly. */
    private static final String SKIP = ", \"skipLibCheck\": true";

    /** A photo, where there are any here. */
    private static Path photo;
    /** What {@code mobilenet.js} of the site says of it. */
    private static Object expected;
    private static GlancePage.Answer shown;
    private static String verdict;
    private static String address;

    @BeforeAll
    static void prepare() throws IOException {
        photo = Folders.eval().map(eval -> eval.resolve("photos/207_n02099601_golden_retriever.JPEG"))
                .orElse(Folders.SITE.resolve("images").resolve(SAMPLE));
        NpmConsumers.prepare();
        Files.copy(photo, NpmConsumers.SERVED.resolve("photo.jpg"));
        for (String name : List.of(SAMPLE, "mug.jpg")) {
            Files.copy(Folders.SITE.resolve("images").resolve(name), NpmConsumers.SERVED.resolve(name));
        }
        address = Sites.http(NpmConsumers.SERVED);
        try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("photos", photo.getParent()).withGlance()) {
            expected = page.run("async name => { const model = await mobilenet.load();"
                    + " return [...await model.classify(await (await fetch('photos/' + name)).blob())]; }",
                    photo.getFileName().toString());
        }
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.open(Sites.http());
            page.playwright().setInputFiles("#file", photo);
            page.playwright().waitForFunction("() => document.querySelector('html').dataset.state === 'done'");
            shown = page.shown().get(0);
            verdict = page.playwright().locator("#verdict").getAttribute("data-verdict");
        }
    }

    /** A page of those who use the package. Closing it fails the test if anything was missing or complained. */
    private static final class Consumer implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

        Consumer(String path) {
            this(Browsers.primary(), path);
        }

        Consumer(Browser browser, String path) {
            context = browser.newContext();
            page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.onPageError(complaints::add);
            page.onResponse(response -> {
                if (response.status() >= 400 && !response.url().endsWith("favicon.ico")) {
                    complaints.add(response.status() + " " + response.url());
                }
            });
            page.navigate(address + path);
        }

        /** Calls a function of the page's when it is there. What never settles fails. */
        @SuppressWarnings("unchecked")
        Map<String, Object> call(String function, Object argument) {
            page.waitForFunction("name => typeof globalThis[name] === 'function'", function);
            return (Map<String, Object>) page.evaluate("([name, argument]) => Promise.race([globalThis[name](argument),"
                    + " new Promise((resolve, reject) => setTimeout(() => reject(new Error('nothing came of ' + name + ' after ' + globalThis.steps)), 60000))])",
                    List.of(function, argument));
        }

        @Override
        public void close() {
            context.close();
            assertEquals(List.of(), complaints);
        }
    }

    private static void assertAnswers(Map<String, Object> answers) {
        assertEquals(expected, answers.get("predictions"));
        assertEquals("wasm", answers.get("backend"));
        assertEquals(List.of(), answers.get("dropped"));
        assertEquals("1,1000", answers.get("shape"));
    }

    private static String firstName() {
        return ((Map<?, ?>) ((List<?>) expected).get(0)).get("className").toString();
    }

    /** As the page answers, on the page and in a worker that is a module, with Vite, webpack, esbuild and without any. */
    @ParameterizedTest
    @ValueSource(strings = {"vite/deep/", "webpack/deep/", "esbuild/deep/", "plain/"})
    void bundledItAnswersAsThePage(String folder) {
        try (Consumer consumer = new Consumer(folder + "app.html")) {
            Map<String, Object> answers = consumer.call("answers", "/photo.jpg");
            assertAnswers(answers);
            assertEquals(true, answers.get("same"));
            assertEquals("0.1.0", answers.get("version"));
            assertEquals("worker", answers.get("thread"));
            assertEquals(List.of(firstName(), "picture-undecodable"), answers.get("many"));
            assertEquals(verdict, ((Map<?, ?>) answers.get("verdict")).get("kind"));
            assertTrue(firstName().startsWith(shown.label()), firstName() + " " + shown);
            assertEquals("undefined", answers.get("global"), "a global that nobody asked for");
            assertAnswers(consumer.call("inWorker", "/photo.jpg"));
        }
    }

    /** Nothing is bundled there, and Vite adds to every script. */
    @Test
    void onVitesServerForDevelopmentItAnswersToo() throws IOException {
        Process server = new ProcessBuilder("node", "serve.mjs").directory(NpmConsumers.FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (OutputStream open = server.getOutputStream()) {
            String base = server.inputReader().readLine();
            try (Consumer consumer = new Consumer("plain/app.html")) {
                consumer.page.navigate(base + "app.html");
                // It may find out only now what it has to prepare, and loads the page anew then.
                consumer.page.waitForLoadState(LoadState.NETWORKIDLE);
                assertAnswers(consumer.call("answers", "/base/photo.jpg"));
                assertAnswers(consumer.call("inWorker", "/base/photo.jpg"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vite/deep/", "plain/"})
    void inFirefoxItAnswersToo(String folder) {
        assumeTrue(Browsers.firefoxPath().isPresent(), "no Firefox here");
        try (Consumer consumer = new Consumer(Browsers.firefox(), folder + "app.html")) {
            for (String function : List.of("answers", "inWorker")) {
                Map<String, Object> answers = consumer.call(function, "/photo.jpg");
                assertEquals(firstName(), ((Map<?, ?>) ((List<?>) answers.get("predictions")).get(0)).get("className"));
                assertEquals(function.equals("answers") ? List.of() : List.of("worker: in Firefox a worker of a worker does not always start"),
                        answers.get("dropped"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webpack/deep/required.html", "esbuild/deep/classic.html"})
    void itMayBeRequiredForABrowser(String page) {
        try (Consumer consumer = new Consumer(page)) {
            assertEquals(Map.of("version", "0.1.0", "predictions", expected), consumer.call("answers", "/photo.jpg"));
        }
    }

    @Test
    void itIsAScriptForPagesAndWorkers() {
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        try (Consumer consumer = new Consumer("plain/app.html")) {
            // Whether a browser says that there is no favicon depends on what it has asked for before.
            consumer.page.onConsoleMessage(message -> {
                if (message.type().equals("log")) {
                    printed.add(message.text());
                }
            });
            consumer.page.navigate(address + "plain/classic.html");
            consumer.page.waitForCondition(() -> !printed.isEmpty());
            assertTrue(printed.get(0).startsWith("[Object, Object, Object"), printed.toString());
            assertEquals(expected, consumer.page.evaluate("async () => { const worker = new Worker('classic-worker.js');"
                    + " const answer = new Promise((resolve, reject) => { worker.onmessage = event => resolve(event.data);"
                    + " worker.onerror = event => reject(new Error(event.message)); });"
                    + " worker.postMessage(await (await fetch('/photo.jpg')).blob()); return answer; }"));
        }
    }

    /** Mounted twice, of which one is given up: neither is harmed, nor whoever has a model besides. */
    @Test
    void inStrictModeOfReactItAnswers() {
        try (Consumer consumer = new Consumer("esbuild/deep/strict.html")) {
            assertEquals(Map.of("text", firstName(), "first", firstName()), consumer.call("shown", "/photo.jpg"));
        }
    }

    /** The example of README, as Vite builds it. */
    @Test
    void theFirstExampleSaysWhatItSays() {
        List<String> printed = Collections.synchronizedList(new ArrayList<>());
        try (Consumer consumer = new Consumer("plain/app.html")) {
            consumer.page.route("**/photo.jpg", route -> route.fulfill(new Route.FulfillOptions()
                    .setPath(Folders.SITE.resolve("images").resolve(SAMPLE))));
            consumer.page.onConsoleMessage(message -> printed.add(message.text()));
            consumer.page.navigate(address + "vite/deep/example.html");
            consumer.page.waitForCondition(() -> printed.size() >= 2);
            assertTrue(printed.get(0).startsWith("jersey, T-shirt, tee shirt 0.97") || printed.get(0).startsWith(
                    "jersey, T-shirt, tee shirt 0.98"), printed.toString());
            assertEquals("sure garment", printed.get(1));
        }
    }

    /** What README says of it. */
    @ParameterizedTest
    @ValueSource(strings = {"worker-src blob:", "worker-src 'self'"})
    void aStrictPolicyIsEnough(String workers) {
        try (Consumer consumer = new Consumer("plain/app.html")) {
            consumer.page.route("**/vite/deep/app.html", route -> route.fulfill(new Route.FulfillOptions()
                    .setResponse(route.fetch()).setHeaders(Map.of("Content-Type", "text/html", "Content-Security-Policy", "default-src 'self'; script-src"
                            + " 'self' 'wasm-unsafe-eval'; " + workers))));
            consumer.page.navigate(address + "vite/deep/app.html");
            assertAnswers(consumer.call("answers", "/photo.jpg"));
        }
    }

    /** A bundle that is told where the files are need not contain them. */
    @Test
    void whatIsServedElsewhereNeedNotBeBundled() throws IOException {
        try (Stream<Path> files = Files.list(NpmConsumers.SERVED.resolve("served"))) {
            assertEquals(List.of("app.html", "app.js"), files.map(file -> file.getFileName().toString()).sorted()
                    .collect(Collectors.toList()));
        }
        try (Consumer consumer = new Consumer("served/app.html")) {
            assertEquals(Map.of("predictions", expected, "without", "option"), consumer.call("answers", "/photo.jpg"));
        }
    }

    /** A model at an address needs a script more, which bundlers have to find too. */
    @ParameterizedTest
    @ValueSource(strings = {"vite/deep/app.html", "webpack/deep/app.html", "plain/app.html", "served/app.html"})
    void aModelAtAnAddressIsTaken(String page) throws IOException {
        TeachableProject project = TeachableProject.get();
        Path lunch = Files.createDirectories(NpmConsumers.SERVED.resolve("lunch"));
        for (Map.Entry<String, byte[]> file : project.files().entrySet()) {
            Files.write(lunch.resolve(file.getKey()), file.getValue());
        }
        TeachableProject.Picture picture = project.pictures().get(0);
        Files.copy(picture.file(), lunch.resolve("picture"), StandardCopyOption.REPLACE_EXISTING);
        try (Consumer consumer = new Consumer(page)) {
            assertEquals(TeachableProject.LABELS.get(picture.first()), consumer.call("own", "/lunch/").get("className"));
        }
    }

    /** As with several bundles that each contain the package. */
    @Test
    void severalOfItOnOnePageLoadAtATime() {
        try (Consumer consumer = new Consumer("plain/app.html")) {
            consumer.page.waitForFunction("() => typeof failure === 'function'");
            assertEquals(List.of("none", "wasm", "wasm"), consumer.page.evaluate("async () => { const others ="
                    + " await Promise.all([1, 2].map(i => import('./glance-mobilenet/index.mjs?' + i)));"
                    + " return Promise.all([failure(), ...others.map(other => other.load().then(model => model.backend))]); }"));
        }
    }

    @Test
    void whereTheFilesAreCanBeTold() {
        try (Consumer consumer = new Consumer("plain/app.html")) {
            consumer.page.waitForFunction("() => typeof failure === 'function'");
            assertEquals("none", consumer.page.evaluate("() => failure({baseUrl: '/glance'})"));
            assertEquals("none", consumer.page.evaluate("() => failure({baseUrl: new URL('../glance/', location.href)})"));
            assertEquals("GlanceError option", consumer.page.evaluate("() => failure({baseUrl: 'http://'})"));
            assertEquals("GlanceError site-file", consumer.page.evaluate("() => failure({baseUrl: '/nowhere/'})"));
            // Tried again.
            assertEquals("GlanceError site-file", consumer.page.evaluate("() => failure({baseUrl: '/nowhere/'})"));
            consumer.complaints.removeIf(text -> text.startsWith("404 ") && text.contains("/nowhere/"));
        }
    }

    /** With the caller's own TensorFlow.js, which is a module: what infer gives is its, and what it has can be handed over. */
    @ParameterizedTest
    @ValueSource(strings = {"4.22.0", "3.21.0"})
    void theCallersOwnTensorFlowTakesWhatInferGives(String version) {
        try (Consumer consumer = new Consumer("esbuild/deep/knn-" + version.charAt(0) + ".html")) {
            List<String> pictures = List.of("/" + SAMPLE, "/mug.jpg");
            assertEquals(Map.of("version", version, "labels", pictures), consumer.call("learned", pictures));
            assertEquals(Map.of("logits", "3,1000", "embeddings", "3,1280", "leaked", 0, "classified", 0, "own", true, "sum", 3,
                    "named", "string", "kept", true), consumer.call("behaves", ""));
        }
    }

    private static NpmConsumers.Outcome node(Path folder, String code, String... arguments) throws IOException {
        Path script = Files.writeString(folder.resolve("script.mjs"), code);
        List<String> command = new ArrayList<>(List.of("node", script.toString()));
        command.addAll(List.of(arguments));
        return NpmConsumers.run(folder, command.toArray(new String[0]));
    }

    /** Nothing is installed but the package: pixels are answered, a file needs a decoder, and nothing becomes global. */
    @Test
    void inNodeItAnswers() throws IOException {
        assertEquals("""
                0.1.0 0.1.0 wasm nothing [[1,1000],[1,1280]]
                GlanceError decoder-missing
                0 decoder-missing
                GlanceError decoder-missing
                GlanceError decoder-missing
                picture-unreachable true
                GlanceError site-file
                []
                """, node(NpmConsumers.EMPTY, """
                import {load, version} from 'glance-mobilenet';
                import {readFileSync} from 'node:fs';
                import {createRequire} from 'node:module';
                import {pathToFileURL} from 'node:url';
                const about = createRequire(import.meta.url)('glance-mobilenet/package.json');
                const before = new Set(Object.getOwnPropertyNames(globalThis));
                const model = await load();
                const grey = {data: new Uint8Array(300).fill(128), width: 10, height: 10};
                const {verdict} = await model.classify(grey);
                const shapes = [false, true].map(embedding => model.infer(grey, embedding).shape);
                console.log(version, about.version, model.backend, verdict.kind, JSON.stringify(shapes));
                const failed = promise => promise.then(() => 'none', e => `${e.name} ${e.code}`);
                console.log(await failed(model.classify(readFileSync(process.argv[2]))));
                for await (const {index, error} of model.classifyAll([readFileSync(process.argv[2])])) {
                  console.log(index, error.code);
                }
                console.log(await failed(model.classify(process.argv[2])));
                console.log(await failed(model.classify(pathToFileURL(process.argv[2]))));
                const missing = await model.classify('missing/photo.jpg').catch(e => e);
                console.log(missing.code, missing.message.includes(pathToFileURL('missing/photo.jpg').href)
                    && missing.message === missing.what + ' ' + missing.remedy);
                console.log(await failed(load({baseUrl: '/nowhere'})));
                console.log(JSON.stringify(Object.getOwnPropertyNames(globalThis).filter(name => !before.has(name))));
                """, photo.toString()).good());
        assertEquals("nothing\n", NpmConsumers.run(NpmConsumers.EMPTY, "node", Files.copy(NpmConsumers.SOURCES.resolve(
                "examples/required.cjs"), NpmConsumers.EMPTY.resolve("required.cjs")).toString()).good());
    }

    /** README's example; browsers scale otherwise. */
    @Test
    void inNodeWithADecoderAFileIsAnsweredAsByThePage() throws IOException {
        String[] said = NpmConsumers.run(NpmConsumers.FOLDER, "node", "examples/node.mjs", photo.toString()).good().strip()
                .split(" (?=[^ ]*$)");
        assertEquals(firstName(), said[0]);
        double probability = ((Number) ((Map<?, ?>) ((List<?>) expected).get(0)).get("probability")).doubleValue();
        assertEquals(probability, Double.parseDouble(said[1]), 0.1);
    }

    /** As README says. */
    @Test
    void inNodeAlmostAllPhotosHaveTheNameThatABrowserGivesThem() throws IOException {
        assumeTrue(Folders.eval().isPresent(), "no labelled photos here");
        Path eval = Folders.eval().orElseThrow();
        JsonObject golden = Json.parse(Files.readString(eval.resolve("golden_embedded.json"))).asObject();
        JsonObject answers = Json.parse(node(NpmConsumers.FOLDER, """
                import {load} from 'glance-mobilenet';
                import {readdirSync, readFileSync} from 'node:fs';
                const model = await load();
                const answers = {};
                for (const name of readdirSync(process.argv[2])) {
                  [answers[name]] = await model.classify(readFileSync(`${process.argv[2]}/${name}`), 1);
                }
                console.log(JSON.stringify(answers));
                """, eval.resolve("photos").toString()).good()).asObject();
        Labels labels = Labels.parse(Folders.read("models/labels/imagenet.tsv"));
        int same = 0;
        double sum = 0;
        for (JsonObject.Member recorded : golden) {
            JsonArray first = recorded.getValue().asObject().get("square").asArray().get(0).asArray();
            JsonObject answer = answers.get(recorded.getName()).asObject();
            if (labels.get(first.get(0).asInt()).className().equals(answer.get("className").asString())) {
                same++;
                sum += Math.abs(first.get(1).asDouble() - answer.get("probability").asDouble());
            }
        }
        System.out.println("In Node.js " + same + " of " + golden.size() + " photos have the name that Chromium gives them; their"
                + " probabilities differ by " + sum / same);
        assertEquals(74, golden.size());
        assertTrue(same >= 71, same + " have the name that Chromium gives them");
        assertTrue(sum / same < 0.03, "their probabilities differ by " + sum / same);
    }

    /** What bundlers give to a server that renders: it can be imported, and says what is missing. */
    @Test
    void onAServerWithoutABrowserLoadSaysWhatIsMissing() throws IOException {
        assertEquals("0.1.0\nGlanceError environment\n", node(NpmConsumers.EMPTY, """
                import {load, version} from './node_modules/glance-mobilenet/index.mjs';
                console.log(version);
                console.log(await load().then(() => 'none', e => `${e.name} ${e.code}`));
                """).good());
    }

    @Test
    void codeForTheReferenceCompilesAndWrongCallsDoNot() throws IOException {
        NpmConsumers.compile(NpmConsumers.FOLDER, NODE + SKIP, List.of("types/drop-in.ts", "types/extras.ts", "types/wrong.ts"))
                .good();
        NpmConsumers.compile(NpmConsumers.FOLDER, NODE + SKIP + ", \"paths\": {\"@tensorflow-models/mobilenet\":"
                + " [\"./node_modules/glance-mobilenet\"]}", List.of("types/drop-in.ts")).good();
        // Without TensorFlow.js, and with our own types checked too.
        Files.copy(NpmConsumers.SOURCES.resolve("types/plain.ts"), NpmConsumers.EMPTY.resolve("plain.ts"));
        for (String module : List.of(NODE, BUNDLER)) {
            NpmConsumers.compile(NpmConsumers.EMPTY, module, List.of("plain.ts")).good();
        }
    }

    @Test
    void theExamplesCompileAndAreThoseOfReadme() throws IOException {
        NpmConsumers.compile(NpmConsumers.FOLDER, BUNDLER.replace("[]", "[\"node\"]") + SKIP + ", \"allowJs\": true,"
                + " \"checkJs\": true, \"noImplicitAny\": false",
                List.of("examples/page.js", "examples/many.ts", "examples/node.mjs", "examples/required.cjs",
                        "examples/module-worker.js", "examples/own-model.js", "examples/knn.js")).good();
        TreeSet<String> examples = new TreeSet<>();
        try (Stream<Path> files = Files.list(NpmConsumers.SOURCES.resolve("examples"))) {
            for (Path file : files.collect(Collectors.toList())) {
                examples.add(Files.readString(file));
            }
        }
        List<String> languages = List.of("js", "ts", "jsx", "html");
        assertEquals(examples, new TreeSet<>(NpmConsumers.blocks(Files.readString(NpmConsumers.PACKAGE.resolve("README.md")),
                languages)));
        String readme = Files.readString(Folders.PROJECT.resolve("README.md"));
        int start = readme.indexOf("\n## From npm\n");
        List<String> shown = NpmConsumers.blocks(readme.substring(start, readme.indexOf("\n## ", start + 1)), languages);
        assertFalse(shown.isEmpty());
        assertTrue(examples.containsAll(shown), shown.toString());
    }

    @Test
    void itCanBePublishedAsItIs() throws IOException {
        String said = NpmConsumers.run(NpmConsumers.PACKAGE, "npm", "publish", "--dry-run", "--registry", "http://127.0.0.1:9/",
                "--fetch-retries=0").good();
        assertTrue(said.contains("+ glance-mobilenet@0.1.0"), said);
        assertEquals(List.of(), Stream.of(said.split("\n")).filter(line -> line.startsWith("npm warn")
                && !line.contains("logged in")).collect(Collectors.toList()));
        JsonObject about = Json.parse(Files.readString(NpmConsumers.PACKAGE.resolve("package.json"))).asObject();
        assertEquals("Apache-2.0", about.getString("license", ""));
        for (String file : List.of("LICENSE", "README.md", "dist/LICENSES.txt", "dist/mobilenet.js", "dist/models/catalog.json")) {
            assertTrue(Files.exists(NpmConsumers.EMPTY.resolve("node_modules/glance-mobilenet").resolve(file)), file);
        }
        // As large as README says.
        long packed = Files.size(NpmConsumers.EMPTY.resolve("glance-mobilenet-0.1.0.tgz"));
        assertEquals(13.1, packed / 1e6, 0.3);
        assertTrue(Files.readString(NpmConsumers.PACKAGE.resolve("README.md")).contains("13 MB packed"));
    }
}
