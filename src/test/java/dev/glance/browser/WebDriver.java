package dev.glance.browser;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.Folders;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The few commands that the WebKit test needs of a browser's own driver.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class WebDriver implements AutoCloseable {
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String driver;
    private String session = "";

    private WebDriver(Process process, int port) {
        this.process = process;
        driver = "http://127.0.0.1:" + port;
    }

    /** Starts WebKitGTK's little browser without a window. */
    static WebDriver webKit(Path path) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder("xvfb-run", "-a", path.toString(), "--port=" + port, "--host=127.0.0.1")
                .redirectErrorStream(true).redirectOutput(Folders.OWN.resolve("webkit.log").toFile());
        // CI runs as root in a container, where WebKit's own container cannot be made.
        builder.environment().put("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        WebDriver driver = new WebDriver(builder.start(), port);
        driver.await(driver::answers, "WebKitWebDriver");
        JsonObject capabilities = new JsonObject().add("capabilities", new JsonObject().add("alwaysMatch",
                new JsonObject()));
        driver.session = "/session/" + driver.send("POST", "/session", capabilities).asObject().get("sessionId").asString();
        return driver;
    }

    private boolean answers() {
        try {
            return send("GET", "/status", null) != null;
        } catch (IllegalStateException e) {
            // Not yet.
            return false;
        }
    }

    void open(String url) {
        send("POST", session + "/url", new JsonObject().add("url", url));
    }

    /** Runs a script's body and returns what it returns. */
    JsonValue run(String body) {
        return send("POST", session + "/execute/sync", new JsonObject().add("script", body).add("args", new JsonArray()));
    }

    void click(String selector) {
        send("POST", session + "/element/" + element(selector) + "/click", new JsonObject());
    }

    /** Types into an element; a path into a file input. */
    void type(String selector, String text) {
        send("POST", session + "/element/" + element(selector) + "/value", new JsonObject().add("text", text));
    }

    void await(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private String element(String selector) {
        return send("POST", session + "/element", new JsonObject().add("using", "css selector").add("value", selector))
                .asObject().get(ELEMENT).asString();
    }

    private JsonValue send(String method, String path, JsonObject body) {
        try {
            HttpRequest.BodyPublisher publisher = body == null ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString());
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(driver + path)).timeout(PATIENCE)
                    .method(method, publisher).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return Json.parse(response.body()).asObject().get("value");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (!session.isEmpty()) {
            send("DELETE", session, null);
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
