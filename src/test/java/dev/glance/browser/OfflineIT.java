package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.google.gson.JsonObject;
import dev.glance.Folders;
import dev.glance.model.Sha256;
import dev.glance.offline.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site where its server is not, and where that has another one. */
class OfflineIT {
    private static final String NEWS = "A new version is here. It is used from the next start.";
    /** Files of each version that say which one they are of. */
    static final List<String> TELLING = List.of("LICENSES.txt", "app.css", "many.css", "mobilenet.js", "more.js");

    @TempDir
    private Path folder;

    private static Page open(GlancePage page, String address) {
        page.open(address);
        page.playwright().locator("#offline summary").click();
        return page.playwright();
    }

    static void awaitState(Page page, String beginning) {
        page.waitForFunction("beginning => document.getElementById('offline-state')?.textContent.startsWith(beginning)", beginning);
    }

    /** Opens the site, and waits until it is kept. */
    static Page visit(GlancePage page, Host host) {
        Page playwright = open(page, host.address());
        awaitState(playwright, "Kept on this device");
        return playwright;
    }

    static void start(GlancePage page, Host host) {
        page.playwright().waitForTimeout(300);
        page.playwright().navigate(host.address());
        page.awaitState("ready", "failed", "done");
        assertEquals("ready", page.state(), () -> page.playwright().locator("#error").textContent());
    }

    private static void assertPredicts(GlancePage page) {
        assertEquals(610, page.answers().get(0).index());
    }

    /** Another version of the site: some of its files say so, and all else is the same. */
    private Path other(String name) throws IOException {
        return other(folder.resolve(name), name);
    }

    /** The same, in a folder. */
    static Path other(Path site, String name) throws IOException {
        Folders.copySite(site);
        List<Inventory.Entry> entries = new ArrayList<>();
        String worker = Files.readString(site.resolve("sw.js"));
        int start = worker.indexOf("glanceSite=\"") + "glanceSite=\"".length();
        String list = worker.substring(start, worker.indexOf('"', start));
        Inventory before = Inventory.read(list.replace("\\t", "\t").replace("\\n", "\n"));
        for (Inventory.Entry entry : before.entries()) {
            Path file = site.resolve(entry.path());
            if (TELLING.contains(entry.path())) {
                String text = Files.readString(file);
                Files.writeString(file, text + (entry.path().endsWith("js") ? "\n//" : "\n/* ") + name + " */");
            } else if (entry.isPage()) {
                Files.writeString(file, Files.readString(file).replace(before.version(), name));
            }
            byte[] bytes = Files.readAllBytes(file);
            entries.add(new Inventory.Entry(entry.path(), bytes.length, Sha256.hex(bytes), entry.core()));
        }
        Files.writeString(site.resolve("sw.js"), worker.replace(list, new Inventory(name, entries).write()
                .replace("\t", "\\t").replace("\n", "\\n")));
        return site;
    }

    /** Which of the telling files a page gets of a version. */
    static List<?> of(Page page, String version) {
        return (List<?>) page.evaluate("async ([paths, version]) => { const found = []; for (const path of paths) {"
                + " if ((await (await fetch(path)).text()).includes(version + ' */')) { found.push(path); } } return found; }",
                List.of(TELLING, version));
    }

    private static List<?> caches(Page page) {
        return (List<?>) page.evaluate("async () => (await caches.keys()).filter(name => name.startsWith('glance '))");
    }

