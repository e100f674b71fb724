package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import dev.glance.browser.TeachableProject.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are broken, are none, or mean harm; and hosts of models that fail. Nothing bad is used or kept. */
class BringFaultsIT {
    private static final TeachableProject PROJECT = TeachableProject.get();
    private static final String MODEL = "model.json";
    private static final String WEIGHTS = "weights.bin";
    /** How much is asked for once more where it goes on, in bytes. */
    private static final int OVERLAP = 1024;
    private static final String METADATA = "metadata.json";
    private static final String HTML = "<!DOCTYPE html><title>Sign in</title><p>{\"not\": \"JSON\"}";

    @TempDir
    private static Path temp;

    /** Files that are refused, the code, and what the page says among other things. */
    record Fault(String name, String code, String said, Map<String, byte[]> files) {
        @Override
        public String toString() {
            return name;
        }

        Path[] write(Path folder) {
            return files.entrySet().stream().map(file -> {
                try {
                    return Files.write(Files.createDirectories(folder).resolve(file.getKey()), file.getValue());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toArray(Path[]::new);
        }
    }

    private static GlancePage page() {
        return new GlancePage(Browsers.primary());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The project, with one of its files changed; null leaves it out. */
    private static Map<String, byte[]> with(String name, UnaryOperator<byte[]> change) {
        Map<String, byte[]> files = PROJECT.files();
        byte[] changed = change.apply(files.get(name));
        if (changed == null) {
            files.remove(name);
        } else {
            files.put(name, changed);
        }
        return files;
    }

    private static Map<String, byte[]> withText(String name, UnaryOperator<String> change) {
        return with(name, bytes -> {
            String text = text(bytes);
            String changed = change.apply(text);
            assertFalse(changed.equals(text), "nothing was changed");
            return bytes(changed);
        });
    }

    private static Map<String, byte[]> zipped(Map<String, byte[]> files) {
        return Map.of("project.zip", TeachableProject.zip(files));
    }

    private static Map<String, byte[]> moved(String folder) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        PROJECT.files().forEach((name, bytes) -> files.put(folder + name, bytes));
        return files;
    }

    private static Map<String, byte[]> both(Map<String, byte[]> one, Map<String, byte[]> other) {
        Map<String, byte[]> files = new LinkedHashMap<>(one);
        files.putAll(other);
        return files;
    }

    /** A zip whose directory says that its last file is small, which it is not. */
    private static byte[] lying() {
        byte[] zip = TeachableProject.zip(both(PROJECT.files(), Map.of("labels.txt", new byte[50_000_000])));
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < zip.length - 46; i++) {
            if (buffer.getInt(i) == 0x02014b50 && buffer.getInt(i + 24) == 50_000_000) {
                buffer.putInt(i + 24, 1000);
            }
        }
        return zip;
    }

    private static byte[] embedded() {
        try {
            return Files.readAllBytes(Folders.EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fault> faults() {
        byte[] tflite = embedded();
        byte[] shorter = Arrays.copyOf(PROJECT.files().get(WEIGHTS), 1000);
        byte[] zip = TeachableProject.zip(PROJECT.files());
        return List.of(
                new Fault("no model", "model-none", "no model", Map.of("notes.txt", bytes("hello"))),
                new Fault("a picture", "model-none", "no model", Map.of("cup.png", new byte[100])),
                new Fault("an empty file", "model-format", "does not begin as one", Map.of("model.tflite", new byte[0])),
                new Fault("text for a model", "model-format", "does not begin as one", Map.of("model.tflite", bytes(HTML))),
                new Fault("half a model", "model-format", "outside the file", Map.of("model.tflite", Arrays.copyOf(tflite, tflite.length / 2))),
                new Fault("two models", "model-several", "b.tflite", Map.of("a.tflite", tflite, "b.tflite", tflite)),
                new Fault("a zip of two", "model-several", "b/model.json", zipped(both(moved("a/"), moved("b/")))),
                new Fault("a zip of none", "model-none", "no model", zipped(Map.of("a.txt", bytes("hello")))),
                new Fault("a zip in a zip", "model-none", "no model", zipped(Map.of("a.zip", zip))),
                new Fault("no weights", "model-part-missing", WEIGHTS, with(WEIGHTS, bytes -> null)),
                new Fault("no weights in a zip", "model-part-missing", WEIGHTS, zipped(with(WEIGHTS, bytes -> null))),
                new Fault("cut weights", "model-format", "1000", with(WEIGHTS, bytes -> shorter)),
                new Fault("too many weights", "model-format", "bytes", with(WEIGHTS, bytes -> Arrays.copyOf(bytes, bytes.length + 4))),
                new Fault("a cut zip", "model-format", "directory", Map.of("a.zip", Arrays.copyOf(zip, zip.length / 2))),
                new Fault("a damaged zip", "model-format", "damaged", Map.of("a.zip", flipped(zip, zip.length / 2))),
                new Fault("no zip", "model-format", "", Map.of("a.zip", bytes(HTML))),
                new Fault("HTML for model.json", "model-format", "JSON", with(MODEL, bytes -> bytes(HTML))),
                new Fault("HTML for metadata.json", "model-format", METADATA, with(METADATA, bytes -> bytes(HTML))),
                new Fault("half a model.json", "model-format", "JSON", with(MODEL, bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
                new Fault("other JSON", "model-format", "", with(MODEL, bytes -> bytes("{\"name\": \"webapp\"}"))),
                new Fault("zip slip", "model-unsafe", "", zipped(both(PROJECT.files(), Map.of("../../evil.txt", bytes("no"))))),
                new Fault("zip bomb", "model-unsafe", "", zipped(with(WEIGHTS, bytes -> new byte[60_000_000]))),
                new Fault("a zip that lies", "model-format", "damaged", Map.of("a.zip", lying())),
                new Fault("weights elsewhere", "model-unsafe", "evil.example",
                        withText(MODEL, text -> text.replace("\"weights.bin\"", "\"https://evil.example/weights.bin\""))),
                new Fault("weights above", "model-unsafe", "weights.bin",
                        withText(MODEL, text -> text.replace("\"weights.bin\"", "\"../../weights.bin\""))),
                new Fault("an audio project", "model-other", "sounds", withText(METADATA, text -> text.replace("\"labels\"",
                        "\"wordLabels\""))),
                new Fault("a pose project", "model-other", "poses", withText(METADATA, text -> text.replace("/image\"", "/pose\""))),
                new Fault("a grey project", "model-other", "grey", withText(METADATA, text -> text.replace("\"imageSize\"",
                        "\"grayscale\":true,\"imageSize\""))),
                new Fault("too few labels", "model-format", "names 2", withText(METADATA, text -> text.replace("\"Cup, blue\",", ""))),
                new Fault("Keras", "model-other", "tensorflowjs_converter", Map.of("keras_model.h5", new byte[1000],
                        "labels.txt", bytes("0 a\n1 b"))),
                new Fault("ONNX", "model-other", "onnx2tf", Map.of("model.onnx", new byte[1000])),
                new Fault("an unknown layer", "model-operation", "Nonsense", withText(MODEL, text -> text.replace("\"GlobalAveragePooling2D\"",
                        "\"Nonsense\""))),
                new Fault("a layer that does not fit", "model-format", "", withText(MODEL, text -> text.replace("[null,224,224,3]",
                        "[null,224,224,5]"))),
                new Fault("other labels", "labels-format", "2", Map.of("model.tflite", tflite, "labels.txt", bytes("a\nb"))));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    /** All on one page, one after another: each is told, none is used, and the model in use goes on. */
    @ParameterizedTest
    @CsvSource({"http, CHOSEN", "file, CHOSEN"})
    void eachFaultHasItsCodeAndSentence(String from, Way way) {
        List<String> wrong = new ArrayList<>();
        try (GlancePage page = page().open(from.equals("http") ? Sites.http() : Sites.disk())) {
            for (Fault fault : faults()) {
                Path[] files = fault.write(temp.resolve(from + "-" + fault.name().replace(' ', '-')));
                try {
                    String said = way.refused(page, fault.code(), files);
                    if (!said.contains(fault.said()) || said.contains("undefined") || said.contains("null")) {
                        wrong.add(fault + ": " + said);
                    }
                } catch (AssertionError | com.microsoft.playwright.PlaywrightException e) {
                    wrong.add(fault + ": " + e.getMessage().lines().limit(3).collect(Collectors.joining(" ")));
                }
            }
            assertEquals("", String.join("\n", wrong));
            assertEquals(List.of(), Brought.listed(page));
            assertEquals(0, Brought.kept(page));
            page.playwright().locator("#predict").click();
            page.awaitState("done");
            assertEquals(610, page.shown().get(0).index());
            Brought.assertNoStrangers(page, page.playwright().url());
        }
    }

    /** The end of a model is missing, at each tenth of it. */
    @Test
    void aTfliteFileCutAtEachTenthIsRefused() throws IOException {
        byte[] whole = embedded();
        try (GlancePage page = page().open(Sites.http())) {
            for (int tenth = 1; tenth < 10; tenth++) {
                Path cut = Files.write(temp.resolve("cut-" + tenth + ".tflite"), Arrays.copyOf(whole, whole.length * tenth / 10));
                Way.CHOSEN.refused(page, "model-format", cut);
            }
            assertEquals(0, Brought.kept(page));
        }
    }

    /** Under a drop too, the error is in view. */
    @Test
    void whatIsDroppedIsToldInView() {
        try (GlancePage page = page().open(Sites.http())) {
            page.playwright().setViewportSize(390, 844);
            Path[] keras = faults().stream().filter(fault -> fault.name().equals("Keras")).findFirst().orElseThrow()
                    .write(temp.resolve("keras"));
            Way.DROPPED.refused(page, "model-other", keras);
            assertTrue((Boolean) Brought.error(page).evaluate("error => { const box = error.getBoundingClientRect();"
                    + " return box.top >= 0 && box.bottom <= innerHeight; }"));
        }
    }

    // From an address.

    private static void load(GlancePage page, String address) {
        Brought.openModels(page);
        page.playwright().locator("#model-address").fill(address);
        page.playwright().locator("#model-address").press("Enter");
    }

    /** As Teachable Machine shares projects; with and without the slash that people leave out. */
    @ParameterizedTest
    @CsvSource({"http, https://teachablemachine.withgoogle.com/models/AbC-_123/", "file, https://teachablemachine.withgoogle.com/models/AbC-_123",
        "http, https://teachablemachine.withgoogle.com/models/AbC-_123/model.json"})
    void aSharedAddressAnswersAsTheLibraryDoes(String from, String address) {
        String folder = "https://teachablemachine.withgoogle.com/models/AbC-_123/";
        try (GlancePage page = page()) {
            page.playwright().route("https://teachablemachine.withgoogle.com/**", route -> {
                byte[] bytes = PROJECT.files().get(route.request().url().replace(folder, ""));
                route.fulfill(bytes == null ? new Route.FulfillOptions().setStatus(404)
                        : new Route.FulfillOptions().setBodyBytes(bytes).setHeaders(Map.of("access-control-allow-origin", "*")));
            });
            page.open(from.equals("http") ? Sites.http() : Sites.disk());
            String before = page.attribute("data-model");
            load(page, address);
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " || !document.getElementById('error').hidden", before);
            page.awaitState("ready", "done");
            Brought.assertAnswers(page, PROJECT.pictures());
            List<String> strangers = page.requests().stream().filter(url -> url.startsWith("https:")).collect(Collectors.toList());
            assertEquals(List.of(folder + MODEL, folder + METADATA, folder + WEIGHTS).stream().sorted().collect(Collectors.toList()),
                    strangers.stream().sorted().collect(Collectors.toList()));
        }
    }

    /** A host that fails as the path says, elsewhere than the page. */
    private static final class Elsewhere implements AutoCloseable {
        private static final Map<String, byte[]> HOSTED = both(PROJECT.files(), Map.of("project.zip",
                TeachableProject.zip(PROJECT.files()), "model.tflite", embedded()));
        private final HttpServer server;
        private final AtomicInteger asked = new AtomicInteger();
        private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

        Elsewhere() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        }

        /** @param path the fault, then the file; a folder ends in a slash */
        String address(String path) {
            return "http://localhost:" + server.getAddress().getPort() + "/" + path;
        }

        private void answer(HttpExchange exchange) throws IOException {
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
            byte[] bytes = HOSTED.get(path[1]);
            boolean weights = path[1].equals(WEIGHTS);
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (!path[0].equals("closed-to-others") && (!path[0].equals("no-parts") || range == null)) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
                exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "*");
                if (!path[0].startsWith("gzip")) {
                    exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "*");
                }
            }
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
                return;
            }
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            // Else the browser's cache asks for ranges of its own.
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
            int count = weights ? asked.incrementAndGet() : 0;
            boolean early = weights && count < 3;
            if (weights && range != null) {
                ranges.add(range);
            }
            try (exchange) {
                if (path[0].matches("\\d+")) {
                    exchange.sendResponseHeaders(Integer.parseInt(path[0]), -1);
                } else if (path[0].equals("html")) {
                    send(exchange, bytes(HTML), 0, HTML.length());
                } else if (path[0].startsWith("cut-")) {
                    boolean cut = !path[1].endsWith(".json");
                    byte[] tenths = cut ? Arrays.copyOf(bytes, bytes.length * Integer.parseInt(path[0].substring(4)) / 10) : bytes;
                    send(exchange, tenths, 0, tenths.length);
                } else if (path[0].equals("huge") && weights) {
                    exchange.sendResponseHeaders(200, 700_000_000L);
                    drip(exchange);
                } else if (path[0].equals("busy") && early || path[0].equals("always-busy") && weights) {
                    exchange.sendResponseHeaders(503, -1);
                } else if (List.of("breaks", "no-parts", "changes", "shrinks").contains(path[0]) && early) {
                    again(exchange, path[0], bytes, range);
                } else if (path[0].equals("always-breaks") && weights) {
                    // However often it goes on, it does not get there.
                    resume(exchange, bytes, 100);
                } else if (path[0].equals("never-the-rest")) {
                    // Each time much of it comes, and each time for nothing.
                    again(exchange, range == null ? "breaks" : "changes", bytes, range);
                } else if (path[0].startsWith("gzip")) {
                    zipped(exchange, bytes, early && path[0].contains("breaks"), path[0].endsWith("stored"));
                } else if (path[0].equals("mute") && weights) {
                    Thread.sleep(60_000);
                } else if (path[0].equals("silent") && weights) {
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes, 0, 1000);
                    exchange.getResponseBody().flush();
                    Thread.sleep(60_000);
                } else if (path[0].equals("drips") && weights) {
                    exchange.sendResponseHeaders(200, bytes.length);
                    drip(exchange);
                } else if (path[0].equals("waits") && weights) {
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes, 0, 1000);
                    drip(exchange);
                } else {
                    resume(exchange, bytes, bytes.length);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Breaks off first; what becomes of the rest differs. */
        private void again(HttpExchange exchange, String fault, byte[] bytes, String range) throws IOException, InterruptedException {
            if (range == null || fault.equals("breaks")) {
                resume(exchange, bytes, bytes.length / 3);
            } else if (fault.equals("shrinks")) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                byte[] other = bytes.clone();
                other[Integer.parseInt(range.replaceAll("\\D", "")) + 77] ^= 1;
                resume(exchange, other, other.length);
            }
        }

        /** Until the page lets go. */
        private static void drip(HttpExchange exchange) throws IOException, InterruptedException {
            for (int i = 0; i < 3000; i++) {
                exchange.getResponseBody().write(0);
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
        }

        /** @param stored whether it has it in no other way: then a part is one of what is compressed, as S3 sends it */
        private void zipped(HttpExchange exchange, byte[] bytes, boolean breaks, boolean stored) throws IOException, InterruptedException {
            if (exchange.getRequestHeaders().containsKey("Range") && !stored) {
                resume(exchange, bytes, bytes.length);
                return;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            resume(exchange, out.toByteArray(), breaks ? out.size() / 2 : out.size());
        }

        /** Goes on where asked to, and breaks off after some bytes. */
        private void resume(HttpExchange exchange, byte[] bytes, int length) throws IOException, InterruptedException {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = 0;
            if (range != null) {
                from = Integer.parseInt(range.replaceAll("\\D", ""));
                if (from >= bytes.length) {
                    exchange.sendResponseHeaders(416, -1);
                    return;
                }
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            }
            send(exchange, bytes, from, Math.min(bytes.length - from, length));
            if (from + length < bytes.length) {
                // What was sent has arrived before the line breaks: a browser drops what it has not handed over yet.
                exchange.getResponseBody().flush();
                Thread.sleep(500);
            }
        }

        private static void send(HttpExchange exchange, byte[] bytes, int from, int length) throws IOException {
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
            exchange.getResponseBody().write(bytes, from, length);
            exchange.getResponseBody().flush();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    static Stream<Arguments> hosts() {
        List<String> rows = List.of("404/ | model-missing | 404", "403/ | model-missing | 403", "html/ | model-format | JSON",
                "html/project.zip | model-format | directory", "html/model.tflite | model-format | ",
                "closed-to-others/ | model-missing | ownload it there, and bring the file",
                "always-breaks/ | model-missing | weights.bin", "never-the-rest/model.tflite | model-missing | ", "huge/ | model-unsafe | 640 MB");
        return Stream.of("http", "file").flatMap(from -> rows.stream().map(row -> Arguments.of(from, row)));
    }

    private static GlancePage open(String from) {
        return open(page().expectComplaints(), from);
    }

    private static GlancePage open(GlancePage page, String from) {
        mayAskThisMachine(page.playwright());
        return page.open(from.equals("http") ? Sites.http() : Sites.disk());
    }

    /** Chromium takes a page from disk, or one that a test makes up, for one of the wide world, which may not. */
    private static void mayAskThisMachine(Page page) {
        if (Browsers.primaryIsChromium()) {
            page.context().grantPermissions(List.of("local-network-access"));
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void aHostThatFailsIsToldAndNothingIsUsed(String from, String row) {
        String[] fault = row.split(" \\| ?");
        try (Elsewhere host = new Elsewhere(); GlancePage page = open(from)) {
            String before = page.attribute("data-model");
            load(page, host.address(fault[0]));
            page.playwright().waitForFunction("() => !document.getElementById('error').hidden");
            String said = page.assertFailed(fault[1]);
            assertTrue(fault.length == 2 || said.contains(fault[2]), said);
            assertEquals(before, page.attribute("data-model"));
            assertEquals(0, Brought.kept(page));
        }
    }

    /** What a host has is not whole, and it says so nowhere. */
    @ParameterizedTest
    @CsvSource({"http, project.zip", "http, ''", "http, model.tflite", "file, project.zip", "file, ''"})
    void whatIsCutAtEachTenthIsRefused(String from, String path) {
        try (Elsewhere host = new Elsewhere(); GlancePage page = open(from)) {
            String before = page.attribute("data-model");
            for (int tenth = 0; tenth < 10; tenth++) {
                Brought.error(page).evaluate("error => { error.dataset.code = 'before'; }");
                load(page, host.address("cut-" + tenth + "/" + path));
                page.playwright().waitForFunction("() => document.getElementById('error').dataset.code !== 'before'"
                        + " && !document.getElementById('error').hidden");
                assertEquals("model-format", Brought.error(page).getAttribute("data-code"), Brought.error(page).textContent());
            }
            assertEquals(before, page.attribute("data-model"));
            assertEquals(0, Brought.kept(page));
        }
    }

    /**
     * From where it broke off, if the host lets that be and the rest fits to what is there; else from the beginning.
     *
     * @param fault what the host does twice
     * @param times how often it is asked for the weights
     */
    @ParameterizedTest
    @CsvSource({"http, breaks, 3", "http, busy, 3", "http, no-parts, 4", "http, changes, 3", "http, shrinks, 3", "file, breaks, 3",
        "http, gzip-breaks, 2", "http, gzip-breaks-stored, 4"})
    void whatBreaksOffIsTakenUpAgain(String from, String fault, int times) {
        try (Elsewhere host = new Elsewhere(); GlancePage page = open(from)) {
            String before = page.attribute("data-model");
            load(page, host.address(fault + "/"));
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " || !document.getElementById('error').hidden", before);
            page.awaitState("ready", "done");
            int length = PROJECT.files().get(WEIGHTS).length;
            if (fault.equals("breaks")) {
                assertEquals(List.of("bytes=" + (length / 3 - OVERLAP) + "-", "bytes=" + (length / 3 - OVERLAP + length / 3 - OVERLAP) + "-"),
                        host.ranges, "from a little before where it broke off");
            } else {
                assertEquals(fault.equals("busy"), host.ranges.isEmpty(), "it is tried from where it broke off");
            }
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
            assertEquals(times, host.asked.get());
        }
    }

    /** As most hosts do, and then a page that is elsewhere is told the length of what is sent, but not that it is compressed. */
    @ParameterizedTest
    @ValueSource(strings = {"", "project.zip", "model.json"})
    void whatAHostCompressesIsWhole(String path) {
        try (Elsewhere host = new Elsewhere(); GlancePage page = open("http")) {
            String before = page.attribute("data-model");
            load(page, host.address("gzip/" + path));
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " || !document.getElementById('error').hidden", before);
            assertFalse(Brought.error(page).isVisible(), Brought.error(page).textContent());
            page.awaitState("ready", "done");
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
        }
    }

    /** Whatever is waited for. */
    @ParameterizedTest
    @ValueSource(strings = {"waits", "mute", "always-busy"})
    void loadingCanBeCancelled(String fault) {
        try (Elsewhere host = new Elsewhere(); GlancePage page = page().expectComplaints().open(Sites.http())) {
            String before = page.attribute("data-model");
            load(page, host.address(fault + "/"));
            page.playwright().waitForCondition(() -> host.asked.get() > 0);
            page.playwright().locator("#models progress").waitFor();
            page.playwright().locator("#models button:text-is('Cancel')").click();
            // At once, and not when something else is given up.
            page.playwright().locator("#models progress").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN)
                    .setTimeout(10_000));
            assertEquals(before, page.attribute("data-model"));
            // Nothing of it is left in the way of another.
            Way.CHOSEN.bring(page, PROJECT.paths());
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 2));
        }
    }

    /** Half a minute each of four times, or one; the page's clock goes faster here. */
    @ParameterizedTest
    @CsvSource({"http, silent, has fallen silent", "http, mute, does not answer", "http, drips, less than 64 KB a minute",
        "file, mute, does not answer", "file, drips, less than 64 KB a minute"})
    void aHostThatFallsSilentIsGivenUp(String from, String fault, String said) {
        try (Elsewhere host = new Elsewhere(); GlancePage page = page().expectComplaints()) {
            page.playwright().clock().install();
            open(page, from);
            String before = page.attribute("data-model");
            load(page, host.address(fault + "/"));
            // Little by little: what comes at once must not find its time gone.
            page.playwright().waitForCondition(() -> {
                page.playwright().clock().runFor(host.asked.get() == 0 ? 10 : 1000);
                return Brought.error(page).isVisible();
            });
            assertTrue(page.assertFailed("model-missing").contains(said), () -> Brought.error(page).textContent());
            assertEquals(4, host.asked.get());
            assertEquals(before, page.attribute("data-model"));
            assertEquals(0, Brought.kept(page));
        }
    }

    /** Nobody can cancel {@code mobilenet.load}: it has to come to an end by itself. */
    @ParameterizedTest
    @CsvSource({"mute, does not answer", "drips, less than 64 KB a minute"})
    void whoLoadsByAScriptDoesNotWaitForEverEither(String fault, String said) {
        try (Elsewhere host = new Elsewhere(); ScriptPage page = new ScriptPage(Sites.http())) {
            mayAskThisMachine(page.playwright());
            page.playwright().clock().install();
            page.withGlance();
            page.playwright().evaluate("modelUrl => { globalThis.failed = ''; mobilenet.load({modelUrl}).catch(e => {"
                    + " failed = e.code + ' ' + e.message; }); }", host.address(fault + "/"));
            page.playwright().waitForCondition(() -> {
                page.playwright().clock().runFor(host.asked.get() == 0 ? 10 : 1000);
                return !page.playwright().evaluate("failed").equals("");
            });
            String failed = (String) page.playwright().evaluate("failed");
            assertTrue(failed.startsWith("model-missing") && failed.contains(said), failed);
        }
    }

    /** It can be used all the same, and the page says that it will be gone. */
    @Test
    void withoutRoomAModelIsUsedAndToldNotToStay() {
        assumeTrue(Browsers.primaryIsChromium(), "only Chromium lets tests say how much room there is");
        try (GlancePage page = page().expectComplaints().open(Sites.http())) {
            CDPSession session = page.playwright().context().newCDPSession(page.playwright());
            JsonObject quota = new JsonObject();
            quota.addProperty("origin", Sites.http().replaceAll("/$", ""));
            quota.addProperty("quotaSize", 200_000);
            session.send("Storage.overrideQuotaForOrigin", quota);
            Way.CHOSEN.give(page, PROJECT.paths());
            page.playwright().locator("#error[data-code=storage]").waitFor();
            assertTrue(Brought.error(page).textContent().contains("QuotaExceededError"), () -> Brought.error(page).textContent());
            page.playwright().waitForFunction("() => document.documentElement.dataset.model.startsWith('mine-')");
            assertEquals(0, Brought.kept(page));
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 2));
        }
    }

