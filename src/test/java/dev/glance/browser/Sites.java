package dev.glance.browser;

import dev.glance.Folders;
import dev.glance.build.SiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The built sites, served for all tests of a JVM. */
final class Sites {
    private static final int FIRST_PORT = 18_100;
    private static final Map<Path, SiteServer> SERVERS = new HashMap<>();

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

    /** The address of the page from disk. */
    static String disk() {
        return Folders.SITE.resolve("index.html").toUri().toString();
    }
}
