package dev.glance.build;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.model.Sha256;
import dev.glance.model.Tflite;
import dev.glance.offline.Inventory;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Puts the site together: page, script, TensorFlow.js, models. Files that the script reads as bytes, be it only to make another
 * site of them, get a twin beside them, {@code <file>.js}, which hands the same bytes over where nothing can be fetched (file://).
 */
final class SiteBuilder {
    /** In a page, what only the unbuilt page shows. */
    private static final String UNBUILT_START = "<!-- unbuilt -->";
    private static final String UNBUILT_END = "<!-- /unbuilt -->";
    private static final String ICON = "favicon.svg";
    private static final Pattern PICTURE = Pattern.compile("(?i).+\\.(jpe?g|png|webp|avif|gif|svg)");
    private static final int THUMBNAIL = 176;
    private static final List<String> BACKENDS = List.of("cpu", "wasm", "webgl", "webgpu");
    private static final String WASM_THREADED = "tfjs-backend-wasm-threaded-simd.wasm";
    private static final List<String> WASM_FILES = List.of("tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm");

    /** With relaxed SIMD, and for browsers without it. */
    private static final List<String> LITERT_BUILDS = List.of("litert_wasm_internal", "litert_wasm_compat_internal");
    /** With relaxed SIMD and threads. */
    private static final String LITERT_THREADED = "litert_wasm_threaded_internal";
    /** How many threads that build starts with. */
    private static final String LITERT_POOL = "var pthreadPoolSize = navigator.hardwareConcurrency;";

    private static final String MAIN_SCRIPT = "mobilenet.js";
    /** What scripts read or run at run time, but for models, for which the catalog vouches, and their twins. */
    private static final Pattern VOUCHED = Pattern.compile(
            "models/catalog\\.json|models/labels/[^/]*\\.tsv|lang/[^/]*\\.tsv|(tf|litert)/[^/]*\\.(js|wasm)|images/samples\\.json");

    /** What the page's first script may ask for: all that a worker begins with, whatever the address asks for. */
    private static final Pattern STARTED = Pattern.compile("models/.*|tf/tf(-backend-(cpu|webgl|webgpu))?\\.js"
            + "|tf/tfjs-backend-wasm-simd\\.wasm|litert/litert(_wasm_(compat_)?internal)?\\.js");

    private static final Pattern TWIN = Pattern.compile(".*\\.(js|wasm)\\.js");

    /** What is kept on a device from the first visit on, but for the samples and the default model's own files. */
    private static final Pattern CORE = Pattern.compile("[^/]*\\.(html|css|js|json|txt)|favicon\\.svg|icons/.*|lang/.*"
            + "|models/catalog\\.json|tf/tf-mobilenet\\.js|tf/tfjs-backend-wasm-simd\\.wasm|images/(small/.*|samples\\.json)");
    private static final String SERVICE_WORKER = "sw.js";
    private static final int VERSION_DIGITS = 16;

    /** The files of {@link #VOUCHED} by path. */
    private final Map<String, byte[]> vouched = new TreeMap<>();
    /** The SHA-256 and length of all files but twins, by path. */
    private final Map<String, Inventory.Entry> written = new TreeMap<>();
    /** What else than {@link #CORE} is kept from the first visit on. */
    private final Set<String> core = new HashSet<>();
    /** Models that are not the catalog's, by id. */
    private final Map<String, BroughtModel> brought = new TreeMap<>();
    /** Where relative paths begin. */
    private final Path project;
    private final Path webapp;
    private final Path models;
    private final Path scripts;
    private final Path target;
    /** Where files are written: beside the site, until it is complete. */
    private Path site;

    /**
     * @param webapp the sources of the page
     * @param models the repository's models
     * @param scripts the folder of the JavaScript that TeaVM made, as UMD
     * @param target the folder to fill; what an earlier build has put into it goes
     */
    SiteBuilder(Path webapp, Path models, Path scripts, Path target) {
        this.webapp = webapp;
        project = webapp.toAbsolutePath().getParent();
        this.models = models;
        this.scripts = scripts;
        this.target = target;
    }

    /**
     * Builds the site. One that fails leaves the site before in place.
     *
     * @param npm       where TensorFlow.js is installed
     * @param files     where published models come from
     * @param requested ids of published models to add, or "all"; paths of others, see {@link BroughtModel}
     * @param first     id of the model that the page begins with; empty for the catalog's default
     */
    void build(Npm npm, ModelFiles files, List<String> requested, String first) throws IOException {
        JsonObject catalog = Json.parse(Files.readString(models.resolve("catalog.json"))).asObject();
        Set<String> ids = resolve(requested, catalog);
        if (!first.isEmpty()) {
            catalog.set("default", first);
        }
        JsonObject begun = defaultEntry(catalog);
        if (begun.get("url") != null && !ids.contains(begun.get("id").asString())) {
            throw new BuildException("-Ddefault names " + first + ", which this site would lack; add it: -Dmodels=" + first + ".");
        }
        Path sources = webapp.toAbsolutePath().normalize().resolveSibling("src");
        try (SiteFolder folder = SiteFolder.begin(target, List.of(webapp, models, sources, scripts))) {
            site = folder.folder();
            write(catalog, ids, npm, files);
            folder.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(JsonObject catalog, Set<String> ids, Npm npm, ModelFiles files) throws IOException {
        JsonObject first = defaultEntry(catalog);
        core.add("models/" + first.get("file").asString());
        core.add("models/" + first.get("labels").asString());
        if (isSpecial(first)) {
            // Computed with other parts of TensorFlow.js; the core is told before these are written.
            core.addAll(List.of("tf/tf.js", "tf/tf-backend-wasm.js", "tf/tf-layers.js"));
        }
        pages(npm, brought.get(first.get("id").asString()));
        images();
        tensorFlow(npm);
        liteRt(npm);
        for (JsonValue value : catalog.get("models").asArray()) {
            JsonObject entry = value.asObject();
            BroughtModel model = brought.get(entry.get("id").asString());
            if (model != null) {
                withTwin("models/" + entry.get("file").asString(), model.bytes());
                if (model.labels() != null) {
                    withTwin("models/" + entry.get("labels").asString(), model.labels().getBytes(StandardCharsets.UTF_8));
                }
                continue;
            }
            boolean own = entry.get("url") == null;
            boolean inSite = own || ids.contains(entry.get("id").asString());
            entry.set("inSite", inSite);
            if (inSite) {
                Path file = own ? models.resolve(entry.get("file").asString()) : files.get(entry, catalog);
                byte[] bytes = Files.readAllBytes(file);
                if (!ModelFiles.matches(bytes, entry)) {
                    throw new BuildException(file + " is not the file of the catalog (length or SHA-256 differ); "
                            + "restore it with `git checkout -- models`.");
                }
                entry.set("tensors", Tflite.read(bytes).weights().size());
                withTwin("models/" + entry.get("file").asString(), bytes);
            } else {
                // Of these a page says only where they are to be had; what they answer is found out there.
                entry.remove("checks");
            }
        }
        withTwin("models/catalog.json", catalog.toString().getBytes(StandardCharsets.UTF_8));
        withTwin("models/labels/imagenet.tsv", labels());
        withTwin("lang/zh.tsv", Files.readAllBytes(webapp.resolve("lang/zh.tsv")));
        scripts(npm, first);
        withTwin("LICENSES.txt", Licences.text(npm, models).getBytes(StandardCharsets.UTF_8));
        offline(npm);
    }

    /** Ids of published models; others are added to the catalog. */
    private Set<String> resolve(List<String> requested, JsonObject catalog) throws IOException {
        List<String> known = new ArrayList<>();
        for (JsonValue entry : catalog.get("models").asArray()) {
            known.add(entry.asObject().get("id").asString());
        }
        Set<String> ids = new HashSet<>();
        for (String id : requested) {
            if (id.equals("all")) {
                ids.addAll(known);
            } else if (known.contains(id)) {
                ids.add(id);
            } else if (BroughtModel.isPath(project, id)) {
                BroughtModel model = BroughtModel.read(project, id);
                String own = model.entry().get("id").asString();
                if (known.contains(own) || brought.put(own, model) != null) {
                    throw new BuildException("-Dmodels names " + id + ", and there is a model \"" + own
                            + "\" already; give the file or folder another name.");
                }
                catalog.get("models").asArray().add(model.entry());
            } else {
                throw new BuildException("-Dmodels names \"" + id + "\", which is neither a file or folder nor in models/catalog.json; "
                        + "it knows " + String.join(", ", known) + ", and \"all\".");
            }
        }
        return ids;
    }

    /** Whether a model needs more than MobileNets do. */
    private static boolean isSpecial(JsonObject entry) {
        JsonObject format = entry.get("format") == null ? null : entry.get("format").asObject();
        return format != null && (!format.getString("kind", "").equals("tflite") || format.getBoolean("whole", false)
                || entry.get("backend") != null);
    }

    private static JsonObject defaultEntry(JsonObject catalog) {
        for (JsonValue entry : catalog.get("models").asArray()) {
            if (entry.asObject().get("id").equals(catalog.get("default"))) {
                return entry.asObject();
            }
        }
        throw new BuildException("The default model is to be " + catalog.get("default").asString() + ", which is neither in "
                + "models/catalog.json nor among those of -Dmodels; the id of a file or folder is its name without its ending.");
    }

    /** @param model a model of somebody's own that the page begins with; else null */
    private void pages(Npm npm, BroughtModel model) throws IOException {
        String html = built(Inventory.PAGE);
        if (model != null) {
            // What is said of the site's own model is not said of others.
            html = html.replaceFirst("<html ", "<html data-own ");
        }
        write(Inventory.PAGE, html.getBytes(StandardCharsets.UTF_8));
        write("bench.html", built("bench.html").getBytes(StandardCharsets.UTF_8));
        for (String style : List.of("app.css", "many.css", "models.css", "inspect.css")) {
            withTwin(style, npm.bundle(Files.readString(webapp.resolve(style)), "--style"));
        }
        withTwin(ICON, Files.readAllBytes(webapp.resolve(ICON)));
        withTwin("manifest.json", Json.parse(Files.readString(webapp.resolve("manifest.json"))).toString()
                .getBytes(StandardCharsets.UTF_8));
        Icon icon = new Icon(Files.readString(webapp.resolve(ICON)));
        withTwin("icons/180.png", icon.png(180, true, 1));
        withTwin("icons/192.png", icon.png(192, false, 1));
        withTwin("icons/512.png", icon.png(512, false, 1));
        // Systems cut it to any shape that holds a circle of 80 % in the middle.
        withTwin("icons/maskable.png", icon.png(512, true, 0.75));
    }

    /**
     * The service worker, and the mark in the page by which it knows the version: one that is named after all that the site
     * consists of.
     */
    private void offline(Npm npm) throws IOException {
        String install = "install.js";
        // It knows how large all of it is, itself with so many digits.
        byte[] late = standalone(npm, "install/install.js", "", "glanceSite=\"-\\t00000000\\n\"")
                .getBytes(StandardCharsets.UTF_8);
        write(install, late);
        String version = digits(written.values().toString()).substring(0, VERSION_DIGITS);
        String page = Files.readString(site.resolve(Inventory.PAGE));
        if (!page.contains("<html ")) {
            throw new BuildException("webapp/index.html has no tag <html with attributes; restore it.");
        }
        withTwin(Inventory.PAGE, page.replaceFirst("<html ", "<html " + Inventory.mark(version) + " ")
                .getBytes(StandardCharsets.UTF_8));
        Inventory inventory = new Inventory(version, List.copyOf(written.values()));
        int bytes = Inventory.coreBytes(inventory.write());
        withTwin(install, new String(late, StandardCharsets.UTF_8).replace("-\\t00000000", "-\\t" + String.format("%08d", bytes))
                .getBytes(StandardCharsets.UTF_8));
        inventory = new Inventory(version, List.copyOf(written.values()));
        withTwin(SERVICE_WORKER, standalone(npm, "offline/sw.js", "", "glanceSite=" + Json.value(inventory.write()))
                .getBytes(StandardCharsets.UTF_8));
        System.out.println("Glance: kept on a device for use without a connection: " + bytes + " bytes, version " + version);
    }

    private static String digits(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A page without its notice. */
    private String built(String page) throws IOException {
        String html = Files.readString(webapp.resolve(page));
        int start = html.indexOf(UNBUILT_START);
        int end = html.indexOf(UNBUILT_END);
        if (start < 0 || end < start) {
            throw new BuildException("webapp/" + page + " lacks the marks " + UNBUILT_START + " and " + UNBUILT_END
                    + " around its notice for the unbuilt page; restore them.");
        }
        return html.substring(0, start).stripTrailing() + html.substring(end + UNBUILT_END.length());
    }

    /** The sample pictures, small ones of them, their list, and whatever pictures somebody put beside them. */
    private void images() throws IOException {
        Path folder = webapp.resolve("images");
        JsonArray samples = Json.parse(Files.readString(folder.resolve("samples.json"))).asArray();
        withTwin("images/samples.json", samples.toString().getBytes(StandardCharsets.UTF_8));
        for (JsonValue sample : samples) {
            String file = sample.asObject().get("file").asString();
            if (!Files.exists(folder.resolve(file))) {
                throw new BuildException("webapp/images/samples.json names " + file + ", which is not in webapp/images.");
            }
            core.add("images/" + file);
            write("images/small/" + file, thumbnail(folder.resolve(file)));
        }
        pictures(webapp, "");
        pictures(folder, "images/");
    }

    private void pictures(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                String name = file.getFileName().toString();
                if (PICTURE.matcher(name).matches() && !name.equals(ICON)) {
                    withTwin(prefix + name, Files.readAllBytes(file));
                }
            }
        }
    }

    /** The central square of a JPEG, small. */
    private static byte[] thumbnail(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int side = Math.min(image.getWidth(), image.getHeight());
        int left = (image.getWidth() - side) / 2;
        int top = (image.getHeight() - side) / 2;
        BufferedImage small = new BufferedImage(THUMBNAIL, THUMBNAIL, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        // Averages all pixels, which drawImage with an interpolation hint does not.
        Image scaled = image.getSubimage(left, top, side, side)
                .getScaledInstance(THUMBNAIL, THUMBNAIL, Image.SCALE_AREA_AVERAGING);
        graphics.drawImage(scaled, 0, 0, null);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", out);
        return out.toByteArray();
    }

    /**
     * TeaVM's modules, given their exports here instead of a global, and run. Each vouches for what it reads at run time: who
     * trusts the script can trust the rest.
     */
    private void scripts(Npm npm, JsonObject model) throws IOException {
        JsonArray first = Json.array(model.get("id").asString(), "models/" + model.get("labels").asString(),
                "models/" + model.get("file").asString());
        if (isSpecial(model)) {
            first.add(model.getString("backend", ""));
        }
        byte[] models = standalone(npm, "models/models.js", "", "").getBytes(StandardCharsets.UTF_8);
        withTwin("models.js", models);
        // Other people's pages load it too, for models at addresses.
        vouched.put("models.js", models);
        String data = "glanceFiles=" + table(path -> true) + ",glanceModel=" + first;
        // As a text, which costs no parse here: a worker starts with it at once, instead of after another file.
        String tensorFlow = new String(vouched.get("tf/tf-mobilenet.js"), StandardCharsets.UTF_8);
        byte[] main = ("(function(){var glanceTensorFlow=" + literal(tensorFlow) + ";\n" + standalone(npm, "glance.js", "glance", data)
                + "})();\n").getBytes(StandardCharsets.UTF_8);
        withTwin(MAIN_SCRIPT, main);
        vouched.put(MAIN_SCRIPT, main);
        withTwin("start.js", standalone(npm, "start/start.js", "", "glanceFiles=" + table(path -> STARTED.matcher(path).matches())
                + ",glanceModel=" + first).getBytes(StandardCharsets.UTF_8));
        withTwin("more.js", standalone(npm, "more/more.js", "", "").getBytes(StandardCharsets.UTF_8));
        withTwin("inspect.js", standalone(npm, "inspect/inspect.js", "", "").getBytes(StandardCharsets.UTF_8));
        withTwin("many.js", standalone(npm, "many/many.js", "", "").getBytes(StandardCharsets.UTF_8));
        write("bench.js", standalone(npm, "bench/bench.js", "", data).getBytes(StandardCharsets.UTF_8));
        System.out.println("Glance: for pages that load mobilenet.js from another host: integrity=\""
                + integrity("sha384", "SHA-384", main) + "\"");
    }

    /** A text in ASCII as one of JavaScript, between the quotes that it has fewest of. */
    private static String literal(String text) {
        String quote = "\"";
        for (String other : List.of("'", "`")) {
            quote = text.split(other, -1).length < text.split(quote, -1).length ? other : quote;
        }
        return quote + text.replace("\\", "\\\\").replace("\n", "\\n").replace(quote, "\\" + quote)
                .replace("${", quote.equals("`") ? "\\${" : "${") + quote;
    }

    /**
     * @param name   of TeaVM's file
     * @param called how the script calls itself, so that it can hand its own text to a worker; empty for one that does not
     * @param data   variables that it finds; may be empty
     */
    private String standalone(Npm npm, String name, String called, String data) throws IOException {
        Path script = scripts.resolve(name);
        // TeaVM's own minifier leaves an eighth of the bytes to others.
        String module = new String(npm.bundle(Files.readString(script), "--plain"), StandardCharsets.UTF_8);
        // In parentheses the function is compiled at once, away from the page's thread, instead of parsed twice.
        int start = module.indexOf("})(function(") + 3;
        int end = module.lastIndexOf(");");
        if (start < 3 || end < start) {
            throw new BuildException(script + " is no UMD module as TeaVM writes it; build again with `mvn clean package`.");
        }
        return "(function " + called + "(){var exports={},module,define,tf" + (data.isEmpty() ? "" : "," + data) + ";\n"
                + module.substring(0, start) + "(" + module.substring(start, end) + ")" + module.substring(end)
                + "\nexports.main([]);})();\n";
    }

    /**
     * Length and integrity of the files that are read at run time, by path, as JavaScript.
     *
     * @param read which of them by the script that gets it
     */
    private String table(Predicate<String> read) {
        StringBuilder table = new StringBuilder("{");
        vouched.forEach((path, bytes) -> {
            if (read.test(path)) {
                table.append(table.length() == 1 ? "" : ",").append(Json.value(path)).append(":[").append(bytes.length)
                        .append(",\"").append(integrity("sha256", "SHA-256", bytes)).append("\"]");
            }
        });
        return table.append('}').toString();
    }

    /**
     * A hash as pages write it.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity">Subresource Integrity</a>
     */
    private static String integrity(String word, String algorithm, byte[] bytes) {
        try {
            return word + "-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tensorFlow(Npm npm) throws IOException {
        Files.createDirectories(site.resolve("tf"));
        withTwin("tf/tf.js", npm.bundle(Files.readString(webapp.resolve("tf.mjs"))));
        String mobilenet = Files.readString(webapp.resolve("tf-mobilenet.mjs"));
        withTwin("tf/tf-mobilenet.js", npm.bundle(mobilenet, "--mobilenet"));
        // Memory is shared in pages that a server isolates, never from disk: no twins.
        write("tf/tf-threads.js", npm.bundle(mobilenet + Files.readString(webapp.resolve("tf-threads.mjs")), "--threads"));
        write("tf/" + WASM_THREADED, wasm(npm, WASM_THREADED));
        for (String backend : BACKENDS) {
            String name = "tf-backend-" + backend;
            String text = minified(npm, "tfjs-backend-" + backend, name);
            String seedrandom = backend.equals("cpu")
                    ? new String(npm.bundle("globalThis.glanceSeedrandom = require('seedrandom');"), StandardCharsets.UTF_8)
                    : "";
            withTwin("tf/" + name + ".js", (seedrandom + attached(backend, text)).getBytes(StandardCharsets.UTF_8));
        }
        withTwin("tf/tf-layers.js", attached("layers", sharing(minified(npm, "tfjs-layers", "tf-layers"))).getBytes(StandardCharsets.UTF_8));
        for (String file : WASM_FILES) {
            withTwin("tf/" + file, wasm(npm, file));
        }
    }

    private static byte[] wasm(Npm npm, String file) throws IOException {
        return Files.readAllBytes(npm.module("@tensorflow/tfjs-backend-wasm").resolve("wasm-out").resolve(file));
    }

    /** A part of TensorFlow.js as its authors have made it small, without where its sources are. */
    private static String minified(Npm npm, String module, String name) throws IOException {
        String text = Files.readString(npm.module("@tensorflow/" + module).resolve("dist/" + name + ".es2017.min.js"));
        return text.substring(0, text.lastIndexOf("//# sourceMappingURL="));
    }

    /**
     * A part of TensorFlow.js that has a core inside, with the engine of the one that it attaches to, whose name ours has from
     * bundle.mjs: else its own, without a backend, would be there for every TensorFlow.js that the page loads later.
     */
    private static String sharing(String text) {
        return text.replace("._tfengine", "[core===globalThis.glanceTf?'glanceTfEngine':'_tfengine']")
                .replace("._tfGlobals", "[core===globalThis.glanceTf?'glanceTfGlobals':'_tfGlobals']");
    }

    /**
     * A part of TensorFlow.js as a script that attaches to the TensorFlow.js which Java has chosen, whatever globals of module loaders
     * the page has.
     */
    private static String attached(String part, String text) {
        return "(function(){var exports={},module={exports:exports},define,core=globalThis.glanceTfTarget||globalThis.glanceTf;"
                + "function require(name){return name==='@tensorflow/tfjs-core'?core"
                + ":name==='seedrandom'?globalThis.glanceSeedrandom:undefined;}\n" + text
                + "\n[core,globalThis.glanceTfGlobal].forEach(function(tf){if(tf&&(tf===core||globalThis.glanceTf===core)){"
                + (part.equals("wasm") ? "tf.wasm=exports;" : "Object.assign(tf,exports);") + "}});})();\n";
    }

    /** LiteRT.js. From disk there is only the build for most browsers, since each twin has 12 MB. */
    private void liteRt(Npm npm) throws IOException {
        withTwin("litert/litert.js", npm.bundle(Files.readString(webapp.resolve("litert.mjs"))));
        for (String name : LITERT_BUILDS) {
            for (String extension : List.of(".js", ".wasm")) {
                String path = "litert/" + name + extension;
                byte[] bytes = Files.readAllBytes(npm.module("@litertjs/core").resolve("wasm").resolve(name + extension));
                if (name.equals(LITERT_BUILDS.get(0))) {
                    withTwin(path, bytes);
                } else {
                    write(path, bytes);
                }
            }
        }
        Path folder = npm.module("@litertjs/core").resolve("wasm");
        String script = Files.readString(folder.resolve(LITERT_THREADED + ".js"));
        if (!script.contains(LITERT_POOL)) {
            throw new BuildException(LITERT_THREADED + ".js of @litertjs/core is not what SiteBuilder expects: it lacks "
                    + LITERT_POOL);
        }
        // As many as are used instead of one for each core.
        write("litert/" + LITERT_THREADED + ".js", script.replace(LITERT_POOL, "var pthreadPoolSize = Module[\"pthreadPoolSize\"];")
                .getBytes(StandardCharsets.UTF_8));
        write("litert/" + LITERT_THREADED + ".wasm", Files.readAllBytes(folder.resolve(LITERT_THREADED + ".wasm")));
    }

    private byte[] labels() throws IOException {
        return LabelTable.of(Files.readString(models.resolve("labels/imagenet.tsv")),
                Files.readString(models.resolve("labels/broader.tsv"))).getBytes(StandardCharsets.UTF_8);
    }

    private void withTwin(String path, byte[] bytes) {
        write(path, bytes);
        put(path + ".js", ("glanceFile(" + Json.value(path) + ",\"" + Base64.getEncoder().encodeToString(bytes)
                + "\");\n").getBytes(StandardCharsets.UTF_8));
    }

    private void write(String path, byte[] bytes) {
        if (VOUCHED.matcher(path).matches() && !TWIN.matcher(path).matches()) {
            vouched.put(path, bytes);
        }
        written.put(path, new Inventory.Entry(path, bytes.length, Sha256.hex(bytes),
                CORE.matcher(path).matches() || core.contains(path)));
        put(path, bytes);
    }

    private void put(String path, byte[] bytes) {
        try {
            Path file = site.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
