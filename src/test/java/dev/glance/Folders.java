package dev.glance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where tests find things. */
public final class Folders {
    public static final Path PROJECT = Path.of("").toAbsolutePath();
    public static final Path TARGET = PROJECT.resolve("target");
    public static final Path SITE = TARGET.resolve("site");
    public static final Path NODE = TARGET.resolve("node");
    /** Tests run in several processes at a time, of which each is counted from 1. */
    public static final int FORK = Integer.getInteger("glance.fork", 1);
    /** What the tests of this process write. */
    public static final Path OWN = TARGET.resolve("fork-" + FORK);
    public static final Path EMBEDDED = PROJECT.resolve("models/glance_mobilenet_v2_1.0_224/model.tflite");

    private static final Path SHARED = PROJECT.resolveSibling("shared");

    static {
        try {
            Files.createDirectories(OWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Folders() {
    }

    /** The mirror of published models, if this machine has one as a folder. */
    public static Optional<Path> mirror() {
        String named = System.getenv("MODELS_MIRROR");
        Path folder = named != null && !named.isBlank() && !named.contains("://") ? PROJECT.resolve(named)
                : SHARED.resolve("models/tflite");
        return Optional.of(folder).filter(Files::isDirectory);
    }

    /** The labelled photos with the reference's answers, if they are here. */
    public static Optional<Path> eval() {
        return Optional.of(SHARED.resolve("eval")).filter(Files::isDirectory);
    }

    /** The version of the pom. */
    public static String version() {
        try {
            Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(PROJECT.resolve("pom.xml")));
            version.find();
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text file of the built site. */
    public static String read(String file) {
        try {
            return Files.readString(SITE.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text file of the tests' own. */
    public static String resource(String file) {
        try {
            return Files.readString(PROJECT.resolve("src/test/resources").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The embedded model and every file of the mirror. */
    public static List<Path> modelFiles() throws IOException {
        Stream<Path> published = Stream.empty();
        if (mirror().isPresent()) {
            try (Stream<Path> files = Files.list(mirror().get())) {
                published = files.filter(file -> file.toString().endsWith(".tflite")).sorted()
                        .collect(Collectors.toList()).stream();
            }
        }
        return Stream.concat(Stream.of(EMBEDDED), published).collect(Collectors.toList());
    }

    /** Copies the built site into an empty folder. */
    public static void copySite(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toArray(Path[]::new)) {
                Path copy = to.resolve(SITE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
