package dev.glance.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Serves a folder of static files on loopback, with the headers that let a page use threads (cross-origin isolation).
 */
public final class SiteServer implements AutoCloseable {
    private static final int PORTS = 100;
    /** So many requests at a time, half-sent ones among them. */
    private static final int MAX_THREADS = 200;
    private static final int REQUEST_SECONDS = 10;
    private static final int RESPONSE_SECONDS = 120;

    static {
        // Read by the JDK's server when it is first used: whoever sends or takes half of something is cut off then.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_SECONDS));
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(RESPONSE_SECONDS));
    }

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"), Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"), Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("tsv", "text/tab-separated-values; charset=utf-8"), Map.entry("svg", "image/svg+xml"),
            Map.entry("jpg", "image/jpeg"), Map.entry("png", "image/png"), Map.entry("webp", "image/webp"),
            Map.entry("wasm", "application/wasm"), Map.entry("tflite", "application/octet-stream"));
    private static final Set<String> COMPRESSED = Set.of("jpg", "png", "webp");

    private final Path root;
    private final HttpServer server;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>());
    private final Map<Path, Compressed> compressed = new ConcurrentHashMap<>();

    /** The gzip form of a file as it was at some time. */
    private record Compressed(String version, byte[] bytes) {
    }

    private SiteServer(Path root, HttpServer server) throws IOException {
        this.root = root.toRealPath();
        this.server = server;
        server.createContext("/", this::answer);
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Starts to serve.
     *
     * @param root      the folder
     * @param firstPort the first port to try; 0 for any free one
     * @throws BuildException where a hundred ports from the first are taken
     */
    public static SiteServer start(Path root, int firstPort) throws IOException {
        for (int port = firstPort; port < firstPort + PORTS; port++) {
            try {
                return new SiteServer(root,
                        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
            } catch (BindException e) {
                // Taken: try the next.
                continue;
            }
        }
        throw new BuildException("The ports " + firstPort + " to " + (firstPort + PORTS - 1)
                + " are all taken; end one of the programs that use them and run the command again.");
    }

    /** The address of the folder, ending in a slash. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Cross-Origin-Opener-Policy", "same-origin");
            exchange.getResponseHeaders().set("Cross-Origin-Embedder-Policy", "require-corp");
            exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
            exchange.getResponseHeaders().set("Content-Security-Policy", "frame-ancestors 'none'");
            if (!isOwnHost(exchange.getRequestHeaders().getFirst("Host"))) {
                send(exchange, 421, ("This server answers as " + address() + " only.\n").getBytes());
                return;
            }
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "Only GET and HEAD are answered here.\n".getBytes());
                return;
            }
            Path file = find(exchange.getRequestURI().getPath());
            if (file == null) {
                send(exchange, 404, "There is no such file.\n".getBytes());
                return;
            }
            sendFile(exchange, file);
        }
    }

    /** A name that leads here from elsewhere is somebody's who lets a person's browser ask for him (DNS rebinding). */
    private boolean isOwnHost(String host) {
        int port = server.getAddress().getPort();
        return host == null || List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port).contains(
                host.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a tag is in an If-None-Match, which compares weakly.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match">RFC 9110, 13.1.2</a>
     */
    static boolean isAmong(String tag, List<String> headers) {
        if (headers == null) {
            return false;
        }
        for (String header : headers) {
            for (String part : header.split(",")) {
                String other = part.strip();
                if (other.equals("*") || (other.startsWith("W/") ? other.substring(2) : other).equals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The file for a path of a request, or null; never one outside the root. */
    private Path find(String path) throws IOException {
        try {
            Path file = root.resolve(path.substring(1)).normalize();
            if (file.startsWith(root) && Files.isDirectory(file) && path.endsWith("/")) {
                file = file.resolve("index.html");
            }
            return Files.isRegularFile(file) && file.toRealPath().startsWith(root) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void sendFile(HttpExchange exchange, Path file) throws IOException {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        String version = Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis();
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        boolean gzip = accepted != null && accepted.contains("gzip") && !COMPRESSED.contains(extension);
        String tag = "\"" + version + (gzip ? "-gzip" : "") + "\"";
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
        if (isAmong(tag, exchange.getRequestHeaders().get("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        byte[] body;
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = compressed(file, version);
        } else {
            body = Files.readAllBytes(file);
        }
        send(exchange, 200, body);
    }

    private byte[] compressed(Path file, String version) throws IOException {
        Compressed known = compressed.get(file);
        if (known == null || !known.version().equals(version)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                Files.copy(file, gzip);
            }
            known = new Compressed(version, out.toByteArray());
            compressed.put(file, known);
        }
        return known.bytes();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
