package dev.glance.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glance.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** A host as there are many: it sends files, and no headers for isolation. It can be down, break off, and send wrong bytes. */
final class Host implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js", "text/javascript",
            "json", "application/json", "svg", "image/svg+xml", "jpg", "image/jpeg", "wasm", "application/wasm", "txt",
            "text/plain", "png", "image/png");

    private volatile Path root;
    private volatile Predicate<String> refused = path -> false;
    private final Map<String, byte[]> instead = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private int port;
    private HttpServer server;

    Host(Path root) {
        this.root = root;
        up();
    }

    /** Its address, ending in a slash. */
    String address() {
        return "http://localhost:" + port + "/";
    }

    /** Is there, on the port that it had before. */
    void up() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    /** Does not answer any more. */
    void down() {
        server.stop(0);
    }

    /** Sends the files of another folder. */
    void serve(Path folder) {
        root = folder;
    }

    /** Breaks off where some paths are asked for. */
    void refuse(Predicate<String> paths) {
        refused = paths;
    }

    /** Sends other bytes for a path. */
    void send(String path, byte[] bytes) {
        instead.put(path, bytes);
    }

    /** Sends all as it is in the folder. */
    void heal() {
        instead.clear();
        refused = path -> false;
    }

    /** What was asked for since the last time, and not only whether it is still the same. */
    List<String> sent() {
        synchronized (asked) {
            List<String> all = List.copyOf(asked);
            asked.clear();
            return all;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            path = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
            if (refused.test(path)) {
                return;
            }
            Path file = root.resolve(path);
            byte[] bytes = instead.containsKey(path) ? instead.get(path) : Files.isRegularFile(file) ? Files.readAllBytes(file)
                    : null;
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String tag = '"' + Sha256.hex(bytes) + '"';
            exchange.getResponseHeaders().set("ETag", tag);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
            exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1),
                    "application/octet-stream"));
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            asked.add(path);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
