package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import com.microsoft.playwright.options.BoundingBox;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main path in Firefox. */
class FirefoxIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");

    static Stream<String> addresses() {
        return Stream.of(Sites.http(), Sites.disk());
    }

    @BeforeAll
    static void needsFirefox() {
        assumeTrue(Browsers.firefoxPath().isPresent(), "left out: Firefox, which is not on this machine or too old for Playwright");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void everySampleIsNamedRight(String address) throws IOException {
        try (GlancePage page = new GlancePage(Browsers.firefox())) {
            page.open(address);
            assertEquals("ready", page.state(), () -> page.playwright().locator("#error").textContent());
            assertEquals("wasm", page.attribute("data-backend"));
            for (JsonValue sample : Json.parse(Files.readString(IMAGES.resolve("samples.json"))).asArray()) {
                String file = sample.asObject().get("file").asString();
                page.playwright().locator("[data-sample='" + file + "']").click();
                page.awaitState("done");
                assertEquals(sample.asObject().get("index").asInt(), page.answers().get(0).index(), file);
            }
        }
    }

    /** Firefox cannot be asked for good smoothing; done by halves, the answer is nearly that of the others. */
    @Test
    void aLargePictureIsScaledDownWithoutNoise() {
        String square = "?crop=square&src=images/soccer_ball.jpg";
        try (GlancePage firefox = new GlancePage(Browsers.firefox()); GlancePage other =
                new GlancePage(Browsers.primary())) {
            double expected = other.open(Sites.http() + square).answers().get(0).probability();
            assertEquals(expected, firefox.open(Sites.http() + square).answers().get(0).probability(), 0.02);
        }
    }

    /** Where there are two cores. */
    @Test
    void twoThreadsAnswerAsOneDoes() {
        try (GlancePage one = new GlancePage(Browsers.firefox()); GlancePage two = new GlancePage(Browsers.firefox())) {
            double expected = one.open(Sites.http() + "?backend=litert&threads=1").answers().get(0).probability();
            assertEquals(expected, two.open(Sites.http() + "?backend=litert&threads=2").answers().get(0).probability(), 1e-3);
            assertEquals("litert, in a worker, on 2 threads", two.playwright().locator("#receipt-backend").textContent());
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aChosenFileIsClassifiedAndABrokenOneExplained(String address) throws IOException {
        try (GlancePage page = new GlancePage(Browsers.firefox())) {
            page.open(address);
            page.playwright().locator("#file").setInputFiles(IMAGES.resolve("balloon.jpg"));
            page.playwright().waitForFunction("() => document.getElementById('img').src.startsWith('blob:')"
                    + " && document.documentElement.dataset.state === 'done'");
            assertEquals(417, page.answers().get(0).index());
            Path broken = Files.writeString(Folders.OWN.resolve("broken.jpg"), "no picture");
            page.playwright().locator("#file").setInputFiles(broken);
            page.awaitState("failed");
            assertTrue(page.assertFailed("picture-undecodable").contains("JPEG"));
            assertEquals(417, page.answers().get(0).index());
        }
    }

    /** Square, heat map and language are laid over the picture, drawn and read by means of their own. */
    @ParameterizedTest
    @MethodSource("addresses")
    void thePictureIsUnderstoodToo(String address) {
        try (GlancePage page = new GlancePage(Browsers.firefox())) {
            page.open(address + "?lang=zh");
            page.answers();
            assertEquals("sure", page.playwright().locator("#verdict").getAttribute("data-verdict"));
            assertEquals("T\u6064", page.shown().get(0).label());
            page.playwright().locator("#crop").focus();
            page.playwright().keyboard().press("ArrowRight");
            page.awaitState("done");
            assertEquals("143", page.playwright().locator("#crop").getAttribute("data-x"));
            BoundingBox crop = page.playwright().locator("#crop").boundingBox();
            BoundingBox img = page.playwright().locator("#img").boundingBox();
            assertEquals(img.x + img.width * 143 / 880, crop.x, 2);
            assertEquals(img.height, crop.height, 2);
            page.playwright().locator("#why").click();
            page.playwright().locator("#heat").waitFor();
            assertEquals(crop.x, page.playwright().locator("#heat").boundingBox().x, 2);
        }
    }

    /** The grid: thumbnails, folders that cannot be written to, what is remembered. */
    @ParameterizedTest
    @MethodSource("addresses")
    void manyPicturesComeIntoTheGrid(String address) {
        try (GlancePage page = new GlancePage(Browsers.firefox())) {
            page.open(address);
            page.playwright().locator("#file").setInputFiles(new Path[] {IMAGES.resolve("balloon.jpg"),
                IMAGES.resolve("orange.jpg"), IMAGES.resolve("mug.jpg")});
            page.playwright().waitForFunction("() => document.getElementById('many-progress')?.dataset.done === '3'");
            for (String[] each : new String[][] {{"balloon.jpg", "417"}, {"orange.jpg", "950"}, {"mug.jpg", "504"}}) {
                assertEquals(each[1], page.playwright().locator("#many [data-name='" + each[0] + "']").getAttribute("data-index"));
            }
            page.playwright().waitForFunction("() => [...document.querySelectorAll('#many img')].filter(image =>"
                    + " image.naturalWidth > 100).length === 3");
            page.playwright().locator("#many [data-name='mug.jpg'] button").click();
            page.awaitState("done");
            assertEquals(504, page.shown().get(0).index());
            assertTrue(page.playwright().locator("#many-folders").textContent().startsWith("Script"));
        }
    }

    /** Kept, updated, and there without its server. */
    @Test
    void theSiteIsKeptAndUpdated(@TempDir Path folder) throws IOException {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.firefox())) {
            page.expectComplaints();
            OfflineIT.visit(page, host);
            OfflineIT.start(page, host);
            host.serve(OfflineIT.other(folder.resolve("second"), "second"));
            OfflineIT.start(page, host);
            page.playwright().waitForFunction("() => document.getElementById('news').textContent");
            assertEquals(List.of(), OfflineIT.of(page.playwright(), "second"));
            page.playwright().reload();
            page.playwright().waitForFunction("() => document.documentElement.dataset.build === 'second'"
                    + " && document.documentElement.dataset.state === 'ready'");
            assertEquals(OfflineIT.TELLING, OfflineIT.of(page.playwright(), "second"));
            host.down();
            OfflineIT.start(page, host);
            assertEquals(OfflineIT.TELLING, OfflineIT.of(page.playwright(), "second"));
            assertEquals(610, page.answers().get(0).index());
        }
    }

    /** As its library answers in the same browser. */
    @ParameterizedTest
    @MethodSource("addresses")
    void aTeachableMachineProjectThatIsBroughtAnswersAsItsLibraryDoes(String address) {
        TeachableProject project = TeachableProject.get();
        List<TeachableProject.Picture> pictures = project.pictures(Browsers.firefox());
        try (GlancePage page = new GlancePage(Browsers.firefox())) {
            page.open(address);
            String id = Brought.Way.CHOSEN.bring(page, project.paths());
            Brought.assertAnswers(page, pictures);
            String kept = page.playwright().url();
            page.playwright().navigate("about:blank");
            page.open(kept);
            assertEquals(id, page.attribute("data-model"));
            Brought.assertAnswers(page, pictures.subList(0, 3));
        }
    }
}
