package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.glance.Folders;
import dev.glance.build.BuildSite;
import dev.glance.probe.ClassifierProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.teavm.tooling.TeaVMToolException;

/** The classifier for Java, in a script that somebody else has compiled. */
class ClassifierIT {
    private static String script;

    @BeforeAll
    static void compile() throws TeaVMToolException, IOException {
        script = ProbeScript.compile(ClassifierProbe.class);
    }

    private static ScriptPage with(ScriptPage page) {
        page.playwright().addScriptTag(new Page.AddScriptTagOptions().setContent(script));
        return page;
    }

    private static ScriptPage page() {
        return with(new ScriptPage(Sites.http()));
    }

    private static List<Path> photos() throws IOException {
        Path folder = Folders.eval().map(eval -> eval.resolve("photos")).orElse(Folders.SITE.resolve("images"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches("(?i).*\\.jpe?g")).sorted().collect(Collectors.toList());
        }
    }

    /** To the last digit. With the photos that is 74 of them. */
    @Test
    void thePageTheDropInAndJavaGiveTheSameAnswers() throws IOException {
        List<Path> photos = photos();
        try (ScriptPage page = page().withGlance().withFolder("photos", photos.get(0).getParent());
                GlancePage ours = new GlancePage(Browsers.primary())) {
            ours.playwright().route("**/photos/*", route -> route.fulfill(new Route.FulfillOptions()
                    .setPath(photos.get(0).resolveSibling(route.request().url().replaceFirst(".*/", "")))));
            ours.open(Sites.http() + "?backend=wasm&careful=0");
            page.run("async () => { globalThis.dropIn = await mobilenet.load({backend: 'wasm'});"
                    + " globalThis.java = await javaClassifier({backend: 'wasm'});"
                    + " globalThis.plain = await javaClassifier({backend: 'wasm', calibrated: false}); }");
            for (Path photo : photos) {
                String name = photo.getFileName().toString();
                String java = (String) page.run("async name => { const image = await picture('photos/' + name);"
                        + " const file = await (await fetch('photos/' + name)).blob();"
                        + " const said = top => JSON.stringify(top.map(one => [one.className, one.probability]));"
                        + " const same = (a, b, what) => { if (a !== b) { throw new Error(what + ': ' + a + ' ' + b); } };"
                        + " for (const input of [image, file]) {"
                        + " const [theirs, mine, calibrated] = await Promise.all([dropIn.classify(input),"
                        + " plain.classify(input), java.classify(input)]);"
                        + " same(said(theirs), said(mine.top), 'drop-in'); const {kind, name, probability} = theirs.verdict;"
                        + " same(JSON.stringify({kind, name, probability}), JSON.stringify(mine.verdict), 'verdict');"
                        + " same(JSON.stringify(mine.verdict), JSON.stringify(calibrated.verdict), 'calibrated'); }"
                        + " const answer = await java.classify(image); return said(answer.top) + answer.verdict.kind; }", name);
                assertEquals(onPage(ours, "photos/" + name), java, name);
            }
            assertTrue(photos.size() >= (Folders.eval().isPresent() ? 74 : 8));
        }
    }

