package dev.glance.build;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that a site is built into. It may be somebody's: a publishing folder with {@code .git} and {@code CNAME}, say.
 * Only files that an earlier build has listed as its own are replaced or removed, and only once the new site is complete;
 * until then that is built beside it.
 */
final class SiteFolder implements AutoCloseable {
    /** Lists the files of the site, a path a line. */
    static final String LIST = ".glance-files";

    private final Path site;
    private final Path beside;

    private SiteFolder(Path site, Path beside) {
        this.site = site;
        this.beside = beside;
    }

    /**
     * Begins a site.
     *
     * @param site   the folder that it is for; need not exist
     * @param inputs files and folders that the build reads, which must not lie in it, nor it in them
     * @throws BuildException where it is no folder for a site
     */
    static SiteFolder begin(Path site, List<Path> inputs) throws IOException {
        Path real = real(site.toAbsolutePath().normalize());
        for (Path input : inputs) {
            Path other = real(input.toAbsolutePath().normalize());
            if (other.startsWith(real) || real.startsWith(other)) {
                throw new BuildException("-Dsite.directory names " + site + ", which is or holds what the site is built from ("
                        + input + "), or lies in it; name a folder of its own.");
            }
        }
        Path beside = real.resolveSibling('.' + real.getFileName().toString() + ".building");
        delete(beside);
        Files.createDirectories(beside);
        return new SiteFolder(real, beside);
    }

    /** The same file whatever links lead to it; as far as it exists. */
    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path parent = path.getParent();
        return parent == null ? path : real(parent).resolve(path.getFileName());
    }

    /** Where to write the new site. */
    Path folder() {
        return beside;
    }

    /**
     * The site is complete: it takes the place of the one before.
     *
     * @throws BuildException where that would overwrite a file that no build has written
     */
    void finish() throws IOException {
        Set<String> now = new TreeSet<>(files(beside));
        Set<String> before = isUnlistedSite() ? now : listed();
        for (String path : now) {
            if (Files.exists(site.resolve(path)) && !before.contains(path)) {
                throw new BuildException(site + " holds a file " + path + " that no build of Glance has written, and it is left "
                        + "as it is; name another folder with -Dsite.directory, or take the file away.");
            }
        }
        Files.createDirectories(site);
        // Listed before they are there: a build that is cut off here must not leave files that nobody owns.
        Set<String> either = new TreeSet<>(before);
        either.addAll(now);
        Files.write(site.resolve(LIST), either);
        for (String path : now) {
            Path target = site.resolve(path);
            Files.createDirectories(target.getParent());
            Files.move(beside.resolve(path), target, StandardCopyOption.REPLACE_EXISTING);
        }
        for (String path : before) {
            if (!now.contains(path)) {
                remove(path);
            }
        }
        Files.write(site.resolve(LIST), now);
    }

    /** A site from the time before there were lists: its files may be replaced, and no others are known to be its own. */
    private boolean isUnlistedSite() throws IOException {
        Path page = site.resolve("index.html");
        return !Files.exists(site.resolve(LIST)) && Files.exists(page)
                && Files.readString(page).contains("<script src=\"mobilenet.js\" data-page");
    }

    /** The files of the site before; a line that leads out of the folder is nobody's. */
    private Set<String> listed() throws IOException {
        Path list = site.resolve(LIST);
        Set<String> paths = new HashSet<>();
        if (Files.exists(list)) {
            for (String line : Files.readAllLines(list)) {
                if (!line.isBlank() && site.resolve(line).normalize().startsWith(site)) {
                    paths.add(line);
                }
            }
        }
        return paths;
    }

    private void remove(String path) throws IOException {
        Path file = site.resolve(path);
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        while (!folder.equals(site) && Files.isDirectory(folder) && isEmpty(folder)) {
            Files.delete(folder);
            folder = folder.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toList());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                List<Path> paths = new ArrayList<>(old.collect(Collectors.toList()));
                Collections.sort(paths, Comparator.reverseOrder());
                for (Path path : paths) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Leaves nothing beside the site. */
    @Override
    public void close() throws IOException {
        delete(beside);
    }

    /** One line on why something could not be written or read. */
    static BuildException failure(IOException e) {
        String file = e instanceof FileSystemException && ((FileSystemException) e).getFile() != null
                ? ((FileSystemException) e).getFile() : "";
        String reason = e instanceof FileSystemException && ((FileSystemException) e).getReason() != null
                ? ((FileSystemException) e).getReason() : e instanceof java.nio.file.AccessDeniedException
                ? "this user may not write there" : String.valueOf(e.getMessage());
        return new BuildException("The site could not be built" + (file.isEmpty() ? "" : ", at " + file) + ": " + reason
                + "; look whether the disk is full and the folder may be written, and run the command again.", e);
    }
}
