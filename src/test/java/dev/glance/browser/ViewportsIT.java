package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on a phone, held either way, at 200 % zoom and on a desk. */
class ViewportsIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");

    private static GlancePage page(int width, int height) {
        return new GlancePage(Browsers.primary(), new Browser.NewContextOptions().setViewportSize(width, height));
    }

    /** Waits for an answer or an error, and finds it and the picture in view. */
    private static void assertSeen(GlancePage page, String what) {
        page.awaitState("done", "failed");
        String seen = (String) page.playwright().evaluate("() => { const inside = element => {"
                + " const box = element.getBoundingClientRect();"
                + " return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight + 0.5 && box.left >= 0"
                + " && box.right <= innerWidth + 0.5; };"
                + " const failed = document.documentElement.dataset.state === 'failed';"
                + " const said = failed ? [document.getElementById('error')] : [...document.querySelectorAll('#verdict, #predictions li')];"
                + " return [document.getElementById('img'), ...said].filter(element => !inside(element))"
                + ".map(element => element.id || element.textContent).join('; '); }");
        assertEquals("", seen, what + " leaves something out of view");
        assertFalse((Boolean) page.playwright().evaluate(
                "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), what);
    }

    @Test
    void whatIsPrintedIsThePictureAndItsAnswer() {
        try (GlancePage page = page(794, 1123)) {
            page.open(Sites.http());
            page.predict();
            page.playwright().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            for (String there : List.of("#img", "#verdict", "#predictions")) {
                assertTrue(page.playwright().locator(there).isVisible(), there);
            }
            assertEquals(List.of(), page.playwright().evaluate("() => [...document.querySelectorAll('button, select, input,"
                    + " summary, progress')].filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.id || e.textContent)"));
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 640, http", "390, 844, http", "844, 390, http", "640, 360, http", "390, 844, file", "640, 360, file", "1280, 800, http",
        "1920, 1080, http"})
    void afterEachChoicePictureAndAnswerAreInView(int width, int height, String way) throws IOException {
        byte[] balloon = Files.readAllBytes(IMAGES.resolve("balloon.jpg"));
        try (GlancePage page = page(width, height).expectComplaints()) {
            page.open(way.equals("http") ? Sites.http() : Sites.disk());
            Page playwright = page.playwright();
            page.predict();
            assertSeen(page, "Predict");
            for (String sample : List.of("tennis_ball.jpg", "apple.jpg", "traffic_light.jpg")) {
                playwright.locator("[data-sample='" + sample + "']").click();
                assertSeen(page, sample);
            }
            playwright.locator("#file").setInputFiles(IMAGES.resolve("clock.jpg"));
            assertSeen(page, "a file");
            for (String event : List.of("drop", "paste")) {
                playwright.evaluate("() => scrollTo(0, document.body.scrollHeight)");
                PageIT.transfer(playwright, event, balloon, "image/jpeg");
                assertSeen(page, event);
            }
            if (way.equals("http")) {
                playwright.locator("#address").fill(Sites.http() + "images/mug.jpg");
                playwright.locator("#address").press("Enter");
                assertSeen(page, "an address");
                playwright.locator("#address").fill(Sites.http() + "images/none.jpg");
                playwright.locator("#address").press("Enter");
                assertSeen(page, "an address without a picture");
                assertEquals("failed", page.state());
            }
            playwright.evaluate("() => scrollTo(0, document.body.scrollHeight)");
            playwright.locator("#file").setInputFiles(new FilePayload("notes.txt", "image/jpeg",
                    "no picture".getBytes(StandardCharsets.US_ASCII)));
            page.awaitState("failed");
            assertSeen(page, "a broken file");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void nothingShiftsFromLoadToAnswer(int width) {
        try (GlancePage page = page(width, 844)) {
            page.playwright().addInitScript("globalThis.shift = 0; new PerformanceObserver(list => {"
                    + " list.getEntries().forEach(entry => { shift += entry.value; }); })"
                    + ".observe({type: 'layout-shift', buffered: true});");
            page.open(Sites.http());
            page.awaitPictures();
            page.predict();
            double shift = ((Number) page.playwright().evaluate("async () => {"
                    + " await new Promise(done => setTimeout(done, 300)); return shift; }")).doubleValue();
            assertTrue(shift <= 0.02, "layout shift " + shift);
        }
    }

    @Test
    void fromEachChoiceTheAnswersControlsAreNear() {
        try (GlancePage page = page(1280, 800).open(Sites.http())) {
            page.predict();
            String[][] ways = {{"#file", "Tab"}, {"#predict", "Tab"}, {"[data-sample='tshirt.jpg']", "Shift+Tab"}};
            for (String[] way : ways) {
                page.playwright().locator(way[0]).focus();
                int tabs = 0;
                do {
                    page.playwright().keyboard().press(way[1]);
                    tabs++;
                } while (tabs < 9 && !(Boolean) page.playwright().evaluate(
                        "() => document.activeElement.closest('#actions') !== null"));
                assertTrue(tabs <= 3, way[0] + ": " + tabs);
            }
        }
    }

    @Test
    void theSamplesAreOneTabStopWithArrowKeys() {
        try (GlancePage page = page(390, 844).open(Sites.http())) {
            page.awaitPictures();
            assertEquals(1, page.playwright().locator("#samples button[tabindex='0']").count());
            page.playwright().locator("[data-sample='tshirt.jpg']").focus();
            for (String key : List.of("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home", "ArrowRight")) {
                page.playwright().keyboard().press(key);
            }
            assertEquals("balloon.jpg", page.playwright().evaluate("() => document.activeElement.dataset.sample"));
            page.playwright().keyboard().press("Enter");
            assertSeen(page, "Enter");
            assertEquals(417, page.shown().get(0).index());
            assertEquals("balloon.jpg", page.playwright().locator("#samples button[tabindex='0']").getAttribute("data-sample"));
        }
    }

    /** Each state of the page, looked through by axe-core. */
    @ParameterizedTest
    @CsvSource({"390, 844, LIGHT", "1280, 800, DARK"})
    void axeFindsNothingInAnyState(int width, int height, ColorScheme scheme) throws IOException {
        try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions()
                .setViewportSize(width, height).setColorScheme(scheme)).expectComplaints()) {
            page.open(Sites.http());
            page.awaitPictures();
            assertAccessible(page, "ready");
            page.predict();
            assertAccessible(page, "sure");
            page.playwright().locator("#why").click();
            page.playwright().locator("#heat").waitFor();
            page.playwright().locator("#more").click();
            page.playwright().locator(".help summary").click();
            page.playwright().locator(".details summary").first().click();
            page.playwright().locator("#names summary").click();
            page.playwright().waitForCondition(() -> page.playwright().locator("#names-list li").count() == 1000);
            assertAccessible(page, "everything open");
            page.playwright().locator("#lang").selectOption("zh");
            page.playwright().waitForCondition(() -> page.attribute("lang").equals("zh-CN"));
            assertAccessible(page, "in Chinese");
            page.playwright().locator("#crop-whole").click();
            page.awaitState("done");
            assertAccessible(page, "the whole picture");
            page.playwright().locator("#file").setInputFiles(new FilePayload("noise.png", "image/png", noise()));
            page.awaitState("done");
            assertEquals("nothing", page.playwright().locator("#verdict").getAttribute("data-verdict"));
            assertAccessible(page, "nothing");
            page.playwright().locator("#file").setInputFiles(new FilePayload("notes.txt", "image/jpeg", new byte[] {1, 2, 3}));
            page.awaitState("failed");
            assertAccessible(page, "failed");
            page.playwright().route("**/model.tflite", route -> route.abort());
            page.playwright().navigate(Sites.http());
            page.awaitState("failed");
            assertAccessible(page, "without a model");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "1920, 1080", "820, 1180"})
    void forAProjectorTheAnswerIsLargeAndArrowKeysStep(int width, int height) {
        try (GlancePage page = page(width, height).open(Sites.http())) {
            page.awaitPictures();
            Page playwright = page.playwright();
            playwright.locator("#present").click();
            page.awaitState("done");
            assertEquals(610, page.shown().get(0).index(), "it is answered without another click");
            for (Object[] step : new Object[][] {{"ArrowRight", 417}, {"ArrowLeft", 610}, {"PageUp", 852}, {"PageDown", 610}}) {
                playwright.keyboard().press((String) step[0]);
                page.awaitState("done");
                assertEquals(step[1], page.shown().get(0).index(), (String) step[0]);
            }
            assertSeen(page, "presenting");
            double size = ((Number) playwright.evaluate("() => parseFloat(getComputedStyle("
                    + "document.querySelector('#predictions .label')).fontSize)")).doubleValue();
            assertTrue(size >= 48, size + " px");
            assertFalse(playwright.locator("#samples").isVisible());
            assertFalse((Boolean) playwright.evaluate("() => document.documentElement.scrollHeight > innerHeight"));
            playwright.keyboard().press("Escape");
            assertTrue(playwright.locator("#samples").isVisible());
            playwright.locator("#present").click();
            assertFalse(playwright.locator("#samples").isVisible());
            playwright.locator("#present").click();
            assertTrue(playwright.locator("#samples").isVisible());
        }
    }

    @Test
    void withoutJavaScriptNothingPretendsToWork() {
        try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions()
                .setViewportSize(390, 844).setJavaScriptEnabled(false))) {
            page.playwright().navigate(Sites.http());
            assertTrue(page.playwright().locator("noscript .notice").isVisible());
            for (String dead : List.of("#predict", "progress", ".choose", "#lang", "#samples", ".details summary")) {
                assertFalse(page.playwright().locator(dead).first().isVisible(), dead);
            }
        }
    }

    @Test
    void aLongAddressMakesNoLongPage() {
        try (GlancePage page = page(390, 844).expectComplaints()) {
            page.open(Sites.http() + "?model=" + "x".repeat(7000));
            page.assertFailed("model-unknown");
            assertTrue(((Number) page.playwright().evaluate("() => document.documentElement.scrollHeight")).intValue() < 2000);
            assertFalse(page.playwright().locator("#cancel").isVisible());
        }
    }

    /** A table has no room on a phone. */
    @Test
    void theBenchmarksTableIsAListOnAPhone() {
        try (GlancePage page = page(390, 844)) {
            page.playwright().navigate(Sites.http() + "bench.html");
            page.playwright().locator("#start").click();
            page.playwright().locator("#outcome").waitFor();
            assertTrue((Boolean) page.playwright().evaluate("() => [...document.querySelectorAll('#results td')].every(cell =>"
                    + " cell.getBoundingClientRect().right <= innerWidth)"));
            assertEquals("Start", page.playwright().locator("#results td").first().getAttribute("data-column"));
        }
    }

    private static byte[] noise() throws IOException {
        java.awt.image.BufferedImage image = new java.awt.image.BufferedImage(300, 300, java.awt.image.BufferedImage.TYPE_INT_RGB);
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 300 * 300; i++) {
            image.setRGB(i % 300, i / 300, random.nextInt());
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        javax.imageio.ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void assertAccessible(GlancePage page, String state) {
        assertEquals(List.of(), new AxeBuilder(page.playwright()).analyze().getViolations().stream().map(rule -> rule.getId()
                + ": " + rule.getNodes().get(0).getHtml()).toList(), state);
    }
}
