package dev.glance.browser;

import dev.glance.Folders;
import dev.glance.build.SiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built sites, served for all tests of a JVM. */
final class Sites {
    private static final int FIRST_PORT = 18_100;
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
    static synchronized String http(String script) {
        Path folder = CHANGED.computeIfAbsent(script, key -> {
            try {
                Path changed = Files.createDirectories(Folders.TARGET.resolve("site-changed")).resolve(
                        Integer.toString(CHANGED.size()));
                delete(changed);
                try (Stream<Path> files = Files.walk(Folders.SITE)) {
                    for (Path file : files.sorted().collect(Collectors.toList())) {
                        Path copy = changed.resolve(Folders.SITE.relativize(file).toString());
                        if (Files.isDirectory(file)) {
                            Files.createDirectories(copy);
                        } else if (file.endsWith("mobilenet.js")) {
                            Files.writeString(copy, script + "\n" + Files.readString(file));
                        } else {
                            Files.createLink(copy, file);
                        }
                    }
                }
                return changed;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return http(folder);
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
