package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpServer;
import dev.glance.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways of handing over a picture: whatever it is, whatever the page does next, the answer is that for the file. The page
 * lies on a server or on disk; who computes is a worker or the page.
 */
class WaysIT {
    private static final String WAYS = Folders.resource("browser/ways.js");

    private static ScriptPage page(String origin) throws IOException {
        return origin.equals("http") ? new ScriptPage(Sites.http()) : ScriptPage.onDisk();
    }

    @ParameterizedTest
    @CsvSource({"http, true", "http, false", "disk, true", "disk, false"})
    void everyWayGivesTheAnswerForTheFile(String origin, boolean worker) throws IOException {
        try (ScriptPage page = page(origin).withGlance()) {
            page.run(WAYS);
            page.run("base64 => prepare(base64)", base64("balloon.jpg"));
            page.run("base64 => prepareOther(base64)", base64("mug.jpg"));
            @SuppressWarnings("unchecked")
            List<Map<String, Object>> outcomes = (List<Map<String, Object>>) page.run("worker => allWays(worker)", worker);
            assertTrue(outcomes.size() >= 40, outcomes.size() + " ways");
            List<String> wrong = new ArrayList<>();
            for (Map<String, Object> outcome : outcomes) {
                if (!Boolean.TRUE.equals(outcome.get("right"))) {
                    wrong.add(outcome.toString());
                }
            }
            assertEquals(List.of(), wrong);
            assertEquals(List.of(), page.errors());
        }
    }

    private static String base64(String image) throws IOException {
        return java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(Folders.SITE.resolve("images/" + image)));
    }

    /** The address of the img is asked for once; what a server would send next does not matter. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAddressThatChangesIsNotAskedAgain(boolean worker) throws IOException {
        byte[][] pictures = {dev.glance.Jpegs.picture(4032, 3024), Files.readAllBytes(Folders.SITE.resolve("images/mug.jpg"))};
        AtomicInteger asked = new AtomicInteger();
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            page.playwright().route("**/camera.jpg", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("image/jpeg").setHeaders(Map.of("Cache-Control", "no-store"))
                    .setBodyBytes(pictures[Math.min(1, asked.getAndIncrement())])));
            page.run("async worker => { const model = await mobilenet.load({worker}); const image = await picture('camera.jpg');"
                    + " await model.classify(image); await model.classify(image);"
                    + " for await (const result of model.classifyAll([image, image])) { if (result.error) { throw result.error; } } }",
                    worker);
            assertEquals(1, asked.get());
        }
    }

    @Test
    void whatNeverArrivesIsATypedErrorAfterATime() {
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            page.playwright().route("**/never.jpg", route -> { });
            page.playwright().clock().install();
            page.run("async () => { globalThis.model = await mobilenet.load(); globalThis.codes = [];"
                    + " const image = new Image(); image.src = 'never.jpg'; const video = document.createElement('video');"
                    + " for (const value of [image, video, 'never.jpg']) {"
                    + " failure(model.classify(value)).then(e => codes.push(e.code)); } }");
            page.playwright().waitForTimeout(300);
            page.playwright().clock().fastForward(31_000);
            page.playwright().waitForFunction("() => codes.length === 3");
            assertEquals(List.of("picture-empty", "picture-unreachable", "picture-unreachable"),
                    page.run("() => codes.sort()"));
        }
    }

    /** Three failures, three codes; none of them says "make it smaller". */
    @Test
    void theAdviceFitsTheCause() throws IOException {
        // Playwright's own answers always allow to read them.
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            byte[] bytes = read("images/mug.jpg");
            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
            exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "cross-origin");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        refusing.start();
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            // A page that Playwright makes up may ask nothing of this machine.
            page.playwright().navigate(Sites.http() + "LICENSES.txt");
            page.withGlance();
            page.playwright().route("http://dead.example/**", Route::abort);
            page.playwright().route("**/text.jpg", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("image/jpeg").setBody("no picture")));
            @SuppressWarnings("unchecked")
            List<List<String>> failures = (List<List<String>>) page.run("async refusing => {"
                    + " const failure = promise => promise.then(() => 'no failure', e => e);"
                    + " const model = await mobilenet.load();"
                    + " const image = async (src, crossOrigin) => { const image = new Image();"
                    + " if (crossOrigin) { image.crossOrigin = crossOrigin; } image.src = src;"
                    + " await image.decode().catch(() => {}); return image; };"
                    + " const foreign = await image(refusing);"
                    + " const canvas = document.createElement('canvas'); canvas.getContext('2d').drawImage(foreign, 0, 0);"
                    + " const values = [foreign, canvas, refusing, 'http://dead.example/mug.jpg',"
                    + " 'missing.jpg', 'text.jpg', await image('missing.jpg'), await image('text.jpg'),"
                    + " await image(refusing, 'anonymous'),"
                    + " 'data:text/plain;base64,' + 'QUFB'.repeat(50000), 'x'.repeat(100000), {a: 1}];"
                    + " const failures = []; for (const value of values) { const e = await failure(model.classify(value));"
                    + " failures.push([e.code, e.message]); } return failures; }",
                    "http://localhost:" + refusing.getAddress().getPort() + "/mug.jpg");
            List<String> codes = new ArrayList<>();
            for (List<String> failure : failures) {
                codes.add(failure.get(0));
                assertTrue(failure.get(1) != null && failure.get(1).length() <= 300, failures.toString());
                assertTrue(!failure.get(1).contains("SecurityError") && !failure.get(1).contains("smaller"), failure.get(1));
            }
            assertEquals(List.of("picture-tainted", "picture-tainted", "picture-tainted", "picture-unreachable",
                    "picture-unreachable", "picture-undecodable", "picture-unreachable", "picture-undecodable",
                    "picture-tainted", "picture-undecodable", "picture-unreachable", "option"), codes, failures.toString());
        } finally {
            refusing.stop(0);
        }
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Folders.SITE.resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A page without an origin may read no picture of any host's, not even its own. */
    @Test
    void aPageInASandboxHearsWhy() {
        try (ScriptPage own = new ScriptPage(Sites.http())) {
            Page page = own.playwright();
            page.route(Sites.http() + "**", route -> {
                Map<String, String> headers = new HashMap<>(route.fetch().headers());
                headers.put("access-control-allow-origin", "*");
                headers.put("cross-origin-resource-policy", "cross-origin");
                route.fulfill(new Route.FulfillOptions().setResponse(route.fetch()).setHeaders(headers));
            });
            page.route("**/framed.html", route -> route.fulfill(new Route.FulfillOptions().setContentType("text/html")
                    .setHeaders(Map.of("Content-Security-Policy", "sandbox allow-scripts"))
                    .setBody("<!DOCTYPE html><title>In a sandbox</title><img src=images/mug.jpg>"
                            + "<script src=mobilenet.js></script>")));
            page.navigate(Sites.http() + "framed.html");
            assertEquals("null", page.evaluate("() => self.origin"));
            Object message = page.evaluate("async () => { const model = await mobilenet.load();"
                    + " return model.classify(document.images[0]).then(() => '', e => e.code + ' ' + e.message); }");
            assertTrue(message.toString().startsWith("picture-tainted") && message.toString().contains("sandbox"),
                    message.toString());
        }
    }
}
