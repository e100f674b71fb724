package dev.glance.browser;

import com.eclipsesource.json.Json;
import dev.glance.Folders;
import dev.glance.build.SiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built sites, served for all tests of a JVM. */
final class Sites {
    private static final int FIRST_PORT = 18_000 + 100 * Folders.FORK;
    private static final Map<Path, SiteServer> SERVERS = new HashMap<>();

    private static final Map<String, Path> CHANGED = new HashMap<>();

    private Sites() {
    }

    /** The address of {@code target/site} over http, ending in a slash. */
    static String http() {
        return http(Folders.SITE);
    }

    /** The address of a folder over http, ending in a slash. */
    static synchronized String http(Path folder) {
        if (!Files.exists(folder)) {
            throw new IllegalStateException(folder + " is not built: run mvn verify");
        }
        return SERVERS.computeIfAbsent(folder, key -> {
            try {
                return SiteServer.start(key, FIRST_PORT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).address();
    }

    /**
     * The address of a site whose script is preceded by another one, on the page and in its workers, which tests cannot
     * reach in time.
     */
    static String http(String script) {
        return changed(script, Map.of());
    }

    /**
     * The address of a site that was built otherwise: with another script before its own, and other files, for which its
     * scripts vouch.
     *
     * @param script what to run first, on the page and in its workers; may be empty
     * @param files  the changed files by path
     */
    static synchronized String changed(String script, Map<String, String> files) {
        Path folder = CHANGED.computeIfAbsent(script + files, key -> {
            try {
                Path changed = Files.createDirectories(Folders.OWN.resolve("site-changed")).resolve(
                        Integer.toString(CHANGED.size()));
                delete(changed);
                try (Stream<Path> all = Files.walk(Folders.SITE)) {
                    for (Path file : all.sorted().collect(Collectors.toList())) {
                        String path = Folders.SITE.relativize(file).toString().replace('\\', '/');
                        Path copy = changed.resolve(path);
                        if (Files.isDirectory(file)) {
                            Files.createDirectories(copy);
                        } else if (files.containsKey(path)) {
                            Files.writeString(copy, files.get(path));
                        } else if (!path.matches("(mobilenet|start|bench|sw|install)\\.js")) {
                            Files.createLink(copy, file);
                        }
                    }
                }
                scripts(changed, script, files);
                return changed;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return http(folder);
    }

    /** The page's script hands its own text to workers: what is to run there too goes inside. */
    private static void scripts(Path changed, String script, Map<String, String> files) throws IOException {
        String main = Folders.read("mobilenet.js");
        for (Map.Entry<String, String> file : files.entrySet()) {
            main = vouching(main, file.getKey(), file.getValue());
        }
        String tensorFlow = files.get("tf/tf-mobilenet.js");
        if (tensorFlow != null) {
            // Workers get the text that is inside.
            main = main.replaceFirst("glanceTensorFlow=.*;\n", Matcher.quoteReplacement("glanceTensorFlow=" + Json.value(tensorFlow) + ";\n"));
        }
        main = main.replaceFirst("function glance\\(\\)\\{", Matcher.quoteReplacement("function glance(){" + script + "\n"));
        Files.writeString(changed.resolve("mobilenet.js"), main);
        for (String name : List.of("start.js", "bench.js")) {
            String text = Folders.read(name);
            for (Map.Entry<String, String> file : files.entrySet()) {
                text = vouching(text, file.getKey(), file.getValue());
            }
            Files.writeString(changed.resolve(name), vouching(text, "mobilenet.js", main));
        }
    }

    private static String vouching(String script, String path, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return script.replaceFirst("\"" + Pattern.quote(path) + "\":\\[\\d+,\"[^\"]*\"\\]", Matcher.quoteReplacement("\""
                    + path + "\":[" + bytes.length + ",\"sha256-" + Base64.getEncoder().encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(bytes)) + "\"]"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The address of the page from disk. */
    static String disk() {
        return Folders.SITE.resolve("index.html").toUri().toString();
    }
}
