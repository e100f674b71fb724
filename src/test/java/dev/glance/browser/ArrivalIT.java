package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page says while a model arrives. */
class ArrivalIT {
    private static final String MODEL_JSON = new String(TeachableProject.get().files().get("model.json"), StandardCharsets.UTF_8);
    private static final int FILES = 3;
    private static final int CHUNKS = 2;
    private static final int CHUNK = 2_000_000;
    private static final int BYTES = FILES * CHUNKS * CHUNK;
    private static final Pattern SAID = Pattern.compile("([\\d.]+) of (\\?|[\\d.]+) MB(?: \\u00b7 ([\\d.]+) MB a second)?(?: \\u00b7 (\\d+) s left)?");

    private final Semaphore chunks = new Semaphore(0);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer host;

    @BeforeEach
    void serve() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", this::answer);
        host.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    /** A model that is none, with weights of 12 MB, of which a chunk is sent when the test says so. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        try (exchange) {
            if (path.endsWith("model.json")) {
                StringBuilder paths = new StringBuilder();
                for (int i = 0; i < FILES; i++) {
                    paths.append(i == 0 ? "" : ",").append("\"").append(i).append(".bin\"");
                }
                byte[] json = MODEL_JSON.replaceFirst("\"weightsManifest\":.*", "\"weightsManifest\":[{\"paths\":[" + paths + "],\"weights\":[{\"name\":\"w\","
                        + "\"dtype\":\"float32\",\"shape\":[" + BYTES / 4 + "]}]}]}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, json.length);
                exchange.getResponseBody().write(json);
            } else if (path.endsWith(".bin")) {
                exchange.sendResponseHeaders(200, (long) CHUNKS * CHUNK);
                for (int i = 0; i < CHUNKS; i++) {
                    chunks.acquire();
                    exchange.getResponseBody().write(new byte[CHUNK]);
                    exchange.getResponseBody().flush();
                }
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Over all files: neither bar nor numbers jump back, and rate and time are those of what is to come. */
    @Test
    void bytesRateAndTimeLeftAreThoseOfAllFiles() {
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.playwright().clock().install();
            page.open(Sites.http());
            Brought.openModels(page);
            page.playwright().evaluate("() => { const text = document.querySelector('#models progress + p'),"
                    + " bar = document.querySelector('#models progress'); globalThis.said = [];"
                    + " new MutationObserver(() => said.push([text.textContent,"
                    + " bar.getAttribute('value') ?? '', performance.now()].join('|')))"
                    + ".observe(text, {childList: true, characterData: true, subtree: true}); }");
            page.playwright().locator("#model-address").fill("http://localhost:" + host.getAddress().getPort() + "/model.json");
            page.playwright().locator("#model-address").press("Enter");
            page.playwright().waitForCondition(() -> asked.stream().anyMatch(path -> path.endsWith(".bin")));
            for (int chunk = 1; chunk <= FILES * CHUNKS; chunk++) {
                page.playwright().clock().runFor(1000);
                chunks.release();
                page.playwright().waitForFunction("there => said.some(line => parseFloat(line) >= there)",
                        chunk * CHUNK / 1_000_000);
            }
            page.playwright().waitForFunction("() => !document.getElementById('error').hidden");
            assertEquals("model-format", Brought.error(page).getAttribute("data-code"), Brought.error(page).textContent());
            assertSteady(page);
        }
    }

    private static void assertSteady(GlancePage page) {
        double bytes = 0;
        double share = 0;
        double began = -1;
        int rates = 0;
        @SuppressWarnings("unchecked")
        List<String> all = (List<String>) page.playwright().evaluate("said");
        for (String line : all) {
            String[] parts = line.split("\\|");
            Matcher said = said(parts[0]);
            assertTrue(List.of("?", "12.0").contains(said.group(2)), line);
            assertTrue(Double.parseDouble(said.group(1)) >= bytes, line + " after " + bytes);
            bytes = Double.parseDouble(said.group(1));
            assertTrue(parts[1].isEmpty() || Double.parseDouble(parts[1]) >= share, line + " after " + share);
            share = parts[1].isEmpty() ? share : Double.parseDouble(parts[1]);
            began = began < 0 ? Double.parseDouble(parts[2]) : began;
            double seconds = (Double.parseDouble(parts[2]) - began) / 1000;
            // Afterwards the beginning does not count any more.
            if (said.group(3) != null && bytes > 1 && seconds < 4.9) {
                double rate = Double.parseDouble(said.group(3));
                // Both are rounded to a tenth.
                assertEquals(bytes / seconds, rate, 0.06 + 0.06 / seconds, line + " after " + seconds + " s");
                double left = (12 - bytes) / (bytes / seconds);
                assertEquals(left, Integer.parseInt(said.group(4)), 1 + 0.1 * left, line);
                rates++;
            }
        }
        assertTrue(rates > 3, all::toString);
        assertEquals(12.0, bytes);
        assertEquals(1.0, share, 1e-4);
    }

    private static Matcher said(String text) {
        Matcher said = SAID.matcher(text);
        assertTrue(said.matches(), text);
        return said;
    }
}
