package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build may remove: what builds have written, and nothing else. */
class SiteFolderTest {
    @TempDir
    private Path folder;

    private Path site() {
        return folder.resolve("site");
    }

    private void build(String... paths) throws IOException {
        try (SiteFolder site = SiteFolder.begin(site(), List.of())) {
            for (String path : paths) {
                Path file = site.folder().resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, "built");
            }
            site.finish();
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void anotherBuildReplacesWhatTheOneBeforeWrote() throws IOException {
        build("index.html", "old/a.js", "both/b.js");
        build("index.html", "both/b.js", "new/c.js");
        assertEquals(Set.of(SiteFolder.LIST, "index.html", "both/b.js", "new/c.js"), files(site()));
        assertFalse(Files.exists(site().resolve("old")), "an empty folder goes too");
    }

    @Test
    void aPublishingFolderKeepsWhatIsItsOwn() throws IOException {
        Files.createDirectories(site().resolve(".git"));
        Files.writeString(site().resolve(".git/HEAD"), "ref");
        Files.writeString(site().resolve("CNAME"), "example.org");
        build("index.html", "a/b.js");
        build("index.html");
        assertEquals(Set.of(".git/HEAD", "CNAME", SiteFolder.LIST, "index.html"), files(site()));
        assertEquals("example.org", Files.readString(site().resolve("CNAME")));
    }

    @Test
    void aFileOfSomebodyElsesIsNotOverwritten() throws IOException {
        Files.createDirectories(site());
        Files.writeString(site().resolve("index.html"), "my letters");
        BuildException e = assertThrows(BuildException.class, () -> build("index.html", "a.js"));
        assertTrue(e.getMessage().contains("index.html") && e.getMessage().contains("-Dsite.directory"), e.getMessage());
        assertEquals(Set.of("index.html"), files(site()));
        assertEquals("my letters", Files.readString(site().resolve("index.html")));
    }

    @Test
    void aBuildThatFailsLeavesTheSiteBefore() throws IOException {
        build("index.html");
        try (SiteFolder half = SiteFolder.begin(site(), List.of())) {
            Files.writeString(half.folder().resolve("index.html"), "half");
        }
        assertEquals("built", Files.readString(site().resolve("index.html")));
        assertEquals(Set.of("site/" + SiteFolder.LIST, "site/index.html"), files(folder), "nothing is left beside it");
    }

    @Test
    void aFolderThatIsOrHoldsOrLiesInAnInputIsRefused() throws IOException {
        Path input = Files.createDirectories(folder.resolve("project/webapp"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);
        for (Path wrong : List.of(input, input.resolve("site"), input.getParent(), folder, link, link.resolve("x"),
                input.resolve("../webapp"))) {
            BuildException e = assertThrows(BuildException.class, () -> SiteFolder.begin(wrong, List.of(input)), wrong.toString());
            assertTrue(e.getMessage().contains("-Dsite.directory"), e.getMessage());
        }
        SiteFolder.begin(folder.resolve("project/target/site"), List.of(input)).close();
    }

    @Test
    void aListThatLeadsOutsideRemovesNothingThere() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "mine");
        build("index.html");
        Files.writeString(site().resolve(SiteFolder.LIST), "../letter.txt\nindex.html\n");
        build("index.html");
        assertTrue(Files.exists(letter));
    }

    @Test
    void whatTheDiskSaysIsOneLine() {
        for (IOException e : List.of(new FileSystemException("/site/a.js", null, "No space left on device"),
                new AccessDeniedException("/site/a.js"))) {
            String message = SiteFolder.failure(e).getMessage();
            assertTrue(message.contains("/site/a.js") && !message.contains("\n") && !message.contains("null"), message);
        }
    }
}
