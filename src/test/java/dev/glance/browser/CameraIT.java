package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Worker;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.glance.Folders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The camera, with a device that Chromium makes up and shows a film of our own, and video files. */
class CameraIT {
    private static final int MUG = 504;
    private static final int T_SHIRT = 610;
    private static final int BALLOON = 417;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Browsers.primaryIsChromium(), "only Chromium makes up cameras");
        // A film of JPEGs: one after the other, nothing else.
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            film.write(Files.readAllBytes(Folders.SITE.resolve("images/mug.jpg")));
        }
        Path file = Files.write(Folders.OWN.resolve("camera.mjpeg"), film.toByteArray());
        browser = camera("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-video-capture=" + file);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Browser camera(String... arguments) {
        return Browsers.chromium(List.of(arguments));
    }

    /** The page in a browser that notes the cameras that were opened and the frames that were taken. */
    private static GlancePage page(Browser browser, int width, int height) {
        GlancePage page = new GlancePage(browser, new Browser.NewContextOptions().setViewportSize(width, height));
        page.playwright().addInitScript("globalThis.tracks = []; globalThis.frames = [];"
                + " if (navigator.mediaDevices) { const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
                + " navigator.mediaDevices.getUserMedia = async wanted => { const stream = await open(wanted);"
                + " tracks.push(...stream.getTracks()); return stream; };"
                + " globalThis.VideoFrame = class extends VideoFrame { constructor(...all) { super(...all);"
                + " frames.push(this); } }; }");
        return page;
    }

    private static Object run(GlancePage page, String expression) {
        return page.playwright().evaluate(expression);
    }

    private static void awaitAnswer(GlancePage page) {
        page.playwright().waitForFunction("() => document.documentElement.dataset.live === 'on'"
                + " && document.documentElement.dataset.state === 'done'");
    }

    private static void look(GlancePage page) {
        page.playwright().locator("#camera").click();
        awaitAnswer(page);
    }

    private static void assertReleased(GlancePage page, int cameras) {
        assertEquals(cameras, run(page, "() => tracks.length"));
        assertEquals(true, run(page, "() => tracks.every(track => track.readyState === 'ended')"));
        assertFalse((Boolean) run(page, "() => document.documentElement.hasAttribute('data-live')"));
        assertFalse(page.playwright().locator("#camera-stop").isVisible());
        // One may still be on its way to the worker.
        page.playwright().waitForFunction("() => frames.every(frame => frame.format === null)");
    }

    private static String status(GlancePage page) {
        return page.playwright().locator("#status > :first-child").textContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "page", "disk"})
    void aCameraIsAnsweredUntilItIsStopped(String way) {
        try (GlancePage page = page(browser, 1280, 800).open(way.equals("disk") ? Sites.disk()
                : Sites.http() + (way.equals("page") ? "?worker=no" : ""))) {
            assertEquals(0, run(page, "() => tracks.length"), "nothing is asked for before the tap");
            assertFalse(page.playwright().locator("#live").isVisible());
            look(page);
            assertEquals(MUG, page.shown().get(0).index());
            assertTrue(page.playwright().locator("video#live").isVisible());
            assertEquals("Freeze", page.playwright().locator("#predict").innerText());
            assertTrue(page.playwright().locator("#camera-stop").isVisible());
            assertEquals("true", page.playwright().locator("#camera").getAttribute("aria-pressed"));
            page.playwright().waitForCondition(() -> status(page).matches("\\d+(\\.\\d)? frames a second, \\d+ ms behind"));
            String spoken = (String) run(page, "() => document.querySelector('#status .hidden').textContent");
            assertTrue(spoken.contains("coffee mug") && !spoken.contains("%"), spoken);
            assertEquals(way.equals("page") ? "page" : "worker", page.attribute("data-thread"));
            page.playwright().locator("#camera-stop").click();
            assertReleased(page, 1);
            assertFalse(page.playwright().locator("#live").isVisible());
            assertEquals("Predict", page.playwright().locator("#predict").innerText());
            assertEquals("camera", run(page, "() => document.activeElement.id"));
            assertEquals("ready", page.state());
            assertEquals(T_SHIRT, page.answers().get(0).index(), "the picture before is there again");
            look(page);
            page.playwright().locator("#camera").click();
            assertReleased(page, 2);
            assertEquals(T_SHIRT, page.shown().get(0).index(), "and its answer");
        }
    }

    @Test
    void aFrozenFrameIsAPictureLikeAnyOther() {
        try (GlancePage page = page(browser, 1280, 800).open(Sites.http())) {
            look(page);
            page.playwright().locator("#predict").click();
            page.playwright().waitForFunction("() => !document.documentElement.dataset.live"
                    + " && document.documentElement.dataset.state === 'done'");
            assertReleased(page, 1);
            assertFalse(page.playwright().locator("#live").isVisible());
            assertEquals("880,660", run(page, "() => document.getElementById('img').naturalWidth + ','"
                    + " + document.getElementById('img').naturalHeight"), "the camera's own pixels");
            assertEquals(MUG, page.shown().get(0).index());
            assertEquals("coffee mug", page.reported().get(0).get("className"));
            page.playwright().locator("#why").click();
            page.playwright().locator("#heat").waitFor();
            page.playwright().locator("#crop-whole").click();
            page.awaitState("done");
            assertEquals("all", page.playwright().locator("#crop").getAttribute("class"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample", "many", "others", "hidden", "left", "unplugged"})
    void aCameraIsReleasedWhateverEndsIt(String how) {
        try (GlancePage page = page(browser, 390, 844).open(Sites.http())) {
            look(page);
            switch (how) {
                case "sample" -> page.playwright().locator("[data-sample='balloon.jpg']").click();
                case "many" -> page.playwright().locator("#file").setInputFiles(new Path[] {
                    Folders.SITE.resolve("images/clock.jpg"), Folders.SITE.resolve("images/balloon.jpg")});
                case "others" -> run(page, "() => { document.getElementById('img').src = 'images/apple.jpg'; }");
                case "hidden" -> run(page, "() => { Object.defineProperty(document, 'hidden', {get: () => true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }");
                case "left" -> run(page, "() => { dispatchEvent(new PageTransitionEvent('pagehide')); }");
                default -> run(page, "() => { tracks[0].stop(); tracks[0].dispatchEvent(new Event('ended')); }");
            }
            page.playwright().waitForFunction("() => !document.documentElement.dataset.live");
            assertReleased(page, 1);
            page.awaitState("done", "ready", "failed");
            switch (how) {
                case "sample" -> assertEquals(BALLOON, page.shown().get(0).index());
                case "hidden" -> assertEquals(MUG, page.shown().get(0).index(), "what was seen last is found again");
                case "many" -> page.playwright().locator("#many [data-name]").first().waitFor();
                case "unplugged" -> page.assertFailed("camera-none");
                default -> assertEquals("ready", page.state());
            }
        }
    }

    @Test
    void whyThereIsNoCameraIsSaid() {
        try (Browser refusing = camera("--use-fake-device-for-media-stream");
                GlancePage page = page(refusing, 390, 844).open(Sites.http())) {
            page.predict();
            page.playwright().locator("#camera").click();
            page.awaitState("failed");
            assertTrue(page.assertFailed("camera-blocked").contains("Allow it"));
            assertEquals(T_SHIRT, page.shown().get(0).index(), "picture and answer stay");
            page.predict();
            assertEquals("done", page.state());
        }
        try (Browser without = camera("--use-fake-device-for-media-stream=device-count=0", "--use-fake-ui-for-media-stream");
                GlancePage page = page(without, 390, 844).open(Sites.http())) {
            page.playwright().locator("#camera").click();
            page.awaitState("failed");
            page.assertFailed("camera-none");
        }
        try (GlancePage page = page(browser, 390, 844).expectComplaints()) {
            page.playwright().route("http://glance.test/**", route -> route.fulfill(new Route.FulfillOptions().setResponse(
                    route.fetch(new Route.FetchOptions().setUrl(route.request().url().replace("http://glance.test/",
                    Sites.http()))))));
            page.open("http://glance.test/");
            page.playwright().locator("#camera").click();
            page.awaitState("failed");
            page.assertFailed("camera-insecure");
        }
        try (GlancePage page = page(browser, 390, 844).open(Sites.http())) {
            run(page, "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('x',"
                    + " 'NotReadableError')); }");
            page.playwright().locator("#camera").click();
            page.awaitState("failed");
            page.assertFailed("camera-busy");
        }
    }

    @Test
    void ofSeveralCamerasOneIsChosen() {
        try (Browser two = camera("--use-fake-device-for-media-stream=device-count=2", "--use-fake-ui-for-media-stream");
                GlancePage page = page(two, 390, 844).open(Sites.http())) {
            look(page);
            assertEquals(2, page.playwright().locator("#camera-which option").count());
            String first = (String) run(page, "() => tracks[0].getSettings().deviceId");
            assertEquals(first, page.playwright().locator("#camera-which").inputValue());
            String other = (String) run(page, "() => [...document.querySelectorAll('#camera-which option')]"
                    + ".map(option => option.value).find(id => id !== tracks[0].getSettings().deviceId)");
            assertEquals("none", run(page, "() => getComputedStyle(document.getElementById('live')).transform"));
            run(page, "() => { const known = MediaStreamTrack.prototype.getSettings; MediaStreamTrack.prototype.getSettings ="
                    + " function () { return {...known.call(this), facingMode: 'user'}; }; }");
            page.playwright().locator("#camera-which").selectOption(other);
            page.playwright().waitForFunction("() => tracks.length === 2");
            awaitAnswer(page);
            assertEquals("ended", run(page, "() => tracks[0].readyState"));
            assertEquals(other, run(page, "() => tracks[1].getSettings().deviceId"));
            assertEquals(other, page.playwright().locator("#camera-which").inputValue());
            assertNotEquals(first, other);
            assertEquals("matrix(-1, 0, 0, 1, 0, 0)", run(page,
                    "() => getComputedStyle(document.getElementById('live')).transform"),
                    "one that looks at the person is a mirror");
        }
    }

    /** A film of samples, made by the browser; what of it is a whole second long is answered. */
    private static byte[] film(GlancePage page, String... samples) {
        return Base64.getDecoder().decode((String) page.playwright().evaluate("async names => {"
                + " const canvas = Object.assign(document.createElement('canvas'), {width: 440, height: 330});"
                + " const context = canvas.getContext('2d'); const images = await Promise.all(names.map(async name =>"
                + " createImageBitmap(await (await fetch('images/' + name + '.jpg')).blob())));"
                + " const recorder = new MediaRecorder(canvas.captureStream(20), {mimeType: 'video/webm;codecs=vp8'});"
                + " const parts = []; recorder.ondataavailable = event => parts.push(event.data); recorder.start();"
                + " for (const image of images) { for (let i = 0; i < 30; i++) { context.drawImage(image, 0, 0, 440, 330);"
                + " context.fillRect(i, 0, 1, 1); await new Promise(done => setTimeout(done, 50)); } }"
                + " await new Promise(done => { recorder.onstop = done; recorder.stop(); });"
                + " const url = await new Promise(done => { const reader = new FileReader(); reader.onload = () =>"
                + " done(reader.result); reader.readAsDataURL(new Blob(parts)); }); return url.split(',')[1]; }", samples));
    }

    @Test
    void aVideoPlaysAndIsAnsweredWithoutFlicker() {
        try (GlancePage page = page(browser, 1280, 800).open(Sites.http())) {
            byte[] film = film(page, "mug", "balloon");
            page.playwright().evaluate("() => { globalThis.said = []; new MutationObserver(() => {"
                    + " const name = document.querySelector('#predictions li .label')?.textContent;"
                    + " if (name && said.at(-1) !== name) { said.push(name); } })"
                    + ".observe(document.getElementById('predictions'), {childList: true}); }");
            PageIT.transfer(page.playwright(), "drop", film, "video/webm");
            awaitAnswer(page);
            page.playwright().waitForFunction("() => said.includes('balloon')");
            List<?> said = (List<?>) run(page, "() => said.slice(0, said.indexOf('balloon') + 1)");
            assertEquals(List.of("coffee mug", "balloon"), said, "nothing in between");
            assertEquals(true, run(page, "() => live.muted && live.loop && !live.paused"));
            page.playwright().locator("#predict").click();
            page.playwright().waitForFunction("() => !document.documentElement.dataset.live"
                    + " && document.documentElement.dataset.state === 'done'");
            assertReleased(page, 0);
            assertEquals(440, run(page, "() => document.getElementById('img').naturalWidth"));
            page.playwright().locator("#file").setInputFiles(new FilePayload("film.webm", "video/webm", film));
            awaitAnswer(page);
            assertEquals("film.webm", page.playwright().locator("#picture-name").textContent());
            page.playwright().locator("#camera-stop").click();
            assertReleased(page, 0);
            assertEquals("done", page.state());
            page.playwright().locator("#file").setInputFiles(new FilePayload("broken.webm", "video/webm", new byte[] {1, 2, 3}));
            page.awaitState("failed");
            page.assertFailed("picture-undecodable");
            assertReleased(page, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, LIGHT", "1280, 800, DARK", "844, 390, LIGHT", "640, 360, LIGHT", "320, 640, DARK"})
    void everythingIsInViewAndAxeFindsNothing(int width, int height, ColorScheme scheme) {
        try (GlancePage page = page(browser, width, height).open(Sites.http())) {
            page.playwright().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            look(page);
            page.playwright().waitForCondition(() -> status(page).contains("behind"));
            for (String part : List.of("#live", "#camera-stop", "#predict", "#verdict", "#predictions li:first-child")) {
                assertTrue((Boolean) page.playwright().evaluate("part => { const box = document.querySelector(part)"
                        + ".getBoundingClientRect(); return box.height > 0 && box.top >= 0 && box.left >= 0"
                        + " && box.right <= innerWidth && box.bottom <= innerHeight; }", part), part);
            }
            assertFalse((Boolean) run(page, "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            assertEquals(List.of(), new AxeBuilder(page.playwright()).analyze().getViolations().stream().map(rule -> rule.getId()
                    + ": " + rule.getNodes().get(0).getHtml()).toList());
        }
    }

    @Test
    void framesAreFreedTensorsTooAndThePagesThreadStaysFree() {
        try (GlancePage page = page(browser, 1280, 800).open(Sites.http())) {
            page.playwright().evaluate("() => { globalThis.tasks = []; new PerformanceObserver(list => {"
                    + " tasks.push(...list.getEntries().map(entry => Math.round(entry.duration))); })"
                    + ".observe({type: 'longtask'}); }");
            look(page);
            page.playwright().waitForFunction("() => frames.length > 20");
            Worker worker = page.worker();
            Object tensors = worker.evaluate("() => tf.memory().numTensors");
            run(page, "() => { tasks.length = 0; }");
            page.playwright().waitForFunction("() => frames.length > 150");
            assertTrue(((Number) run(page, "() => frames.filter(frame => frame.format !== null).length")).intValue() <= 1,
                    "one is taken at a time");
            System.out.println("Camera: " + status(page) + ", long tasks " + run(page, "() => tasks"));
            page.playwright().locator("#camera-stop").click();
            assertReleased(page, 1);
            assertEquals(tensors, worker.evaluate("() => tf.memory().numTensors"));
        }
    }

    @Test
    void whoGivesUpBeforeItsScriptIsThereIsNotAskedForACamera() {
        try (GlancePage page = page(browser, 1280, 800)) {
            List<Route> waiting = new ArrayList<>();
            page.playwright().route("**/more.js", waiting::add);
            page.open(Sites.http());
            page.playwright().locator("#camera").click();
            page.playwright().waitForCondition(() -> waiting.size() == 1);
            page.playwright().locator("#camera").click();
            waiting.get(0).resume();
            // It is there once it has done something else.
            page.predict();
            page.playwright().locator("#why").click();
            page.playwright().locator("#heat").waitFor();
            assertReleased(page, 0);
            look(page);
            assertEquals(1, run(page, "() => tracks.length"), "asked once more");
        }
    }
}
