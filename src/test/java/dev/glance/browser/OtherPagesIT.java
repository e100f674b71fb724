package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are somebody else's: their TensorFlow.js, their module loaders, their policies. */
class OtherPagesIT {
    private static final String FIRST = " const first = async model => (await model.classify(await"
            + " picture('images/balloon.jpg')))[0].className;";

    private static ScriptPage page() {
        return new ScriptPage(Sites.http());
    }

    /** What the page writes to its console, but for what it was told to expect. */
    private static List<String> listen(ScriptPage page) {
        List<String> complaints = Collections.synchronizedList(new ArrayList<>());
        page.playwright().onConsoleMessage(message -> {
            if (message.type().equals("warning") || message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return complaints;
    }

    /** Whether it is used or a private one beside it: the page's stays as it is, and its tensors go in and come out. */
    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0", "3.21.0", "4.2.0"})
    void aTensorFlowOfThePagesOwnIsNeverHarmed(String version) throws IOException {
        try (ScriptPage page = page()) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions().setPath(OldTensorFlow.script(version)));
            List<String> complaints = listen(page);
            page.withGlance();
            assertEquals(List.of("balloon", 417, 1, true, true, 4), page.run("async () => {" + FIRST
                    + " const own = tf, keys = Object.keys(tf).length; await tf.ready?.(); tf.ones([2, 2]).dispose();"
                    + " const backend = tf.getBackend(); const model = await mobilenet.load();"
                    + " const name = await first(model); const pixels = tf.browser ?"
                    + " tf.browser.fromPixels(await picture('images/balloon.jpg')) : tf.fromPixels(await"
                    + " picture('images/balloon.jpg')); const before = tf.memory().numTensors;"
                    + " const logits = model.infer(pixels); const more = tf.memory().numTensors - before;"
                    + " return [name, tf.argMax(logits, 1).dataSync()[0], more, own === tf,"
                    + " backend === tf.getBackend(), tf.sum(tf.ones([2, 2])).dataSync()[0]]; }"));
            assertEquals(List.of(), complaints);
            assertEquals(List.of(), page.errors());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "window.tf = {};",
        "window.module = {exports: {}}; window.exports = window.module.exports;",
        "window.define = () => { throw new Error('Mismatched anonymous define() module'); }; define.amd = {};",
        "window.require = window.define = (...all) => {}; define.amd = true; window.module = undefined;"})
    void moduleLoadersAndEmptyGlobalsAreNoMatter(String globals) {
        try (ScriptPage page = page()) {
            page.playwright().evaluate("script => { (0, eval)(script); }", globals);
            List<String> complaints = listen(page);
            page.withGlance();
            assertEquals(List.of("wasm", "balloon", "wasm", "balloon", "1,1000"), page.run("async () => {" + FIRST
                    + " const inWorker = await mobilenet.load(), here = await mobilenet.load({worker: false});"
                    + " return [inWorker.backend, await first(inWorker), here.backend, await first(here),"
                    + " String(here.infer(await picture('images/balloon.jpg')).shape)]; }"));
            assertEquals(List.of(), complaints);
        }
    }

    /** However the page is kept from starting a worker, it computes itself, on what was asked for, and loads nothing twice. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|{worker: false}", "''|{worker: false, backend: 'wasm'}",
        "worker-src 'none'|{}", "worker-src 'none'|{backend: 'wasm'}"})
    void withoutAWorkerThePageComputesOnWasm(String policy, String options) {
        try (ScriptPage page = page()) {
            List<String> requests = Collections.synchronizedList(new ArrayList<>());
            page.playwright().onRequest(request -> requests.add(request.url()));
            page.playwright().route("**/policy.html", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html").setHeaders(policy.isEmpty() ? Map.of()
                            : Map.of("Content-Security-Policy", policy)).setBody("<!DOCTYPE html><title>Own</title>")));
            page.playwright().navigate(Sites.http() + "policy.html");
            List<String> complaints = listen(page);
            page.withGlance();
            assertEquals(List.of("wasm", "jelly", true), page.run("async () => { const [a, b] = await Promise.all(["
                    + "mobilenet.load(" + options + "), mobilenet.load(" + options + ")]);"
                    + " const canvas = document.createElement('canvas'); canvas.width = canvas.height = 50;"
                    + " const all = await Promise.all([a.classify(canvas), b.classify(canvas), a.classify(canvas)]);"
                    + " const same = all.every(top => top[0].className === all[0][0].className);"
                    + " return [a.backend, 'jelly', same && a.backend === b.backend]; }"));
            for (String file : List.of("tf/tf.js", "tf/tf-backend-wasm.js")) {
                assertEquals(1, Collections.frequency(requests, Sites.http() + file), file);
            }
            assertEquals(0, Collections.frequency(requests, Sites.http() + "tf/tf-backend-cpu.js"));
            complaints.removeIf(text -> text.contains("Content Security Policy") || text.startsWith("Glance computes on wasm")
                    || text.contains("worker-src"));
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void modelsOnSeveralBackendsOfOneThreadComputeEachOnItsOwn() {
        try (ScriptPage page = page().withGlance()) {
            assertEquals(List.of("cpu", "wasm", "cpu", "wasm", "wasm"), page.run("async () => {"
                    + " const [cpu, wasm] = await Promise.all([mobilenet.load({worker: false, backend: 'cpu'}),"
                    + " mobilenet.load({worker: false, backend: 'wasm'})]); tf.setBackend('wasm');"
                    + " const image = await picture('images/balloon.jpg'); const [a, b] ="
                    + " await Promise.all([cpu.classify(image), wasm.classify(image)]);"
                    + " return [cpu.backend, wasm.backend, a.receipt.backend, b.receipt.backend, tf.getBackend()]; }"));
        }
    }

    @Test
    void theFirstInferMayBeInsideATidy() {
        try (ScriptPage page = page().withGlance()) {
            assertEquals(List.of("417", "417", 1, 0, 0, true), page.run("async () => { const image = await picture('images/balloon.jpg');"
                    + " const start = await mobilenet.load(); const empty = tf.memory().numTensors; start.dispose();"
                    + " const none = tf.memory().numTensors; const model = await mobilenet.load();"
                    + " const index = () => tf.tidy(() => tf.argMax(model.infer(image), 1).dataSync()[0]);"
                    + " const one = tf.zeros([300, 200, 3]); const first = String(index()), second = String(index());"
                    + " const other = await mobilenet.load(); let before = tf.memory().numTensors; other.infer(one);"
                    + " const inferred = tf.memory().numTensors - before; const third = await mobilenet.load();"
                    + " before = tf.memory().numTensors; await third.classify(one);"
                    + " const classified = tf.memory().numTensors - before; other.dispose(); third.dispose();"
                    + " model.dispose(); return [first, second, inferred, classified, tf.memory().numTensors - none - 2,"
                    + " empty > none]; }"));
        }
    }

    @Test
    void scriptsMayBeTrustedTypesOnly() {
        for (String policy : List.of("require-trusted-types-for 'script'", "trusted-types other; require-trusted-types-for 'script'")) {
            try (ScriptPage page = page()) {
                page.playwright().route("**/policy.html", route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html").setHeaders(Map.of("Content-Security-Policy", policy))
                        .setBody("<!DOCTYPE html><title>Own</title><script src=mobilenet.js></script>")));
                page.playwright().navigate(Sites.http() + "policy.html");
                String outcome = (String) page.run("async () => mobilenet.load().then(model => model.backend, e => e.message)");
                if (policy.startsWith("require")) {
                    assertEquals("wasm", outcome);
                } else {
                    assertTrue(outcome.contains("Trusted Types") && outcome.contains("glance"), outcome);
                }
            }
        }
    }

    /** Where wasm cannot start cpu answers, and says why and what to do, once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "404|''|status 404",
        "page|''|is not the one that was built",
        "''|script-src 'self' 'unsafe-inline'|wasm-unsafe-eval"})
    void onCpuACallerHearsWhy(String wasm, String policy, String reason) {
        try (ScriptPage page = page()) {
            if (!wasm.isEmpty()) {
                page.playwright().context().route("**/*.wasm", route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(wasm.equals("404") ? 404 : 200).setContentType("text/html").setBody("<!DOCTYPE html>Log in")));
            }
            page.playwright().route("**/policy.html", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html").setHeaders(policy.isEmpty() ? Map.of()
                            : Map.of("Content-Security-Policy", policy)).setBody("<!DOCTYPE html><title>Own</title>")));
            page.playwright().navigate(Sites.http() + "policy.html");
            List<String> complaints = listen(page);
            page.withGlance();
            @SuppressWarnings("unchecked")
            List<String> outcome = (List<String>) page.run("async () => { const model = await mobilenet.load({worker: false});"
                    + " return [model.backend, model.dropped.join(' ')]; }");
            assertEquals("cpu", outcome.get(0));
            assertTrue(outcome.get(1).contains(reason), outcome.get(1));
            complaints.removeIf(text -> !text.startsWith("Glance"));
            assertEquals(1, complaints.size(), complaints.toString());
            assertTrue(complaints.get(0).contains("cpu") && complaints.get(0).contains(reason), complaints.toString());
        }
    }

    @Test
    void whatTheOriginalTakesIsTaken() {
        try (ScriptPage page = page().withGlance()) {
            List<String> complaints = listen(page);
            assertEquals(List.of(5, "balloon", "2.00", "1.00", "function", "Error: mine", "balloon"), page.run("async () => {"
                    + FIRST + " const image = await picture('images/balloon.jpg'); const model = await mobilenet.load({inputRange: [0, 1]});"
                    + " await model.load(); const five = await model.classify(image, '5');"
                    + " const mine = function* () { yield image; throw new Error('mine'); }; let thrown;"
                    + " try { for await (const result of model.classifyAll(mine())) { } } catch (e) { thrown = e; }"
                    + " const old = await mobilenet.load(1, 0.25);"
                    + " return [five.length, five[0].className, model.version, model.alpha, typeof model.load, String(thrown),"
                    + " await first(old)]; }"));
            assertEquals(1, complaints.size(), complaints.toString());
            assertTrue(complaints.get(0).contains("glance_mobilenet_v2_1.0_224 answers instead"), complaints.get(0));
            assertEquals(List.of("model-not-in-site", "Invalid version of MobileNet.",
                    "MobileNet constructed with invalid alpha 0.30."), page.run("async () => {"
                    + " const strict = await failure(mobilenet.load({version: 1, alpha: 0.25, strict: true}));"
                    + " const version = await failure(mobilenet.load({version: 3}));"
                    + " const alpha = await failure(mobilenet.load({version: 2, alpha: 0.3}));"
                    + " return [strict.code, version.message.slice(0, 29), alpha.message.slice(0, 46)]; }"));
        }
    }

    @Test
    void aWorkerOfThePagesOwnMayImportIt() {
        try (ScriptPage page = page()) {
            page.playwright().route("**/own-worker.js", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/javascript").setBody("importScripts('mobilenet.js');"
                            + " onmessage = async ({data}) => { try { const model = await mobilenet.load();"
                            + " postMessage((await model.classify(data))[0].className); }"
                            + " catch (e) { postMessage(e.message); } };")));
            assertEquals("balloon", page.run("async () => { const worker = new Worker('own-worker.js');"
                    + " const answer = new Promise(resolve => { worker.onmessage = event => resolve(event.data); });"
                    + " worker.postMessage(await (await fetch('images/balloon.jpg')).blob()); return answer; }"));
        }
    }
}
