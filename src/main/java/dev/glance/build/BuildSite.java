package dev.glance.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds {@code target/site} and {@code target/npm}; called by Maven in the phase {@code package}. */
public final class BuildSite {
    private BuildSite() {
    }

    /**
     * @param args the project's folder, its target folder, the site's folder, the models to add, the mirror, the default
     *             model; the last three may be empty or an unresolved {@code ${...}}
     */
    public static void main(String[] args) {
        Path project = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Path site = Path.of(args[2]);
        List<String> models = new ArrayList<>();
        for (String id : value(args[3]).split(",")) {
            if (!id.isBlank()) {
                models.add(id.strip());
            }
        }
        try {
            build(project, target, site, models, new ModelFiles(ModelFiles.userCache(), mirror(project, value(args[4]))),
                    args.length > 5 ? value(args[5].replace(",", "")) : "");
        } catch (BuildException e) {
            System.err.println("Glance: " + e.getMessage());
            throw e;
        } catch (IOException e) {
            BuildException failure = SiteFolder.failure(e);
            System.err.println("Glance: " + failure.getMessage());
            throw failure;
        }
    }

    /**
     * Builds a site, and of the one in its usual place the npm package.
     *
     * @param first id of the model that it begins with; empty for the catalog's default
     */
    static void build(Path project, Path target, Path site, List<String> models, ModelFiles files, String first) throws IOException {
        Npm npm = Npm.install(project.resolve("webapp"), target.resolve("node"));
        new SiteBuilder(project.resolve("webapp"), project.resolve("models"), target.resolve("teavm"), site).build(npm, files, models,
                first);
        Models.remember(site, models, first);
        System.out.println("Glance: the site is in " + site);
        if (site.toAbsolutePath().normalize().equals(target.resolve("site").toAbsolutePath().normalize())) {
            new NpmPackage(project, site, target.resolve("npm")).write(npm);
        }
    }

    /** A mirror folder may be given relative to the project. */
    static String mirror(Path project, String mirror) {
        return mirror.isEmpty() || mirror.contains("://") ? mirror : project.resolve(mirror).toString();
    }

    /** Maven passes a property that is not set as it stands. */
    static String value(String property) {
        return property == null || property.startsWith("${") ? "" : property;
    }
}
