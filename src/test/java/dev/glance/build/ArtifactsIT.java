package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What {@code mvn install} installs. That javadoc and sources come without warnings is a condition of the build. */
class ArtifactsIT {
    private static Path artifact(String ending) {
        return Folders.TARGET.resolve("glance-" + Folders.version() + ending);
    }

    private static Set<String> files(String ending) throws IOException {
        try (ZipFile zip = new ZipFile(artifact(ending).toFile())) {
            return zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> classes(Set<String> files, String ending) {
        return files.stream().filter(file -> file.endsWith(ending) && !file.contains("$"))
                .map(file -> file.substring(0, file.length() - ending.length())).filter(file -> !file.endsWith("package-info"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theJarIsAModuleWithoutTheBuild() throws IOException {
        ModuleDescriptor module = ModuleFinder.of(artifact(".jar")).find("dev.glance").orElseThrow().descriptor();
        assertTrue(module.packages().containsAll(Set.of("dev.glance.tfjs", "dev.glance.api", "dev.glance.decide")));
        Set<String> files = files(".jar");
        assertTrue(files.contains("META-INF/LICENSE"), files.toString());
        files.removeIf(file -> !file.startsWith("dev/glance/build/") && !file.startsWith("META-INF/services/"));
        assertEquals(Set.of(), files);
    }

    @Test
    void everyClassHasItsSourceAndThoseForOthersTheirJavadoc() throws IOException {
        Set<String> classes = classes(files(".jar"), ".class");
        assertEquals(classes, classes(files("-sources.jar"), ".java"));
        Set<String> documented = classes(files("-javadoc.jar"), ".html");
        for (String name : Set.of("api/ImageClassifier", "api/ImageClassifierOptions", "api/ManyResults", "tfjs/Tf",
                "decide/Predictions", "error/GlanceException")) {
            // Where the plugin has seen the finished jar, all lies in a folder called after the module.
            assertTrue(documented.contains("dev/glance/" + name) || documented.contains("dev.glance/dev/glance/" + name), name);
        }
    }

    /** A page that does not say how it is encoded takes a script for something else than UTF-8. */
    @Test
    void theScriptForOthersIsAscii() throws IOException {
        for (String name : List.of("mobilenet.js", "models.js")) {
            for (byte each : Files.readAllBytes(Folders.SITE.resolve(name))) {
                assertTrue(each > 0, name);
            }
        }
    }

    @Test
    void theZipHasWhatAPageNeedsAndNoPage() throws IOException {
        Set<String> files = files("-web.zip");
        assertTrue(files.containsAll(Set.of("mobilenet.js", "mobilenet.js.js", "models.js", "models.js.js", "LICENSE", "LICENSES.txt", "models/catalog.json",
                "models/labels/imagenet.tsv", "tf/tf-mobilenet.js", "tf/tfjs-backend-wasm-simd.wasm", "litert/litert.js")),
                files.toString());
        files.removeIf(file -> file.matches("(models|tf|litert)/.*|(mobilenet|models)\\.js(\\.js)?|LICENSE|LICENSES\\.txt"));
        assertEquals(Set.of(), files);
    }
}
