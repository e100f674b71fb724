package dev.glance.build;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.error.GlanceException;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Tflite;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Models from the command line: {@code mvn -q compile exec:java@models -Dargs="list"}. */
public final class Models {
    private static final String USAGE = "Say what to do: list | fetch <ids or all> | verify | add <ids or paths> | remove <ids> | "
            + "convert <file.tflite> <folder>; as in: mvn -q compile exec:java@models -Dargs=\"add lunch.zip\".";

    private final Path project;
    private final Path target;
    private final Path site;
    private final String mirror;
    private final Path cache;

    Models(Path project, Path target, Path site, String mirror, Path cache) {
        this.project = project;
        this.target = target;
        this.site = site;
        this.mirror = mirror;
        this.cache = cache;
    }

    /**
     * @param args the project's folder, its target folder, the site's folder, the mirror, what to do; the mirror may be an unresolved
     *             {@code ${...}}
     */
    public static void main(String[] args) {
        try {
            Path project = Path.of(args[0]);
            new Models(project, Path.of(args[1]), Path.of(args[2]), BuildSite.mirror(project, BuildSite.value(args[3])),
                    ModelFiles.userCache()).run(words(args[4]));
        } catch (BuildException e) {
            System.err.println("Glance: " + e.getMessage());
            throw e;
        } catch (IOException e) {
            BuildException failure = new BuildException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
            System.err.println("Glance: " + failure.getMessage());
            throw failure;
        }
    }

    /** Words with a space between them; in single quotes with spaces in them. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + " ").toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        return words;
    }

    /** What a build has been asked for, for those who add to it. */
    static void remember(Path site, List<String> requested, String first) throws IOException {
        List<String> lines = new ArrayList<>(List.of(first));
        lines.addAll(requested);
        Files.write(last(site), lines);
    }

    private static Path last(Path site) {
        return site.resolveSibling(site.getFileName() + "-models.txt");
    }

    void run(List<String> words) throws IOException {
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        switch (words.isEmpty() ? "" : words.get(0)) {
            case "list" -> list();
            case "fetch" -> fetch(some(rest));
            case "verify" -> verify();
            case "add" -> change(some(rest), List.of());
            case "remove" -> remove(some(rest));
            case "convert" -> convert(rest);
            default -> throw new BuildException(USAGE);
        }
    }

    private static List<String> some(List<String> words) {
        if (words.isEmpty()) {
            throw new BuildException("It is not said which. " + USAGE);
        }
        return words;
    }

    private JsonObject catalog() throws IOException {
        return Json.parse(Files.readString(project.resolve("models/catalog.json"))).asObject();
    }

    private List<JsonObject> published() throws IOException {
        List<JsonObject> published = new ArrayList<>();
        for (JsonValue entry : catalog().get("models").asArray()) {
            if (entry.asObject().get("url") != null) {
                published.add(entry.asObject());
            }
        }
        return published;
    }

    /** What is in the site, if there is one. */
    private List<JsonObject> built() throws IOException {
        List<JsonObject> built = new ArrayList<>();
        Path catalog = site.resolve("models/catalog.json");
        if (Files.exists(catalog)) {
            for (JsonValue entry : Json.parse(Files.readString(catalog)).asObject().get("models").asArray()) {
                if (entry.asObject().getBoolean("inSite", false)) {
                    built.add(entry.asObject());
                }
            }
        }
        return built;
    }

    private void list() throws IOException {
        Set<String> known = new LinkedHashSet<>();
        for (JsonObject entry : built()) {
            known.add(entry.get("id").asString());
            line(entry, "in the site");
        }
        for (JsonObject entry : published()) {
            if (!known.contains(entry.get("id").asString())) {
                line(entry, Files.exists(kept(entry)) ? "fetched" : "can be fetched from " + host(entry));
            }
        }
    }

    private static String host(JsonObject entry) {
        return URI.create(entry.get("url").asString()).getHost();
    }

    private static void line(JsonObject entry, String state) {
        System.out.println(String.format(Locale.ROOT, "%-44s %6.1f MB %4d px %5d classes  %s", entry.get("id").asString(),
                entry.get("bytes").asInt() / 1e6, entry.get("inputSize").asInt(), entry.get("classes").asInt(), state));
    }

    private Path kept(JsonObject entry) {
        return cache.resolve(entry.get("sha256").asString() + ".tflite");
    }

    private JsonObject published(String id) throws IOException {
        StringBuilder ids = new StringBuilder();
        for (JsonObject entry : published()) {
            if (entry.get("id").asString().equals(id)) {
                return entry;
            }
            ids.append(ids.length() == 0 ? "" : ", ").append(entry.get("id").asString());
        }
        throw new BuildException("There is no published model \"" + id + "\"; there are " + ids + ".");
    }

