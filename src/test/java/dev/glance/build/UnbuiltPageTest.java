package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnbuiltPageTest {
    @ParameterizedTest
    @ValueSource(strings = {"index.html", "bench.html"})
    void theSourceOfAPageSaysWhichCommandToRun(String page) throws IOException {
        assertTrue(Files.readString(Folders.PROJECT.resolve("webapp").resolve(page)).contains("mvn package exec:java"));
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
