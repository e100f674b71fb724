package dev.glance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** README shows the examples as they are; ConsumersIT builds and runs them. */
class ReadmeTest {
    @ParameterizedTest
    @CsvSource({"xml, classifier/pom.xml", "java, classifier/src/main/java/demo/Demo.java",
        "html, classifier/src/main/webapp/index.html", "java, bindings/src/main/java/demo/Brightness.java"})
    void theExamplesAreThoseOfReadme(String language, String file) throws IOException {
        String text = Files.readString(Folders.PROJECT.resolve("src/examples").resolve(file));
        assertTrue(Files.readString(Folders.PROJECT.resolve("README.md")).contains("```" + language + "\n" + text + "```\n"),
                "README has another " + file);
    }

    @ParameterizedTest
    @CsvSource({"classifier", "bindings"})
    void theExamplesUseThisVersion(String example) throws IOException {
        String version = "<version>" + Folders.version() + "</version>";
        String pom = Files.readString(Folders.PROJECT.resolve("src/examples").resolve(example).resolve("pom.xml"));
        assertTrue(pom.contains(version) || pom.contains("<glance.version>" + Folders.version() + "</glance.version>"), pom);
    }
}
