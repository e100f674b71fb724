package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteServerTest {
    @TempDir
    private Path folder;
    private Path root;
    private SiteServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(folder.resolve("site"));
        Files.writeString(root.resolve("index.html"), "<p>hello");
        Files.write(root.resolve("a.wasm"), new byte[] {0, 'a', 's', 'm'});
        Files.writeString(root.resolve("a.js"), "1;".repeat(1000));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        server = SiteServer.start(root, 18_080);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address()).resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void servesFilesWithTheirTypesIsolated() throws IOException, InterruptedException {
        HttpResponse<byte[]> page = send("GET", "/");
        assertEquals("<p>hello", new String(page.body(), StandardCharsets.UTF_8));
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
        assertEquals("require-corp", header(page, "Cross-Origin-Embedder-Policy"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("application/wasm", header(send("GET", "/a.wasm?x=1"), "Content-Type"));
        assertEquals("text/javascript; charset=utf-8", header(send("GET", "/a.js"), "Content-Type"));
    }

    @Test
    void compressesForWhoeverTakesIt() throws IOException, InterruptedException {
        HttpResponse<byte[]> packed = send("GET", "/a.js", "Accept-Encoding", "gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        byte[] text = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertArrayEquals(Files.readAllBytes(root.resolve("a.js")), text);
        assertTrue(packed.body().length < 100);
        assertEquals("", header(send("GET", "/a.js"), "Content-Encoding"));
    }

    @Test
    void sendsAFileOnceUntilItChanges() throws IOException, InterruptedException {
        String tag = header(send("GET", "/a.js"), "ETag");
        assertEquals(304, send("GET", "/a.js", "If-None-Match", tag).statusCode());
        Files.writeString(root.resolve("a.js"), "2;");
        assertEquals(200, send("GET", "/a.js", "If-None-Match", tag).statusCode());
    }

    @Test
    void answersHeadAndRefusesTheRest() throws IOException, InterruptedException {
        HttpResponse<byte[]> head = send("HEAD", "/a.js");
        assertEquals("2000", header(head, "Content-Length"));
        assertEquals(0, head.body().length);
        assertEquals(405, send("POST", "/a.js").statusCode());
        assertEquals(404, send("GET", "/missing").statusCode());
    }

    @Test
    void nothingOutsideTheFolderIsServed() throws IOException {
        for (String path : List.of("/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/../../secret.txt",
                "//" + folder.resolve("secret.txt"), "/%00")) {
            String answer = raw("GET " + path + " HTTP/1.0\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 40"), path + ": " + answer);
        }
        Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
        assertTrue(raw("GET /link.txt HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 404"));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(server.address()).getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void takesTheNextPortWhereOneIsTaken() throws IOException {
        try (SiteServer second = SiteServer.start(root, URI.create(server.address()).getPort())) {
            assertNotEquals(server.address(), second.address());
        }
    }

    @Test
    void halfSentHeadsKeepNobodyWaiting() throws IOException, InterruptedException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Socket socket = new Socket("localhost", URI.create(server.address()).getPort());
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
                open.add(socket);
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address())).timeout(Duration.ofSeconds(5)).build();
            assertEquals(200, client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** A page of somebody else's whose name leads to this machine. */
    @Test
    void onlyItsOwnNamesAreAnswered() throws IOException {
        int port = URI.create(server.address()).getPort();
        for (String host : List.of("evil.example", "evil.example:" + port, "localhost:1", "localhost")) {
            assertTrue(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 421"), host);
        }
        for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "LOCALHOST:" + port)) {
            assertTrue(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"), host);
        }
    }

    @Test
    void noPageMayFrameIt() throws IOException, InterruptedException {
        HttpResponse<byte[]> page = send("GET", "/");
        assertEquals("DENY", header(page, "X-Frame-Options"));
        assertEquals("frame-ancestors 'none'", header(page, "Content-Security-Policy"));
    }

    @Test
    void tagsAreComparedWeaklyAndInLists() throws IOException, InterruptedException {
        String tag = header(send("GET", "/a.js"), "ETag");
        for (String header : List.of("W/" + tag, "\"x\", " + tag, "\"x\",W/" + tag + " , \"y\"", "*")) {
            assertEquals(304, send("GET", "/a.js", "If-None-Match", header).statusCode(), header);
        }
        assertEquals(200, send("GET", "/a.js", "If-None-Match", "W/\"x\", \"y\"").statusCode());
    }
}