    /** What our page says of a picture in its img. */
    private static String onPage(GlancePage page, String address) {
        page.playwright().evaluate("src => new Promise(resolve => { const image = document.getElementById('img');"
                + " image.onload = resolve; image.src = src; })", address);
        int reports = page.reports();
        page.predict();
        page.playwright().waitForCondition(() -> page.reports() > reports);
        return page.playwright().evaluate("all => JSON.stringify(all)", page.reported().stream()
                .map(line -> List.of(line.get("className"), line.get("probability"))).collect(Collectors.toList()))
                + page.playwright().locator("#verdict").getAttribute("data-verdict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true, worker", "false, page"})
    void everyKindOfPictureIsTaken(String way) {
        String[] words = way.split(", ");
        try (ScriptPage page = page()) {
            assertEquals(words[1], page.run("async worker => { const java = await javaClassifier({worker});"
                    + " const image = await picture('images/balloon.jpg'), canvas = document.createElement('canvas');"
                    + " canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;"
                    + " const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);"
                    + " const data = context.getImageData(0, 0, canvas.width, canvas.height);"
                    + " const response = await fetch('images/balloon.jpg'), file = await response.clone().blob();"
                    + " const all = {image, canvas, data, file, response, bytes: await file.arrayBuffer(),"
                    + " bitmap: await createImageBitmap(image), address: 'images/balloon.jpg',"
                    + " plain: {data: data.data, width: data.width, height: data.height}};"
                    + " for (let i = 0; i < 2; i++) { for (const [kind, value] of Object.entries(all)) {"
                    + " if (i === 1 && kind === 'response') { continue; }"
                    + " const {top} = await java.classify(value, 1); if (top.length !== 1 || top[0].index !== 417) {"
                    + " throw new Error(kind + ' gives ' + JSON.stringify(top)); } } }"
                    + " const several = await Promise.all([1, 2, 3, 4].map(k => java.classify(image, k)));"
                    + " if (String(several.map(one => one.top.length)) !== '1,2,3,4') { throw new Error('in another order'); }"
                    + " return (await java.classify(image)).thread; }", words[0].equals("true")));
            assertEquals(List.of(), page.errors());
        }
    }

    @Test
    void embeddingAndLogitsAreThoseOfTheDropIn() {
        try (ScriptPage page = page().withGlance()) {
            assertEquals(List.of(1280, 1000, 49), page.run("async () => { const image = await picture('images/mug.jpg');"
                    + " const model = await mobilenet.load({backend: 'wasm'});"
                    + " const java = await javaClassifier({backend: 'wasm'}), lengths = [];"
                    + " for (const [embedding, mine] of [[true, await java.embed(image)], [false, await java.logits(image)]]) {"
                    + " const theirs = model.infer(image, embedding).dataSync(); lengths.push(mine.length);"
                    + " if (String(theirs) !== String(mine)) { throw new Error('another ' + embedding); } }"
                    + " return [...lengths, (await java.explain(image, 504)).length]; }"));
        }
    }

