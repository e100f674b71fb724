package dev.glance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class ArchitectureTest {
    private static final Path SOURCES = Folders.PROJECT.resolve("src/main/java/dev/glance");
    private static final Pattern REFERENCE = Pattern.compile("\\b(dev\\.glance\\.\\w+|org\\.teavm)\\b");

    /** Whom each package may know; JavaScript is known as {@code org.teavm}. Arrows go one way. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("error", Set.of()),
            Map.entry("async", Set.of("error")),
            Map.entry("model", Set.of("error")),
            Map.entry("image", Set.of("error")),
            Map.entry("decide", Set.of("error", "model")),
            Map.entry("many", Set.of("error", "decide", "model")),
            Map.entry("host", Set.of("error", "async", "image", "decide")),
            Map.entry("offline", Set.of("error", "async")),
            Map.entry("tfjs", Set.of("org.teavm")),
            Map.entry("litert", Set.of("org.teavm")),
            Map.entry("web", Set.of("error", "async", "org.teavm")),
            Map.entry("site", Set.of("error", "async", "model", "offline", "web", "org.teavm")),
            Map.entry("classify", Set.of("error", "model", "image", "decide", "many", "tfjs", "litert", "web", "site", "org.teavm")),
            Map.entry("worker", Set.of("error", "async", "model", "image", "decide", "host", "classify", "web", "site",
                    "org.teavm")),
            Map.entry("bring", Set.of("error", "model", "image", "worker", "web", "site", "org.teavm")),
            Map.entry("page", Set.of("error", "async", "model", "image", "decide", "many", "host", "worker", "bring", "offline",
                    "web", "site", "org.teavm")),
            Map.entry("api", Set.of("error", "async", "model", "image", "decide", "host", "classify", "worker", "bring", "tfjs",
                    "web", "site", "org.teavm")),
            // As somebody else would who uses the classifier.
            Map.entry("bench", Set.of("error", "api", "host", "web", "org.teavm")),
            Map.entry("build", Set.of("error", "model", "offline", "org.teavm")));

    @Test
    void theArrowsOfTheHouseGoOneWay() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            for (Path folder : folders.filter(Files::isDirectory).collect(Collectors.toList())) {
                String name = folder.getFileName().toString();
                assertTrue(ARROWS.containsKey(name), "the package " + name + " has no place in the house");
                Set<String> allowed = new HashSet<>();
                ARROWS.get(name).forEach(other -> allowed.add(other.equals("org.teavm") ? other : "dev.glance." + other));
                allowed.add("dev.glance." + name);
                assertOnly(name, allowed.toArray(new String[0]));
            }
        }
    }

    @Test
    void theModelDoesNotKnowTheTableOfItsLayers() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve("model"))) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                assertFalse(Files.readString(file).contains("dev.glance.model.graph"), file.toString());
            }
        }
    }

    @Test
    void theStateOfThePageKnowsNoJavaScript() throws IOException {
        for (String name : List.of("Presenter", "Situation", "ModelState", "StageState", "AnswerState", "Choice", "Opened",
                "View", "PageState", "Feed", "LiveState", "Watching",
                "CameraErrors", "OwnSite", "PageOptions", "PictureErrors", "Texts", "Words")) {
            Path file = SOURCES.resolve("page/" + name + ".java");
            List<String> found = references(file);
            assertFalse(found.contains("org.teavm") || found.contains("dev.glance.web")
                    || found.contains("dev.glance.worker"), file + " " + found);
        }
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
        assertTrue(Files.readString(SOURCES.resolve("api/MobileNetApi.java"))
                .contains("VERSION = \"" + Folders.version() + "\""));
    }

    /** Failsafe 3.6 runs them all with {@code -DskipTests} otherwise. */
    @Test
    void whoSkipsTheTestsSkipsTheBrowserTestsToo() throws IOException {
        assertTrue(Files.readString(Folders.PROJECT.resolve("pom.xml")).contains("<skipITs>${skipTests}</skipITs>"));
    }

    private static void assertOnly(String folder, String... allowed) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
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
