package dev.glance.build;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.WriterConfig;
import dev.glance.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The npm package, {@code target/npm}: the scripts that others import, their types, and in {@code dist} what {@code mobilenet.js}
 * of the site needs beside itself.
 */
final class NpmPackage {
    /** What of the site belongs into it. */
    private static final Pattern DIST = Pattern.compile("(mobilenet|models)\\.js|LICENSES\\.txt|(models|tf|litert)/.*");
    /** The first one of a pom without parent is the project's own. */
    private static final Pattern VERSION = Pattern.compile("<version>([^<]*)</version>");
    private static final List<String> MODULES = List.of("index.mjs", "node.mjs", "canvas.mjs", "failure.mjs");
    private static final List<String> ENTRIES = List.of("index", "node");

    private final Path project;
    private final Path sources;
    private final Path site;
    private final Path folder;

    /**
     * @param project the project's folder
     * @param site    a site that was built
     * @param folder  the folder to fill; what is in it goes
     */
    NpmPackage(Path project, Path site, Path folder) {
        this.project = project;
        sources = project.resolve("src/main/npm");
        this.site = site;
        this.folder = folder;
    }

    void write(Npm npm) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
        List<String> files = dist();
        for (String path : files) {
            Path copy = folder.resolve("dist").resolve(path);
            Files.createDirectories(copy.getParent());
            Files.copy(site.resolve(path), copy);
        }
        files.remove("LICENSES.txt");
        for (String module : MODULES) {
            Files.writeString(folder.resolve(module), filled(Files.readString(sources.resolve(module)), files));
        }
        Files.writeString(folder.resolve("served.mjs"), filled(Files.readString(sources.resolve("index.mjs")), List.of()));
        for (String entry : ENTRIES) {
            Files.write(folder.resolve(entry + ".cjs"), npm.bundle(Files.readString(folder.resolve(entry + ".mjs")), "--cjs",
                    folder.toAbsolutePath().toString()));
        }
        String types = Files.readString(sources.resolve("index.d.ts")).replace("/* @codes@ */", Stream.of(ErrorCode.values())
                .map(code -> "  | '" + code.word() + "'").collect(Collectors.joining("\n")));
        Files.writeString(folder.resolve("index.d.ts"), types);
        Files.writeString(folder.resolve("index.d.mts"), types);
        JsonObject about = Json.parse(Files.readString(sources.resolve("package.json"))).asObject();
        about.set("version", version());
        Files.writeString(folder.resolve("package.json"), about.toString(WriterConfig.PRETTY_PRINT) + '\n');
        Files.copy(sources.resolve("README.md"), folder.resolve("README.md"));
        Files.copy(project.resolve("LICENSE"), folder.resolve("LICENSE"));
        System.out.println("Glance: the npm package is in " + folder);
    }

    /** The files of the site that belong into it, but for twins, which only pages opened from disk read. */
    private List<String> dist() throws IOException {
        try (Stream<Path> all = Files.walk(site)) {
            List<String> files = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).sorted().collect(Collectors.toList())) {
                String path = site.relativize(file).toString().replace('\\', '/');
                boolean twin = path.endsWith(".js") && Files.isRegularFile(site.resolve(path.substring(0, path.length() - 3)));
                if (DIST.matcher(path).matches() && !twin) {
                    files.add(path);
                }
            }
            return files;
        }
    }

    /**
     * Bundlers find a file only where its address stands as a text.
     *
     * @param files those to be found
     */
    private String filled(String source, List<String> files) throws IOException {
        String addresses = files.stream().map(path -> "'" + path + "': new URL('./dist/" + path + "', import.meta.url).href,")
                .collect(Collectors.joining("\n    "));
        return source.replace("/* @files@ */", addresses).replace("@version@", version());
    }

    private String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(project.resolve("pom.xml")));
        if (!version.find()) {
            throw new BuildException("pom.xml has no version; restore it.");
        }
        return version.group(1);
    }
}