    @Test
    void afterOneVisitTheSiteWorksWithoutItsServer() throws IOException {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            Page playwright = visit(page, host);
            assertTrue(host.sent().stream().noneMatch(path -> path.endsWith(".js.js") || path.endsWith(".wasm.js")
                    || path.contains("litert")));
            System.out.println(playwright.locator("#offline-state").textContent());
            host.down();
            page.expectComplaints();
            start(page, host);
            assertPredicts(page);
            page.awaitPictures();
            playwright.locator("[data-sample='mug.jpg']").click();
            page.awaitState("done");
            assertEquals(504, page.shown().get(0).index());
            playwright.locator("#why").click();
            playwright.locator("#heat").waitFor();
            List<Path> many = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                many.add(Files.copy(Folders.SITE.resolve("images/orange.jpg"), folder.resolve(i + ".jpg")));
            }
            playwright.locator("#file").setInputFiles(many.toArray(new Path[0]));
            playwright.waitForFunction("() => document.getElementById('many-progress')?.dataset.done === '30'");
            assertEquals(30, playwright.locator("#many [data-index='950']").count());
            playwright.locator("#lang").selectOption("zh");
            playwright.waitForFunction("() => document.documentElement.lang === 'zh-CN'");
            System.out.println("Note: " + playwright.locator("#note").textContent());
            playwright.navigate(host.address() + "bench.html");
            assertTrue(playwright.title().contains("Glance"));
            playwright.navigate(host.address() + "?src=images/lemon.jpg");
            page.awaitState("ready");
            assertEquals(951, page.answers().get(0).index());
        }
    }

    @Test
    void aNewVersionIsToldOfAndUsedFromTheNextStart() throws IOException {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            Page playwright = visit(page, host);
            start(page, host);
            host.serve(other("second"));
            host.sent();
            // The old one opens, and finds out that there is another.
            start(page, host);
            playwright.locator("#news").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(NEWS)).waitFor();
            assertEquals(List.of(), of(playwright, "second"));
            assertPredicts(page);
            assertEquals(List.of(), host.sent().stream().filter(path -> path.endsWith(".tflite") || path.endsWith(".wasm")
                    || path.startsWith("images/")).collect(Collectors.toList()), "what is the same is not sent again");
            // Beside another window the old one goes on, in both.
            Page second = playwright.context().newPage();
            second.navigate(host.address());
            second.waitForFunction("() => document.documentElement.dataset.state === 'ready'");
            assertEquals(List.of(), of(second, "second"));
            assertEquals(List.of(), of(playwright, "second"));
            second.close();
            playwright.waitForTimeout(300);
            playwright.reload();
            playwright.waitForFunction("() => document.documentElement.dataset.build === 'second'"
                    + " && document.documentElement.dataset.state === 'ready'");
            assertEquals(TELLING, of(playwright, "second"));
            assertPredicts(page);
            assertEquals("", playwright.locator("#news").textContent());
            playwright.waitForCondition(() -> caches(playwright).size() == 1);
            host.down();
            page.expectComplaints();
            start(page, host);
            assertEquals(TELLING, of(playwright, "second"));
            assertPredicts(page);
        }
    }

    @Test
    void cutOffInTheMiddleOfAnUpdateTheOldVersionStaysWhole() throws IOException {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            Page playwright = visit(page, host);
            page.expectComplaints();
            host.serve(other("second"));
            AtomicInteger files = new AtomicInteger();
            host.refuse(path -> !path.equals("sw.js") && !path.equals("index.html") && files.incrementAndGet() > 2);
            start(page, host);
            playwright.locator("#offline summary").click();
            playwright.locator("#offline-panel").filter(new com.microsoft.playwright.Locator.FilterOptions()
                    .setHasText("A new version could not be kept; this one stays.")).waitFor();
            assertEquals("", playwright.locator("#news").textContent());
            assertEquals(List.of(), of(playwright, "second"));
            host.down();
            start(page, host);
            assertEquals(List.of(), of(playwright, "second"));
            assertPredicts(page);
            host.up();
            host.heal();
            host.sent();
            start(page, host);
            playwright.locator("#news").filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(NEWS)).waitFor();
            assertEquals(List.of(), of(playwright, "second"));
            List<String> sent = host.sent();
            assertTrue(sent.size() < 2 + TELLING.size(), "it goes on where it was: " + sent);
            playwright.reload();
            playwright.waitForFunction("() => document.documentElement.dataset.build === 'second'"
                    + " && document.documentElement.dataset.state === 'ready'");
            assertEquals(TELLING, of(playwright, "second"));
            assertPredicts(page);
        }
    }

    @Test
    void aDamagedFileIsNeverKept() throws IOException {
        byte[] damaged = Files.readAllBytes(Folders.SITE.resolve("many.js"));
        damaged[damaged.length / 2] ^= 1;
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            host.send("many.js", damaged);
            Page playwright = open(page, host.address());
            awaitState(playwright, "This browser keeps nothing");
            assertTrue(playwright.locator("#offline-panel").textContent().contains("is not the one that was built"));
            assertEquals(false, playwright.evaluate("async () => { for (const name of await caches.keys()) {"
                    + " if (await (await caches.open(name)).match('many.js')) { return true; } } return false; }"));
            assertPredicts(page);
            host.heal();
            playwright.locator("#offline-keep").click();
            awaitState(playwright, "Kept on this device");
            // The same for what is kept once it is used.
            byte[] other = Files.readAllBytes(Folders.SITE.resolve("litert/litert.js"));
            other[100] ^= 1;
            host.send("litert/litert.js", other);
            start(page, host);
            String keeps = "path => fetch(path).then(answer => answer.arrayBuffer()).then(() => new Promise(resolve =>"
                    + " setTimeout(resolve, 500))).then(() => caches.match(path)).then(found => !!found)";
            assertEquals(false, playwright.evaluate(keeps, "litert/litert.js"));
            host.heal();
            assertEquals(true, playwright.evaluate(keeps, "litert/litert.js"));
        }
    }

    @Test
    void withoutRoomNothingIsKeptAndThePageSaysSo() {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            CDPSession session = page.playwright().context().newCDPSession(page.playwright());
            JsonObject quota = new JsonObject();
            quota.addProperty("origin", host.address());
            quota.addProperty("quotaSize", 2_000_000);
            session.send("Storage.overrideQuotaForOrigin", quota);
            Page playwright = open(page, host.address());
            awaitState(playwright, "This browser keeps nothing");
            assertTrue(playwright.locator("#offline-panel").textContent().contains("There is no room for it"));
            assertEquals(List.of(), caches(playwright));
            assertPredicts(page);
        }
    }

    /** Its owner may put another picture into it, also where it was kept before. */
    @Test
    void aPageThatWasEditedIsShownAtOnceAndKept() throws IOException {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            visit(page, host);
            host.send("index.html", Files.readString(Folders.SITE.resolve("index.html"))
                    .replace("images/tshirt.jpg", "images/lemon.jpg").getBytes(StandardCharsets.UTF_8));
            start(page, host);
            assertEquals(951, page.answers().get(0).index());
            host.down();
            page.expectComplaints();
            start(page, host);
            assertEquals(951, page.answers().get(0).index());
        }
    }

    /** On a host that cannot send the headers; not in a frame; pictures of other hosts are still shown. */
    @Test
    void whereThePageAsksForItItIsIsolated() throws IOException {
        String html = Files.readString(Folders.SITE.resolve("index.html"));
        for (String policy : List.of("credentialless", "require-corp")) {
            try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
                host.send("index.html", html.replace(" data-page", " data-page data-isolate=\"" + policy + "\"")
                        .getBytes(StandardCharsets.UTF_8));
                host.send("frame.html", "<!DOCTYPE html><link rel=icon href=data:,><iframe src=\"index.html\"></iframe>".getBytes(StandardCharsets.UTF_8));
                Page playwright = visit(page, host);
                assertEquals(false, playwright.evaluate("crossOriginIsolated"));
                start(page, host);
                assertEquals(true, playwright.evaluate("crossOriginIsolated"));
                assertPredicts(page);
                playwright.navigate(host.address() + "bench.html");
                assertEquals(true, playwright.evaluate("crossOriginIsolated"));
                playwright.navigate(host.address() + "frame.html");
                playwright.waitForCondition(() -> playwright.frames().size() == 2);
                playwright.frames().get(1).waitForFunction("() => document.documentElement.dataset.state === 'ready'");
                assertEquals(false, playwright.frames().get(1).evaluate("crossOriginIsolated"));
            }
        }
    }

    @Test
    void nothingOfItFromDiskForOtherPagesInFramesAndWhereTheAddressForbidsIt() throws IOException {
        String registrations = "() => navigator.serviceWorker.getRegistrations().then(found => found.length)";
        try (GlancePage page = GlancePage.kept(Browsers.primary())) {
            page.open(Sites.disk());
            page.playwright().waitForTimeout(4_000);
            assertFalse(page.playwright().locator("#offline").isVisible());
            assertTrue(page.requests().stream().noneMatch(url -> url.endsWith("sw.js") || url.endsWith("install.js")));
        }
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            page.open(host.address() + "?offline=no");
            host.send("frame.html", "<!DOCTYPE html><link rel=icon href=data:,><iframe src=\"index.html\"></iframe>".getBytes(StandardCharsets.UTF_8));
            host.send("own.html", ("<!DOCTYPE html><link rel=icon href=data:,><script src=\"mobilenet.js\"></script><script>mobilenet.load()"
                    + ".then(model => { document.title = model.backend; })</script>").getBytes(StandardCharsets.UTF_8));
            Page framed = page.playwright().context().newPage();
            framed.navigate(host.address() + "frame.html");
            Page own = page.playwright().context().newPage();
            own.navigate(host.address() + "own.html");
            own.waitForFunction("() => document.title === 'wasm'");
            own.waitForTimeout(5_000);
            assertEquals(0, page.playwright().evaluate(registrations));
            assertFalse(page.playwright().locator("#offline").isVisible());
            assertFalse(framed.frames().get(1).locator("#offline").isVisible());
            assertEquals(List.of(), caches(own));
        }
    }

    @Test
    void whoForgetsItIsKeptNothingOfAndStaysSo() {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            Page playwright = visit(page, host);
            start(page, host);
            playwright.locator("#offline summary").click();
            awaitState(playwright, "Kept on this device");
            playwright.locator("#offline-forget").click();
            awaitState(playwright, "Nothing is kept");
            String registrations = "() => navigator.serviceWorker.getRegistrations().then(found => found.length)";
            assertEquals(0, playwright.evaluate(registrations));
            assertEquals(List.of(), caches(playwright));
            // What the page does meanwhile brings nothing back.
            assertPredicts(page);
            playwright.evaluate("() => fetch('litert/litert.js')");
            start(page, host);
            playwright.waitForTimeout(4_500);
            assertEquals(0, playwright.evaluate(registrations));
            assertEquals(List.of(), caches(playwright));
            playwright.locator("#offline summary").click();
            playwright.locator("#offline-keep").click();
            awaitState(playwright, "Kept on this device");
        }
    }

    /** What nobody waits for comes after what somebody waits for. */
    @Test
    void nothingIsKeptBeforeThePageIsQuiet() {
        try (Host host = new Host(Folders.SITE); GlancePage page = GlancePage.kept(Browsers.primary())) {
            page.open(host.address());
            assertPredicts(page);
            List<String> sent = host.sent();
            assertTrue(sent.stream().noneMatch(path -> Map.of("sw.js", 1, "install.js", 1, "many.js", 1).containsKey(path)),
                    sent.toString());
            page.playwright().waitForFunction("() => navigator.serviceWorker.ready.then(() => true)");
            assertTrue(host.sent().contains("sw.js"));
        }
    }
}
