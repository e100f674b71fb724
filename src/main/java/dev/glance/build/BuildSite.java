package dev.glance.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds {@code target/site}; called by Maven in the phase {@code package}. */
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
            Npm npm = Npm.install(project.resolve("webapp"), target.resolve("npm"));
            new SiteBuilder(project.resolve("webapp"), project.resolve("models"), target.resolve("teavm"),
                    site).build(npm, new ModelFiles(ModelFiles.userCache(), mirror(project, value(args[4]))), models,
                    args.length > 5 ? value(args[5].replace(",", "")) : "");
            System.out.println("Glance: the site is in " + site);
        } catch (BuildException e) {
            System.err.println("Glance: " + e.getMessage());
            throw e;
        } catch (IOException e) {
            BuildException failure = SiteFolder.failure(e);
            System.err.println("Glance: " + failure.getMessage());
            throw failure;
        }
    }

    /** A mirror folder may be given relative to the project. */
    private static String mirror(Path project, String mirror) {
        return mirror.isEmpty() || mirror.contains("://") ? mirror : project.resolve(mirror).toString();
    }

    /** Maven passes a property that is not set as it stands. */
    private static String value(String property) {
        return property == null || property.startsWith("${") ? "" : property;
    }
}
