package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the page and its first answer may cost on the wire, compressed. More than this wants a reason. */
class BytesIT {
    private static final Map<String, Integer> BUDGET = Map.of("page", 16_000, "script", 180_000, "wasm", 160_000, "picture and icon", 62_000, "thumbnails", 60_000, "labels and catalog", 23_000, "model", 3_300_000);

    private static String kind(String path) {
        if (path.startsWith("images/small/") || path.endsWith("samples.json")) {
            return "thumbnails";
        }
        if (path.startsWith("images/") || path.endsWith(".svg")) {
            return "picture and icon";
        }
        if (path.endsWith(".wasm")) {
            return "wasm";
        }
        if (path.endsWith(".tflite")) {
            return "model";
        }
        if (path.startsWith("models/")) {
            return "labels and catalog";
        }
        return path.endsWith(".js") ? "script" : "page";
    }

    /** Also from a host that lets the browser keep nothing, and with everything that follows the first answer. */
    @Test
    void whatPageAndWorkersNeedIsFetchedOnce() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            keepNothing(page.playwright());
            page.open(Sites.http());
            page.answers();
            // The graphics have been looked for.
            page.playwright().waitForFunction("() => Object.keys(localStorage).length > 0");
            page.awaitPictures();
            assertOnce(page.requests());
        }
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            List<String> requests = Collections.synchronizedList(new ArrayList<>());
            page.playwright().onRequest(request -> requests.add(request.url()));
            keepNothing(page.playwright());
            page.withGlance();
            page.run("async () => { const model = await mobilenet.load(); const file ="
                    + " await (await fetch('images/balloon.jpg')).blob(); await model.classify(file);"
                    + " model.infer(await createImageBitmap(file));"
                    + " for await (const result of model.classifyAll(Array(8).fill(file))) { result.predictions[0]; } }");
            assertOnce(requests);
            assertTrue(requests.stream().anyMatch(url -> url.endsWith(".tflite")), requests.toString());
        }
    }

    @Test
    void nothingIsFetchedTwiceWhereTheFirstScriptComesLast() {
        try (GlancePage page = new GlancePage(Browsers.primary())) {
            Route[] held = new Route[1];
            page.playwright().route("**/start.js", route -> held[0] = route);
            page.playwright().route("**/models/catalog.json", route -> {
                if (held[0] != null) {
                    held[0].resume();
                    held[0] = null;
                }
                route.resume();
            });
            page.open(Sites.http());
            page.answers();
            page.awaitPictures();
            assertOnce(page.requests());
        }
    }

    /** With routes, Playwright switches the browser's cache off. */
    private static void keepNothing(Page page) {
        page.route("**/*", Route::resume);
    }

    private static void assertOnce(List<String> requests) {
        List<String> urls = new ArrayList<>(requests);
        urls.removeIf(url -> url.startsWith("blob:"));
        assertEquals(new ArrayList<>(new TreeSet<>(urls)), urls.stream().sorted().collect(Collectors.toList()));
    }

    /** Nothing is on its way before it is asked for, where the page says so. */
    @Test
    void aPageDecidesWhenTheModelIsFetched() {
        for (String start : List.of("", "no")) {
            try (ScriptPage page = new ScriptPage(Sites.http())) {
                List<String> requests = Collections.synchronizedList(new ArrayList<>());
                page.playwright().onRequest(request -> requests.add(request.url()));
                page.run("start => new Promise(resolve => { const script = document.createElement('script');"
                        + " script.src = 'mobilenet.js'; script.dataset.start = start; script.onload = resolve;"
                        + " document.head.append(script); })", start);
                if (start.isEmpty()) {
                    page.playwright().waitForCondition(() -> page.playwright().workers().size() == 1);
                    assertTrue(requests.stream().anyMatch(url -> url.endsWith(".tflite")), requests.toString());
                } else {
                    page.playwright().waitForTimeout(300);
                    assertEquals(List.of(Sites.http() + "mobilenet.js"), requests);
                    assertEquals(0, page.playwright().workers().size());
                }
                assertEquals("balloon", page.run("async () => (await (await mobilenet.load()).classify("
                        + "await picture('images/balloon.jpg')))[0].className"));
                assertEquals(1, page.playwright().workers().stream().filter(worker -> worker.url().startsWith("blob:")).count());
            }
        }
    }

    @Test
    void theFirstAnswerStaysWithinItsBudget() throws IOException, InterruptedException {
        Set<String> urls;
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http())) {
            page.answers();
            page.awaitPictures();
            urls = new TreeSet<>(page.requests());
            // What a worker runs is handed to it.
            urls.removeIf(url -> url.startsWith("blob:"));
        }
        // Asked for again, since what comes from the browser's cache has no size there.
        Map<String, Integer> sizes = new TreeMap<>();
        for (String url : urls) {
            byte[] body = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url))
                    .header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray()).body();
            sizes.merge(kind(url.substring(Sites.http().length())), body.length, Integer::sum);
        }
        System.out.println("Bytes for the page and the first answer: " + sizes);
        assertEquals(BUDGET.keySet(), sizes.keySet());
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            assertTrue(size.getValue() <= BUDGET.get(size.getKey()), size + " of " + BUDGET.get(size.getKey()));
        }
    }
}
