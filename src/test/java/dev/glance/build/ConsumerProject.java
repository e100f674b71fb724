package dev.glance.build;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An example as somebody has it who has nothing else of this repository than what {@code mvn install} installs: built by Maven
 * in a folder of its own, against a local repository that is empty but for that.
 */
public final class ConsumerProject {
    private static final int MINUTES = 8;
    private static final Path OWN = Folders.TARGET.resolve("consumers");
    private static final Path REPOSITORY = OWN.resolve("repository");

    private ConsumerProject() {
    }

    /**
     * Builds an example.
     *
     * @param name of its folder in src/examples
     * @return its {@code target/web}
     */
    public static Path build(String name) throws IOException {
        Path folder = OWN.resolve(name);
        delete(folder);
        copy(Folders.PROJECT.resolve("src/examples").resolve(name), folder);
        install();
        Path settings = Files.writeString(OWN.resolve("settings.xml"), settings());
        List<String> command = new ArrayList<>(List.of(maven(), "-B", "-ntp", "-gs", settings.toString(),
                "-Dmaven.repo.local=" + REPOSITORY, "package"));
        Tool.Result result = Tool.run(folder, "", MINUTES, command);
        if (result.status() != 0) {
            throw new IllegalStateException("Maven could not build the example " + name + ":\n" + result.text());
        }
        if (result.text().contains("[WARNING]")) {
            throw new IllegalStateException("Maven complains of the example " + name + ":\n" + result.text());
        }
        return folder.resolve("target/web");
    }

    private static String maven() {
        return System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
    }

    /** As {@code mvn install} does it. */
    private static void install() throws IOException {
        String version = Folders.version();
        Path place = REPOSITORY.resolve("dev/glance/glance").resolve(version);
        delete(place);
        Files.createDirectories(place);
        Files.copy(Folders.PROJECT.resolve("pom.xml"), place.resolve("glance-" + version + ".pom"));
        for (String ending : List.of(".jar", "-web.zip")) {
            String file = "glance-" + version + ending;
            Files.copy(Folders.TARGET.resolve(file), place.resolve(file));
        }
    }

    /** What this build has fetched already is not fetched from far away once more. */
    private static String settings() {
        Path near = Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
        String repository = "<id>near</id><url>" + near.toUri()
                + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>";
        return "<settings><profiles><profile><id>near</id><repositories><repository>" + repository
                + "</repository></repositories><pluginRepositories><pluginRepository>" + repository
                + "</pluginRepository></pluginRepositories></profile></profiles>"
                + "<activeProfiles><activeProfile>near</activeProfile></activeProfiles></settings>";
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> Files.isRegularFile(file) && !file.startsWith(from.resolve("target")))
                    .collect(Collectors.toList())) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
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
