package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Worker;
import com.microsoft.playwright.options.FilePayload;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its worker: who computes, and what happens when the worker is gone. */
class WorkerIT {
    private static final int T_SHIRT = 610;

    private static String receipt(GlancePage page) {
        return page.playwright().locator("#receipt-backend").textContent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWorkerComputesOverHttpAndFromDisk(boolean http) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(http ? Sites.http() : Sites.disk())) {
            assertEquals("worker", page.attribute("data-thread"));
            assertEquals("wasm, in a worker", receipt(page));
            assertEquals(1, page.playwright().workers().size(), "the one that was started first is the one");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("undefined", page.playwright().evaluate("() => typeof tf"), "the page has no TensorFlow.js");
        }
    }

    /** Where a backend that is asked for does not work, what answers instead does so in the worker too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBackendThatIsNotThereLeavesTheWorkerAtWork(boolean http) {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.playwright().addInitScript("delete Navigator.prototype.gpu;");
            page.open((http ? Sites.http() : Sites.disk()) + "?backend=webgpu");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm, in a worker", receipt(page));
        }
    }

    /** What the page's policy forbids, its worker may not do either. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thePolicyHoldsInTheWorkerToo(boolean http) {
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.open(http ? Sites.http() : Sites.disk());
            assertEquals(T_SHIRT, page.answers().get(0).index());
            // From a timer, since what a debugger evaluates may do more.
            assertEquals(List.of("EvalError", "NetworkError", "TypeError"), page.worker().evaluate("async () => {"
                    + " const name = action => new Promise(resolve => setTimeout(async () => { try { await action();"
                    + " resolve('allowed'); } catch (e) { resolve(e.name); } }));"
                    + " return [await name(() => (0, eval)('1')), await name(() => importScripts('http://localhost:9/x.js')),"
                    + " await name(() => fetch('http://localhost:9/x'))]; }"));
        }
    }

    @Test
    void askedNotToThePageComputesItself() {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http() + "?worker=no")) {
            assertEquals("wasm, on the page", receipt(page));
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals(0, page.playwright().workers().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete globalThis.Worker;", "delete globalThis.OffscreenCanvas;",
        "globalThis.Worker = class { constructor() { throw new Error('no workers today'); } };"})
    void withoutWorkersThePageComputesAndSaysSo(String cause) {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.openWith(cause, "");
            assertEquals("wasm, on the page", receipt(page));
            String note = page.playwright().locator("#note").textContent();
            assertTrue(note.contains("worker"), note);
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void aWorkerWhoseScriptFailsIsReplacedByThePage() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.openWith("if (typeof document === 'undefined') { throw new Error('broken worker'); }", "");
            assertEquals("page", page.attribute("data-thread"));
            assertTrue(page.playwright().locator("#note").textContent().contains("broken worker"));
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void aKilledWorkerIsReplacedAndThePictureDoneAgain() {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http())) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            for (int i = 0; i < 3; i++) {
                Worker worker = page.worker();
                worker.evaluate("() => { setTimeout(() => self.close()); }");
                assertEquals(T_SHIRT, page.answers().get(0).index());
                assertEquals("worker", page.attribute("data-thread"));
            }
        }
    }

    @Test
    void aWorkerThatDiesOverAPictureAgainAndAgainIsSaid() throws IOException {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.openWith("if (typeof document === 'undefined') { addEventListener('message', event => {"
                    + " if (event.data.type === 'classify') { event.stopImmediatePropagation(); self.close(); } }); }", "");
            page.predict();
            page.assertFailed("worker-lost");
        }
    }

    @Test
    void aPageOfAnotherOriginHasItsWorkerToo() {
        try (BrowserContext context = Browsers.primary().newContext()) {
            context.route(Sites.http() + "**", route -> {
                APIResponse response = route.fetch();
                Map<String, String> headers = new HashMap<>(response.headers());
                headers.put("access-control-allow-origin", "*");
                route.fulfill(new Route.FulfillOptions().setResponse(response).setHeaders(headers));
            });
            String elsewhere = "http://localhost:9/";
            context.route(elsewhere + "**", route -> route.fulfill(new Route.FulfillOptions().setContentType("text/html")
                    .setBody("<!DOCTYPE html><title>Elsewhere</title><body>")));
            Page page = context.newPage();
            page.navigate(elsewhere);
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl(Sites.http() + "mobilenet.js"));
            Object first = page.evaluate("async site => { const model = await mobilenet.load({backend: 'wasm'});"
                    + " const picture = await (await fetch(site + 'images/tshirt.jpg')).blob();"
                    + " return (await model.classify(picture))[0].className; }", Sites.http());
            assertTrue(first.toString().contains("T-shirt"), first.toString());
            assertTrue(page.workers().stream().anyMatch(worker -> worker.url().startsWith("blob:" + elsewhere)),
                    "it computes in a worker");
        }
    }

    /** Makes whatever draws here look like a real GPU. */
    private static final String FAKE_GPU = rendererNamed("Fast Graphics 9000");

    private static String rendererNamed(String name) {
        return "if (globalThis.WebGL2RenderingContext) { const get = WebGL2RenderingContext.prototype.getParameter;"
                + " WebGL2RenderingContext.prototype.getParameter = function (name) {"
                + " return name === 37446 ? '" + name + "' : get.call(this, name); }; }";
    }

    @Test
    void whoWantsAGpuAndNothingElseHearsThatThereIsNone() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.openWith(rendererNamed("SwiftShader"), "?backend=gpu");
            assertTrue(page.assertFailed("backend-none").contains("graphics processor"));
        }
    }

    private static String remembered(GlancePage page) {
        page.playwright().waitForFunction("() => Object.keys(localStorage).length > 0");
        return (String) page.playwright().evaluate("() => JSON.parse(Object.values(localStorage)[0]).value");
    }

    @Test
    void withoutAGpuThatIsFoundOutOnceAndRemembered() {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http())) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm", remembered(page));
            page.open(Sites.http());
            page.answers();
            page.playwright().waitForTimeout(300);
            assertEquals(1, page.playwright().workers().size(), "the graphics are not asked again");
        }
    }

    @Test
    void aTryThatFailsForAnotherReasonIsNotRemembered() {
        if (!Browsers.primaryIsChromium()) {
            System.out.println("Left out: WebGL in a worker, which only Chromium is sure to have here");
            return;
        }
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.openWith(FAKE_GPU, "");
            page.playwright().route("**/models/catalog.json", Route::abort);
            assertEquals(T_SHIRT, page.answers().get(0).index());
            page.playwright().waitForCondition(() -> page.playwright().workers().size() == 1
                    && page.requests().stream().filter(url -> url.endsWith("models/catalog.json")).count() > 1);
            page.playwright().waitForTimeout(300);
            assertEquals(0, page.playwright().evaluate("() => localStorage.length"));
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void aSlowerGpuIsTriedBehindTheAnswersAndNotUsed() {
        if (!Browsers.primaryIsChromium()) {
            System.out.println("Left out: WebGL in a worker, which only Chromium is sure to have here");
            return;
        }
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.openWith(FAKE_GPU, "");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm", page.attribute("data-backend"), "nobody waits for the graphics");
            assertEquals("wasm", remembered(page));
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm", page.attribute("data-backend"));
            assertEquals(1, page.playwright().workers().size());
        }
    }

    @Test
    void aFasterGpuTakesOverAndWhenItIsLostWasmAnswers() {
        if (!Browsers.primaryIsChromium()) {
            System.out.println("Left out: WebGL in a worker, which only Chromium is sure to have here");
            return;
        }
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            // On wasm the clock runs a thousand times as fast, so that it seems slow.
            page.openWith(FAKE_GPU + "if (typeof document === 'undefined') { const now = performance.now.bind(performance);"
                    + " performance.now = () => now() * (globalThis.glanceTf?.partial ? 1000 : 1); }", "");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("webgl", remembered(page));
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("webgl", page.attribute("data-backend"));
            page.worker().evaluate("() => tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext()");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm", page.attribute("data-backend"));
        }
    }

    @Test
    void aWorkerThatFallsSilentIsGivenUp() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.playwright().clock().install();
            page.openWith("if (typeof document === 'undefined') { addEventListener('message', event => {"
                    + " if (event.data.type === 'classify') { event.stopImmediatePropagation(); console.log('asked'); } }); }", "");
            Page.WaitForConsoleMessageOptions asked = new Page.WaitForConsoleMessageOptions()
                    .setPredicate(message -> message.text().equals("asked"));
            page.playwright().waitForConsoleMessage(asked, () -> page.playwright().locator("#predict").click());
            // The one that takes its place is asked again.
            page.playwright().waitForConsoleMessage(asked, () -> page.playwright().clock().fastForward(61_000));
            page.playwright().clock().fastForward(61_000);
            assertTrue(page.assertFailed("worker-lost").contains("60 seconds"));
        }
    }

    @Test
    void aCancelledLoadCanBeStartedAgain() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.playwright().route("**/model.tflite", route -> { });
            page.playwright().navigate(Sites.http());
            page.playwright().locator("#cancel").click();
            page.awaitState("failed");
            page.assertFailed("cancelled");
            page.playwright().unrouteAll();
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("worker", page.attribute("data-thread"));
        }
    }

    @Test
    void largeFilesAreDecodedInTheWorker() throws IOException {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http())) {
            page.playwright().evaluate("() => { globalThis.drawn = 0; const draw = CanvasRenderingContext2D.prototype.drawImage;"
                    + " CanvasRenderingContext2D.prototype.drawImage = function (...all) { drawn++;"
                    + " return draw.apply(this, all); }; }");
            page.playwright().locator("#file").setInputFiles(new FilePayload("large.jpg", "image/jpeg",
                    dev.glance.Jpegs.picture(4032, 3024)));
            page.awaitState("done");
            assertEquals(3, page.answers().size());
            assertTrue(page.playwright().locator("#receipt-picture").textContent().startsWith("4032 \u00d7 3024"));
            assertEquals(0, page.playwright().evaluate("() => drawn"), "nothing is drawn on the page's thread");
            page.playwright().locator("#file").setInputFiles(new FilePayload("small.jpg", "image/jpeg",
                    Files.readAllBytes(Folders.SITE.resolve("images/balloon.jpg"))));
            page.awaitState("done");
            assertEquals("balloon", page.answers().get(0).label());
        }
    }

    @Test
    void theSameAnswersInAWorkerAndOnThePage() {
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            @SuppressWarnings("unchecked")
            List<Number> worst = (List<Number>) page.run("async () => { const worst = [];"
                    + " for (const crop of ['square', 'center', 'contain', 'stretch']) {"
                    + " const a = await mobilenet.load({crop}), b = await mobilenet.load({crop, worker: false});"
                    + " for (const name of ['mug', 'clock', 'balloon']) {"
                    + " const image = await picture('images/' + name + '.jpg');"
                    + " const x = await a.classify(image, 1000), y = await b.classify(image, 1000);"
                    + " const byName = new Map(y.map(item => [item.className, item.probability]));"
                    + " worst.push(Math.max(...x.map(item => Math.abs(item.probability - byName.get(item.className))))); }"
                    + " a.dispose(); b.dispose(); } return worst; }");
            assertEquals(12, worst.size());
            for (Number difference : worst) {
                assertTrue(difference.doubleValue() < 1e-4, worst.toString());
            }
        }
    }

    /** XNNPACK has the weights in a form of its own: as TensorFlow.js had them, they are there no more, nor do they come back. */
    @Test
    void theWeightsAreInMemoryOnce() {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http() + "?backend=wasm")) {
            for (int i = 0; i < 3; i++) {
                page.predict();
                page.awaitState("done");
                double megabytes = ((Number) page.worker().evaluate("() => tf.backend().wasm.HEAPU8.length / 1e6")).doubleValue();
                assertTrue(megabytes < 38, megabytes + " MB: 14 of weights, as many packed, would make it 50");
            }
        }
    }
}
