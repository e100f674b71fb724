package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import dev.glance.Folders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One picture on several threads: where a server isolates the page, after the first answer, and with the same answer. */
class ThreadsIT {
    private static final double TOLERANCE = 1e-3;
    private static final int T_SHIRT = 610;
    /** Longer than it takes until threads are tried. */
    private static final int LONG_MS = 4_500;
    /** As if two had been measured to be the fastest, with whatever model and backend. */
    private static final String TWO_ARE_FASTER = "{ const get = Storage.prototype.getItem; Storage.prototype.getItem = function (name) {"
            + " return / threads /.test(name) ? JSON.stringify({value: '2', browser: navigator.userAgent}) : get.call(this, name); }; }";

    /** As on a machine with four cores: TensorFlow.js uses half of them. */
    private static final String FOUR_CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', {value: 4});";

    private static String backend(GlancePage page) {
        return page.playwright().locator("#receipt-backend").textContent();
    }

    private static String note(GlancePage page) {
        return page.playwright().locator("#note").textContent();
    }

    /** Whether any file that only threads need was asked for. */
    private static boolean isAsked(GlancePage page) {
        return page.requests().stream().anyMatch(url -> url.matches(".*/(tf|litert)/[^/]*thread[^/]*"));
    }

    private static void assertSame(List<GlancePage.Answer> one, List<GlancePage.Answer> two) {
        assertEquals(T_SHIRT, one.get(0).index());
        assertEquals(3, two.size());
        for (int i = 0; i < one.size(); i++) {
            assertEquals(one.get(i).index(), two.get(i).index());
            assertEquals(one.get(i).probability(), two.get(i).probability(), TOLERANCE);
        }
    }

    /** Predicts until what computes is called so. */
    private static void awaitBackend(GlancePage page, String wanted) {
        page.playwright().waitForCondition(() -> {
            page.answers();
            page.playwright().waitForTimeout(100);
            return backend(page).equals(wanted);
        });
    }

