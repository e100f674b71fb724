package dev.glance.build;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches published models from their public address and the catalog's mirrors in turn, or from where a person says instead. Only
 * a file whose length and SHA-256 are those of the catalog is kept in the cache or handed out.
 */
final class ModelFiles {
    private static final Duration GIVE_UP = Duration.ofSeconds(20);
    /** For a whole file: a host that sends a byte now and then comes to an end too. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path cache;
    private final String mirror;
    private final Duration giveUp;
    private final Duration limit;

    /**
     * @param cache  the folder that keeps fetched files between builds
     * @param mirror a folder, or an http(s) or file URL of one, that has files of the same names; empty for none
     */
    ModelFiles(Path cache, String mirror) {
        this(cache, mirror, GIVE_UP, LIMIT);
    }

    /**
     * @param giveUp how long a host may say nothing
     * @param limit  how long a file may take altogether
     */
    ModelFiles(Path cache, String mirror, Duration giveUp, Duration limit) {
        this.cache = cache;
        this.mirror = mirror;
        this.giveUp = giveUp;
        this.limit = limit;
    }

    /** The person's cache folder on this system. */
    static Path userCache() {
        String home = System.getProperty("user.home");
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String xdg = System.getenv("XDG_CACHE_HOME");
        String local = System.getenv("LOCALAPPDATA");
        Path base;
        if (os.contains("mac")) {
            base = Path.of(home, "Library", "Caches");
        } else if (os.contains("windows") && local != null) {
            base = Path.of(local);
        } else {
            base = xdg != null && Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(home, ".cache");
        }
        return base.resolve("glance").resolve("models");
    }

    /**
     * A published model's file.
     *
     * @param entry   its entry in the catalog
     * @param catalog whose {@code mirrors} are tried in turn where its address fails
     * @return a file with the right length and hash
     * @throws BuildException with one line: what, from where, what to do
     */
    Path get(JsonObject entry, JsonObject catalog) throws IOException {
        String sha256 = entry.get("sha256").asString();
        Path kept = cache.resolve(sha256 + ".tflite");
        if (Files.isRegularFile(kept) && matches(Files.readAllBytes(kept), entry)) {
            return kept;
        }
        byte[] bytes = read(entry, catalog);
        Files.createDirectories(cache);
        // Moved into place whole: a build beside this one, or one cut off, must not leave half a file.
        Path part = Files.createTempFile(cache, sha256.substring(0, 8), ".part");
        Files.write(part, bytes);
        Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING);
        return kept;
    }

    private byte[] read(JsonObject entry, JsonObject catalog) throws IOException {
        String url = entry.get("url").asString();
        String name = url.substring(url.lastIndexOf('/') + 1);
        if (!mirror.isEmpty() && !mirror.contains("://")) {
            return copy(entry, Path.of(mirror).resolve(name));
        }
        List<String> addresses = new ArrayList<>();
        addresses.add(mirror.isEmpty() ? url : mirror + (mirror.endsWith("/") ? "" : "/") + name);
        if (mirror.isEmpty() && catalog.get("mirrors") != null) {
            for (JsonValue folder : catalog.get("mirrors").asArray()) {
                addresses.add(folder.asString() + name);
            }
        }
        StringBuilder why = new StringBuilder();
        for (String from : addresses) {
            try {
                return verified(download(entry, from), entry);
            } catch (IOException e) {
                why.append(why.length() == 0 ? "" : "; nor from ").append(from).append(": ").append(e.getMessage());
            }
        }
        throw failure(entry, why.toString());
    }

    private static byte[] copy(JsonObject entry, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw failure(entry, file + ": there is no such file");
        }
        if (Files.size(file) != entry.get("bytes").asInt()) {
            throw failure(entry, file + ": it has " + Files.size(file) + " bytes instead of " + entry.get("bytes").asInt());
        }
        try {
            return verified(Files.readAllBytes(file), entry);
        } catch (IOException e) {
            throw failure(entry, file + ": " + e.getMessage());
        }
    }

    /** @throws IOException with why it cannot be had from there */
    private byte[] download(JsonObject entry, String from) throws IOException {
        System.out.println("Glance: fetching " + from);
        // On another thread, so that a host which stops sending half-way is given up too.
        AtomicLong heard = new AtomicLong(System.nanoTime());
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                bytes.complete(fetch(from, entry.get("bytes").asInt(), heard));
            } catch (IOException | IllegalArgumentException e) {
                bytes.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                bytes.completeExceptionally(e);
            }
        }, "glance-download");
        reader.setDaemon(true);
        reader.start();
        try {
            long start = System.nanoTime();
            while (System.nanoTime() - heard.get() < giveUp.toNanos()) {
                if (System.nanoTime() - start > limit.toNanos()) {
                    throw new IOException("it was not there after " + limit.toSeconds() + " s");
                }
                try {
                    return bytes.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Not there yet: look again whether anything was heard.
                    continue;
                }
            }
            throw new IOException("nothing was heard from it for " + giveUp.toSeconds() + " s");
        } catch (ExecutionException e) {
            String text = e.getCause().getMessage();
            throw new IOException(text != null ? text : e.getCause().getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(entry, from + ": the build was interrupted");
        } finally {
            reader.interrupt();
        }
    }

    private byte[] fetch(String from, int length, AtomicLong heard) throws IOException, InterruptedException {
        if (from.startsWith("file:")) {
            URL url = URI.create(from).toURL();
            try (InputStream in = url.openStream()) {
                return in.readNBytes(length + 1);
            }
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(giveUp)
                .followRedirects(HttpClient.Redirect.NORMAL).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(from)).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("the server answers with status " + response.statusCode());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
            byte[] chunk = new byte[65_536];
            for (int count = body.read(chunk); count >= 0 && bytes.size() <= length; count = body.read(chunk)) {
                heard.set(System.nanoTime());
                bytes.write(chunk, 0, count);
            }
            return bytes.toByteArray();
        }
    }

    private static byte[] verified(byte[] bytes, JsonObject entry) throws IOException {
        if (!matches(bytes, entry)) {
            throw new IOException("what it sends is not the file of the catalog (length or SHA-256 differ)");
        }
        return bytes;
    }

    static boolean matches(byte[] bytes, JsonObject entry) {
        return bytes.length == entry.get("bytes").asInt() && Sha256.hex(bytes).equals(entry.get("sha256").asString());
    }

    /** @param why from where, and why not */
    private static BuildException failure(JsonObject entry, String why) {
        return new BuildException("The model " + entry.get("id").asString() + " could not be had from " + why
                + "; try again later, name a folder or URL that has the file with -Dmodels.mirror=..., or build without -Dmodels.");
    }
}
