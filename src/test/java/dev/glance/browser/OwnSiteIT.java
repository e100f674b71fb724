package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.browser.TeachableProject.Picture;
import dev.glance.model.Nets;
import dev.glance.offline.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site with a model of one's own, saved by the page. */
class OwnSiteIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");
    private static final List<String> PICTURES = List.of("balloon.jpg", "mug.jpg", "tennis_ball.jpg");

    @TempDir
    private static Path temp;
    private static int made;

    private static String address(String way) {
        return way.equals("http") ? Sites.http() : Sites.disk();
    }

    /** Saves the site of a model that was brought; what is downloaded. */
    private static Path save(GlancePage page, String id) {
        Brought.openModels(page);
        Download download = page.playwright().waitForDownload(() -> page.playwright().locator("[data-save='" + id + "']").click());
        made++;
        Path zip = temp.resolve(made + "-" + download.suggestedFilename());
        download.saveAs(zip);
        return zip;
    }

    private static Path unzip(Path zip) throws IOException {
        made++;
        Path folder = temp.resolve("with space \u00e9 " + made);
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(file.entries())) {
                Path target = folder.resolve(entry.getName());
                assertTrue(target.normalize().startsWith(folder));
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
        return folder;
    }

    private static Map<String, List<Answer>> ask(GlancePage page) {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        for (String picture : PICTURES) {
            answers.put(picture, Brought.ask(page, IMAGES.resolve(picture)));
        }
        return answers;
    }

    private static void assertSame(Map<String, List<Answer>> expected, Map<String, List<Answer>> found) {
        for (String picture : expected.keySet()) {
            List<Answer> answers = expected.get(picture);
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(answers.get(i).index(), found.get(picture).get(i).index(), picture);
                assertEquals(answers.get(i).label(), found.get(picture).get(i).label(), picture);
                assertEquals(answers.get(i).probability(), found.get(picture).get(i).probability(), 2e-3, picture);
            }
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever the files say of each other is so, and what opens from disk is what opens from a server. */
    private static void assertWhole(Path folder) throws IOException {
        String worker = Files.readString(folder.resolve("sw.js"));
        int start = worker.indexOf("glanceSite=\"") + "glanceSite=".length();
        Inventory inventory = Inventory.read(com.eclipsesource.json.Json.parse(worker.substring(start, worker.indexOf("\";\n", start) + 1))
                .asString());
        String main = Files.readString(folder.resolve("mobilenet.js"));
        for (Inventory.Entry entry : inventory.entries()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(entry.path()));
            assertEquals(entry.bytes(), bytes.length, entry.path());
            assertEquals(entry.sha256(), HexFormat.of().formatHex(hash(bytes)), entry.path());
            String vouched = "\"" + entry.path() + "\":[";
            if (main.contains(vouched)) {
                assertTrue(main.contains(vouched + bytes.length + ",\"sha256-" + Base64.getEncoder().encodeToString(hash(bytes)) + "\"]"),
                        entry.path());
            }
            Path twin = folder.resolve(entry.path() + ".js");
            if (Files.exists(twin)) {
                assertEquals("glanceFile(\"" + entry.path() + "\",\"" + Base64.getEncoder().encodeToString(bytes) + "\");\n",
                        Files.readString(twin, StandardCharsets.US_ASCII));
            }
        }
        assertTrue(Inventory.isPage(Files.readString(folder.resolve("index.html")), inventory.version()));
        assertTrue(Files.readString(folder.resolve("install.js")).contains("\"-\\t" + String.format("%08d",
                Inventory.coreBytes(inventory.write())) + "\\n\""));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                assertTrue(path.equals("sw.js") || inventory.find(path) != null || path.endsWith(".js")
                        && Files.exists(folder.resolve(path.substring(0, path.length() - 3))), path);
            }
        }
    }

    private static GlancePage open(Browser browser, String address) {
        GlancePage page = new GlancePage(browser).open(address);
        assertEquals("ready", page.state(), () -> page.playwright().locator("#error").textContent());
        return page;
    }

    private static void assertAnswers(Browser browser, Path folder, Map<String, List<Answer>> expected) {
        for (String address : List.of(folder.resolve("index.html").toUri().toString(), Sites.http(folder))) {
            try (GlancePage page = open(browser, address)) {
                assertTrue(page.attribute("data-model").startsWith("own-"), page.attribute("data-model"));
                assertSame(expected, ask(page));
                for (String request : page.requests()) {
                    assertTrue(request.startsWith(address.startsWith("file:") ? "file:" : address) || request.startsWith("blob:")
                            || request.startsWith("data:"), request);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void aTeachableMachineModelGoesOutAsASite(String from) throws IOException {
        TeachableProject project = TeachableProject.get();
        Map<String, List<Answer>> expected;
        Path zip;
        Path again;
        try (GlancePage page = new GlancePage(Browsers.primary()).open(address(from))) {
            String id = Way.CHOSEN.bring(page, project.paths());
            expected = ask(page);
            zip = save(page, id);
            again = save(page, id);
        }
        assertTrue(Files.size(zip) < 8_000_000, Files.size(zip) + " bytes");
        assertArrayEquals(Files.readAllBytes(zip), Files.readAllBytes(again));
        assertTrue(zip.getFileName().toString().endsWith("-glance-Lunch-b-box-b-co.zip"), zip.toString());
        Path folder = unzip(zip);
        assertFalse(Files.exists(folder.resolve("litert")), "it needs no LiteRT.js");
        assertWhole(folder);
        assertTrue(Files.readString(folder.resolve("index.html")).contains("<title>Lunch &lt;b&gt;box&lt;/b&gt; &amp; co. \u00b7 Glance</title>"));
        assertTrue(Files.readString(folder.resolve("LICENSES.txt")).contains("Lunch <b>box</b> & co."));
        assertAnswers(Browsers.primary(), folder, expected);
        for (String address : List.of(folder.resolve("index.html").toUri().toString(), Sites.http(folder))) {
            try (GlancePage page = open(Browsers.primary(), address)) {
                // With the part that its library sees, without being asked.
                for (Picture picture : project.pictures().subList(0, 5)) {
                    for (Answer answer : Brought.ask(page, picture.file())) {
                        assertEquals(picture.probabilities()[answer.index()], answer.probability(), 1e-3, picture.name());
                    }
                }
                assertEquals("Lunch <b>box</b> & co. \u00b7 Glance", page.playwright().title());
                assertFalse(page.playwright().locator("#names").isVisible());
                assertTrue(page.playwright().locator("footer .own").isVisible());
                // Many pictures, and another model.
                page.playwright().locator("#file").setInputFiles(new Path[] {IMAGES.resolve("balloon.jpg"), IMAGES.resolve("mug.jpg")});
                page.playwright().waitForFunction("() => document.getElementById('many-progress')?.dataset.done === '2'");
                String mine = Way.CHOSEN.bring(page, Folders.EMBEDDED);
                assertEquals(417, Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0).index());
                if (address.startsWith("file:")) {
                    // A site of a saved site.
                    Path next = unzip(save(page, mine));
                    assertWhole(next);
                    Map<String, List<Answer>> others = ask(page);
                    assertAnswers(Browsers.primary(), next, others);
                }
            }
        }
        if (Browsers.firefoxPath().isPresent()) {
            assertAnswers(Browsers.firefox(), folder, expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void aTfliteModelDoesToo(String from) throws IOException {
        assumeTrue(Folders.mirror().isPresent(), "left out: models of the mirror");
        Path mirror = Folders.mirror().get();
        // Names of its own, and one that nobody has published here.
        Map<String, List<Answer>> expected;
        Path zip;
        try (GlancePage page = new GlancePage(Browsers.primary()).open(address(from))) {
            String id = Way.CHOSEN.bring(page, mirror.resolve("mobilenet_v2_1.0_224_inat_bird_quant.tflite"),
                    mirror.resolve("inat_bird_labels.txt"));
            expected = ask(page);
            zip = save(page, id);
        }
        assertTrue(Files.size(zip) < 25_000_000, Files.size(zip) + " bytes");
        Path folder = unzip(zip);
        assertWhole(folder);
        assertEquals(from.equals("http"), Files.exists(folder.resolve("litert/litert_wasm_compat_internal.wasm")));
        assertAnswers(Browsers.primary(), folder, expected);
        String first;
        try (GlancePage page = open(Browsers.primary(), Sites.http(folder))) {
            first = page.answers().get(0).label();
        }
        try (GlancePage page = open(Browsers.primary(), Sites.http(folder) + "?backend=litert")) {
            assertEquals("litert", page.attribute("data-backend"));
        }
        // The script beside it is a drop-in as before.
        try (ScriptPage page = new ScriptPage(Sites.http(folder))) {
            page.withGlance();
            assertEquals(first, page.run("async () => (await (await mobilenet.load()).classify(await picture('images/tshirt.jpg')))[0]"
                    + ".className"));
        }
    }

    /** What LiteRT.js alone computes begins with it there. */
    @Test
    void aModelOfLiteRtAloneDoesToo() throws IOException {
        Path file = Files.write(temp.resolve("beyond.tflite"), Nets.beyond());
        Map<String, List<Answer>> expected;
        Path zip;
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.disk())) {
            String id = Way.CHOSEN.bring(page, file);
            expected = ask(page);
            zip = save(page, id);
        }
        Path folder = unzip(zip);
        assertWhole(folder);
        assertAnswers(Browsers.primary(), folder, expected);
        try (GlancePage page = open(Browsers.primary(), folder.resolve("index.html").toUri().toString())) {
            assertEquals("litert", page.attribute("data-backend"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void whatTheDeviceHasDamagedIsNotSaved(String from) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(address(from))) {
            String id = Way.CHOSEN.bring(page, TeachableProject.get().paths());
            page.playwright().waitForCondition(() -> Integer.valueOf(1).equals(Brought.kept(page)));
            Brought.damage(page);
            // Another visit, which begins with the site's model.
            page.playwright().navigate("about:blank");
            page.open(address(from));
            List<Download> downloads = Collections.synchronizedList(new ArrayList<>());
            page.playwright().onDownload(downloads::add);
            Brought.openModels(page);
            page.playwright().locator("[data-save='" + id + "']").click();
            page.playwright().waitForCondition(() -> Brought.error(page).isVisible());
            assertEquals("model-altered", Brought.error(page).getAttribute("data-code"));
            assertTrue(Brought.error(page).textContent().contains("Lunch <b>box</b> & co."), Brought.error(page).textContent());
            assertEquals(List.of(), downloads);
        }
    }

    /** Kept for use without a connection like any other. */
    @Test
    void itWorksOfflineToo() throws IOException {
        assumeTrue(Browsers.primaryIsChromium());
        Path zip;
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http())) {
            zip = save(page, Way.CHOSEN.bring(page, TeachableProject.get().paths()));
        }
        Path folder = unzip(zip);
        try (Host host = new Host(folder); GlancePage page = GlancePage.kept(Browsers.primary()).expectComplaints()) {
            OfflineIT.visit(page, host);
            host.down();
            OfflineIT.start(page, host);
            assertEquals(TeachableProject.LABELS.size(), Brought.ask(page, IMAGES.resolve("mug.jpg")).size());
        }
    }
}
