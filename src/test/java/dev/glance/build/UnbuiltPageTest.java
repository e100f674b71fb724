package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class UnbuiltPageTest {
    @Test
    void theSourceOfThePageSaysWhichCommandToRun() throws IOException {
        assertTrue(Files.readString(Folders.PROJECT.resolve("webapp/index.html")).contains("mvn package exec:java"));
    }

    @Test
    void thePageHasAStrictPolicyAndNoInlineScript() throws IOException {
        String html = Files.readString(Folders.PROJECT.resolve("webapp/index.html"));
        assertTrue(html.contains("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
        assertFalse(html.contains("unsafe-inline") || html.contains("'unsafe-eval'"));
        assertFalse(html.matches("(?s).*<script(?![^>]*\\bsrc=).*"));
        assertFalse(html.matches("(?s).*\\son[a-z]+=.*|.*\\sstyle=.*"));
    }
}
