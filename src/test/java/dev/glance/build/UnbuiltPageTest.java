package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnbuiltPageTest {
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "bench.html"})
    void theSourceOfAPageSaysWhichCommandToRun(String page) throws IOException {
        assertTrue(Files.readString(Folders.PROJECT.resolve("webapp").resolve(page)).contains("mvn package exec:java"));
    }

    /** Once it is built, its visitors cannot build it. */
    @Test
    void whatIsSaidInABrowserTellsNobodyToRunMaven() throws IOException {
        Path sources = Folders.PROJECT.resolve("src/main/java/dev/glance");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java") && !path.startsWith(sources.resolve("build")))
                    .collect(Collectors.toList())) {
                for (String line : Files.readAllLines(file)) {
                    assertTrue(line.trim().startsWith("*") || !line.contains("mvn ") && !line.contains("target/site"), file + ": " + line);
                }
            }
        }
        assertFalse(Files.readString(Folders.PROJECT.resolve("webapp/lang/zh.tsv")).contains("mvn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "bench.html"})
    void aPageHasAStrictPolicyAndNoInlineScript(String page) throws IOException {
        String html = Files.readString(Folders.PROJECT.resolve("webapp").resolve(page));
        assertTrue(html.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assertFalse(html.contains("unsafe-inline") || html.contains("'unsafe-eval'"));
        assertFalse(html.matches("(?s).*<script(?![^>]*\\bsrc=).*"));
        assertFalse(html.matches("(?s).*\\son[a-z]+=.*|.*\\sstyle=.*"));
    }
}
