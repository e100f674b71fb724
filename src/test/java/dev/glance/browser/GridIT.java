package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.glance.Folders;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many pictures in the grid. */
class GridIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");
    /** A name for spreadsheets and shells to stumble over; as any system allows it. */
    private static final String NASTY = "=1+1, '\u732b'.jpg";

    @TempDir
    private static Path temp;

    private static GlancePage page(int width, int height) {
        return new GlancePage(Browsers.primary(), new Browser.NewContextOptions().setViewportSize(width, height));
    }

    private static GlancePage page() {
        return page(1280, 800);
    }

    private static FilePayload picture(String name, String sample) throws IOException {
        return new FilePayload(name, "image/jpeg", Files.readAllBytes(IMAGES.resolve(sample)));
    }

    private static FilePayload file(String name, String type, String text) {
        return new FilePayload(name, type, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void choose(GlancePage page, FilePayload... files) {
        page.playwright().locator("#file").setInputFiles(files);
    }

    /** A few pictures, one that is none and a file that does not even say so. */
    private static void chooseSome(GlancePage page) throws IOException {
        choose(page, picture("shirt.jpg", "tshirt.jpg"), picture("orange10.jpg", "orange.jpg"), file("broken.jpg", "image/jpeg", "no"),
                picture("orange9.jpg", "orange.jpg"), file("notes.txt", "text/plain", "hello"), picture(NASTY, "clock.jpg"));
        awaitAll(page, 5);
    }

    private static void awaitAll(GlancePage page, int count) {
        page.playwright().waitForFunction("count => { const all = document.getElementById('many-progress')?.dataset;"
                + " return all && +all.total === count && +all.done + +all.failed === count"
                + " && !document.querySelector('.many-progress.running')"
                + " && !document.querySelector('#many [data-state=waiting], #many [data-state=working]'); }", count,
                new Page.WaitForFunctionOptions().setPollingInterval(50));
    }

    private static Locator at(GlancePage page, String selector) {
        return page.playwright().locator(selector);
    }

    /** Names of the tiles that exist, by their places. */
    @SuppressWarnings("unchecked")
    private static List<String> names(GlancePage page) {
        return (List<String>) page.playwright().evaluate("() => [...document.querySelectorAll('#many [data-name]')]"
                + ".map(tile => [tile.offsetTop, tile.offsetLeft, tile.dataset.name])"
                + ".sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(tile => tile[2])");
    }

    private static Locator tile(GlancePage page, String name) {
        return at(page, "#many [data-name=\"" + name + "\"]");
    }

    @ParameterizedTest
    @CsvSource({"http, '', 1280, 800", "http, '?worker=no', 390, 844", "file, '', 390, 844", "file, '?worker=no', 1280, 800",
        "http, '?lang=zh', 390, 844"})
    void everyFileIsAccountedFor(String way, String query, int width, int height) throws IOException {
        try (GlancePage page = page(width, height).open((way.equals("http") ? Sites.http() : Sites.disk()) + query)) {
            chooseSome(page);
            assertEquals(List.of("shirt.jpg", "orange10.jpg", "broken.jpg", "orange9.jpg", NASTY), names(page));
            assertEquals("610", tile(page, "shirt.jpg").getAttribute("data-index"));
            assertEquals("950", tile(page, "orange9.jpg").getAttribute("data-index"));
            assertEquals("sure", tile(page, "shirt.jpg").getAttribute("data-verdict"));
            assertTrue(Double.parseDouble(tile(page, "shirt.jpg").getAttribute("data-probability")) > 0.9);
            assertEquals("failed", tile(page, "broken.jpg").getAttribute("data-state"));
            assertEquals("picture-undecodable", tile(page, "broken.jpg").getAttribute("data-code"));
            page.playwright().waitForFunction("() => [...document.querySelectorAll('#many img')].filter(image =>"
                    + " image.naturalWidth > 100).length === 4");
            assertTrue(at(page, "#many-skipped summary").textContent().contains("1"));
            at(page, "#many-skipped summary").click();
            page.playwright().waitForCondition(() -> at(page, "#many-skipped li").allTextContents().equals(List.of("notes.txt")));
            assertFalse(at(page, "#samples").isVisible(), "the grid takes the place of the samples");
            assertFalse((Boolean) page.playwright().evaluate("() => document.documentElement.scrollWidth > innerWidth"));
            assertTrue((Boolean) page.playwright().evaluate("() => { const box = document.getElementById('many-progress')"
                    + ".getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"), "progress is in view");
            // More of them are added, and what is there already is not.
            choose(page, picture("lemon.jpg", "lemon.jpg"), picture("apple.jpg", "apple.jpg"));
            awaitAll(page, 7);
            Path same = Files.copy(IMAGES.resolve("mug.jpg"), temp.resolve(java.util.UUID.randomUUID() + ".jpg"));
            Path other = Files.copy(IMAGES.resolve("clock.jpg"), temp.resolve(java.util.UUID.randomUUID() + ".jpg"));
            for (int i = 0; i < 2; i++) {
                page.playwright().locator("#file").setInputFiles(new Path[] {same, other});
                awaitAll(page, 9);
            }
            page.playwright().waitForCondition(() -> at(page, "#many-progress").textContent().contains("2"));
            assertEquals("951", tile(page, "lemon.jpg").getAttribute("data-index"));
        }
    }

    @Test
    void aVideoAmongPicturesIsToldWhatToDoWithIt() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, picture("a.jpg", "orange.jpg"), file("clip.mp4", "video/mp4", "no"), file("notes.txt", "text/plain", "no"));
            awaitAll(page, 1);
            assertEquals("Not pictures: 2, videos among them: 1", at(page, "#many-skipped summary").textContent());
            at(page, "#many-skipped summary").click();
            page.playwright().waitForCondition(() -> at(page, "#many-skipped li").allTextContents().equals(List.of(
                    "clip.mp4: a video. Choose it alone, and it is looked at as it plays.", "notes.txt")));
        }
    }

    @Test
    void aTileGoesOnTheStageAndArrowKeysStep() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            chooseSome(page);
            tile(page, "shirt.jpg").click();
            page.awaitState("done");
            page.playwright().waitForCondition(() -> at(page, "#picture-name").textContent().equals("shirt.jpg"));
            assertEquals(610, page.shown().get(0).index());
            assertEquals("true", tile(page, "shirt.jpg").locator("button").getAttribute("aria-current"));
            at(page, ".steps button").last().click();
            page.playwright().waitForCondition(() -> at(page, "#picture-name").textContent().equals("orange10.jpg"));
            page.playwright().keyboard().press("ArrowRight");
            page.playwright().waitForCondition(() -> page.state().equals("failed"));
            assertEquals("picture-undecodable", at(page, "#error").getAttribute("data-code"));
            page.playwright().keyboard().press("ArrowRight");
            page.playwright().waitForCondition(() -> at(page, "#picture-name").textContent().equals("orange9.jpg"));
            page.awaitState("done");
            assertEquals("4 of 5", at(page, ".steps button").nth(1).textContent());
            // Something else on the stage is none of them.
            page.playwright().evaluate("() => { document.querySelector('.steps').focus(); }");
            PageIT.transfer(page.playwright(), "drop", Files.readAllBytes(IMAGES.resolve("mug.jpg")), "image/jpeg");
            page.playwright().waitForCondition(() -> !at(page, ".steps").isVisible());
            assertEquals(0, at(page, "#many [aria-current]").count());
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, 800", "390, 844", "844, 390"})
    void inPresentThereIsThePictureAlone(int width, int height) throws IOException {
        try (GlancePage page = page(width, height).open(Sites.http())) {
            chooseSome(page);
            tile(page, "orange9.jpg").click();
            page.awaitState("done");
            page.playwright().evaluate("() => document.getElementById('present').click()");
            at(page, "html[data-present]").waitFor();
            page.playwright().keyboard().press("ArrowRight");
            page.playwright().waitForCondition(() -> at(page, "#picture-name").textContent().equals(NASTY));
            page.awaitState("done");
            assertFalse(at(page, "#many").isVisible());
            assertTrue(at(page, "#img").boundingBox().height > height / 4.0);
            assertTrue(at(page, "#present").isVisible(), "there is a way out");
            at(page, "#present").click();
            page.playwright().waitForCondition(() -> at(page, "#many").isVisible());
        }
    }

    @Test
    void onALowWindowThePictureStaysAboveTheGrid() throws IOException {
        try (GlancePage page = page(844, 390).open(Sites.http())) {
            chooseSome(page);
            page.playwright().evaluate("() => scrollTo(0, document.body.scrollHeight)");
            assertTrue((Boolean) page.playwright().evaluate("() => document.getElementById('stage').getBoundingClientRect().bottom"
                    + " <= document.getElementById('many-panel').getBoundingClientRect().top"));
        }
    }

    @Test
    void whatIsAtTheTopStaysThereInAnotherWidth() {
        try (GlancePage page = page(1200, 800).open(Sites.http())) {
            page.playwright().evaluate("async () => { const blob = await (await fetch('images/mug.jpg')).blob();"
                    + " const data = new DataTransfer(); for (let i = 0; i < 150; i++) { data.items.add(new File([blob], i + '.jpg',"
                    + " {type: 'image/jpeg', lastModified: i})); } const input = document.getElementById('file');"
                    + " input.files = data.files; input.dispatchEvent(new Event('change')); }");
            awaitAll(page, 150);
            page.playwright().evaluate("() => scrollTo(0, document.getElementById('many').getBoundingClientRect().top + scrollY"
                    + " + 900)");
            page.playwright().waitForCondition(() -> tile(page, "60.jpg").count() == 1 && tile(page, "0.jpg").count() == 0);
            page.playwright().setViewportSize(600, 800);
            page.playwright().waitForFunction("() => { const top = [...document.querySelectorAll('#many [data-name]')].map(tile =>"
                    + " [tile.getBoundingClientRect().top, parseInt(tile.dataset.name)]).filter(tile => tile[0] > -150)"
                    + ".sort((a, b) => a[0] - b[0] || a[1] - b[1])[0][1]; return top >= 36 && top <= 54; }");
        }
    }

    @Test
    void theStageAndTheTileSayTheSame() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, picture("a.jpg", "clock.jpg"), picture("b.jpg", "orange.jpg"));
            awaitAll(page, 2);
            tile(page, "a.jpg").click();
            page.awaitState("done");
            page.playwright().waitForCondition(() -> at(page, "#picture-name").textContent().equals("a.jpg"));
            page.awaitState("done");
            page.playwright().waitForFunction("() => document.querySelector('#many [data-name=\"a.jpg\"]').dataset.verdict"
                    + " === document.getElementById('verdict').dataset.verdict"
                    + " && document.querySelector('#many [data-name=\"a.jpg\"]').dataset.probability"
                    + " === document.querySelector('#predictions li').dataset.probability");
        }
    }

    @Test
    void whereNothingCanBeKeptTheBoxSaysSo() throws IOException {
        try (GlancePage page = page()) {
            page.playwright().addInitScript("Object.defineProperty(window, 'indexedDB', {value: undefined});");
            page.open(Sites.http());
            chooseSome(page);
            at(page, "#many-keep").click();
            page.playwright().waitForCondition(() -> !at(page, "#many-keep").isChecked());
            assertEquals("true", at(page, "#many-forget").getAttribute("aria-disabled"));
            page.assertFailed("storage");
        }
    }

    @Test
    void itIsFilteredSortedAndGrouped() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            chooseSome(page);
            at(page, "#many-filter").fill("citrus");
            page.playwright().waitForCondition(() -> names(page).size() == 2);
            assertEquals("2 of 5", at(page, "#many-found").textContent());
            at(page, "#many-sort").selectOption("name");
            page.playwright().waitForCondition(() -> names(page).equals(List.of("orange9.jpg", "orange10.jpg")));
            at(page, "#many-filter").fill("zebra");
            page.playwright().waitForCondition(() -> names(page).isEmpty());
            assertTrue(at(page, "#many-panel").textContent().contains("Nothing like that is among them."));
            at(page, "#many-filter").fill("");
            at(page, "#many-kind").selectOption("failed");
            page.playwright().waitForCondition(() -> names(page).equals(List.of("broken.jpg")));
            at(page, "#many-kind").selectOption("broader");
            page.playwright().waitForCondition(() -> names(page).equals(List.of(NASTY)));
            at(page, "#many-kind").selectOption("sure");
            page.playwright().waitForCondition(() -> names(page).size() == 3);
            at(page, "#many-kind").selectOption("");
            at(page, "#many-group").selectOption("kind");
            page.playwright().waitForCondition(() -> at(page, "#many .group").count() == 4);
            assertEquals("citrus fruit \u00b7 2", at(page, "#many .group").first().textContent());
            at(page, "#many .group button").first().click();
            page.playwright().waitForCondition(() -> names(page).size() == 3);
            assertEquals("false", at(page, "#many .group button").first().getAttribute("aria-expanded"));
            at(page, "#lang").selectOption("zh");
            page.playwright().waitForCondition(() -> at(page, "#many .group").first().textContent().contains("\u67d1\u6a58"));
            at(page, "#many-group").selectOption("");
            at(page, "#many-filter").fill("\u67d1\u6a58");
            page.playwright().waitForCondition(() -> names(page).size() == 2);
        }
    }

    /** Each takes the browser a moment, and those of thousands of pictures would pile up. */
    @Test
    void addressesOfSmallPicturesAreMadeOnceAndGivenBack() throws IOException {
        try (GlancePage page = page()) {
            page.playwright().addInitScript("globalThis.made = 0; globalThis.given = new Set(); const make = URL.createObjectURL,"
                    + " give = URL.revokeObjectURL; URL.createObjectURL = blob => { made++; return make.call(URL, blob); };"
                    + " URL.revokeObjectURL = url => { given.add(url); give.call(URL, url); };");
            page.open(Sites.http());
            chooseSome(page);
            page.playwright().waitForFunction("() => document.querySelectorAll('#many img').length === 4");
            page.playwright().evaluate("() => { globalThis.before = made;"
                    + " globalThis.urls = [...document.querySelectorAll('#many img')].map(image => image.src); }");
            for (int i = 0; i < 2; i++) {
                at(page, "#many-filter").fill("zebra");
                page.playwright().waitForCondition(() -> names(page).isEmpty());
                at(page, "#many-filter").fill("");
                page.playwright().waitForFunction("() => document.querySelectorAll('#many img').length === 4");
            }
            assertEquals(0, page.playwright().evaluate("() => made - before"));
            at(page, "#many-close").click();
            at(page, "#many-reopen").click();
            page.playwright().waitForFunction("() => [...document.querySelectorAll('#many img')].filter(image =>"
                    + " image.naturalWidth > 100).length === 4");
            at(page, "#many-close").click();
            at(page, "#samples button").nth(2).click();
            page.playwright().waitForFunction("() => urls.every(url => given.has(url))");
        }
    }

    @Test
    void itStopsAndGoesOnAndTriesAgain() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            List<FilePayload> files = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                files.add(picture("p" + i + ".jpg", i % 2 == 0 ? "golf_ball.jpg" : "tennis_ball.jpg"));
            }
            files.add(file("broken.jpg", "image/jpeg", "no"));
            choose(page, files.toArray(new FilePayload[0]));
            page.playwright().waitForFunction("() => +document.getElementById('many-progress')?.dataset.done > 3", null,
                    new Page.WaitForFunctionOptions().setPollingInterval(10));
            at(page, "#many-stop").click();
            page.playwright().waitForCondition(() -> at(page, "#many-stop").textContent().equals("Go on"));
            assertEquals(0, at(page, "#many [data-state=working]").count());
            String stopped = at(page, "#many-progress").getAttribute("data-done");
            page.playwright().waitForTimeout(500);
            assertEquals(stopped, at(page, "#many-progress").getAttribute("data-done"));
            assertTrue(Integer.parseInt(stopped) < 60, "it was stopped before its end");
            at(page, "#many-stop").click();
            awaitAll(page, 61);
            assertEquals("60", at(page, "#many-progress").getAttribute("data-done"));
            assertFalse(at(page, "#many-stop").isVisible());
            at(page, "#many-again").click();
            page.playwright().waitForCondition(() -> at(page, "#many-again").isVisible());
            awaitAll(page, 61);
            assertEquals("1", at(page, "#many-progress").getAttribute("data-failed"));
            at(page, "#many-close").click();
            page.playwright().waitForCondition(() -> at(page, "#samples").isVisible());
            assertEquals(1, at(page, "link[href$='many.css']").count());
            chooseSome(page);
            assertEquals("4", at(page, "#many-progress").getAttribute("data-done"));
        }
    }

    @Test
    void whatWasClosedIsBroughtBack() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            List<FilePayload> files = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                files.add(picture("p" + i + ".jpg", i % 2 == 0 ? "golf_ball.jpg" : "tennis_ball.jpg"));
            }
            choose(page, files.toArray(new FilePayload[0]));
            page.playwright().waitForFunction("() => +document.getElementById('many-progress')?.dataset.done > 3", null,
                    new Page.WaitForFunctionOptions().setPollingInterval(10));
            at(page, "#many-close").click();
            assertTrue(at(page, "#samples").isVisible());
            assertEquals(0, at(page, "#many").count());
            assertEquals("Pictures closed: 60", at(page, ".many-closed p").textContent());
            assertEquals("many-reopen", page.playwright().evaluate("() => document.activeElement.id"));
            at(page, "#lang").selectOption("zh");
            page.playwright().waitForCondition(() -> at(page, ".many-closed p").textContent().endsWith("\uff1a60"));
            at(page, "#lang").selectOption("en");
            assertClean(page, "closed");
            at(page, "#many-reopen").click();
            awaitAll(page, 60);
            assertEquals("60", at(page, "#many-progress").getAttribute("data-done"), "it has gone on");
            assertEquals(0, at(page, ".many-closed").count());
            assertFalse(at(page, "#samples").isVisible());
            // What is looked for stays too, until something else is on the stage.
            at(page, "#many-filter").fill("p1");
            at(page, "#many-close").click();
            at(page, "#many-reopen").click();
            page.playwright().waitForCondition(() -> names(page).size() == 11);
            at(page, "#many-close").click();
            at(page, "#samples button").nth(2).click();
            page.awaitState("done");
            page.playwright().waitForCondition(() -> at(page, ".many-closed").count() == 0);
            // The samples are stepped through again.
            String name = at(page, "#picture-name").textContent();
            page.playwright().evaluate("() => document.getElementById('present').click()");
            page.playwright().waitForCondition(() -> page.playwright().locator("html[data-present]").count() == 1);
            page.playwright().keyboard().press("ArrowRight");
            page.playwright().waitForCondition(() -> !at(page, "#picture-name").textContent().equals(name));
            at(page, "#present").click();
            // Others begin a list of their own.
            chooseSome(page);
            at(page, "#many-close").click();
            choose(page, picture("lemon.jpg", "lemon.jpg"), picture("apple.jpg", "apple.jpg"));
            awaitAll(page, 2);
            assertEquals(List.of("lemon.jpg", "apple.jpg"), names(page));
        }
    }

    @Test
    void whereTheClipboardIsDeniedThereIsAnotherWay() throws IOException {
        try (GlancePage page = page()) {
            page.playwright().addInitScript("Object.defineProperty(navigator, 'clipboard', {value: {writeText:"
                    + " async () => { throw new DOMException('no', 'NotAllowedError'); }}});");
            page.open(Sites.http());
            chooseSome(page);
            at(page, "#many-copy").click();
            page.playwright().waitForCondition(() -> at(page, "#many-note").textContent().equals("Nothing was copied: the browser "
                    + "keeps this page from the clipboard. Allow it in the settings of the site, or save as CSV instead."));
        }
    }

    @Test
    void aFolderComesWithTheFoldersInIt() throws IOException {
        Path root = Files.createDirectories(temp.resolve("holiday"));
        Files.createDirectories(root.resolve("b/deep"));
        Files.copy(IMAGES.resolve("mug.jpg"), root.resolve("mug.jpg"));
        Files.copy(IMAGES.resolve("apple.jpg"), root.resolve("b/deep/apple.jpg"));
        Files.writeString(root.resolve("b/notes.txt"), "hello");
        Files.writeString(root.resolve(".DS_Store"), "hello");
        try (GlancePage page = page().open(Sites.http())) {
            at(page, "#folder").setInputFiles(root);
            awaitAll(page, 2);
            assertEquals(List.of("holiday/b/deep/apple.jpg", "holiday/mug.jpg"), names(page));
            assertTrue(at(page, "#many-skipped summary").textContent().contains("2"));
        }
    }

    /** Folders can be dropped by people only; entries of a drop are made up here. */
    @Test
    void aDroppedFolderIsReadToItsEnd() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            page.playwright().evaluate("async () => { const blob = await (await fetch('images/mug.jpg')).blob();"
                    + " const leaf = path => ({isDirectory: false, fullPath: path, file: done => done(new File([blob],"
                    + " path.split('/').pop(), {type: 'image/jpeg'}))});"
                    + " const folder = (path, held) => ({isDirectory: true, fullPath: path, createReader: () => { let at = 0;"
                    + " return {readEntries: done => { const some = held.slice(at, at + 100); at += 100; done(some); }}; }});"
                    + " const many = Array.from({length: 130}, (_, i) => leaf('/top/many/m' + i + '.jpg'));"
                    + " const gone = {isDirectory: false, fullPath: '/top/gone.jpg', file: (done, fail) => fail(new Error())};"
                    + " const top = folder('/top', [leaf('/top/z.jpg'), gone, folder('/top/many', many)]);"
                    + " const event = new DragEvent('drop', {bubbles: true, cancelable: true});"
                    + " Object.defineProperty(event, 'dataTransfer', {value: {files: [], items: [{kind: 'file',"
                    + " webkitGetAsEntry: () => top}]}}); document.body.dispatchEvent(event); }");
            awaitAll(page, 131);
            page.playwright().evaluate("() => scrollTo(0, document.body.scrollHeight)");
            assertEquals("131", at(page, "#many-progress").getAttribute("data-done"));
            page.playwright().waitForCondition(() -> tile(page, "top/z.jpg").count() == 1);
            assertTrue((int) page.playwright().evaluate("() => document.querySelectorAll('#many [data-name]').length") < 120,
                    "only what is near the window exists");
            at(page, "#many-skipped summary").click();
            page.playwright().waitForCondition(() -> at(page, "#many-skipped li").allTextContents().equals(List.of("top/gone.jpg")));
        }
    }

    @Test
    void theTableIsThePage() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            chooseSome(page);
            Download download = page.playwright().waitForDownload(() -> at(page, "#many-csv").click());
            assertEquals("glance.csv", download.suggestedFilename());
            String text = Files.readString(download.path());
            assertEquals('\ufeff', text.charAt(0));
            List<CSVRecord> rows = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get()
                    .parse(new StringReader(text.substring(1))).getRecords();
            assertEquals(List.of("shirt.jpg", "orange10.jpg", "broken.jpg", "orange9.jpg", "'" + NASTY),
                    rows.stream().map(row -> row.get("path")).toList(), "a formula is harmless");
            for (CSVRecord row : rows) {
                String name = row.get("path").startsWith("'") ? NASTY : row.get("path");
                assertEquals(tile(page, name).getAttribute("data-state"), row.get("state"));
                if (row.get("state").equals("done")) {
                    assertEquals(tile(page, name).getAttribute("data-verdict"), row.get("verdict"));
                    assertEquals(tile(page, name).getAttribute("data-probability"), row.get("probability_1"));
                    assertEquals(page.attribute("data-model"), row.get("model"));
                    assertEquals(64, row.get("model_sha256").length());
                    assertEquals("1", row.get("views"));
                    assertTrue(Double.parseDouble(row.get("milliseconds")) > 0);
                    assertTrue(Integer.parseInt(row.get("bytes")) > 1000);
                } else {
                    assertTrue(row.get("error").startsWith("picture-undecodable"), row.get("error"));
                }
            }
            at(page, "#many-filter").fill("jpg");
            at(page, "#many-kind").selectOption("broader");
            page.playwright().waitForCondition(() -> names(page).size() == 1);
            Download json = page.playwright().waitForDownload(() -> at(page, "#many-json").click());
            JsonArray all = Json.parse(Files.readString(json.path())).asArray();
            assertEquals(1, all.size(), "what is shown is what is saved");
            assertEquals(NASTY, all.get(0).asObject().get("path").asString());
        }
    }

    /** A folder as browsers give it, in memory: it has whatever was written, and one file from before. */
    private static final String PICKER = "window.disk = {'jersey': {'shirt.jpg': 'mine'}};"
            + " const handle = (name) => ({"
            + " getDirectoryHandle: async (n, o) => { if (!disk[n]) { disk[n] = {}; } return handle(n); },"
            + " getFileHandle: async (n, o) => { const at = name ? disk[name] : disk; if (!(n in at)) { if (!o || !o.create) {"
            + " throw new DOMException('no', 'NotFoundError'); } at[n] = ''; } else if (!name) {"
            + " throw new DOMException('no', 'TypeMismatchError'); }"
            + " return {createWritable: async () => ({write: async blob => { at[n] = blob.size; }, close: async () => {}})}; },"
            + " removeEntry: async n => { const at = name ? disk[name] : disk; if (!name && Object.keys(at[n]).length) {"
            + " throw new DOMException('no', 'InvalidModificationError'); } delete at[n]; }});"
            + " window.showDirectoryPicker = async () => handle('');";

    @Test
    @SuppressWarnings("unchecked")
    void copiesGoIntoFoldersByNameAndCanBeUndone() throws IOException {
        try (GlancePage page = page()) {
            page.playwright().addInitScript(PICKER);
            page.open(Sites.http());
            chooseSome(page);
            at(page, "#many-folders").click();
            page.playwright().waitForCondition(() -> at(page, "#many-undo").isVisible());
            assertEquals("4 of 4 copied.", at(page, "#many-note").textContent());
            Map<String, Map<String, Object>> disk = (Map<String, Map<String, Object>>) page.playwright().evaluate("() => disk");
            assertEquals("mine", disk.get("jersey").get("shirt.jpg"), "nothing is overwritten");
            assertEquals(Files.size(IMAGES.resolve("tshirt.jpg")), ((Number) disk.get("jersey").get("shirt (2).jpg")).longValue());
            assertEquals(Set.of("orange9.jpg", "orange10.jpg"), disk.get("orange").keySet());
            at(page, "#many-undo").click();
            page.playwright().waitForCondition(() -> at(page, "#many-note").textContent().equals("4 copies are removed."));
            page.playwright().waitForFunction("() => JSON.stringify(disk) === '{\"jersey\":{\"shirt.jpg\":\"mine\"}}'");
        }
    }

    @Test
    void whereFoldersCannotBeWrittenThereIsAScript() throws IOException {
        try (GlancePage page = page()) {
            page.playwright().addInitScript("delete window.showDirectoryPicker;");
            page.open(Sites.http());
            chooseSome(page);
            String script = Files.readString(page.playwright().waitForDownload(() -> at(page, "#many-folders").click()).path());
            assertTrue(script.startsWith("#!/bin/sh"), script);
            assertTrue(script.contains("orange9.jpg"), script);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void resultsAreRememberedIfAsked(String way) throws IOException {
        Path root = Files.createDirectories(temp.resolve("kept-" + way));
        for (String sample : List.of("mug.jpg", "apple.jpg", "clock.jpg")) {
            Files.copy(IMAGES.resolve(sample), root.resolve(sample));
            Files.setLastModifiedTime(root.resolve(sample), FileTime.fromMillis(1_700_000_000_000L));
        }
        try (GlancePage page = page().open(way.equals("http") ? Sites.http() : Sites.disk())) {
            at(page, "#folder").setInputFiles(root);
            awaitAll(page, 3);
            assertEquals("true", at(page, "#many-forget").getAttribute("aria-disabled"), "there is nothing to forget");
            at(page, "#many-keep").check();
            page.playwright().waitForCondition(() -> kept(page) == 3);
            page.playwright().waitForCondition(() -> at(page, "#many-forget").getAttribute("aria-disabled").equals("false"));
            Files.copy(IMAGES.resolve("lemon.jpg"), root.resolve("lemon.jpg"));
            // Whoever looked at this one again would find no picture.
            Path mug = root.resolve("mug.jpg");
            Files.write(mug, new byte[(int) Files.size(mug)]);
            Files.setLastModifiedTime(mug, FileTime.fromMillis(1_700_000_000_000L));
            page.playwright().reload();
            page.awaitState("ready");
            at(page, "#folder").setInputFiles(root);
            awaitAll(page, 4);
            assertTrue(at(page, "#many-keep").isChecked());
            assertEquals("504", tile(page, root.getFileName() + "/mug.jpg").getAttribute("data-index"));
            page.playwright().waitForFunction("() => [...document.querySelectorAll('#many img')].filter(image =>"
                    + " image.naturalWidth > 100).length === 4");
            at(page, "#many-keep").uncheck();
            page.playwright().waitForCondition(() -> at(page, "#many-forget").getAttribute("aria-disabled").equals("false"));
            at(page, "#many-keep").check();
            at(page, "#many-forget").click();
            page.playwright().waitForCondition(() -> !at(page, "#many-keep").isChecked());
            assertEquals(0, kept(page));
            assertEquals("true", at(page, "#many-forget").getAttribute("aria-disabled"));
            assertEquals("many-forget", page.playwright().evaluate("() => document.activeElement.id"));
        }
    }

    /** How many results are remembered. */
    private static int kept(GlancePage page) {
        return keys(page).stream().filter(key -> !key.startsWith("sheet ")).toList().size();
    }

    @SuppressWarnings("unchecked")
    private static List<String> keys(GlancePage page) {
        return (List<String>) page.playwright().evaluate("async () => { if (!(await indexedDB.databases()).length) { return []; }"
                + " return new Promise(done => { const open = indexedDB.open('glance many'); open.onsuccess = () => {"
                + " const keys = open.result.transaction('values').objectStore('values').getAllKeys();"
                + " keys.onsuccess = () => { open.result.close(); done(keys.result); }; }; }); }");
    }

    /** Pictures of one colour each, the neighbours of each of quite other ones; always the same. */
    private static void chooseColours(GlancePage page, int from, int to) {
        page.playwright().evaluate("async ([from, to]) => { const data = new DataTransfer();"
                + " const canvas = document.createElement('canvas'); canvas.width = 320; canvas.height = 240;"
                + " const context = canvas.getContext('2d');"
                + " for (let i = from; i < to; i++) { const [r, g, b] = [i % 2 ? 230 : 25, 37 * i % 256, 91 * i % 256];"
                + " context.fillStyle = `rgb(${r} ${g} ${b})`; context.fillRect(0, 0, 320, 240);"
                + " data.items.add(new File([await new Promise(done => canvas.toBlob(done))], 'c' + i + '.png', {type: 'image/png',"
                + " lastModified: 1700000000000})); } globalThis.sheets = []; const make = HTMLCanvasElement.prototype.toBlob;"
                + " HTMLCanvasElement.prototype.toBlob = function (done, ...rest) { make.call(this, file => {"
                + " sheets.push(new WeakRef(file)); done(file); }, ...rest); };"
                + " const input = document.getElementById('file'); input.files = data.files;"
                + " input.dispatchEvent(new Event('change')); }", List.of(from, to));
        awaitAll(page, to - from);
        page.playwright().waitForFunction("() => [...document.querySelectorAll('#many .thumb')].every(thumb =>"
                + " thumb.querySelector('img')?.naturalWidth > 100)");
    }

    /** Each tile shows its colour and no other, up to its edges, as soon as the browser has painted it. */
    private static void assertColours(GlancePage page) {
        page.playwright().evaluate("() => document.getElementById('many').scrollIntoView()");
        String[] wrong = {""};
        try {
            page.playwright().waitForCondition(() -> {
                wrong[0] = wrongColour(page);
                return wrong[0] == null;
            });
        } catch (TimeoutError e) {
            fail(wrong[0]);
        }
    }

    /** What is seen of a colour where another one should be; null where all are right. */
    @SuppressWarnings("unchecked")
    private static String wrongColour(GlancePage page) {
        List<List<Object>> tiles = (List<List<Object>>) page.playwright().evaluate("() =>"
                + " [...document.querySelectorAll('#many [data-name]')].map(tile => {"
                + " tile.querySelector('.thumb').style.borderRadius = 0; const box = tile.querySelector('.thumb')"
                + ".getBoundingClientRect(); return [+tile.dataset.name.slice(1, -4),"
                + " box.left * devicePixelRatio, box.top * devicePixelRatio, box.width * devicePixelRatio,"
                + " box.top >= 0 && box.bottom <= innerHeight]; }).filter(tile => tile[4])");
        BufferedImage seen;
        try {
            seen = ImageIO.read(new ByteArrayInputStream(page.playwright().screenshot()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tiles.size() <= 8) {
            return "only " + tiles.size() + " tiles";
        }
        for (List<Object> tile : tiles) {
            int i = ((Number) tile.get(0)).intValue();
            int side = (int) Math.floor(((Number) tile.get(3)).doubleValue());
            // Half a pixel at an edge may be the tile's and half what is beside it.
            int end = side - 2;
            int half = side / 2;
            for (int[] at : new int[][] {{1, 1}, {end, 1}, {1, end}, {end, end}, {half, 1}, {half, end}, {1, half}, {end, half},
                {half, half}}) {
                int rgb = seen.getRGB((int) Math.round(((Number) tile.get(1)).doubleValue()) + at[0],
                        (int) Math.round(((Number) tile.get(2)).doubleValue()) + at[1]);
                int[] wanted = {i % 2 == 1 ? 230 : 25, 37 * i % 256, 91 * i % 256};
                for (int channel = 0; channel < 3; channel++) {
                    if (Math.abs(wanted[channel] - (rgb >> 16 - 8 * channel & 255)) > 8) {
                        return "c" + i + " at " + Arrays.toString(at) + ": " + Integer.toHexString(rgb);
                    }
                }
            }
        }
        return null;
    }

    @ParameterizedTest
    @CsvSource({"http, '', 1280, 1", "http, '', 997, 2", "http, '', 390, 3", "file, '', 1013, 1.25", "file, '?worker=no', 320, 2"})
    void aTileShowsItsOwnPictureUpToTheEdges(String way, String query, int width, double density) {
        try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions().setViewportSize(width, 1400)
                .setDeviceScaleFactor(density)).open((way.equals("http") ? Sites.http() : Sites.disk()) + query)) {
            chooseColours(page, 0, 70);
            assertColours(page);
            int sheets = (int) page.playwright().evaluate("() => sheets.length");
            assertTrue(sheets >= 3 && sheets < 35, sheets + " sheets for 70 pictures");
        }
    }

    @Test
    void sheetsAreKeptOnceAndReadBack() {
        try (GlancePage page = page(1280, 1400).open(Sites.http())) {
            chooseColours(page, 0, 40);
            at(page, "#many-keep").check();
            page.playwright().waitForCondition(() -> kept(page) == 40);
            int sheets = (int) page.playwright().evaluate("() => sheets.length");
            assertEquals(sheets, keys(page).size() - 40);
            // What is looked at on the stage is kept once more, and its sheet is not.
            tile(page, "c3.png").click();
            page.awaitState("done");
            page.playwright().waitForTimeout(1500);
            assertEquals(sheets, keys(page).size() - 40);
            page.playwright().reload();
            page.awaitState("ready");
            chooseColours(page, 0, 40);
            assertColours(page);
            assertEquals(0, page.playwright().evaluate("() => sheets.length"), "nothing was looked at again");
            // One is gone: its pictures are looked at anew.
            page.playwright().reload();
            page.awaitState("ready");
            page.playwright().evaluate("key => new Promise(done => { const open = indexedDB.open('glance many');"
                    + " open.onsuccess = () => { const change = open.result.transaction('values', 'readwrite');"
                    + " change.objectStore('values').delete(key);"
                    + " change.oncomplete = () => { open.result.close(); done(); }; }; })",
                    keys(page).stream().filter(key -> key.startsWith("sheet ")).findFirst().get());
            chooseColours(page, 0, 40);
            assertColours(page);
            assertTrue((int) page.playwright().evaluate("() => sheets.length") > 0);
            page.playwright().waitForCondition(() -> kept(page) == 40 && keys(page).size() >= 40 + sheets);
            // Forgotten and kept again, each picture has its sheet.
            at(page, "#many-forget").click();
            page.playwright().waitForCondition(() -> !at(page, "#many-keep").isChecked());
            assertEquals(List.of(), keys(page));
            at(page, "#many-keep").check();
            page.playwright().waitForCondition(() -> kept(page) == 40);
            page.playwright().reload();
            page.awaitState("ready");
            chooseColours(page, 0, 40);
            assertColours(page);
            assertEquals(0, page.playwright().evaluate("() => sheets.length"), "nothing was looked at again");
        }
    }

    @Test
    void sheetsAreFreedWithTheirPictures() {
        try (GlancePage page = page().open(Sites.http())) {
            chooseColours(page, 0, 40);
            at(page, "#many-close").click();
            page.playwright().evaluate("() => { globalThis.first = sheets; }");
            chooseColours(page, 40, 50);
            CDPSession tools = page.playwright().context().newCDPSession(page.playwright());
            page.playwright().waitForCondition(() -> {
                tools.send("HeapProfiler.collectGarbage");
                return (Boolean) page.playwright().evaluate("() => first.every(sheet => !sheet.deref())");
            });
            tools.send("HeapProfiler.collectGarbage");
            assertTrue((Boolean) page.playwright().evaluate("() => sheets.length > 0 && sheets.every(sheet => sheet.deref())"),
                    "those of pictures that are there are there");
        }
    }

    /** 160 pictures that are all different, and 40 that are copies of some of them: compressed, smaller, cut at the edges. */
    @Test
    @SuppressWarnings("unchecked")
    void copiesAreFoundAndNothingElse() {
        try (GlancePage page = page().open(Sites.http())) {
            page.playwright().evaluate("async names => { const input = document.getElementById('file');"
                    + " const data = new DataTransfer(); let seed = 7; const random = () => (seed = (seed * 1103515245 + 12345)"
                    + " % 2147483648) / 2147483648;"
                    + " const add = async (canvas, name, quality) => data.items.add(new File([await new Promise(done =>"
                    + " canvas.toBlob(done, 'image/jpeg', quality))], name, {type: 'image/jpeg'}));"
                    + " const canvas = (w, h) => { const made = document.createElement('canvas'); made.width = w; made.height = h;"
                    + " return made; };"
                    + " const originals = [];"
                    + " for (const name of names) { const image = await createImageBitmap(await (await fetch('images/' + name)).blob());"
                    + " const w = image.width, h = image.height; const parts = [[0, 0, w, h], [0, 0, w / 2, h / 2],"
                    + " [w / 2, h / 2, w / 2, h / 2]]; for (const [x, y, pw, ph] of parts) { const made = canvas(480, 360);"
                    + " made.getContext('2d').drawImage(image, x, y, pw, ph, 0, 0, 480, 360); originals.push(made); } }"
                    + " while (originals.length < 160) { const made = canvas(480, 360), g = made.getContext('2d');"
                    + " g.fillStyle = `hsl(${360 * random()} 50% ${30 + 40 * random()}%)`; g.fillRect(0, 0, 480, 360);"
                    + " for (let i = 0; i < 14; i++) { g.fillStyle = `hsl(${360 * random()} 60% ${20 + 60 * random()}%)`; g.beginPath();"
                    + " g.ellipse(480 * random(), 360 * random(), 20 + 90 * random(), 20 + 90 * random(), random() * 3, 0, 7); g.fill(); }"
                    + " originals.push(made); }"
                    + " for (let i = 0; i < 160; i++) { await add(originals[i], 'p' + i + '.jpg', 0.92); }"
                    + " for (let i = 0; i < 40; i++) { const from = originals[4 * i % 160 + Math.floor(i / 40)];"
                    + " const kind = i % 3; const made = kind === 0 ? canvas(480, 360) : kind === 1 ? canvas(320, 240) : canvas(450, 340);"
                    + " const g = made.getContext('2d'); if (kind === 2) { g.drawImage(from, 18, 10, 450, 340, 0, 0, 450, 340); }"
                    + " else { g.drawImage(from, 0, 0, made.width, made.height); }"
                    + " await add(made, 'copy of p' + (4 * i) + '.jpg', kind === 0 ? 0.5 : 0.8); }"
                    + " input.files = data.files; input.dispatchEvent(new Event('change')); }",
                    List.of("tshirt.jpg", "balloon.jpg", "golf_ball.jpg", "mug.jpg", "apple.jpg", "soccer_ball.jpg",
                            "traffic_light.jpg", "clock.jpg", "hourglass.jpg", "orange.jpg", "lemon.jpg", "tennis_ball.jpg"));
            awaitAll(page, 200);
            at(page, "#many-group").selectOption("alike");
            page.playwright().waitForFunction("() => document.getElementById('many-found').textContent !== 'Comparing'"
                    + " && document.querySelectorAll('#many .group').length > 0");
            page.playwright().setViewportSize(1280, 9000);
            page.playwright().evaluate("() => dispatchEvent(new Event('scroll'))");
            List<String> pairs = new ArrayList<>();
            page.playwright().waitForTimeout(500);
            List<List<String>> groups = (List<List<String>>) page.playwright().evaluate("() => { const rows ="
                    + " [...document.querySelectorAll('#many > li')].sort((a, b) => a.offsetTop - b.offsetTop || a.offsetLeft"
                    + " - b.offsetLeft); const groups = []; for (const row of rows) { if (row.className === 'group') {"
                    + " groups.push([]); } else { groups[groups.length - 1].push(row.dataset.name); } } return groups; }");
            int found = 0;
            for (List<String> group : groups) {
                if (group.size() == 2 && group.get(1).equals("copy of " + group.get(0))) {
                    found++;
                } else {
                    pairs.add(group.toString());
                }
            }
            System.out.println("Duplicates: " + found + " of 40 found, false: " + pairs);
            assertTrue(found >= 38, found + " found");
            assertEquals(List.of(), pairs, "no false pair");
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, LIGHT", "1280, 800, DARK"})
    void nothingKeepsPeopleOut(int width, int height, ColorScheme scheme) throws IOException {
        try (GlancePage page = new GlancePage(Browsers.primary(), new Browser.NewContextOptions().setViewportSize(width, height)
                .setColorScheme(scheme)).open(Sites.http())) {
            chooseSome(page);
            assertClean(page, "the grid");
            boolean folded = !at(page, "#many-group").isVisible();
            if (folded) {
                at(page, "#many-more summary").click();
                assertClean(page, "more options");
            }
            at(page, "#many-group").selectOption("kind");
            if (folded) {
                at(page, "#many-more summary").click();
            }
            page.playwright().waitForCondition(() -> at(page, "#many .group").count() == 4);
            assertClean(page, "groups");
            tile(page, "shirt.jpg").click();
            page.awaitState("done");
            assertClean(page, "one on the stage");
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, 250, false", "844, 390, 250, false", "1280, 800, 400, true"})
    void theFirstTilesAreSeenSoon(int width, int height, int most, boolean open) throws IOException {
        try (GlancePage page = page(width, height).open(Sites.http())) {
            chooseSome(page);
            assertTrue(at(page, "#many").boundingBox().y - at(page, "#many-panel").boundingBox().y <= most);
            assertEquals(open, at(page, "#many-group").isVisible());
            for (String id : List.of("#many-filter", "#many-sort", "#many-csv", "#many-json", "#many-close")) {
                at(page, id).click(new Locator.ClickOptions().setTrial(true));
            }
            if (!open) {
                at(page, "#many-more summary").click();
            }
            for (String id : List.of("#many-kind", "#many-least", "#many-group", "#many-copy", "#many-folders", "#many-keep")) {
                at(page, id).click(new Locator.ClickOptions().setTrial(true));
            }
            assertFalse((Boolean) page.playwright().evaluate("() => document.documentElement.scrollWidth > innerWidth"));
        }
    }

    /** The bar is at what it is about, and nothing moves when it comes and goes. */
    @Test
    void theBarIsSeenWhilePicturesAreLookedAt() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            List<FilePayload> files = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                files.add(picture("p" + i + ".jpg", "golf_ball.jpg"));
            }
            choose(page, files.toArray(new FilePayload[0]));
            page.playwright().waitForFunction("() => { const bar = document.querySelector('.many-progress.running progress');"
                    + " if (!bar || !document.querySelector('#many [data-state=done]')) { return false; }"
                    + " globalThis.during = document.getElementById('many').offsetTop; const at = bar.getBoundingClientRect(),"
                    + " panel = document.getElementById('many-panel').getBoundingClientRect();"
                    + " return bar.checkVisibility({visibilityProperty: true}) && at.width > 300 && at.top > panel.top"
                    + " && at.bottom < panel.top + 80; }");
            awaitAll(page, 40);
            assertFalse(at(page, "#many-progress progress").isVisible());
            assertEquals(page.playwright().evaluate("() => during"),
                    page.playwright().evaluate("() => document.getElementById('many').offsetTop"));
        }
    }

    private static void assertClean(GlancePage page, String what) {
        assertEquals(List.of(), new AxeBuilder(page.playwright()).analyze().getViolations().stream()
                .map(violation -> violation.getId() + " " + violation.getNodes()).toList(), what);
    }

    /** Tab, arrow keys, Enter: from the grid to the stage and back. */
    @Test
    void theKeyboardIsEnough() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            chooseSome(page);
            at(page, "#many-filter").focus();
            int tabs = 0;
            while (!(Boolean) page.playwright().evaluate("() => document.activeElement.closest('#many') !== null")) {
                page.playwright().keyboard().press("Tab");
                tabs++;
                assertTrue(tabs < 16, "the grid is one stop away from its tools");
            }
            assertEquals("shirt.jpg", focused(page));
            page.playwright().keyboard().press("ArrowRight");
            assertEquals("orange10.jpg", focused(page));
            page.playwright().keyboard().press("End");
            assertEquals(NASTY, focused(page));
            page.playwright().keyboard().press("Home");
            page.playwright().keyboard().press("Enter");
            page.playwright().waitForCondition(() -> at(page, "#picture-name").textContent().equals("shirt.jpg"));
            page.awaitState("done");
            at(page, ".steps button").nth(1).focus();
            page.playwright().keyboard().press("Enter");
            assertEquals("shirt.jpg", focused(page), "back in the grid");
        }
    }

    private static String focused(GlancePage page) {
        return (String) page.playwright().evaluate("() => document.activeElement.closest('[data-name]')?.dataset.name");
    }

    @Test
    void moreLikeThisIsOneClickAway() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, picture("a.jpg", "orange.jpg"), picture("b.jpg", "clock.jpg"), picture("c.jpg", "lemon.jpg"),
                    picture("d.jpg", "orange.jpg"));
            awaitAll(page, 4);
            tile(page, "a.jpg").click();
            page.awaitState("done");
            page.playwright().getByText("More like this").click();
            page.playwright().waitForCondition(() -> names(page).equals(List.of("a.jpg", "d.jpg", "c.jpg", "b.jpg")));
            assertEquals("Most like a.jpg first", at(page, "#many-found").textContent());
            page.playwright().getByText("In the order before").click();
            page.playwright().waitForCondition(() -> names(page).equals(List.of("a.jpg", "b.jpg", "c.jpg", "d.jpg")));
        }
    }

    @Test
    void aScriptThatDoesNotComeIsTold() throws IOException {
        try (GlancePage page = page().expectComplaints()) {
            page.playwright().route("**/many.js", route -> route.abort());
            page.open(Sites.http());
            choose(page, picture("a.jpg", "orange.jpg"), picture("b.jpg", "clock.jpg"));
            page.awaitState("failed");
            page.assertFailed("site-file");
            page.playwright().unroute("**/many.js");
            choose(page, picture("c.jpg", "lemon.jpg"), picture("d.jpg", "mug.jpg"));
            awaitAll(page, 2);
            assertFalse(at(page, "#error").isVisible(), "it is over");
        }
    }

    @Test
    void atTheNarrowestNothingSticksOut() throws IOException {
        try (GlancePage page = page(320, 568).open(Sites.http())) {
            chooseSome(page);
            assertFalse((Boolean) page.playwright().evaluate("() => document.documentElement.scrollWidth > innerWidth"));
            assertEquals(2, (int) page.playwright().evaluate(
                    "() => new Set([...document.querySelectorAll('#many [data-name]')].map(tile => tile.offsetLeft)).size"));
        }
    }

    /** What moves is drawn sixty times a second, which the pictures pay for. */
    @Test
    void nothingMovesWhilePicturesAreLookedAt() {
        try (GlancePage page = page().open(Sites.http())) {
            page.playwright().evaluate("async () => { const blob = await (await fetch('images/mug.jpg')).blob();"
                    + " const data = new DataTransfer(); for (let i = 0; i < 60; i++) { data.items.add(new File([blob], i + '.jpg',"
                    + " {type: 'image/jpeg'})); } const input = document.getElementById('file'); input.files = data.files;"
                    + " input.dispatchEvent(new Event('change')); }");
            at(page, "#many [data-state='working']").first().waitFor();
            assertEquals(0, page.playwright().evaluate("() => document.getAnimations().length"));
            page.playwright().waitForCondition(() -> "60".equals(at(page, "#many-progress").getAttribute("data-done")));
        }
    }
}
