package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main path in WebKit, the engine of Safari. */
class WebKitIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");

    static Stream<String> addresses() {
        return Stream.of(Sites.http(), Sites.disk());
    }

    @BeforeAll
    static void needsWebKit() {
        assumeTrue(Browsers.webKitDriverPath().isPresent(),
                "left out: WebKit, whose WebDriver is not on this machine (Debian: webkit2gtk-driver)");
    }

    private static String state(WebDriver driver) {
        // Of a page that is only just being loaded there is none.
        return driver.run("return document.documentElement.dataset.state || '';").asString();
    }

    private static void await(WebDriver driver, String... states) {
        driver.await(() -> Stream.of(states).anyMatch(state(driver)::equals), "one of " + String.join(", ", states));
    }

    private static int first(WebDriver driver) {
        driver.click("#predict");
        await(driver, "done", "failed");
        assertEquals("done", state(driver), () -> driver.run("return document.getElementById('error').textContent;")
                .asString());
        return Integer.parseInt(driver.run("return document.querySelector('#predictions li').dataset.index;").asString());
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void everySampleIsNamedRight(String address) throws IOException {
        try (WebDriver driver = WebDriver.webKit(Browsers.webKitDriverPath().orElseThrow())) {
            driver.open(address);
            await(driver, "ready", "failed");
            assertEquals("ready", state(driver),
                    () -> driver.run("return document.getElementById('error').textContent;").asString());
            assertNotEquals("", driver.run("return document.documentElement.dataset.backend;").asString());
            for (JsonValue sample : Json.parse(Files.readString(IMAGES.resolve("samples.json"))).asArray()) {
                String file = sample.asObject().get("file").asString();
                driver.click("[data-sample='" + file + "']");
                await(driver, "done");
                assertEquals(sample.asObject().get("index").asInt(), first(driver), file);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aChosenFileIsClassifiedAndABrokenOneExplained(String address) throws IOException {
        try (WebDriver driver = WebDriver.webKit(Browsers.webKitDriverPath().orElseThrow())) {
            driver.open(address);
            await(driver, "ready");
            driver.type("#file", IMAGES.resolve("balloon.jpg").toString());
            driver.await(() -> driver.run("return document.getElementById('img').src.startsWith('blob:')"
                    + " && document.documentElement.dataset.state === 'done';").asBoolean(), "the chosen picture");
            assertEquals(417, first(driver));
            Path broken = Files.writeString(Folders.OWN.resolve("broken.jpg"), "no picture");
            driver.type("#file", broken.toString());
            await(driver, "failed");
            assertTrue(driver.run("return document.getElementById('error').dataset.code;").asString()
                    .equals("picture-undecodable"));
            assertEquals(417, first(driver));
        }
    }

    /** The grid, with pictures made on the spot: what they show is no matter. */
    @ParameterizedTest
    @MethodSource("addresses")
    void manyPicturesComeIntoTheGrid(String address) throws IOException {
        try (WebDriver driver = WebDriver.webKit(Browsers.webKitDriverPath().orElseThrow())) {
            driver.open(address);
            await(driver, "ready", "failed");
            driver.run("const made = Array.from({length: 4}, (_, i) => new Promise(done => { const canvas ="
                    + " document.createElement('canvas'); canvas.width = canvas.height = 300; const g = canvas.getContext('2d');"
                    + " g.fillStyle = ['red', 'green', 'blue', 'white'][i]; g.fillRect(50, 50, 200, 200);"
                    + " canvas.toBlob(blob => done(new File([blob], i + '.png', {type: 'image/png'})), 'image/png'); }));"
                    + " Promise.all(made).then(files => { const data = new DataTransfer(); files.forEach(file => data.items.add(file));"
                    + " const input = document.getElementById('file'); input.files = data.files;"
                    + " input.dispatchEvent(new Event('change')); }); return '';");
            driver.await(() -> driver.run("const all = document.getElementById('many-progress'); return all && all.dataset.done || '';")
                    .asString().equals("4"), "four answers");
            driver.await(() -> driver.run("return String([...document.querySelectorAll('#many img')].filter(image =>"
                    + " image.naturalWidth > 100).length);").asString().equals("4"), "four thumbnails");
        }
    }

    /** A picture of the model's own size, which no browser need scale. */
    @ParameterizedTest
    @MethodSource("addresses")
    void aTeachableMachineProjectThatIsBroughtAnswersAsItsLibraryDoes(String address) throws IOException {
        TeachableProject project = TeachableProject.get();
        TeachableProject.Picture picture = project.pictures().get(0);
        try (WebDriver driver = WebDriver.webKit(Browsers.webKitDriverPath().orElseThrow())) {
            driver.open(address);
            await(driver, "ready");
            driver.click("#models-open");
            driver.await(() -> driver.run("return document.getElementById('model-file') !== null;").asBoolean(), "the models");
            // Several files at once, as the driver takes them.
            driver.type("#model-file", Stream.of(project.paths()).map(Path::toString).collect(Collectors.joining("\n")));
            driver.await(() -> driver.run("return (document.documentElement.dataset.model || '').startsWith('mine-')"
                    + " && document.documentElement.dataset.state === 'ready';").asBoolean(), "the model that was brought");
            driver.type("#file", picture.file().toString());
            await(driver, "done", "failed");
            String shown = shown(driver);
            for (JsonValue answer : Json.parse(shown).asArray()) {
                int index = answer.asArray().get(0).asInt();
                assertEquals(picture.probabilities()[index], answer.asArray().get(1).asDouble(), 1e-3);
                assertEquals(TeachableProject.LABELS.get(index), answer.asArray().get(2).asString());
            }
            assertEquals("", driver.run("return document.getElementById('error').textContent;").asString(), "it is kept");
            String kept = driver.run("return location.href;").asString();
            driver.open("about:blank");
            driver.open(kept);
            await(driver, "ready", "failed");
            assertEquals("ready", state(driver), () -> driver.run("return document.getElementById('error').textContent;").asString());
            driver.type("#file", picture.file().toString());
            await(driver, "done", "failed");
            assertEquals(shown, shown(driver));
        }
    }

    /** Index, probability and label of each answer. */
    private static String shown(WebDriver driver) {
        return driver.run("return JSON.stringify([...document.querySelectorAll('#predictions > li')]"
                + ".map(item => [+item.dataset.index, +item.dataset.probability, item.querySelector('.label').textContent]));").asString();
    }
}
