package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.Folders;
import dev.glance.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The npm package, packed and installed, and those of {@code src/test/npm} who use it. */
final class NpmConsumers {
    static final Path SOURCES = Folders.PROJECT.resolve("src/test/npm");
    static final Path PACKAGE = Folders.TARGET.resolve("npm");
    /** Where bundlers, TypeScript and the package are installed. */
    static final Path FOLDER = Folders.TARGET.resolve("npm-consumers");
    /** Where nothing but the package is. */
    static final Path EMPTY = Folders.TARGET.resolve("npm-empty");
    /** What the bundlers have made, to be served. */
    static final Path SERVED = FOLDER.resolve("served");

    /** How a program ended: its status and what it printed. */
    record Outcome(int status, String text) {
        /** What it printed, of one that came to a good end. */
        String good() {
            assertEquals(0, status, text);
            return text;
        }
    }

    private NpmConsumers() {
    }

    /** Packs and installs, and has all bundles made. */
    static void prepare() throws IOException {
        Files.createDirectories(FOLDER);
        install();
        delete(EMPTY);
        Files.createDirectories(EMPTY);
        Files.writeString(EMPTY.resolve("package.json"), "{\"name\": \"empty\", \"version\": \"1.0.0\", \"private\": true}");
        String file = run(EMPTY, "npm", "pack", PACKAGE.toString(), "--silent").good().strip();
        // There is nothing that it would need from a registry.
        run(EMPTY, "npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "./" + file).good();
        Path installed = FOLDER.resolve("node_modules/glance-mobilenet");
        for (Path folder : List.of(installed, SERVED)) {
            delete(folder);
        }
        copy(EMPTY.resolve("node_modules/glance-mobilenet"), installed);
        for (String part : List.of("src", "examples", "types")) {
            delete(FOLDER.resolve(part));
            copy(SOURCES.resolve(part), FOLDER.resolve(part));
        }
        for (String script : List.of("build.mjs", "serve.mjs")) {
            Files.copy(SOURCES.resolve(script), FOLDER.resolve(script), StandardCopyOption.REPLACE_EXISTING);
        }
        run(FOLDER, "node", "build.mjs").good();
    }

    /** Once for each lock file. */
    private static void install() throws IOException {
        String wanted = Sha256.hex(Files.readAllBytes(SOURCES.resolve("package-lock.json")));
        Path stamp = FOLDER.resolve("installed");
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
            return;
        }
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(FOLDER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").good();
        Files.writeString(stamp, wanted);
    }

    /** Runs a program to its end. */
    static Outcome run(Path folder, String... command) throws IOException {
        Path log = Files.createTempFile(Folders.OWN, "npm", ".log");
        try {
            int status = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start().waitFor();
            return new Outcome(status, Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(log);
        }
    }

    /** Compiles with TypeScript, strictly. */
    static Outcome compile(Path folder, String options, List<String> files) throws IOException {
        Path config = folder.resolve("tsconfig.json");
        Files.writeString(config, "{\"compilerOptions\": {\"strict\": true, \"noEmit\": true, \"target\": \"es2022\","
                + " \"lib\": [\"es2023\", \"dom\", \"dom.iterable\"], " + options + "}, \"files\": ["
                + files.stream().map(file -> '"' + file + '"').collect(Collectors.joining(", ")) + "]}");
        return run(folder, "node", FOLDER.resolve("node_modules/typescript/bin/tsc").toString(), "-p", config.toString());
    }

    /** The blocks of code in a text of Markdown, in the given languages. */
    static List<String> blocks(String markdown, List<String> languages) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : markdown.split("\n")) {
            if (line.equals("```") && block != null) {
                blocks.add(block.toString());
                block = null;
            } else if (line.startsWith("```") && languages.contains(line.substring(3))) {
                block = new StringBuilder();
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.collect(Collectors.toList())) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                    Files.delete(file);
                }
            }
        }
    }
}
