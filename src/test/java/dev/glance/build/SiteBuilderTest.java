package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteBuilderTest {
    @TempDir
    private Path folder;

    private BuildException failure(String... models) {
        SiteBuilder builder = new SiteBuilder(Folders.PROJECT.resolve("webapp"), Folders.PROJECT.resolve("models"),
                folder.resolve("scripts"), folder.resolve("site"));
        return assertThrows(BuildException.class,
                () -> builder.build(null, new ModelFiles(folder, ""), List.of(models), ""));
    }

    /** The sources are no folder for a site. */
    @Test
    void theSourcesAreNotBuiltInto() throws IOException {
        Path webapp = Folders.PROJECT.resolve("webapp");
        String before = Files.readString(webapp.resolve("index.html"));
        SiteBuilder builder = new SiteBuilder(webapp, Folders.PROJECT.resolve("models"), folder.resolve("scripts"), webapp);
        BuildException e = assertThrows(BuildException.class,
                () -> builder.build(null, new ModelFiles(folder, ""), List.of(), ""));
        assertTrue(e.getMessage().contains("-Dsite.directory"), e.getMessage());
        assertEquals(before, Files.readString(webapp.resolve("index.html")));
    }

    @Test
    void anUnknownModelIsNamedWithTheKnownOnes() {
        String message = failure("resnet").getMessage();
        assertTrue(message.contains("resnet") && message.contains("mobilenet_v1_0.25_128_quant"), message);
    }
}
