package dev.glance.build;

import dev.glance.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Installs TensorFlow.js from npm, exactly as the lock file says, and bundles scripts. */
final class Npm {
    private static final int OLDEST_NODE = 18;
    private static final int MINUTES = 10;

    private final Path folder;
    private final Path bundler;

    private Npm(Path folder, Path bundler) {
        this.folder = folder;
        this.bundler = bundler;
    }

    /**
     * Installs what a lock file names, unless it is installed already.
     *
     * @param webapp where package.json, package-lock.json and bundle.mjs are
     * @param folder where to install; belongs to this class
     */
    static Npm install(Path webapp, Path folder) throws IOException {
        requireNode(webapp);
        byte[] lock = Files.readAllBytes(webapp.resolve("package-lock.json"));
        String wanted = Sha256.hex(lock);
        Path stamp = folder.resolve("installed");
        Npm npm = new Npm(folder, webapp.resolve("bundle.mjs"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(wanted + ' ' + state(folder))) {
            return npm;
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(stamp);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(webapp.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("Glance: installing TensorFlow.js from npm into " + folder);
        Tool.Result result = run(folder, "", List.of(Tool.script("npm"), "ci", "--ignore-scripts", "--no-audit",
                "--no-fund", "--no-progress", "--fetch-retries=1", "--fetch-timeout=60000"));
        if (result.status() != 0) {
            throw new BuildException("npm could not install TensorFlow.js (" + reason(result) + "); check that the npm "
                    + "registry answers (`npm ping`) and run the command again.");
        }
        Files.writeString(stamp, wanted + ' ' + state(folder));
        return npm;
    }

    /** Changes when an installed file does: of all their names, sizes and times. */
    private static String state(Path folder) throws IOException {
        Path modules = folder.resolve("node_modules");
        StringBuilder state = new StringBuilder();
        if (Files.isDirectory(modules)) {
            try (Stream<Path> files = Files.walk(modules)) {
                for (Path file : files.sorted().collect(Collectors.toList())) {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class,
                            LinkOption.NOFOLLOW_LINKS);
                    if (!attributes.isDirectory()) {
                        state.append(modules.relativize(file)).append(' ').append(attributes.size()).append(' ')
                                .append(attributes.lastModifiedTime().toMillis()).append('\n');
                    }
                }
            }
        }
        return Sha256.hex(state.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The folder of an installed package. */
    Path module(String name) {
        return folder.resolve("node_modules").resolve(name);
    }

    /**
     * Bundles and minifies a module with all that it imports into one classic script.
     *
     * @param source  its text
     * @param options of {@code webapp/bundle.mjs}; {@code --plain} for a script that imports nothing, {@code --style} for
     *                a style sheet, {@code --cjs} and a folder for a module of that folder that others {@code require}
     */
    byte[] bundle(String source, String... options) throws IOException {
        Path script = Files.createTempFile(folder, "bundle", ".js");
        List<String> command = new ArrayList<>(List.of("node", bundler.toAbsolutePath().toString(),
                script.toAbsolutePath().toString()));
        command.addAll(List.of(options));
        Tool.Result result = run(folder, source, command);
        if (result.status() != 0) {
            throw new BuildException("Node.js could not bundle a script: " + result.text().strip().replaceAll("\\s+", " ")
                    + "; delete " + folder + " and run the command again.");
        }
        byte[] bundled = Files.readAllBytes(script);
        Files.delete(script);
        return bundled;
    }

    private static void requireNode(Path folder) throws IOException {
        String version = run(folder, "", List.of("node", "--version")).text().strip();
        int dot = version.indexOf('.');
        try {
            if (Integer.parseInt(version.substring(1, dot)) >= OLDEST_NODE) {
                return;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new BuildException("`node --version` answers \"" + version + "\" instead of a version; install "
                    + "Node.js " + OLDEST_NODE + " or newer and run the command again.", e);
        }
        throw new BuildException("Node.js " + OLDEST_NODE + " or newer is needed to fetch TensorFlow.js, and this is "
                + version + "; install a newer one and run the command again.");
    }

    private static Tool.Result run(Path folder, String input, List<String> command) throws IOException {
        try {
            return Tool.run(folder, input, MINUTES, command);
        } catch (IOException e) {
            throw new BuildException("`" + command.get(0) + "` was not found on this machine; install Node.js "
                    + OLDEST_NODE + " or newer with npm (nodejs.org, or your system's package `nodejs npm`) and run the "
                    + "command again.", e);
        }
    }

    /** The line of npm's output that tells most. */
    private static String reason(Tool.Result result) {
        for (String line : result.text().split("\\R")) {
            String text = line.replaceFirst("^npm (ERR!|error) ", "").strip();
            if (!text.equals(line.strip()) && !text.startsWith("code ") && !text.startsWith("errno ")
                    && !text.startsWith("syscall ")) {
                return text;
            }
        }
        return result.lastLine();
    }
}