    /** Weights that make no numbers: every engine computes them, none may be used. */
    @Test
    void aModelThatComputesNoNumbersIsRefused() throws IOException {
        Map<String, byte[]> files = with(WEIGHTS, bytes -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < bytes.length; i += 4) {
                buffer.putFloat(i, Float.NaN);
            }
            return buffer.array();
        });
        Path folder = Files.createDirectories(temp.resolve("nan"));
        Fault fault = new Fault("nan", "model-format", "", files);
        try (GlancePage page = page().expectComplaints().open(Sites.http())) {
            Way.CHOSEN.refused(page, fault.code(), fault.write(folder));
            assertEquals(0, Brought.kept(page));
        }
    }

    @Test
    void aModelIsChosenWhileTheSitesOwnCannotBeHad() throws IOException {
        assumeTrue(Browsers.primaryIsChromium(), "routes workers' requests");
        try (GlancePage page = page().expectComplaints()) {
            page.playwright().route("**/model.tflite", Route::abort);
            page.open(Sites.http());
            page.assertFailed("model-missing");
            Brought.openModels(page);
            Way.CHOSEN.give(page, PROJECT.paths());
            page.playwright().waitForFunction("() => (document.documentElement.dataset.model || '').startsWith('mine-')"
                    + " && ['ready', 'done'].includes(document.documentElement.dataset.state)");
            Picture picture = PROJECT.pictures().get(4);
            Brought.assertAnswers(page, List.of(picture));
        }
    }
}
