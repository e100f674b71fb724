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
                folder.resolve("script.js"), folder);
        return assertThrows(BuildException.class,
                () -> builder.build(null, new ModelFiles(folder, ""), List.of(models)));
    }

    @Test
    void aFolderOfSomebodyElsesIsNotCleared() throws IOException {
        Path letter = Files.writeString(folder.resolve("index.html"), "my letters");
        assertTrue(failure().getMessage().contains("-Dsite.directory"));
        assertEquals("my letters", Files.readString(letter));
    }

    @Test
    void anUnknownModelIsNamedWithTheKnownOnes() {
        String message = failure("resnet").getMessage();
        assertTrue(message.contains("resnet") && message.contains("mobilenet_v1_0.25_128_quant"), message);
    }
}