    private static GlancePage withTwo() {
        GlancePage page = new GlancePage(Browsers.primary());
        page.playwright().addInitScript(TWO_ARE_FASTER);
        return page;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm", "litert"})
    void severalAnswerAsOneDoes(String backend) {
        try (GlancePage one = new GlancePage(Browsers.primary()); GlancePage two = new GlancePage(Browsers.primary())) {
            one.openWith(FOUR_CORES, "?threads=1&backend=" + backend);
            two.openWith(FOUR_CORES, "?threads=2&backend=" + backend);
            for (int again = 0; again < 2; again++) {
                assertSame(one.answers(), two.answers());
                assertEquals(backend + ", in a worker", backend(one));
                assertEquals(backend + ", in a worker, on 2 threads", backend(two));
            }
            assertFalse(isAsked(one));
            assertEquals(1, one.playwright().workers().size());
            assertEquals(2, two.playwright().workers().size(), "the worker and its other thread");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm", "litert"})
    void howManyIsMeasuredAfterTheFirstAnswerAndRemembered(String backend) {
        String isThreads = "name => name.endsWith(' threads " + backend + "')";
        String query = backend.equals("wasm") ? "" : "?backend=" + backend;
        try (GlancePage page = new GlancePage(Browsers.primary()).openWith(FOUR_CORES, query)) {
            List<GlancePage.Answer> first = page.answers();
            assertFalse(isAsked(page));
            assertEquals(backend + ", in a worker", backend(page));
            page.playwright().waitForFunction("() => Object.keys(localStorage).some(" + isThreads + ")");
            assertTrue(isAsked(page));
            assertSame(first, page.answers());
            String found = (String) page.playwright().evaluate("() => JSON.parse(localStorage[Object.keys(localStorage).find("
                    + isThreads + ")]).value");
            assertTrue(List.of("1", "2", "4").contains(found), found);
            page.openWith(FOUR_CORES, query);
            assertSame(first, page.answers());
            if (!found.equals("1")) {
                awaitBackend(page, backend + ", in a worker, on " + found + " threads");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm", "litert"})
    void whatIsRememberedTakesOverEachTime(String backend) {
        try (GlancePage page = withTwo()) {
            for (int visit = 0; visit < 2; visit++) {
                page.openWith(FOUR_CORES, "?backend=" + backend);
                List<GlancePage.Answer> first = page.answers();
                assertEquals(backend + ", in a worker", backend(page));
                awaitBackend(page, backend + ", in a worker, on 2 threads");
                assertSame(first, page.answers());
            }
            assertEquals("", note(page));
        }
    }

    /** One core that something else needs would double the time. */
    @Test
    void twoCoresAreTooFewForTensorFlow() {
        try (GlancePage page = withTwo().openWith("Object.defineProperty(navigator, 'hardwareConcurrency', {value: 2});", "")) {
            page.answers();
            page.playwright().waitForTimeout(LONG_MS);
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm, in a worker", backend(page));
            assertFalse(isAsked(page));
        }
    }

    @Test
    void withoutIsolationNothingChanges() {
        try (Host host = new Host(Folders.SITE); GlancePage page = withTwo().open(host.address())) {
            page.answers();
            page.playwright().waitForTimeout(LONG_MS);
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm, in a worker", backend(page));
            assertFalse(isAsked(page));
            assertEquals("", note(page));
        }
        try (Host host = new Host(Folders.SITE);
                GlancePage page = new GlancePage(Browsers.primary()).open(host.address() + "?threads=2&backend=litert")) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("litert, in a worker", backend(page));
            assertTrue(note(page).contains("threads: the page is not cross-origin isolated"), note(page));
            assertFalse(isAsked(page));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?threads=2", "?threads=2&backend=litert"})
    void fromDiskThereIsOne(String query) {
        try (GlancePage page = withTwo().open(Sites.disk() + query)) {
            page.answers();
            page.playwright().waitForTimeout(LONG_MS);
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals((query.contains("litert") ? "litert" : "wasm") + ", in a worker", backend(page));
            assertFalse(isAsked(page));
            assertEquals(!query.isEmpty(), note(page).contains("Gave up threads: "), note(page));
        }
    }

    @Test
    void thePagesOwnThreadComputesAlone() {
        try (GlancePage page = withTwo().open(Sites.http() + "?worker=no&threads=2&backend=litert")) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("litert, on the page", backend(page));
            assertTrue(note(page).contains("Running on litert, on one thread, instead."), note(page));
            assertFalse(isAsked(page));
        }
    }

    @ParameterizedTest
    @CsvSource({"litert, **/litert/*threaded*.js", "litert, **/litert/*threaded*.wasm", "wasm, **/tf/tf-threads.js",
        "wasm, **/tf/*threaded*.wasm"})
    void whatCannotBeLoadedLeavesOne(String backend, String missing) {
        for (String query : List.of("?threads=2&backend=" + backend, "?backend=" + backend)) {
            try (GlancePage page = withTwo().expectComplaints()) {
                page.playwright().route(missing, route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
                page.openWith(FOUR_CORES, query);
                assertEquals(T_SHIRT, page.answers().get(0).index());
                page.playwright().waitForCondition(() -> {
                    page.answers();
                    page.playwright().waitForTimeout(100);
                    return note(page).contains("Gave up threads: ");
                });
                assertEquals(T_SHIRT, page.shown().get(0).index());
                assertEquals(backend + ", in a worker", backend(page));
                assertTrue(note(page).contains("Running on " + backend + ", on one thread, instead."), note(page));
            }
        }
    }

    /** Its self-check is that of a backend: what computes wrongly is not used. */
    @Test
    void whatComputesWronglyLeavesOne() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            page.openWith("if (typeof document === 'undefined') { let kept; Object.defineProperty(globalThis, 'litert', {"
                    + "configurable: true, get: () => kept, set: value => { kept = {...value, loadAndCompile: async (bytes, options) => {"
                    + " const model = await value.loadAndCompile(bytes, options); if (options.cpuOptions.numThreads > 1) {"
                    + " const run = model.run.bind(model); model.run = async input => { const [out] = await run(input);"
                    + " return [{data: async () => (await out.data()).fill(0), delete: () => out.delete()}]; }; } return model; }}; }}); }",
                    "?threads=2&backend=litert");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("litert, in a worker", backend(page));
            assertTrue(note(page).contains("threads: litert: it failed the self-check"), note(page));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm", "litert"})
    void whereNoThreadStartsOneAnswers(String backend) {
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.openWith(FOUR_CORES + "if (typeof document === 'undefined') { globalThis.Worker = class { constructor() {"
                    + " throw new Error('no workers in workers'); } }; }", "?threads=2&backend=" + backend);
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals(backend + ", in a worker", backend(page));
            assertTrue(note(page).contains("Gave up threads: "), note(page));
        }
    }

    @Test
    void scriptsAskForThemAndManyPicturesHaveOneEach() {
        try (ScriptPage page = ScriptPage.isolated(Sites.http()).withGlance()) {
            assertEquals(List.of("litert", 0, 2, "balloon", 1, "balloon"), page.run("async () => {"
                    + " const model = await mobilenet.load({backend: 'litert', threads: 2});"
                    + " const image = await picture('images/balloon.jpg'), one = await model.classify(image), many = [];"
                    + " const files = Array.from({length: 6}, () => image); for await (const result of model.classifyAll(files)) {"
                    + " many.push(result.predictions); } return [model.backend, model.dropped.length, one.receipt.threads, one[0].className,"
                    + " many.at(-1).receipt.threads, many.at(-1)[0].className]; }"));
        }
    }

    @Test
    void whatIsNoNumberOfThemIsATypedError() {
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            for (String threads : List.of("0", "-2", "1.5", "'two'", "NaN")) {
                assertEquals("option", page.run("async () => (await failure(mobilenet.load({threads: " + threads + "}))).code"), threads);
            }
        }
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http() + "?threads=none")) {
            page.assertFailed("option");
        }
    }
}
