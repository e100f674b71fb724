package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import dev.glance.Folders;
import dev.glance.browser.GlancePage.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person does with the page, over http:// and from disk. */
class PageIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");
    private static final int T_SHIRT = 610;
    private static final int BALLOON = 417;

    static Stream<String> addresses() {
        return Stream.of(Sites.http(), Sites.disk());
    }

    private static GlancePage page() {
        return new GlancePage(Browsers.primary());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void everySampleIsNamedRightAndPageAndConsoleAgree(String address) throws IOException {
        try (GlancePage page = page().open(address)) {
            assertEquals("ready", page.state());
            assertEquals("glance_mobilenet_v2_1.0_224", page.attribute("data-model"));
            assertEquals("wasm", page.attribute("data-backend"));
            int count = 0;
            for (JsonValue sample : Json.parse(Files.readString(IMAGES.resolve("samples.json"))).asArray()) {
                String file = sample.asObject().get("file").asString();
                page.playwright().locator("[data-sample='" + file + "']").click();
                page.awaitState("done");
                List<Answer> answers = page.answers();
                assertEquals(sample.asObject().get("index").asInt(), answers.get(0).index(), file);
                assertEquals(3, answers.size());
                List<Map<String, Object>> console = page.reported();
                assertEquals(3, console.size());
                for (int i = 0; i < 3; i++) {
                    assertTrue((console.get(i).get("className") + ", ").startsWith(answers.get(i).label() + ", "));
                    assertEquals(answers.get(i).probability(), console.get(i).get("probability"));
                    assertEquals(2, console.get(i).size());
                }
                count++;
            }
            assertTrue(count >= 8);
            String origin = address.startsWith("http") ? Sites.http() : "file:///";
            for (String request : page.requests()) {
                assertTrue(request.startsWith(origin) || request.startsWith("data:") || request.startsWith("blob:"),
                        request);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theFirstPictureIsThereToBegin(String address) {
        try (GlancePage page = page().open(address)) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertTrue(page.playwright().locator("#status").textContent().contains("jersey"),
                    "a screen reader hears the answer");
            assertTrue(page.playwright().locator("#receipt-time").textContent().contains("ms"));
            assertEquals("880 \u00d7 660, A folded T-shirt", page.playwright().locator("#receipt-picture").textContent());
            assertTrue(page.playwright().locator("#receipt-crop").textContent().contains("square in the middle"));
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void theAddressChoosesASize(String address) {
        for (String query : List.of("?size=160", "?size=160&worker=no")) {
            try (GlancePage page = page().open(address + query)) {
                assertEquals(T_SHIRT, page.answers().get(0).index());
                assertTrue(page.playwright().locator("#receipt-model").textContent().contains("here at 160 px"));
            }
        }
        try (GlancePage page = page().open(address + "?size=100")) {
            page.assertFailed("option");
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aChosenFileIsClassified(String address) {
        try (GlancePage page = page().open(address)) {
            page.answers();
            page.playwright().locator("#file").setInputFiles(IMAGES.resolve("balloon.jpg"));
            page.playwright().waitForFunction("() => document.getElementById('img').src.startsWith('blob:')"
                    + " && document.documentElement.dataset.state === 'done'");
            assertEquals(BALLOON, page.shown().get(0).index(), "without a click");
            assertEquals(BALLOON, page.answers().get(0).index());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "paste"})
    void aDroppedOrPastedPictureIsClassified(String event) throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            transfer(page.playwright(), event, Files.readAllBytes(IMAGES.resolve("balloon.jpg")), "image/jpeg");
            page.playwright().waitForFunction("() => document.getElementById('img').src.startsWith('blob:')"
                    + " && document.documentElement.dataset.state === 'done'");
            assertEquals(BALLOON, page.answers().get(0).index());
        }
    }

    static void transfer(Page page, String event, byte[] bytes, String type) {
        page.evaluate("([event, base64, type]) => {"
                + " const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));"
                + " const data = new DataTransfer(); data.items.add(new File([bytes], 'x', {type}));"
                + " const made = event === 'drop' ? new DragEvent('drop', {dataTransfer: data, bubbles: true,"
                + " cancelable: true}) : new ClipboardEvent('paste', {clipboardData: data, bubbles: true,"
                + " cancelable: true}); document.body.dispatchEvent(made); }",
                List.of(event, java.util.Base64.getEncoder().encodeToString(bytes), type));
    }

    @Test
    void anAddressWithCorsIsClassified() throws IOException {
        try (GlancePage page = page()) {
            serve(page, "https://pictures.example/balloon.jpg");
            page.open(Sites.http());
            page.playwright().locator("#address").fill("https://pictures.example/balloon.jpg");
            page.playwright().locator("#address").press("Enter");
            page.playwright().waitForFunction("() => document.getElementById('img').src.includes('pictures.example')"
                    + " && document.documentElement.dataset.state === 'done'");
            assertEquals(BALLOON, page.answers().get(0).index());
        }
    }

    @Test
    void anAddressWithoutCorsIsExplainedAndThePictureBeforeStays() throws IOException {
        try (GlancePage page = page().expectComplaints()) {
            page.open(Sites.http());
            // Another port is another origin, and this one allows nobody in.
            page.playwright().locator("#address").fill(Sites.http(IMAGES) + "balloon.jpg");
            page.playwright().locator("#address").press("Enter");
            page.awaitState("failed");
            String text = page.assertFailed("picture-unreachable");
            assertTrue(text.contains("CORS") && text.contains("Save the picture"), text);
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    private static void serve(GlancePage page, String url) throws IOException {
        byte[] bytes = Files.readAllBytes(IMAGES.resolve("balloon.jpg"));
        page.playwright().route(url, route -> route.fulfill(new Route.FulfillOptions().setBodyBytes(bytes)
                .setContentType("image/jpeg").setHeaders(Map.of("Access-Control-Allow-Origin", "*"))));
    }

    @Test
    void theAddressOfThePageMayNameThePicture() throws IOException {
        try (GlancePage page = page()) {
            serve(page, "https://pictures.example/balloon.jpg");
            page.open(Sites.http() + "?src=https://pictures.example/balloon.jpg&k=5");
            List<Answer> answers = page.answers();
            assertEquals(BALLOON, answers.get(0).index());
            assertEquals(5, answers.size());
            assertEquals(5, page.reported().size());
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aNeighbourMayBeNamedToo(String address) {
        try (GlancePage page = page().open(address + "?src=images/balloon.jpg")) {
            assertEquals(BALLOON, page.answers().get(0).index());
        }
    }

    @Test
    void whoeverEditsThePageGetsThatPictureClassified() throws IOException {
        String html = Files.readString(Folders.SITE.resolve("index.html"))
                .replace("src=\"images/tshirt.jpg\"", "src=\"images/clock.jpg\"");
        try (GlancePage page = page()) {
            page.playwright().route(Sites.http(), route -> route.fulfill(new Route.FulfillOptions()
                    .setBody(html).setContentType("text/html; charset=utf-8")));
            page.open(Sites.http());
            assertEquals(892, page.answers().get(0).index());
            // And later, as with a browser's tools.
            page.playwright().evaluate("() => { document.getElementById('img').src = 'images/balloon.jpg'; }");
            page.playwright().locator("#predict").click();
            page.playwright().waitForFunction("() => document.querySelector('#predictions li')?.dataset.index === '"
                    + BALLOON + "'");
        }
    }

    @Test
    void cropsDiffer() {
        List<Double> first = new ArrayList<>();
        Set<String> read = new HashSet<>();
        for (String crop : List.of("square", "center", "contain", "stretch", "100,0,500")) {
            try (GlancePage page = page().open(Sites.http() + "?crop=" + crop)) {
                first.add(page.answers().get(0).probability());
                read.add(page.playwright().locator("#receipt-crop").textContent());
            }
        }
        assertEquals(5, first.stream().distinct().count(), first.toString());
        assertEquals(5, read.size(), read.toString());
    }

    @Test
    void howLargeThePictureIsShownDoesNotMatter() {
        List<List<Answer>> answers = new ArrayList<>();
        for (int width : new int[] {1280, 320}) {
            try (GlancePage page = new GlancePage(Browsers.primary(),
                    new Browser.NewContextOptions().setViewportSize(width, 900))) {
                answers.add(page.open(Sites.http()).answers());
            }
        }
        assertEquals(answers.get(0), answers.get(1));
    }

    @Test
    void theKeyboardAloneIsEnough() {
        try (GlancePage page = page().open(Sites.http())) {
            List<String> reached = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                page.playwright().keyboard().press("Tab");
                reached.add((String) page.playwright().evaluate("() => { const e = document.activeElement;"
                        + " return e.id || e.dataset.sample || e.tagName; }"));
            }
            assertTrue(reached.containsAll(List.of("predict", "file", "address", "tshirt.jpg", "lang", "crop")),
                    reached.toString());
            page.playwright().locator("[data-sample='tshirt.jpg']").focus();
            page.playwright().keyboard().press("ArrowRight");
            page.playwright().keyboard().press("Enter");
            page.awaitState("done");
            page.playwright().locator("#predict").focus();
            page.playwright().keyboard().press("Space");
            page.awaitState("done");
            assertEquals(BALLOON, page.shown().get(0).index());
            assertEquals("true", page.playwright().locator("[data-sample='balloon.jpg']").getAttribute("aria-pressed"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1280})
    void nothingMovesAndNothingIsCutOff(int width) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions()
                    .setViewportSize(width, 800).setColorScheme(scheme))) {
                page.open(Sites.http());
                page.awaitPictures();
                assertFalse((Boolean) page.playwright().evaluate(
                        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
                String places = "() => ['predict', 'samples', 'address', 'img', 'file'].map(id => {"
                        + " const box = document.getElementById(id).getBoundingClientRect();"
                        + " return [box.x, box.y + scrollY, box.width].join(); }).join(' ')";
                Object before = page.playwright().evaluate(places);
                page.answers();
                assertEquals(before, page.playwright().evaluate(places));
                page.playwright().screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(
                        Folders.TARGET.resolve("screenshots/" + width + "-" + scheme.name().toLowerCase() + ".png")));
            }
        }
    }

    @Test
    void thumbnailsWaitForTheModelButNotForLong() {
        try (GlancePage page = page()) {
            List<Route> held = new ArrayList<>();
            page.playwright().route("**/model.tflite", held::add);
            page.playwright().navigate(Sites.http());
            page.awaitPictures();
            assertEquals("loading", page.state(), "they do not wait for ever");
            Number wait = (Number) page.playwright().evaluate("() => { const times = performance.getEntriesByType('resource');"
                    + " const list = times.find(entry => entry.name.endsWith('/samples.json')).responseEnd;"
                    + " return Math.min(...times.filter(entry => entry.name.includes('/images/small/'))"
                    + ".map(entry => entry.startTime)) - list; }");
            // A timer is late at times, never early.
            assertTrue(wait.doubleValue() > 1_900, wait + " ms");
            held.forEach(Route::resume);
            page.awaitState("ready");
        }
    }

    @Test
    void loadingCanBeCancelledAndStartedAgain() {
        try (GlancePage page = page()) {
            List<Route> held = new ArrayList<>();
            page.playwright().route("**/model.tflite", held::add);
            page.playwright().navigate(Sites.http());
            page.playwright().waitForCondition(() -> held.size() == 1);
            assertEquals("loading", page.state());
            page.playwright().locator("#cancel").click();
            page.awaitState("failed");
            page.assertFailed("cancelled");
            page.playwright().unroute("**/model.tflite");
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void predictMayBePressedBeforeTheModelIsThere() {
        try (GlancePage page = page()) {
            page.playwright().navigate(Sites.http());
            page.predict();
            assertEquals(T_SHIRT, page.shown().get(0).index());
        }
    }

    @Test
    void predictMayBePressedBeforeThePagesScriptIsThere() {
        try (GlancePage page = page()) {
            List<Route> held = new ArrayList<>();
            page.playwright().route("**/mobilenet.js", held::add);
            page.playwright().addInitScript("addEventListener('DOMContentLoaded', () => {"
                    + " document.querySelector('#predict').click(); globalThis.pressed = true; });");
            page.playwright().navigate(Sites.http(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.playwright().waitForCondition(() -> held.size() == 1
                    && Boolean.TRUE.equals(page.playwright().evaluate("() => globalThis.pressed")));
            page.playwright().unroute("**/mobilenet.js");
            held.forEach(Route::resume);
            page.awaitState("done");
            assertEquals(T_SHIRT, page.shown().get(0).index());
        }
    }

    @Test
    void twoHundredPredictionsLeaveNothingBehind() {
        try (GlancePage page = page().open(Sites.http())) {
            page.answers();
            Object before = page.worker().evaluate("() => tf.memory().numTensors");
            Object done = page.playwright().evaluate("async () => {"
                    + " for (let i = 0; i < 200; i++) {"
                    + " document.documentElement.dataset.state = 'waiting';"
                    + " document.getElementById('predict').click();"
                    + " while (document.documentElement.dataset.state !== 'done') {"
                    + " await new Promise(resolve => setTimeout(resolve)); } } return 200; }");
            assertEquals(200, done);
            assertEquals(before, page.worker().evaluate("() => tf.memory().numTensors"));
        }
    }

    @TempDir
    private Path elsewhere;

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "bench.html"})
    void anUnbuiltPageSaysWhichCommandToRun(String name) throws IOException {
        Path source = Folders.PROJECT.resolve("webapp").resolve(name);
        try (GlancePage page = page().expectComplaints()) {
            page.playwright().navigate(source.toUri().toString());
            assertTrue(page.playwright().locator(".unbuilt").isVisible());
            assertTrue(page.playwright().locator("body").innerText().contains("mvn package exec:java"));
            assertFalse(page.playwright().locator("main").isVisible());
        }
        assertFalse(Files.readString(Folders.SITE.resolve(name)).contains("unbuilt"));
    }

    @Test
    void aPageWithoutItsScriptSaysSo() throws IOException {
        for (String file : List.of("index.html", "app.css", "favicon.svg")) {
            Files.copy(Folders.SITE.resolve(file), elsewhere.resolve(file));
        }
        try (GlancePage page = page().expectComplaints()) {
            page.playwright().navigate(elsewhere.resolve("index.html").toUri().toString());
            page.playwright().locator(".stuck").waitFor();
            assertTrue(page.playwright().locator(".stuck").innerText().contains("mobilenet.js"));
        }
    }

    /** A tab in the background gets no frames: nothing may wait for one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?worker=no"})
    void aTabInTheBackgroundBecomesReadyAndAnswers(String query) {
        for (String address : List.of(Sites.http(), Sites.disk())) {
            try (GlancePage page = page()) {
                page.playwright().addInitScript("Object.defineProperty(document, 'hidden', {value: true});"
                        + " Object.defineProperty(document, 'visibilityState', {value: 'hidden'});"
                        + " globalThis.requestAnimationFrame = () => 1;"
                        + " HTMLImageElement.prototype.decode = () => new Promise(() => { });");
                page.open(address + query);
                assertEquals("ready", page.state());
                assertEquals(T_SHIRT, page.answers().get(0).index());
                page.playwright().locator("[data-sample='balloon.jpg']").click();
                page.awaitState("done");
                assertEquals(BALLOON, page.answers().get(0).index());
                page.playwright().locator("#file").setInputFiles(IMAGES.resolve("clock.jpg"));
                page.awaitState("done");
                assertEquals(892, page.answers().get(0).index());
            }
        }
    }

    /** As servers and filters refuse it. */
    @ParameterizedTest
    @ValueSource(strings = {"type", "blocked", "missing"})
    void aPageWhoseScriptIsRefusedSaysSo(String how) {
        try (GlancePage page = page().expectComplaints()) {
            page.playwright().route("**/mobilenet.js", route -> {
                switch (how) {
                    case "type" -> route.fulfill(new Route.FulfillOptions().setBody(Folders.read("mobilenet.js"))
                            .setContentType("text/plain").setHeaders(Map.of("X-Content-Type-Options", "nosniff")));
                    case "blocked" -> route.abort("blockedbyclient");
                    default -> route.fulfill(new Route.FulfillOptions().setStatus(404).setBody("<!DOCTYPE html>"));
                }
            });
            page.playwright().navigate(Sites.http());
            assertFalse(page.playwright().locator(".stuck").isVisible(), "not at once");
            page.playwright().locator(".stuck").waitFor();
            assertEquals("alert", page.playwright().locator(".stuck").getAttribute("role"));
            for (int width : new int[] {390, 1280}) {
                page.playwright().setViewportSize(width, 844);
                assertTrue(page.playwright().locator(".stuck").innerText().contains("mobilenet.js"));
                // What would say that something goes on, or what to do, is gone.
                for (String other : List.of("#status", "progress", ".empty")) {
                    assertFalse(page.playwright().locator(other).isVisible(), other);
                }
                assertFalse((Boolean) page.playwright().evaluate(
                        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            }
        }
    }

    /** A page with a policy in a meta element is not scanned ahead: what comes late in it would wait for the scripts. */
    @Test
    void pictureAndStyleDoNotWaitForTheScripts() {
        try (GlancePage page = page()) {
            List<Route> held = new ArrayList<>();
            page.playwright().route("**/*.js", held::add);
            page.playwright().navigate(Sites.http(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.playwright().waitForFunction("() => document.getElementById('img')?.naturalWidth > 0"
                    + " && getComputedStyle(document.querySelector('main')).display === 'grid'");
            assertEquals(2, held.size());
            held.forEach(Route::resume);
            page.playwright().unroute("**/*.js");
            page.awaitState("ready");
        }
    }

    @Test
    void thePageWorksWithoutWhatStartsItEarly() {
        try (GlancePage page = page().expectComplaints()) {
            page.playwright().route("**/start.js", Route::abort);
            page.open(Sites.http());
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertFalse(page.playwright().locator(".stuck").isVisible());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void theNoticeGoesWhenTheScriptWasOnlySlowAndNothingMoves(int width) {
        try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions()
                .setViewportSize(width, 844))) {
            List<Route> held = new ArrayList<>();
            page.playwright().route("**/mobilenet.js", held::add);
            page.playwright().navigate(Sites.http(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            String places = "() => ['predict', 'status', 'predictions', 'receipt-model', 'address'].map(id => {"
                    + " const box = document.getElementById(id).getBoundingClientRect();"
                    + " return [box.x, box.y + scrollY].join(); }).join(' ')";
            page.playwright().locator("#address").waitFor();
            // Before the style is there, all is elsewhere.
            page.playwright().waitForFunction("() => getComputedStyle(document.querySelector('.stuck')).visibility === 'hidden'");
            Object before = page.playwright().evaluate(places);
            page.playwright().locator(".stuck").waitFor();
            assertEquals(before, page.playwright().evaluate(places));
            page.playwright().unroute("**/mobilenet.js");
            held.forEach(Route::resume);
            page.awaitState("ready");
            assertFalse(page.playwright().locator(".stuck").isVisible());
            assertTrue(page.playwright().locator("#status").isVisible());
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void withoutJavaScriptOnlyThatIsSaid() {
        try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions()
                .setJavaScriptEnabled(false))) {
            page.playwright().navigate(Sites.http());
            assertTrue(page.playwright().locator("noscript .notice").isVisible());
            page.playwright().waitForTimeout(8_500);
            assertFalse(page.playwright().locator(".stuck").isVisible());
        }
    }

    /** A bar that moves unseen makes the browser draw the page sixty times a second, which the computing pays for. */
    @Test
    void nothingMovesWhileNothingIsLoaded() {
        String moving = "() => document.getAnimations().length";
        try (GlancePage page = page().open(Sites.http())) {
            page.awaitState("ready");
            assertEquals(0, page.playwright().evaluate(moving));
            page.predict();
            assertEquals(0, page.playwright().evaluate(moving));
        }
    }
}