    @Test
    void manyPicturesComeInOrderWithTheirErrors() {
        try (ScriptPage page = page()) {
            assertEquals(List.of("417", "picture-undecodable", "504", "option", "417", "cancelled", "417"), page.run("async () => {"
                    + " const java = await javaClassifier(); const file = async name => (await fetch('images/' + name)).blob();"
                    + " const balloon = await file('balloon.jpg'), pictures = [balloon, new Blob(['no picture']),"
                    + " await picture('images/mug.jpg'), {}, 'images/balloon.jpg'];"
                    + " const found = (await java.classifyAll(pictures)).map(one => one.code || String(one.top[0].index));"
                    + " found.push((await failure(java.classifyAll(Array(8).fill(balloon), 3))).code);"
                    + " found.push(String((await java.classify(balloon)).top[0].index)); return found; }"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{model: 'resnet'}       | model-unknown     | mobilenet_v2_1.0_224_quant",
        "{version: 1, alpha: 0.25} | model-not-in-site | mobilenet_v1_0.25_128_quant",
        "{version: 3}            | model-unknown     | version",
        "{size: 100}             | option            | 100",
        "{size: -1}              | option            | pixels",
        "{topK: 0}               | option            | topK",
        "{crop: 'round'}         | option            | square",
        "{backend: 'abacus'}     | option            | wasm",
        "{backend: 'abacus', worker: false} | option | wasm",
        "{labels: 'a;b'}         | option            | modelUrl",
        "{modelUrl: 'x/', inputMin: 0.5, inputMax: 0.5} | option | range",
        "{site: 'nowhere'}       | site-file         | nowhere/models/catalog.json",
        "{site: 'nowhere/', worker: false} | site-file | catalog.json"})
    void aBadOptionIsATypedError(String options, String code, String text) {
        try (ScriptPage page = page()) {
            List<?> e = (List<?>) page.run("async () => { const e = await failure(javaClassifier(" + options
                    + ")); return [e.code, e.message]; }");
            assertEquals(code, e.get(0), e.toString());
            assertTrue(((String) e.get(1)).contains(text), e.toString());
        }
    }

    @Test
    void optionsAreHeard() {
        try (ScriptPage page = page()) {
            assertEquals(List.of("glance_mobilenet_v2_1.0_224", "cpu", 5, 3, true), page.run("async () => {"
                    + " const image = await picture('images/mug.jpg');"
                    + " const cpu = await javaClassifier({version: 2, alpha: 1, backend: 'cpu', size: 128, topK: 5});"
                    + " const careful = await javaClassifier({careful: true}), center = await javaClassifier({crop: 'center'});"
                    + " const plain = (await (await javaClassifier()).classify(image)).top[0].probability;"
                    + " return [cpu.model, cpu.backend, (await cpu.classify(image)).top.length,"
                    + " (await careful.classify(image)).views, plain !== (await center.classify(image)).top[0].probability]; }"));
        }
    }

    /** Whoever imports TensorFlow.js itself may hand its tensors over, and dispose of them at once. */
    @ParameterizedTest
    @CsvSource({"4.2.0, true", "4.2.0, false", "3.21.0, true"})
    void aTensorIsAPictureToo(String version, boolean worker) throws IOException {
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions().setPath(OldTensorFlow.script(version)));
            with(page);
            assertEquals(List.of(417, "option", "[4,4]", "option", "option", "417", 0), page.run("async worker => {"
                    + " const java = await javaClassifier({worker}); await tf.ready(); const image = await picture('images/balloon.jpg');"
                    + " const canvas = document.createElement('canvas'); canvas.width = image.naturalWidth;"
                    + " canvas.height = image.naturalHeight; const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);"
                    + " const pixels = context.getImageData(0, 0, canvas.width, canvas.height);"
                    + " const before = tf.memory().numTensors, said = answer => JSON.stringify(answer.top);"
                    + " const tensor = tf.browser.fromPixels(pixels), batch = tf.tidy(() => tensor.expandDims(0).toFloat().add(0.3));"
                    + " const asked = [java.classify(tensor), java.classify(batch), java.classify(pixels)];"
                    + " tensor.dispose(); batch.dispose(); const answers = await Promise.all(asked);"
                    + " if (new Set(answers.map(said)).size !== 1) { throw new Error(answers.map(said).join()); }"
                    + " const square = tf.ones([4, 4]), e = await failure(java.classify(square)); square.dispose();"
                    + " const gone = await failure(java.classify(square));"
                    + " const two = tf.zeros([2, 8, 8, 3]), several = await failure(java.classify(two)); two.dispose();"
                    + " const again = tf.browser.fromPixels(pixels), many = await java.classifyAll([again, pixels]); again.dispose();"
                    + " return [answers[0].top[0].index, e.code, /\\[4,4\\]/.exec(e.message)[0], gone.code, several.code, String(many[0].top[0].index),"
                    + " tf.memory().numTensors - before]; }", worker));
            assertEquals(List.of(), page.errors());
        }
    }

