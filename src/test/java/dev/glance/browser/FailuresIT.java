package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import dev.glance.Folders;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong: each with its code, nothing lost, the page still usable. */
class FailuresIT {
    private static final int T_SHIRT = 610;

    @TempDir
    private Path folder;

    private static GlancePage page() {
        // A 404 is written to the console by the browser itself.
        return new GlancePage(Browsers.primary()).expectComplaints();
    }

    private static void replaceModel(GlancePage page, UnaryOperator<byte[]> change) {
        page.playwright().route("**/model.tflite", route -> {
            try {
                route.fulfill(new Route.FulfillOptions().setBodyBytes(
                        change.apply(Files.readAllBytes(Folders.EMBEDDED))));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void assertUsableAgain(GlancePage page) {
        page.playwright().unrouteAll();
        assertEquals(T_SHIRT, page.answers().get(0).index());
        assertFalse(page.playwright().locator("#error").isVisible());
    }

    @Test
    void aMissingModelFile() {
        try (GlancePage page = page()) {
            page.playwright().route("**/model.tflite", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)
                    .setBody("<!DOCTYPE html>Not found")));
            page.open(Sites.http());
            assertTrue(page.assertFailed("model-missing").contains("404"));
            assertUsableAgain(page);
        }
    }

    @Test
    void aServerThatDoesNotAnswer() {
        try (GlancePage page = page()) {
            page.playwright().route("**/model.tflite", Route::abort);
            page.open(Sites.http());
            page.assertFailed("model-missing");
            assertUsableAgain(page);
        }
    }

    @Test
    void anErrorPageThatSaysItIsFineNeverBecomesWeights() {
        try (GlancePage page = page()) {
            replaceModel(page, bytes -> "<!DOCTYPE html>Not found".getBytes(StandardCharsets.US_ASCII));
            page.open(Sites.http());
            page.assertFailed("model-altered");
            assertUsableAgain(page);
        }
    }

    @Test
    void aTruncatedModelFile() {
        try (GlancePage page = page()) {
            replaceModel(page, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
            page.open(Sites.http());
            assertTrue(page.assertFailed("model-altered").contains("1987192"));
            assertUsableAgain(page);
        }
    }

    @Test
    void oneAlteredByte() {
        try (GlancePage page = page()) {
            replaceModel(page, bytes -> {
                bytes[2_000_000] ^= 1;
                return bytes;
            });
            page.open(Sites.http());
            assertTrue(page.assertFailed("model-altered").contains("SHA-256"));
            assertUsableAgain(page);
        }
    }

    /** As on plain http away from localhost, where browsers keep crypto.subtle to themselves. */
    @Test
    void withoutTheBrowsersOwnHashTheModelIsStillVerified() {
        try (GlancePage page = page()) {
            replaceModel(page, bytes -> {
                bytes[2_000_000] ^= 1;
                return bytes;
            });
            page.openWith("Object.defineProperty(crypto, 'subtle', {value: undefined});", "");
            assertTrue(page.assertFailed("model-altered").contains("SHA-256"));
            assertUsableAgain(page);
        }
    }

    /** Whatever the page reads or runs is what was built, or it says so. */
    @ParameterizedTest
    @CsvSource({"models/catalog.json, site-file", "models/labels/imagenet.tsv, site-file",
        "tf/tf-mobilenet.js, tensorflow-missing"})
    void oneAlteredByteOfAnotherFile(String path, String code) {
        try (GlancePage page = page()) {
            byte[] bytes = Folders.read(path).getBytes(StandardCharsets.UTF_8);
            bytes[bytes.length / 2] ^= 1;
            page.playwright().route("**/" + path, route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType(path.endsWith("js") ? "text/javascript" : "text/plain").setBodyBytes(bytes)));
            page.open(Sites.http());
            page.assertFailed(code);
            assertUsableAgain(page);
        }
    }

    /** An altered wasm file is not used, and the page says why it is slow. */
    @Test
    void oneAlteredByteOfTheWasmFile() throws IOException {
        byte[] bytes = Files.readAllBytes(Folders.SITE.resolve("tf/tfjs-backend-wasm-simd.wasm"));
        bytes[bytes.length / 2] ^= 1;
        try (GlancePage page = page()) {
            page.playwright().route("**/tfjs-backend-wasm-simd.wasm", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/wasm").setBodyBytes(bytes)));
            page.open(Sites.http());
            assertEquals("cpu", page.attribute("data-backend"));
            assertTrue(page.playwright().locator("#note").textContent().contains("SHA-256"));
        }
    }

    @Test
    void aModelFileThatIsTooLong() {
        try (GlancePage page = page()) {
            replaceModel(page, bytes -> Arrays.copyOf(bytes, bytes.length * 3));
            page.open(Sites.http());
            page.assertFailed("model-missing");
            assertUsableAgain(page);
        }
    }

    @Test
    void fromDiskAMissingModelFileIsSaidToo() throws IOException {
        copySite();
        Files.delete(folder.resolve("models/glance_mobilenet_v2_1.0_224/model.tflite.js"));
        try (GlancePage page = page().open(folder.resolve("index.html").toUri().toString())) {
            page.assertFailed("model-missing");
        }
    }

    private void copySite() throws IOException {
        try (Stream<Path> files = Files.walk(Folders.SITE)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toArray(Path[]::new)) {
                Path copy = folder.resolve(Folders.SITE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"model=resnet, model-unknown", "model=mobilenet_v1_0.25_128_quant, model-not-in-site",
        "backend=abacus, option"})
    void whatTheSiteLacksIsSaidAndTheSitesOwnOffered(String query, String code) {
        try (GlancePage page = page().open(Sites.http() + "?" + query)) {
            page.assertFailed(code);
            page.playwright().locator("#error a").click();
            page.awaitState("ready");
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @ParameterizedTest
    @CsvSource({"crop=round", "k=none", "k=0"})
    void nonsenseInTheAddressIsSaidAndTheDefaultUsed(String query) {
        try (GlancePage page = page().open(Sites.http() + "?" + query)) {
            page.assertFailed("option");
            assertEquals(3, page.answers().size());
        }
    }

    private static void choose(GlancePage page, String name, String type, byte[] bytes) {
        page.playwright().locator("#file").setInputFiles(new FilePayload(name, type, bytes));
    }

    @Test
    void aFileThatIsNoPicture() {
        try (GlancePage page = page().open(Sites.http())) {
            page.answers();
            choose(page, "notes.jpg", "image/jpeg", "no picture".getBytes(StandardCharsets.US_ASCII));
            page.awaitState("failed");
            page.assertFailed("picture-undecodable");
            assertEquals(0, page.shown().size());
            assertEquals(T_SHIRT, page.answers().get(0).index(), "the picture before is still there");
        }
    }

    @Test
    void aTruncatedPictureIsAnAnswerOrATypedError() throws IOException {
        byte[] whole = Files.readAllBytes(Folders.SITE.resolve("images/balloon.jpg"));
        try (GlancePage page = page().open(Sites.http())) {
            for (int length : new int[] {0, 1, 20, 700, whole.length / 2, whole.length - 10}) {
                choose(page, "cut.jpg", "image/jpeg", Arrays.copyOf(whole, length));
                page.awaitState("ready", "failed");
                if (page.state().equals("failed")) {
                    page.assertFailed("picture-undecodable");
                } else {
                    assertEquals(3, page.answers().size());
                }
            }
        }
    }

    @Test
    void svgWithoutASize() {
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, "a.svg", "image/svg+xml", ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>"
                    + "<circle cx='5' cy='5' r='4' fill='orange'/></svg>").getBytes(StandardCharsets.UTF_8));
            page.playwright().waitForFunction("() => document.getElementById('img').src.startsWith('blob:')"
                    + " || document.documentElement.dataset.state === 'failed'");
            // Chromium gives it a size of its own, others none.
            if (page.predict().state().equals("failed")) {
                page.assertFailed("picture-empty");
            } else {
                assertEquals(3, page.shown().size());
            }
        }
    }

    @Test
    void aPictureWithoutPixels() {
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, "a.svg", "image/svg+xml",
                    "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>".getBytes(StandardCharsets.UTF_8));
            page.awaitState("failed");
            String code = page.playwright().locator("#error").getAttribute("data-code");
            assertTrue(code.equals("picture-empty") || code.equals("picture-undecodable"), code);
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void aHundredMegapixels() throws IOException {
        BufferedImage image = new BufferedImage(10_000, 10_000, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, "large.png", "image/png", png.toByteArray());
            page.playwright().waitForFunction("() => document.getElementById('img').src.startsWith('blob:')"
                    + " || document.documentElement.dataset.state === 'failed'");
            if (page.predict().state().equals("failed")) {
                page.assertFailed("picture-too-large");
            } else {
                assertEquals(3, page.shown().size());
            }
            page.playwright().locator("[data-sample='tshirt.jpg']").click();
            page.awaitState("ready");
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void onePixelIsEnough() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", png);
        try (GlancePage page = page().open(Sites.http())) {
            choose(page, "one.png", "image/png", png.toByteArray());
            page.awaitState("ready");
            assertEquals(3, page.answers().size());
        }
    }

    @Test
    void fromDiskANeighbourWithoutATwinIsTainted() throws IOException {
        copySite();
        Files.copy(Folders.SITE.resolve("images/mug.jpg"), folder.resolve("mine.jpg"));
        String html = Files.readString(folder.resolve("index.html"));
        Files.writeString(folder.resolve("index.html"), html.replace("images/tshirt.jpg", "mine.jpg"));
        try (GlancePage page = page().open(folder.resolve("index.html").toUri().toString())) {
            assertTrue(page.assertFailed("picture-tainted").contains("Choose the file"));
            page.playwright().locator("[data-sample='tshirt.jpg']").click();
            page.awaitState("ready");
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void tensorFlowIsMissing() {
        try (GlancePage page = page()) {
            page.playwright().route("**/tf/tf*.js", Route::abort);
            page.open(Sites.http());
            page.assertFailed("tensorflow-missing");
            assertUsableAgain(page);
        }
    }

    @Test
    void withoutWebAssemblyTheCpuTakesOverAndThePageSaysSo() {
        try (GlancePage page = page()) {
            page.openWith("delete globalThis.WebAssembly;", "");
            assertEquals("cpu", page.attribute("data-backend"));
            String note = page.playwright().locator("#note").textContent();
            assertTrue(note.contains("wasm") && note.contains("WebAssembly") && note.contains("cpu"), note);
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void aBackendThatComputesWronglyIsDropped() {
        try (GlancePage page = page()) {
            // Every wasm kernel for pooling now gives half of what it should.
            page.open(Sites.changed("", Map.of("tf/tf-mobilenet.js", Folders.read("tf/tf-mobilenet.js") + ";(() => {"
                    + " const kernels = globalThis.glanceTfGlobals.get('kernelRegistry');"
                    + " const kernel = kernels.get('wasm_Mean');"
                    + " kernels.set('wasm_Mean', {...kernel, kernelFunc: options => { const result = kernel.kernelFunc(options);"
                    + " const values = options.backend.typedArrayFromHeap(result);"
                    + " for (let i = 0; i < values.length; i++) { values[i] *= 0.5; } return result; }}); })();")));
            assertEquals("cpu", page.attribute("data-backend"));
            String note = page.playwright().locator("#note").textContent();
            assertTrue(note.contains("wasm") && note.contains("self-check"), note);
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void whenNoBackendComputesRightlyThereIsNoAnswer() {
        try (GlancePage page = page()) {
            page.open(Sites.changed("", Map.of("models/catalog.json",
                    Folders.read("models/catalog.json").replaceFirst("\"topLogit\":[0-9.]+", "\"topLogit\":99"))));
            String text = page.assertFailed("backend-none");
            assertTrue(text.contains("wasm") && text.contains("cpu") && text.contains("self-check"), text);
        }
    }

    @Test
    void whenTheGraphicsAreLostAnotherBackendAnswers() {
        try (GlancePage page = page()) {
            if (!Browsers.primaryIsChromium()) {
                System.out.println("Left out: the loss of graphics, which only Chromium has here");
                return;
            }
            page.open(Sites.http() + "?backend=webgl");
            assertEquals("webgl", page.attribute("data-backend"));
            assertEquals(T_SHIRT, page.answers().get(0).index());
            page.worker().evaluate("() => tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext()");
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("wasm", page.attribute("data-backend"));
            assertTrue(page.playwright().locator("#note").textContent().contains("webgl"));
        }
    }
}