    private void fetch(List<String> ids) throws IOException {
        List<JsonObject> entries = new ArrayList<>();
        for (String id : ids) {
            if (id.equals("all")) {
                entries.addAll(published());
            } else {
                entries.add(published(id));
            }
        }
        for (JsonObject entry : entries) {
            System.out.println(entry.get("id").asString() + ": " + new ModelFiles(cache, mirror).get(entry, catalog()));
        }
    }

    private void verify() throws IOException {
        int wrong = 0;
        for (JsonObject entry : built()) {
            Path file = site.resolve("models").resolve(entry.get("file").asString());
            String state = state(file, entry);
            Path twin = Path.of(file + ".js");
            if (state.equals("right") && !(Files.exists(twin) ? Files.readString(twin, StandardCharsets.ISO_8859_1) : "").equals("glanceFile("
                    + Json.value("models/" + entry.get("file").asString()) + ",\"" + Base64.getEncoder().encodeToString(
                            Files.readAllBytes(file)) + "\");\n")) {
                state = "its twin for pages opened from disk, " + file.getFileName() + ".js, is another file";
            }
            wrong += state.equals("right") ? 0 : 1;
            System.out.println(entry.get("id").asString() + " in the site: " + state);
        }
        for (JsonObject entry : published()) {
            if (Files.exists(kept(entry))) {
                String state = state(kept(entry), entry);
                wrong += state.equals("right") ? 0 : 1;
                System.out.println(entry.get("id").asString() + " fetched: " + state);
            }
        }
        if (wrong > 0) {
            throw new BuildException(wrong + (wrong == 1 ? " file is" : " files are") + " not right; run `mvn package` again, and remove "
                    + "what is wrong among the fetched ones.");
        }
    }

    private static String state(Path file, JsonObject entry) throws IOException {
        return !Files.exists(file) ? "missing" : ModelFiles.matches(Files.readAllBytes(file), entry) ? "right"
                : "damaged (length or SHA-256 differ)";
    }

    private void remove(List<String> ids) throws IOException {
        List<String> inSite = new ArrayList<>();
        for (JsonObject entry : built()) {
            inSite.add(entry.get("id").asString());
        }
        boolean change = false;
        for (String id : ids) {
            boolean found = inSite.contains(id);
            change |= found;
            for (JsonObject entry : published()) {
                if (entry.get("id").asString().equals(id) && Files.deleteIfExists(kept(entry))) {
                    System.out.println(id + ": no longer kept in " + cache);
                    found = true;
                }
            }
            if (!found) {
                throw new BuildException("There is no model \"" + id + "\" in the site, nor among the fetched ones; `list` names them.");
            }
        }
        if (change) {
            change(List.of(), ids);
        }
    }

    /** Builds the site anew: all its files vouch for each other. */
    private void change(List<String> more, List<String> less) throws IOException {
        Path scripts = target.resolve("teavm");
        if (!Files.exists(scripts.resolve("glance.js"))) {
            throw new BuildException("There are no scripts in " + scripts + " yet; run `mvn package` once.");
        }
        List<String> last = Files.exists(last(site)) ? Files.readAllLines(last(site)) : List.of("");
        String first = less.contains(last.get(0)) ? "" : last.get(0);
        Set<String> requested = new LinkedHashSet<>();
        List<String> found = new ArrayList<>();
        for (String word : last.subList(1, last.size())) {
            List<String> ids = new ArrayList<>();
            if (word.equals("all")) {
                published().forEach(entry -> ids.add(entry.get("id").asString()));
            } else {
                ids.add(word);
            }
            for (String id : ids) {
                String own = BroughtModel.isPath(project, id) ? BroughtModel.id(project, id) : id;
                if (less.contains(own)) {
                    found.add(own);
                } else {
                    requested.add(id);
                }
            }
        }
        for (String id : less) {
            if (!found.contains(id)) {
                throw new BuildException("The model \"" + id + "\" is the repository's own, and stays.");
            }
        }
        requested.addAll(more);
        BuildSite.build(project, target, site, new ArrayList<>(requested), new ModelFiles(cache, mirror), first);
        list();
    }

    private void convert(List<String> words) throws IOException {
        if (words.size() != 2) {
            throw new BuildException("Say which file, and the folder to write: convert model.tflite folder.");
        }
        Path file = project.resolve(words.get(0));
        Path folder = project.resolve(words.get(1));
        if (!Files.isRegularFile(file)) {
            throw new BuildException("There is no file " + file + ".");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            GraphArtifacts graph = Tflite.read(bytes);
            TfjsFolder.write(graph, folder);
            double[] range = Tflite.inputRange(bytes);
            System.out.println(folder + ": tf.loadGraphModel('model.json'); input \"" + GraphArtifacts.INPUT + "\" float32 [n, "
                    + graph.size() + ", " + graph.size() + ", 3]" + (range == null ? "" : ", pixels as " + range[0] + " to " + range[1])
                    + "; output \"" + GraphArtifacts.LOGITS + "\" [n, " + graph.outputs() + "]");
        } catch (GlanceException e) {
            throw new BuildException(file + ": " + e.what() + " " + e.remedy(), e);
        }
    }
}