    /** What the page does with the model in use, Java can do. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelIsAskedInSeveralWays(boolean worker) {
        try (ScriptPage page = page()) {
            assertEquals(List.of(true, 5, 3, List.of(224, 224), List.of(7, 7, 64), true, "model-operation", "option", "option", "option"),
                    page.run("async worker => {"
                    + " const image = await picture('images/mug.jpg'), java = await javaClassifier({worker});"
                    + " const part = {crop: '40,20,150', topK: 5}, same = await java.with(part), alone = await javaClassifier({worker, ...part});"
                    + " const said = answer => JSON.stringify(answer.top), answer = await same.classify(image);"
                    + " const found = [said(answer) === said(await alone.classify(image)), answer.top.length,"
                    + " (await (await java.with({careful: true})).classify(image)).views, (await java.seen(image)).slice(0, 2),"
                    + " await java.layer(image), (await java.covered(image, 1)).top[0].index !== 504,"
                    + " (await failure(java.layer(image, 'nope'))).code, (await failure(java.classify(image, -1))).code,"
                    + " (await failure(java.covered(image, 0))).code];"
                    + " same.close(); found.push((await failure(java.classify(image))).code); return found; }", worker));
            assertEquals(List.of(), page.errors());
        }
    }

    /** As {@code mobilenet.load({modelUrl})}: with the names that come with it, with others, and with what is wrong. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelAtAnAddressIsTaken(boolean worker) throws IOException {
        TeachableProject project = TeachableProject.get();
        TeachableProject.Picture picture = project.pictures().get(0);
        try (ScriptPage page = page().withGlance()) {
            page.playwright().route("**/lunch/*", route -> {
                byte[] bytes = project.files().get(route.request().url().replaceFirst(".*/", ""));
                route.fulfill(bytes == null ? new Route.FulfillOptions().setStatus(404)
                        : new Route.FulfillOptions().setBodyBytes(bytes));
            });
            List<?> found = (List<?>) page.run("async ([worker, base64]) => { const modelUrl = 'lunch/';"
                    + " const file = new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))]);"
                    + " const theirs = await (await mobilenet.load({modelUrl, worker, crop: 'square'})).classify(file);"
                    + " const java = await javaClassifier({modelUrl, worker, calibrated: false, crop: 'square'});"
                    + " const mine = await java.classify(file);"
                    + " const named = await javaClassifier({modelUrl, worker, labels: 'one;two;three'});"
                    + " const few = await failure(javaClassifier({modelUrl, worker, labels: 'one;two'}));"
                    + " const none = await failure(javaClassifier({modelUrl: 'nowhere/', worker}));"
                    + " const pairs = top => JSON.stringify(top.map(one => [one.className, one.probability]));"
                    + " return [mine.thread, pairs(theirs) === pairs(mine.top) || pairs(theirs) + pairs(mine.top), mine.top[0].index,"
                    + " (await named.classify(file)).top[0].className, few.code, none.code, (await failure(java.embed(file))).code]; }",
                    List.of(worker, Base64.getEncoder().encodeToString(Files.readAllBytes(picture.file()))));
            assertEquals(List.of(worker ? "worker" : "page", true, picture.first(), List.of("one", "two", "three").get(picture.first()),
                    "labels-format", "model-missing", "model-operation"), found);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void loadingIsEnded(int after) {
        try (ScriptPage page = page()) {
            assertEquals(List.of("cancelled", 417), page.run("async cancelAfter => {"
                    + " const found = [(await failure(javaClassifier({cancelAfter}))).code];"
                    + " const java = await javaClassifier(); found.push((await java.classify('images/balloon.jpg')).top[0].index);"
                    + " return found; }", after));
            page.playwright().waitForCondition(() -> page.playwright().workers().size() == 1);
            assertEquals(List.of(), page.errors());
        }
    }

    /** Other browsers than Chromium go other ways: no OffscreenCanvas in some, other decoders. */
    @Test
    void itWorksInFirefox() {
        assumeTrue(Browsers.firefoxPath().isPresent(), "left out: Firefox, which is not on this machine or too old for Playwright");
        try (ScriptPage page = with(new ScriptPage(Browsers.firefox(), Sites.http()))) {
            assertEquals(List.of("worker", 504, 417, 1280, "page", 504, 417, 1280), page.run("async () => { const found = [];"
                    + " const file = await (await fetch('images/balloon.jpg')).blob();"
                    + " for (const worker of [true, false]) { const java = await javaClassifier({worker});"
                    + " found.push(java.thread, (await java.classify(await picture('images/mug.jpg'))).top[0].index);"
                    + " found.push((await java.classifyAll([file, file]))[1].top[0].index, (await java.embed(file)).length); }"
                    + " return found; }"));
            assertEquals(List.of(), page.errors());
        }
    }

    @Test
    void closingEndsItsWorkerAndWhatIsUnderWay() {
        try (ScriptPage page = page()) {
            assertEquals(List.of("option", "cancelled"), page.run("async () => { const java = await javaClassifier();"
                    + " const file = await (await fetch('images/balloon.jpg')).blob(); await java.classify(file);"
                    + " const many = failure(java.classifyAll(Array(40).fill(file))); java.close(); java.close();"
                    + " return [(await failure(java.classify(file))).code, (await many).code]; }"));
            page.playwright().waitForCondition(() -> page.playwright().workers().isEmpty());
            assertEquals(List.of(), page.errors());
        }
    }

    /** On the page's own thread it computes with the page's TensorFlow.js, where that can serve. */
    @ParameterizedTest
    @CsvSource({"4.2.0, balloon", "3.21.0, tensorflow-missing"})
    void aTensorFlowOfThePagesOwnIsNotHarmed(String version, String expected) throws IOException {
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions().setPath(OldTensorFlow.script(version)));
            with(page);
            assertEquals(List.of("balloon", expected, true, version), page.run("async () => { const own = tf;"
                    + " const image = await picture('images/balloon.jpg'); const found = [];"
                    + " for (const worker of [true, false]) { const java = await javaClassifier({worker}).catch(e => e);"
                    + " found.push(java.code || (await java.classify(image)).top[0].className); }"
                    + " return [...found, own === tf, tf.version['tfjs-core']]; }"));
        }
    }

    /** What such a model needs stands in the catalog only, which nobody has compiled into the script. */
    @Test
    void aModelOfSomebodysOwnMayBeTheDefault(@TempDir Path temp) throws IOException {
        TeachableProject project = TeachableProject.get();
        Path folder = project.paths()[0].getParent();
        Path site = temp.resolve("site");
        BuildSite.main(new String[] {Folders.PROJECT.toString(), Folders.TARGET.toString(), site.toString(), folder + ",", "",
            folder.getFileName() + ","});
        TeachableProject.Picture picture = project.pictures().get(0);
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(picture.file()));
        String way = "async ([site, base64]) => { const found = [];"
                + " const file = new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))]);"
                + " for (const worker of [true, false]) { const java = await javaClassifier({site, worker});"
                + " const {top} = await java.classify(file); found.push(java.model, java.thread, top[0].index, top[0].probability);"
                + " found.push((await failure(java.embed(file))).code); } return found; }";
        try (ScriptPage http = with(new ScriptPage(Sites.http(site))); ScriptPage disk = with(ScriptPage.onDisk())) {
            for (List<?> found : List.of((List<?>) http.run(way, List.of("", base64)),
                    (List<?>) disk.run(way, List.of(site.toUri().toString(), base64)))) {
                for (int i = 0; i < 10; i += 5) {
                    assertEquals(List.of(folder.getFileName().toString(), i == 0 ? "worker" : "page", picture.first()),
                            found.subList(i, i + 3));
                    assertEquals(picture.probabilities()[picture.first()], ((Number) found.get(i + 3)).doubleValue(), 1e-3);
                    assertEquals("model-operation", found.get(i + 4));
                }
            }
        }
    }

    @Test
    void itWorksFromDisk() throws IOException {
        try (ScriptPage page = with(ScriptPage.onDisk())) {
            String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(
                    Folders.SITE.resolve("images/balloon.jpg")));
            assertEquals(List.of("worker", 417, "page", 417), page.run("async ([site, base64]) => {"
                    + " const file = new Blob([Uint8Array.from(atob(base64), c => c.charCodeAt(0))]), found = [];"
                    + " for (const worker of [true, false]) { const java = await javaClassifier({site, worker});"
                    + " const answer = await java.classify(file); found.push(answer.thread, answer.top[0].index); }"
                    + " return found; }", List.of(Folders.SITE.toUri().toString(), bytes)));
        }
    }
}
