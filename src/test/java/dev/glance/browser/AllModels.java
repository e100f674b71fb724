package dev.glance.browser;

import dev.glance.Folders;
import dev.glance.build.BuildSite;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A second site with every model of the catalog, from the mirror. */
final class AllModels {
    private static final Path SITE = Folders.TARGET.resolve("site-all");
    /** The script of the site that it was built beside. */
    private static final Path SCRIPT = Folders.TARGET.resolve("site-all.js");

    private AllModels() {
    }

    /** Its address; whichever process of the tests comes first builds it. Needs {@link Folders#mirror()}. */
    static synchronized String http() throws IOException {
        try (FileChannel channel = FileChannel.open(Folders.TARGET.resolve("site-all.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            // Held until the channel is closed.
            channel.lock();
            Path script = Folders.SITE.resolve("mobilenet.js");
            if (!Files.exists(SCRIPT) || Files.mismatch(SCRIPT, script) >= 0) {
                BuildSite.main(new String[] {Folders.PROJECT.toString(), Folders.TARGET.toString(), SITE.toString(), "all",
                    Folders.mirror().orElseThrow().toString()});
                Files.write(SCRIPT, Files.readAllBytes(script));
            }
        }
        return Sites.http(SITE);
    }
}
