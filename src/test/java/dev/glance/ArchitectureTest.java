package dev.glance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final Path SOURCES = Folders.PROJECT.resolve("src/main/java/dev/glance");
    private static final Pattern REFERENCE = Pattern.compile("\\b(dev\\.glance\\.\\w+|org\\.teavm)\\b");

    @Test
    void modelImageAndErrorKnowNoJavaScript() throws IOException {
        assertOnly("model", "dev.glance.error", "dev.glance.model");
        assertOnly("image", "dev.glance.error", "dev.glance.image");
        assertOnly("error", "dev.glance.error");
    }

    @Test
    void theStateOfThePageKnowsNoJavaScript() throws IOException {
        for (String name : List.of("Presenter", "Situation", "ModelState", "StageState", "AnswerState", "Choice", "Opened",
                "View", "PageState", "PageOptions", "PictureErrors", "Texts")) {
            Path file = SOURCES.resolve("page/" + name + ".java");
            List<String> found = references(file);
            assertFalse(found.contains("org.teavm") || found.contains("dev.glance.web")
                    || found.contains("dev.glance.tfjs"), file + " " + found);
        }
    }

    @Test
    void theBindingsKnowNobodyAboveThem() throws IOException {
        assertOnly("tfjs", "dev.glance.tfjs", "org.teavm");
        assertOnly("web", "dev.glance.web", "dev.glance.error", "org.teavm");
    }

    @Test
    void javaScriptIsWrittenOnlyInTheBindingsAndTheApi() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).collect(Collectors.toList())) {
                String folder = file.getParent().getFileName().toString();
                if (Files.readString(file).contains("@JSBody")) {
                    assertTrue(List.of("tfjs", "web", "api").contains(folder), file.toString());
                }
            }
        }
    }

    @Test
    void theApiSaysTheVersionOfThePom() throws IOException {
        Matcher version = Pattern.compile("<version>(.*?)</version>")
                .matcher(Files.readString(Folders.PROJECT.resolve("pom.xml")));
        assertTrue(version.find());
        assertTrue(Files.readString(SOURCES.resolve("api/MobileNetApi.java"))
                .contains("VERSION = \"" + version.group(1) + "\""));
    }

    private static void assertOnly(String folder, String... allowed) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
            for (Path file : files.collect(Collectors.toList())) {
                List<String> foreign = references(file);
                foreign.removeAll(List.of(allowed));
                assertEquals(List.of(), foreign, file.toString());
            }
        }
    }

    private static List<String> references(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
