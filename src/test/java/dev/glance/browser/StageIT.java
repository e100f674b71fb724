package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitUntilState;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the stage is what was classified, whatever arrives when. */
class StageIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");
    private static final int T_SHIRT = 610;
    private static final int BALLOON = 417;
    private static final int CLOCK = 892;
    /** What the picture on the stage looks like. */
    private static final String LOOK = "() => { const canvas = document.createElement('canvas');"
            + " canvas.width = canvas.height = 8; const context = canvas.getContext('2d');"
            + " context.drawImage(document.getElementById('img'), 0, 0, 8, 8);"
            + " return context.getImageData(0, 0, 8, 8).data.reduce((sum, level) => (sum * 31 + level) % 1000000007, 7); }";
    private static final String SLOW = "https://pictures.example/slow.jpg";

    /** Over http and from disk, computing in a worker and on the page. */
    static Stream<String> addresses() {
        return Stream.of(Sites.http(), Sites.http() + "?worker=no", Sites.disk(), Sites.disk() + "?worker=no");
    }

    private static GlancePage page() {
        return new GlancePage(Browsers.primary());
    }

    private static void choose(GlancePage page, String sample) {
        page.playwright().locator("[data-sample='" + sample + "']").click();
    }

    /** What a sample looks like on the stage. */
    private static Object look(GlancePage page, String sample) {
        choose(page, sample);
        page.awaitState("done");
        return page.playwright().evaluate(LOOK);
    }

    /** From disk files come by script tags, which no test can hold on their way: it lets them go later. */
    private static final String HOLD = "globalThis.held = []; globalThis.slow = 'nothing';"
            + " const append = Node.prototype.appendChild; Node.prototype.appendChild = function (node) {"
            + " if (node.src && node.src.includes(slow)) { held.push(() => append.call(this, node)); return node; }"
            + " return append.call(this, node); };";

    /** Keeps what is asked for until the test lets it go. */
    private static List<Route> hold(GlancePage page, String pattern) {
        List<Route> held = new ArrayList<>();
        page.playwright().route(pattern, held::add);
        return held;
    }

    private static void release(GlancePage page, List<Route> held) {
        assertTrue(!held.isEmpty(), "something was asked for");
        held.forEach(Route::resume);
        // Longer than it takes to arrive.
        page.playwright().waitForTimeout(500);
    }

    private static void assertStays(GlancePage page, Object look, int index) {
        assertEquals(look, page.playwright().evaluate(LOOK));
        assertEquals(index, page.answers().get(0).index());
        assertEquals(look, page.playwright().evaluate(LOOK));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aSampleThatIsSlowNeverTakesThePlaceOfOneChosenAfterIt(String address) {
        try (GlancePage page = page()) {
            page.playwright().addInitScript(HOLD);
            page.open(address);
            Object clock = look(page, "clock.jpg");
            look(page, "tshirt.jpg");
            List<Route> held = hold(page, "**/images/balloon.jpg");
            page.playwright().evaluate("() => { slow = 'balloon.jpg.js'; }");
            choose(page, "balloon.jpg");
            page.awaitState("loading");
            choose(page, "clock.jpg");
            page.awaitState("done");
            assertStays(page, clock, CLOCK);
            if (address.startsWith("http")) {
                release(page, held);
            } else {
                assertEquals(1, page.playwright().evaluate("() => { held.forEach(append => append()); return held.length; }"));
                page.playwright().waitForTimeout(500);
            }
            assertStays(page, clock, CLOCK);
            assertEquals("true", page.playwright().locator("[data-sample='clock.jpg']").getAttribute("aria-pressed"));
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aFileStaysWhenASlowAddressArrives(String address) {
        try (GlancePage page = page().expectComplaints().open(address)) {
            Object clock = look(page, "clock.jpg");
            look(page, "tshirt.jpg");
            List<Route> held = hold(page, SLOW);
            page.playwright().locator("#address").fill(SLOW);
            page.playwright().locator("#address").press("Enter");
            page.awaitState("loading");
            page.playwright().locator("#file").setInputFiles(IMAGES.resolve("clock.jpg"));
            page.awaitState("done");
            assertStays(page, clock, CLOCK);
            assertTrue(!held.isEmpty());
            held.forEach(StageIT::balloon);
            page.playwright().waitForTimeout(500);
            assertStays(page, clock, CLOCK);
        }
    }

    private static void balloon(Route route) {
        picture(route, "balloon.jpg");
    }

    private static void picture(Route route, String name) {
        try {
            route.fulfill(new Route.FulfillOptions().setBodyBytes(Files.readAllBytes(IMAGES.resolve(name)))
                    .setContentType("image/jpeg").setHeaders(Map.of("Access-Control-Allow-Origin", "*",
                            "Cross-Origin-Resource-Policy", "cross-origin", "Cache-Control", "no-store")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?worker=no"})
    void theFirstPictureArrivesAfterAChoice(String query) {
        try (GlancePage page = page()) {
            List<Route> held = hold(page, "**/images/tshirt.jpg");
            page.playwright().navigate(Sites.http() + query, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.playwright().locator("[data-sample='clock.jpg']").waitFor();
            Object clock = look(page, "clock.jpg");
            release(page, held);
            assertStays(page, clock, CLOCK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?worker=no"})
    void theFirstPictureIsReadAfterAllWhenWhatWasChosenFails(String query) {
        try (GlancePage page = page().expectComplaints()) {
            List<Route> held = hold(page, "**/images/tshirt.jpg");
            page.playwright().navigate(Sites.http() + query, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.playwright().locator("[data-sample='clock.jpg']").waitFor();
            page.playwright().locator("#file").setInputFiles(new FilePayload("notes.txt", "image/jpeg",
                    "no picture".getBytes(StandardCharsets.US_ASCII)));
            page.awaitState("failed");
            page.assertFailed("picture-undecodable");
            release(page, held);
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void whoeverChangesThePictureWhileItIsClassifiedGetsNoAnswerOfTheOneBefore(String address) {
        try (GlancePage page = page().open(address)) {
            Object balloon = look(page, "balloon.jpg");
            look(page, "tshirt.jpg");
            for (String script : List.of(
                    "() => { document.getElementById('predict').click();"
                    + " document.getElementById('img').src = 'images/balloon.jpg'; }",
                    "async () => { document.getElementById('predict').click(); await null; await null;"
                    + " document.getElementById('img').setAttribute('src', 'images/balloon.jpg'); }",
                    "() => { document.getElementById('predict').click();"
                    + " document.getElementById('img').outerHTML = '<img id=img src=images/balloon.jpg>'; }")) {
                page.playwright().evaluate(script);
                page.awaitState("ready", "done");
                page.playwright().waitForTimeout(300);
                assertEquals("ready", page.state());
                assertEquals(List.of(), page.shown());
                assertStays(page, balloon, BALLOON);
                look(page, "tshirt.jpg");
                assertEquals(T_SHIRT, page.answers().get(0).index());
            }
            // An answer does not stay beside another picture either.
            page.playwright().evaluate("() => { document.getElementById('img').src = 'images/balloon.jpg'; }");
            page.awaitState("ready");
            assertEquals(List.of(), page.shown());
            assertStays(page, balloon, BALLOON);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aScriptMayChangeThePictureAndPressPredictAtOnce(String address) {
        try (GlancePage page = page().open(address)) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            page.playwright().evaluate("() => { document.getElementById('img').src = 'images/balloon.jpg';"
                    + " document.getElementById('predict').click(); }");
            page.awaitState("done");
            assertEquals(BALLOON, page.shown().get(0).index());
        }
    }

    /** As a camera does it: one address, another picture each time. */
    @ParameterizedTest
    @ValueSource(strings = {"src", "src worker", "field", "elsewhere", "html", "devtools"})
    void aServerThatSendsAnotherPictureEachTimeIsAskedOnce(String how) throws IOException {
        List<String> names = List.of("balloon.jpg", "clock.jpg", "tshirt.jpg");
        String camera = how.equals("elsewhere") ? "https://pictures.example/camera.jpg" : Sites.http() + "camera.jpg";
        try (GlancePage page = page().open(Sites.http())) {
            List<Object> looks = new ArrayList<>();
            for (String name : names) {
                looks.add(look(page, name));
            }
            List<String> sent = new ArrayList<>();
            page.playwright().route(camera, route -> {
                String name = names.get(sent.size() % names.size());
                sent.add(name);
                picture(route, name);
            });
            if (how.equals("html")) {
                String html = Files.readString(Folders.SITE.resolve("index.html"))
                        .replace("src=\"images/tshirt.jpg\"", "src=\"camera.jpg\"");
                page.playwright().route(Sites.http(), route -> route.fulfill(new Route.FulfillOptions()
                        .setBody(html).setContentType("text/html; charset=utf-8")));
            }
            if (how.startsWith("src") || how.equals("html")) {
                page.open(Sites.http() + (how.equals("html") ? "" : "?src=camera.jpg" + (how.equals("src") ? "" : "&worker=no")));
            } else if (how.equals("devtools")) {
                page.playwright().evaluate("() => { document.getElementById('img').src = 'camera.jpg'; }");
            }
            // Browsers keep a picture of another origin as long as it is shown.
            int rounds = how.equals("elsewhere") ? 1 : 3;
            for (int round = 0; round < rounds; round++) {
                if (how.equals("field") || how.equals("elsewhere")) {
                    int before = sent.size();
                    page.playwright().locator("#address").fill(camera);
                    page.playwright().locator("#address").press("Enter");
                    page.playwright().waitForCondition(() -> sent.size() > before);
                    page.awaitState("done");
                    assertEquals(before + 1, sent.size());
                }
                int index = page.answers().get(0).index();
                Object look = page.playwright().evaluate(LOOK);
                int shown = looks.indexOf(look);
                assertNotEquals(-1, shown);
                assertEquals(List.of(BALLOON, CLOCK, T_SHIRT).get(shown), index);
                assertEquals(names.get(shown), sent.get(sent.size() - 1));
            }
            assertEquals(how.equals("field") ? 3 : 1, sent.size());
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void whatPredictIsAboutAfterAFileThatCannotBeReadIsSaid(String address) {
        try (GlancePage page = page().expectComplaints().open(address)) {
            Object clock = look(page, "clock.jpg");
            page.playwright().locator("#file").setInputFiles(new FilePayload("notes.txt", "image/jpeg",
                    "no picture".getBytes(StandardCharsets.US_ASCII)));
            page.awaitState("failed");
            String error = page.assertFailed("picture-undecodable");
            String alt = page.playwright().locator("#img").getAttribute("alt");
            assertTrue(error.contains("notes.txt") && error.contains(alt), error);
            assertEquals("true", page.playwright().locator("[data-sample='clock.jpg']").getAttribute("aria-pressed"));
            assertStays(page, clock, CLOCK);
            String note = page.playwright().locator("#picture-note").innerText();
            assertTrue(note.contains("notes.txt") && note.contains(alt) && note.contains("picture before"), note);
            String status = page.playwright().locator("#status").textContent();
            assertTrue(status.contains("picture before") && status.contains("notes.txt"), status);
            look(page, "tshirt.jpg");
            assertEquals(false, page.playwright().locator("#picture-note").isVisible());
        }
    }
}
