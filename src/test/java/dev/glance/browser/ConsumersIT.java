package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import dev.glance.Folders;
import dev.glance.build.ConsumerProject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The projects of README, built from what {@code mvn install} installs, in a browser. */
class ConsumersIT {
    private static final Path PHOTO = Folders.PROJECT.resolve("webapp/images/mug.jpg");
    /** What the bindings of one example may weigh, compressed. */
    private static final int BINDINGS_BYTES = 12_000;
    /** The same, of a page that classifies; its worker runs the site's script. */
    private static final int CLASSIFIER_BYTES = 107_000;

    private static int compressed(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            Files.copy(file, out);
        }
        System.out.println(Folders.TARGET.relativize(file) + ": " + Files.size(file) + " bytes, " + bytes.size() + " compressed");
        return bytes.size();
    }

    @Test
    void theBindingsAloneWorkAsJavaScriptAndAsWebAssembly() throws IOException {
        Path web = ConsumerProject.build("bindings");
        Files.copy(Folders.NODE.resolve("node_modules/@tensorflow/tfjs/dist/tf.min.js"), web.resolve("tf.min.js"));
        for (String address : List.of(Sites.http(web) + "index.html", Sites.http(web) + "wasm.html",
                web.resolve("index.html").toUri().toString())) {
            try (BrowserContext context = Browsers.primary().newContext()) {
                Page page = context.newPage();
                ConsoleMessage line = page.waitForConsoleMessage(new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().startsWith("red")), () -> page.navigate(address));
                Matcher numbers = Pattern.compile("red (.*), green (.*), blue (.*)").matcher(line.text());
                assertTrue(numbers.matches(), line.text());
                // #3300ff
                assertEquals(0.2, Double.parseDouble(numbers.group(1)), 1e-5, address);
                assertEquals(0, Double.parseDouble(numbers.group(2)), 1e-5, address);
                assertEquals(1, Double.parseDouble(numbers.group(3)), 1e-5, address);
                assertEquals(0, page.evaluate("() => tf.memory().numTensors"), address);
            }
        }
        assertTrue(compressed(web.resolve("app.js")) < BINDINGS_BYTES);
        compressed(web.resolve("wasm/app.wasm"));
        // What is not used is not there, be it of the bindings or of Glance.
        String script = Files.readString(web.resolve("app.js"));
        for (String used : List.of("tf.tidy", "tf.browser", "\"float32\"")) {
            assertTrue(script.contains(used), used);
        }
        for (String unused : List.of("loadGraphModel", "resizeBilinear", "registerBackend", "glance", "mobilenet")) {
            assertFalse(script.contains(unused), unused);
        }
    }

    @Test
    void aPageOfThreeFilesClassifiesAsOurs() throws IOException {
        Path web = ConsumerProject.build("classifier");
        Files.copy(PHOTO, web.resolve("photo.jpg"));
        String expected;
        try (GlancePage page = new GlancePage(Browsers.primary())
                .open(Sites.http() + "?backend=wasm&careful=0&src=images/mug.jpg")) {
            page.answers();
            expected = page.reported().stream().map(line -> line.get("className") + ": " + line.get("probability") + "\n")
                    .collect(Collectors.joining()) + page.playwright().locator("#verdict").getAttribute("data-verdict");
        }
        // A file is decoded to scale; ClassifierIT compares that.
        Set<String> ofFile = new HashSet<>();
        for (String address : List.of(Sites.http(web) + "index.html", web.resolve("index.html").toUri().toString())) {
            boolean disk = address.startsWith("file:");
            try (BrowserContext context = Browsers.primary().newContext()) {
                Page page = context.newPage();
                List<String> complaints = new ArrayList<>();
                page.onPageError(complaints::add);
                page.navigate(address);
                String first = answer(page, "One moment");
                // From disk a page may show a picture beside it, but not read it.
                assertTrue(disk ? first.startsWith("picture-tainted: ") : first.equals(expected), address + " says " + first);
                for (int i = 0; i < 2; i++) {
                    page.evaluate("() => { document.getElementById('answer').textContent = 'again'; }");
                    page.locator("#file").setInputFiles(new Path[0]);
                    page.locator("#file").setInputFiles(PHOTO);
                    ofFile.add(answer(page, "again"));
                }
                // The one that tries the graphics after the first answer ends.
                page.waitForCondition(() -> page.workers().size() == 1);
                assertEquals(List.of(), complaints);
            }
        }
        assertEquals(1, ofFile.size(), ofFile.toString());
        assertTrue(ofFile.iterator().next().matches("coffee mug: 0\\.[89](?s:.*)\nsure"), ofFile.toString());
        assertTrue(compressed(web.resolve("app.js")) < CLASSIFIER_BYTES);
    }

    private static String answer(Page page, String before) {
        page.waitForFunction("before => document.getElementById('answer').textContent !== before", before,
                new Page.WaitForFunctionOptions().setTimeout(60_000));
        return page.locator("#answer").textContent();
    }
}
