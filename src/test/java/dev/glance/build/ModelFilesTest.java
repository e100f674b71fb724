package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.glance.model.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    private static final byte[] MODEL = "the bytes of a model".getBytes(StandardCharsets.US_ASCII);

    private static final JsonObject CATALOG = new JsonObject();

    @TempDir
    private Path folder;
    private HttpServer server;
    private String address;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        address = "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static JsonObject entry(String url) {
        return new JsonObject().add("id", "tiny").add("url", url).add("bytes", MODEL.length)
                .add("sha256", Sha256.hex(MODEL));
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private ModelFiles files(String mirror) {
        return new ModelFiles(cache(), mirror, Duration.ofMillis(700), Duration.ofSeconds(2));
    }

    private void answer(int status, byte[] body) {
        answer(exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private void answer(HttpHandler handler) {
        server.createContext("/", handler);
    }

    @Test
    void fetchesOnceAndKeeps() throws IOException {
        answer(200, MODEL);
        assertArrayEquals(MODEL, Files.readAllBytes(files("").get(entry(address + "a/tiny.tflite"), CATALOG)));
        assertArrayEquals(MODEL, Files.readAllBytes(files("").get(entry(address + "a/tiny.tflite"), CATALOG)));
        assertEquals(1, requests.get());
    }

    @Test
    void aDamagedFileInTheCacheIsFetchedAgain() throws IOException {
        answer(200, MODEL);
        Path kept = files("").get(entry(address + "tiny.tflite"), CATALOG);
        Files.writeString(kept, "half");
        assertArrayEquals(MODEL, Files.readAllBytes(files("").get(entry(address + "tiny.tflite"), CATALOG)));
        assertEquals(2, requests.get());
    }

    @Test
    void aFolderOrAddressServesAsMirror() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.write(mirror.resolve("tiny.tflite"), MODEL);
        for (String place : new String[] {mirror.toString(), mirror.toUri().toString()}) {
            assertArrayEquals(MODEL, Files.readAllBytes(files(place).get(entry("http://localhost:1/x/tiny.tflite"), CATALOG)));
            Files.delete(cache().resolve(Sha256.hex(MODEL) + ".tflite"));
        }
        answer(200, MODEL);
        assertArrayEquals(MODEL, Files.readAllBytes(files(address + "m").get(entry("http://localhost:1/tiny.tflite"), CATALOG)));
    }

    private JsonObject mirrors(String... folders) {
        JsonArray mirrors = new JsonArray();
        for (String each : folders) {
            mirrors.add(address + each);
        }
        return new JsonObject().add("mirrors", mirrors);
    }

    /** Here the hosts are folders of one. */
    private void answerElsewhere(Map<String, byte[]> files) {
        answer(exchange -> {
            requests.incrementAndGet();
            byte[] body = files.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
    }

    @Test
    void whereTheFirstHostFailsTheOthersAreAskedInTurn() throws IOException {
        byte[] another = "the bytes of a mod3l".getBytes(StandardCharsets.US_ASCII);
        answerElsewhere(Map.of("/second/tiny.tflite", another, "/third/tiny.tflite", MODEL, "/fourth/tiny.tflite", MODEL));
        assertArrayEquals(MODEL, Files.readAllBytes(files("").get(entry(address + "first/tiny.tflite"),
                mirrors("second/", "third/", "fourth/"))));
        assertEquals(3, requests.get());
    }

    @Test
    void whereNoneHasItEachIsNamed() {
        answerElsewhere(Map.of("/second/tiny.tflite", new byte[3]));
        String said = assertThrows(BuildException.class, () -> files("").get(entry(address + "first/tiny.tflite"),
                mirrors("second/"))).getMessage();
        assertTrue(said.contains("from " + address + "first/tiny.tflite: the server answers with status 404; nor from " + address
                + "second/tiny.tflite: what it sends is not the file of the catalog"), said);
        assertFalse(Files.exists(cache()));
    }

    /** Who says from where, means it. */
    @Test
    void withAMirrorOfThePersonsTheCatalogsAreNotAsked() {
        answerElsewhere(Map.of("/second/tiny.tflite", MODEL));
        assertThrows(BuildException.class, () -> files(address + "mine").get(entry(address + "first/tiny.tflite"), mirrors("second/")));
        assertEquals(1, requests.get());
    }

    @Test
    void anotherFileIsRefusedAndNotKept() throws IOException {
        answer(200, "the bytes of another".getBytes(StandardCharsets.US_ASCII));
        assertFailure("not the file of the catalog");
    }

    @Test
    void anEndlessAnswerIsRefused() throws IOException {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1000]);
                }
            } catch (IOException e) {
                // The other end has had enough, as it should.
                exchange.close();
            }
        });
        assertFailure("not the file of the catalog");
    }

    @Test
    void anErrorPageIsRefused() throws IOException {
        answer(404, MODEL);
        assertFailure("status 404");
    }

    @Test
    void aHostThatDoesNotAnswerIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "http://localhost:" + silent.getLocalPort() + "/";
            assertFailure("nothing was heard");
        }
    }

    @Test
    void aHostThatStopsHalfWayIsGivenUp() throws IOException {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, MODEL.length);
            exchange.getResponseBody().write(MODEL, 0, 5);
            exchange.getResponseBody().flush();
        });
        assertFailure("nothing was heard");
    }

    @Test
    void aHostThatTricklesIsGivenUp() throws IOException {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(0);
                    exchange.getResponseBody().flush();
                    Thread.sleep(300);
                }
            } catch (IOException e) {
                // The other end has had enough, as it should.
                exchange.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertFailure("not there after 2 s");
    }

    private void assertFailure(String why) throws IOException {
        BuildException e = assertThrows(BuildException.class,
                () -> files("").get(entry(address + "tiny.tflite"), CATALOG));
        assertTrue(e.getMessage().contains("tiny") && e.getMessage().contains(address)
                && e.getMessage().contains(why) && e.getMessage().contains("-Dmodels.mirror"), e.getMessage());
        assertEquals(-1, e.getMessage().indexOf('\n'));
        if (Files.exists(cache())) {
            try (Stream<Path> kept = Files.list(cache())) {
                assertEquals(0, kept.count());
            }
        }
    }
}
