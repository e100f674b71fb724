package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the page and its first answer may cost on the wire, compressed. More than this wants a reason. */
class BytesIT {
    private static final Map<String, Integer> BUDGET = Map.of("page", 14_000, "script", 112_000, "TensorFlow.js", 75_000,
            "wasm", 160_000, "picture and icon", 62_000, "thumbnails", 60_000, "labels and catalog", 20_000, "model", 3_300_000);

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
        if (path.startsWith("tf/")) {
            return "TensorFlow.js";
        }
        if (path.endsWith(".tflite")) {
            return "model";
        }
        if (path.startsWith("models/")) {
            return "labels and catalog";
        }
        return path.endsWith(".js") ? "script" : "page";
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
