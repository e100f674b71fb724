package dev.glance.browser;

import dev.glance.Folders;
import dev.glance.build.BuildSite;
import java.io.IOException;
import java.nio.file.Path;

/** A second site with every model of the catalog, from the mirror. */
final class AllModels {
    private static final Path SITE = Folders.TARGET.resolve("site-all");
    private static boolean built;

    private AllModels() {
    }

    /** Its address; builds it the first time. Needs {@link Folders#mirror()}. */
    static synchronized String http() throws IOException {
        if (!built) {
            BuildSite.main(new String[] {Folders.PROJECT.toString(), Folders.TARGET.toString(), SITE.toString(), "all",
                Folders.mirror().orElseThrow().toString()});
            built = true;
        }
        return Sites.http(SITE);
    }
}
