package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glance.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models at addresses of another host, which behaves as hosts do. */
class AddressIT {
    private static final TeachableProject PROJECT = TeachableProject.get();
    private static final Map<String, Integer> ASKED = new ConcurrentHashMap<>();
    private static final List<String> RANGES = new CopyOnWriteArrayList<>();
    /** Holds an answer back until a test lets it go on. */
    private static final CountDownLatch HELD = new CountDownLatch(1);
    private static HttpServer host;
    private static byte[] tflite;

    @BeforeAll
    static void start() throws IOException {
        tflite = Files.readAllBytes(Folders.EMBEDDED);
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setExecutor(Executors.newCachedThreadPool());
        host.createContext("/", AddressIT::answer);
        host.start();
    }

    @AfterAll
    static void stop() {
        HELD.countDown();
        host.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            int times = ASKED.merge(path, 1, Integer::sum);
            var headers = exchange.getResponseHeaders();
            if (!path.startsWith("/closed/")) {
                headers.add("Access-Control-Allow-Origin", "*");
                headers.add("Access-Control-Allow-Headers", "*");
                headers.add("Access-Control-Expose-Headers", "ETag");
            }
            headers.add("Cross-Origin-Resource-Policy", "cross-origin");
            headers.add("ETag", "\"1\"");
            if (exchange.getRequestMethod().equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            String name = path.substring(path.lastIndexOf('/') + 1);
            byte[] body = PROJECT.files().getOrDefault(name, name.endsWith(".tflite") ? tflite : null);
            if (path.startsWith("/page/")) {
                body = "<!DOCTYPE html><title>Not found</title>".getBytes(StandardCharsets.UTF_8);
            }
            int status = path.startsWith("/403/") ? 403 : path.startsWith("/503/") && times < 3 ? 503 : body == null ? 404 : 200;
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = 0;
            if (range != null) {
                RANGES.add(path + ' ' + range);
                from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, body.length - from);
            OutputStream out = exchange.getResponseBody();
            if ((path.startsWith("/broken/") && times == 1 || path.startsWith("/cut/")) && range == null) {
                out.write(body, 0, body.length / 2);
                out.flush();
                throw new IOException("the line is cut");
            }
            if (path.startsWith("/cut/")) {
                throw new IOException("the line is cut");
            }
            if (path.startsWith("/held/")) {
                out.write(body, 0, body.length / 2);
                out.flush();
                HELD.await();
            }
            out.write(body, from, body.length - from);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String at(String path) {
        return "http://127.0.0.1:" + host.getAddress().getPort() + path;
    }

    private static GlancePage open(String from) {
        return new GlancePage(Browsers.primary()).open(from.equals("http") ? Sites.http() : Sites.disk());
    }

    private static void ask(GlancePage page, String path) {
        Brought.openModels(page);
        page.playwright().locator("#model-address").fill(at(path));
        page.playwright().locator("#models form button").click();
    }

    private static void awaitOwn(GlancePage page) {
        page.playwright().waitForFunction("() => /^mine-/.test(document.documentElement.dataset.model)"
                + " && document.documentElement.dataset.state === 'ready'");
    }

    @ParameterizedTest
    @CsvSource({"http, /teachable/", "file, /teachable/model.json", "http, /503/model.tflite", "file, /plain/model.tflite"})
    void aModelAtAnAddressIsUsed(String from, String path) throws IOException {
        try (GlancePage page = open(from).expectComplaints()) {
            ask(page, path);
            awaitOwn(page);
            if (path.contains("teachable")) {
                Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
            }
        }
    }

    @Test
    void whatBreaksOffGoesOnFromThere() {
        try (GlancePage page = open("http").expectComplaints()) {
            ask(page, "/broken/model.tflite");
            awaitOwn(page);
            assertEquals(1, RANGES.stream().filter(range -> range.startsWith("/broken/model.tflite bytes=")).count(), RANGES::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"/nothing/there.zip, model-missing, status 404", "/403/model.tflite, model-missing, status 403",
        "/page/model.json, model-format, no JSON", "/page/model.tflite, model-format, ''",
        "/closed/model.tflite, model-missing, keep"})
    void aFaultSaysWhatItIs(String path, String code, String said) {
        try (GlancePage page = open("http").expectComplaints()) {
            String before = page.attribute("data-model");
            ask(page, path);
            page.playwright().waitForFunction("() => !document.getElementById('error').hidden");
            String text = Brought.error(page).textContent();
            assertEquals(code, Brought.error(page).getAttribute("data-code"), text);
            assertTrue(text.contains(said) || text.contains("CORS"), text);
            assertEquals(before, page.attribute("data-model"));
            assertEquals(List.of(), Brought.listed(page));
        }
    }

    @Test
    void whatIsAlwaysCutIsGivenUp() {
        try (GlancePage page = open("http").expectComplaints()) {
            ask(page, "/cut/model.tflite");
            page.playwright().waitForFunction("() => !document.getElementById('error').hidden");
            assertEquals("model-missing", Brought.error(page).getAttribute("data-code"));
            assertEquals(List.of(), Brought.listed(page));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void howFarItIsIsShownAndItCanBeCancelled(String from) {
        try (GlancePage page = open(from).expectComplaints()) {
            ask(page, "/held/model.tflite");
            page.playwright().waitForFunction("() => document.querySelector('#models progress')?.value > 0.4");
            assertTrue(page.playwright().locator("#models").textContent().contains("of 4.0 MB"));
            page.playwright().locator("#models progress ~ button").click();
            page.playwright().waitForFunction("() => document.getElementById('error').dataset.code === 'cancelled'");
            assertTrue(page.playwright().locator("#models progress").isHidden());
            assertEquals(List.of(), Brought.listed(page));
        }
    }
}
