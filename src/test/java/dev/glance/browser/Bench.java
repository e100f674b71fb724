package dev.glance.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Worker;
import dev.glance.Folders;
import dev.glance.Jpegs;
import dev.glance.build.SiteServer;
import dev.glance.model.Labels;
import dev.glance.model.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Glance beside its peers: {@code mvn verify -Pbench}. Everything is compared in one run of one browser, in turn, since
 * machines are noisy: believe the ratios. Writes {@code target/bench.md} and {@code target/bench.svg}, which README has.
 */
class Bench {
    private static final int VISITS = 5;
    /** What a page writes to the console when it has its first answer: asking it again and again would slow it down. */
    private static final String DONE = "First answer at ";
    private static final String PICTURES = "globalThis.images = {}, globalThis.files = {};"
            + " for (const width of [224, 1280, 4032]) { const url = 'model/' + width + '.jpg';"
            + " files[width] = await (await fetch(url)).blob(); const image = new Image(); image.src = url;"
            + " await image.decode(); document.body.append(image); images[width] = image; }";
    private static final Map<String, String> SCRIPTS = Map.of("reference", "tf.js tf-wasm.js reference.js",
            "mediapipe", "", "onnxruntime", "ort.js", "litert", "litert.js");
    private static final StringBuilder REPORT = new StringBuilder();
    private static final Map<String, Double> BARS = new LinkedHashMap<>();

    @TempDir
    private static Path folder;
    private static SiteServer server;

    /** A site with everybody's files: Glance's at its root, the peers' in folders. */
    @BeforeAll
    static void build() throws IOException {
        copy(Folders.SITE, folder);
        Path peers = Files.createDirectories(folder.resolve("peers"));
        Path modules = Folders.NODE.resolve("node_modules");
        Files.copy(modules.resolve("@tensorflow/tfjs/dist/tf.min.js"), peers.resolve("tf.js"));
        Files.copy(modules.resolve("@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js"), peers.resolve("tf-wasm.js"));
        Files.writeString(peers.resolve("reference.js"), Files.readString(
                modules.resolve("@tensorflow-models/mobilenet/dist/mobilenet.min.js")) + ";globalThis.reference = mobilenet;");
        Path others = install();
        Files.copy(others.resolve("onnxruntime-web/dist/ort.wasm.min.js"), peers.resolve("ort.js"));
        Files.copy(Folders.SITE.resolve("litert/litert.js"), peers.resolve("litert.js"));
        Files.copy(others.resolve("@mediapipe/tasks-vision/vision_bundle.mjs"), peers.resolve("mediapipe.mjs"));
        copy(others.resolve("@mediapipe/tasks-vision/wasm"), peers);
        copy(modules.resolve("@tensorflow/tfjs-backend-wasm/wasm-out"), peers);
        for (String extension : List.of(".mjs", ".wasm")) {
            Files.copy(others.resolve("onnxruntime-web/dist/ort-wasm-simd-threaded" + extension),
                    peers.resolve("ort-wasm-simd-threaded" + extension));
        }
        Path model = folder.resolve("model");
        ReferenceModel.write(Folders.EMBEDDED, model);
        OnnxModel.write(Folders.EMBEDDED, model.resolve("model.onnx"));
        Files.copy(Folders.EMBEDDED, model.resolve("model.tflite"));
        if (Folders.mirror().isPresent()) {
            // MediaPipe takes no float input without metadata; this is the same network with weights of its own.
            Files.copy(Folders.mirror().get().resolve("tf2_mobilenet_v2_1.0_224_ptq.tflite"),
                    model.resolve("mediapipe.tflite"));
        }
        Files.write(model.resolve("224.jpg"), Jpegs.picture(224, 224));
        Files.write(model.resolve("1280.jpg"), Jpegs.picture(1280, 720));
        Files.write(model.resolve("4032.jpg"), Jpegs.picture(4032, 3024));
        StringBuilder ways = new StringBuilder();
        for (String script : List.of("common.js", "peers.js", "bare.js")) {
            try (InputStream in = Bench.class.getResourceAsStream("/bench/" + script)) {
                Files.write(folder.resolve(script), in.readAllBytes());
            }
            ways.append(script.equals("bare.js") ? "" : Files.readString(folder.resolve(script)));
        }
        Files.writeString(folder.resolve("peers.js"), ways);
        Files.writeString(folder.resolve("empty.html"), "<!DOCTYPE html><title>Bench</title><body>");
        for (String peer : peers()) {
            Files.writeString(folder.resolve(peer + ".html"), "<!DOCTYPE html><title>" + peer + "</title>"
                    + "<img id=img src=images/tshirt.jpg>" + tags(peer) + "<script src=peers.js></script><script>"
                    + "(async () => { const img = document.getElementById('img');"
                    + " const classify = await peers." + peer + "(); await img.decode(); await classify(img);"
                    + " console.log('" + DONE + "' + performance.now()); })();</script>");
        }
        Files.writeString(folder.resolve("drop-in.html"), "<!DOCTYPE html><title>drop-in</title><img id=img src=images/tshirt.jpg>"
                + "<script src=mobilenet.js></script><script>(async () => { const img = document.getElementById('img');"
                + " const model = await mobilenet.load(); await img.decode(); await model.classify(img);"
                + " console.log('" + DONE + "' + performance.now()); })();</script>");
        server = SiteServer.start(folder, 18_500);
    }

    private static List<String> peers() {
        return Folders.mirror().isPresent() ? List.of("reference", "mediapipe", "onnxruntime", "litert")
                : List.of("reference", "onnxruntime", "litert");
    }

    private static List<String> scripts(String peer) {
        return SCRIPTS.get(peer).isEmpty() ? List.of() : List.of(SCRIPTS.get(peer).split(" "));
    }

    private static String tags(String peer) {
        return scripts(peer).stream().map(script -> "<script src=peers/" + script + "></script>")
                .collect(Collectors.joining());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().collect(Collectors.toList())) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Installs the peers that only this benchmark needs; gives the folder of the packages. */
    private static Path install() throws IOException {
        Path target = Files.createDirectories(Folders.TARGET.resolve("npm-bench"));
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(Folders.PROJECT.resolve("src/test/bench").resolve(file), target.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(target.resolve("node_modules/.package-lock.json"))) {
            Process process = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(target.toFile()).inheritIO().start();
            try {
                if (process.waitFor() != 0) {
                    throw new IOException("npm could not install what src/test/bench/package.json names");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return target.resolve("node_modules");
    }

    private static void line(String text) {
        System.out.println(text);
        REPORT.append(text).append('\n');
    }

    private static Page emptyPage(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(600_000);
        page.navigate(server.address() + "empty.html");
        page.addScriptTag(new Page.AddScriptTagOptions().setUrl("peers.js"));
        return page;
    }

    @SuppressWarnings("unchecked")
    private static <T> T run(Page page, String function) {
        return (T) page.evaluate(function);
    }

    /** One picture at a time, with everything loaded and warm. */
    @Test
    void warm() {
        try (BrowserContext context = Browsers.primary().newContext()) {
            Page page = emptyPage(context);
            for (String peer : peers()) {
                for (String script : scripts(peer)) {
                    page.addScriptTag(new Page.AddScriptTagOptions().setUrl("peers/" + script));
                }
            }
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl("mobilenet.js"));
            Map<String, Map<String, Number>> times = run(page, "async () => { const ways = {}, fileWays = {};"
                    + " for (const backend of ['wasm', 'litert']) { const model = await mobilenet.load({backend, threads: 1});"
                    + " ways['Glance, ' + backend] = image => model.classify(image);"
                    + " fileWays['Glance, ' + backend] = file => model.classify(file); }"
                    + " for (const peer of " + peers().stream().map(peer -> "'" + peer + "'").collect(Collectors.toList())
                    + ") { const classify = await peers[peer](); ways[peer] = classify;"
                    + " fileWays[peer] = file => fromFile(classify, file); } " + PICTURES
                    + " const all = {}; for (const width of [224, 1280, 4032]) {"
                    + " for (const [kind, calls, value] of [['img', ways, images[width]], ['file', fileWays, files[width]]]) {"
                    + " const works = Object.fromEntries(Object.entries(calls).map(([name, call]) =>"
                    + " [name, () => call(value)])); await inTurn(works, 10);"
                    + " all[kind + ' ' + width] = await inTurn(works, width > 2000 ? 9 : 25); } } return all; }");
            List<String> columns = new ArrayList<>(times.keySet());
            line("| milliseconds, warm | " + String.join(" | ", columns) + " |");
            line("|---|" + "---|".repeat(columns.size()));
            for (String way : times.get(columns.get(0)).keySet()) {
                line("| " + way + " | " + columns.stream().map(column -> round(times.get(column).get(way)) + " ("
                        + ratio(times.get(column).get(way), times.get(column).get("reference")) + ")")
                        .collect(Collectors.joining(" | ")) + " |");
                BARS.put(way, times.get("img 1280").get(way).doubleValue());
            }
            line("");
        }
    }

    /** One picture on one thread and on two, beside a bare loop around LiteRT.js on as many. */
    @Test
    void threads() {
        try (BrowserContext context = Browsers.primary().newContext()) {
            Page page = emptyPage(context);
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl("peers/litert.js"));
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl("mobilenet.js"));
            Map<String, Number> times = run(page, "async () => { " + PICTURES + " const works = {};"
                    + " for (const threads of [1, 2]) { const model = await mobilenet.load({backend: 'litert', threads}),"
                    + " image = images[1280], {receipt} = await model.classify(image); if (receipt.threads !== threads) {"
                    + " throw new Error(receipt.dropped.join()); } works['Glance, litert' + threads] = () => model.classify(image);"
                    + " const classify = await peers.litertInWorker(threads);"
                    + " works['bare LiteRT.js, in a worker' + threads] = () => classify(images[1280]); }"
                    + " await inTurn(works, 25); const times = Object.fromEntries(Object.keys(works).map(name => [name, []]));"
                    // Threads that have slept while others were measured take some pictures to come back: each way gets many in a row.
                    + " for (let round = 0; round < 8; round++) { for (const [name, work] of Object.entries(works)) {"
                    + " for (let i = 0; i < 40; i++) { const time = await timed(work); if (i >= 15) { times[name].push(time); } } } }"
                    + " return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)])); }");
            line("| one img of 1280x720, warm, in a row | one thread | two threads | two to one |");
            line("|---|---|---|---|");
            for (String way : List.of("bare LiteRT.js, in a worker", "Glance, litert")) {
                List<String> cells = new ArrayList<>();
                for (int threads = 1; threads <= 2; threads++) {
                    cells.add(round(times.get(way + threads)) + (way.endsWith("litert")
                            ? " (" + ratio(times.get(way + threads), times.get("bare LiteRT.js, in a worker" + threads)) + ")" : ""));
                }
                line("| " + way + " | " + String.join(" | ", cells) + " | " + ratio(times.get(way + 2), times.get(way + 1)) + " |");
            }
            line("");
        }
    }

    /** Many files: Glance's pool, and the loop that the reference's users write. */
    @Test
    void many() {
        try (BrowserContext context = Browsers.primary().newContext()) {
            Page page = emptyPage(context);
            for (String script : scripts("reference")) {
                page.addScriptTag(new Page.AddScriptTagOptions().setUrl("peers/" + script));
            }
            page.addScriptTag(new Page.AddScriptTagOptions().setUrl("mobilenet.js"));
            Map<String, Map<String, Number>> times = run(page, "async () => { " + PICTURES
                    + " const model = await mobilenet.load({threads: 1}), theirs = await peers.reference(), all = {}; let first;"
                    + " await model.classify(await createImageBitmap(files[1280]));"
                    + " for (const width of [1280, 4032]) { const many = Array.from({length: 200},"
                    + " () => files[width].slice(0, files[width].size, 'image/jpeg')), few = width > 2000 ? 20 : 60;"
                    + " const pool = async count => { const start = performance.now(); first = 0;"
                    + " for await (const {error} of model.classifyAll(many.slice(0, count))) { if (error) { throw error; }"
                    + " first ||= performance.now() - start; } };"
                    + " const cold = width > 2000 ? null : await timed(() => pool(60)) / 60, firstMs = first;"
                    + " await pool(60); const warm = await timed(() => pool(200)) / 200;"
                    + " const loop = await timed(async () => { for (const file of many.slice(0, few)) {"
                    + " await fromFile(theirs, file); } }) / few; const one = await mobilenet.load({backend: 'litert', threads: 1});"
                    + " await one.classify(many[0]); const limit = await timed(async () => { for (const file of"
                    + " many.slice(0, few)) { await one.classify(file); } }) / few / navigator.hardwareConcurrency;"
                    + " one.dispose(); all[width] = {cold, first: cold && firstMs, warm, limit, loop}; } return all; }");
            line("| many files, milliseconds a picture | 1280x720 | 4032x3024 |");
            line("|---|---|---|");
            for (Map.Entry<String, String> way : List.of(Map.entry("cold", "Glance, classifyAll, 60, workers not started yet"),
                    Map.entry("warm", "Glance, classifyAll, 200, workers there"), Map.entry("limit",
                    "one worker of Glance's, divided by the cores"), Map.entry("loop", "reference, a loop"))) {
                line("| " + way.getValue() + " | " + Stream.of("1280", "4032").map(width -> times.get(width).get(way.getKey())
                        == null ? "" : round(times.get(width).get(way.getKey())) + " (" + ratio(times.get(width)
                        .get(way.getKey()), times.get(width).get("loop")) + ")").collect(Collectors.joining(" | ")) + " |");
            }
            line("");
            line("The first of the 60 was there after " + round(times.get("1280").get("first")) + " ms.");
            line("");
        }
    }

    /** Glance's own page, and a page as others write it around {@code mobilenet.load}. */
    private static final List<String> GLANCE = List.of("Glance", "drop-in");

    private static String path(String name) {
        return name.equals("Glance") ? "" : name + ".html";
    }

    /** A browser window is busy with itself for a while. */
    private static Page quietPage(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(300_000);
        page.addInitScript("new MutationObserver(() => {"
                + " if (document.documentElement?.dataset.state === 'done' && !globalThis.isDone) {"
                + " globalThis.isDone = true; console.log('" + DONE + "' + performance.now()); } })"
                + ".observe(document, {attributes: true, subtree: true}); addEventListener('DOMContentLoaded',"
                + " () => document.getElementById('predict')?.click());");
        page.waitForTimeout(3_000);
        return page;
    }

    /** Milliseconds from navigation to the first answer. */
    private static double firstAnswer(Page page, String name) {
        String done = page.waitForConsoleMessage(new Page.WaitForConsoleMessageOptions().setPredicate(
                message -> message.text().startsWith(DONE)), () -> page.navigate(server.address() + path(name))).text();
        return Double.parseDouble(done.substring(DONE.length()));
    }

    /** From an empty cache to the first answer, and again from a full one. */
    @Test
    void cold() {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Map<String, List<Double>> again = new LinkedHashMap<>();
        Map<String, Map<String, Number>> bytes = new LinkedHashMap<>();
        List<String> pages = new ArrayList<>(GLANCE);
        pages.addAll(peers());
        for (int visit = 0; visit < VISITS; visit++) {
            for (String name : pages) {
                // A new context has an empty cache.
                try (BrowserContext context = Browsers.primary().newContext()) {
                    Page page = quietPage(context);
                    List<Request> requests = new ArrayList<>();
                    page.onRequestFinished(requests::add);
                    times.computeIfAbsent(name, key -> new ArrayList<>()).add(firstAnswer(page, name));
                    bytes.put(name, sizes(List.copyOf(requests)));
                    page.navigate(server.address() + "empty.html");
                    again.computeIfAbsent(name, key -> new ArrayList<>()).add(firstAnswer(page, name));
                }
            }
        }
        line("| from navigation to the first answer | empty cache | second visit | KB without the model | KB of the model |");
        line("|---|---|---|---|---|");
        for (String name : pages) {
            Map<String, Number> sizes = bytes.get(name);
            long code = sizes.getOrDefault("code", 0).longValue() + sizes.getOrDefault("pictures", 0).longValue();
            line("| " + name + " | " + round(median(times.get(name))) + " (" + ratio(median(times.get(name)),
                    median(times.get("reference"))) + ") | " + round(median(again.get(name))) + " ("
                    + ratio(median(again.get(name)), median(again.get("reference"))) + ") | " + code / 1000 + " | "
                    + sizes.getOrDefault("model", 0).longValue() / 1000 + " |");
        }
        line("");
    }

    private static Map<String, Number> sizes(List<Request> requests) {
        Map<String, Number> sizes = new LinkedHashMap<>();
        Set<String> counted = new HashSet<>();
        for (Request request : requests) {
            if (!counted.add(request.url())) {
                // The second time it comes from the browser's cache; the size told is the same.
                continue;
            }
            String path = request.url().replaceFirst(".*?//[^/]*/", "");
            String kind = path.startsWith("model") && !path.endsWith("catalog.json") && !path.contains("labels")
                    ? "model" : path.startsWith("images") ? "pictures" : "code";
            sizes.merge(kind, request.sizes().responseBodySize, (a, b) -> a.longValue() + b.longValue());
        }
        return sizes;
    }

    /** The first answer over a slow line, from a host that lets nothing be kept. */
    @Test
    void slowLines() {
        List<String> pages = new ArrayList<>(GLANCE);
        pages.addAll(List.of("reference", "litert"));
        List<Double> speeds = List.of(9.0, 1.6);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (double speed : speeds) {
            for (int visit = 0; visit < (speed > 2 ? 3 : 1); visit++) {
                for (String name : pages) {
                    try (BrowserContext context = Browsers.primary().newContext()) {
                        Page page = quietPage(context);
                        CDPSession session = context.newCDPSession(page);
                        session.send("Network.enable");
                        JsonObject off = new JsonObject();
                        off.addProperty("cacheDisabled", true);
                        session.send("Network.setCacheDisabled", off);
                        JsonObject line = new JsonObject();
                        line.addProperty("offline", false);
                        line.addProperty("latency", 40);
                        line.addProperty("downloadThroughput", speed * 1e6 / 8);
                        line.addProperty("uploadThroughput", speed * 1e6 / 8);
                        session.send("Network.emulateNetworkConditions", line);
                        times.computeIfAbsent(name + speed, key -> new ArrayList<>()).add(firstAnswer(page, name));
                    }
                }
            }
        }
        line("| first answer, empty cache | " + speeds.stream().map(speed -> speed + " Mbit/s").collect(Collectors.joining(" | "))
                + " |");
        line("|---|---|---|");
        for (String name : pages) {
            line("| " + name + " | " + speeds.stream().map(speed -> round(median(times.get(name + speed))) + " ("
                    + ratio(median(times.get(name + speed)), median(times.get("reference" + speed))) + ")")
                    .collect(Collectors.joining(" | ")) + " |");
        }
        line("");
    }

    /** The default model at each of its sizes: inference on both engines, and right answers where there are photos. */
    @Test
    void sizes() throws IOException {
        List<Integer> sizes = JsonText.catalog(Files.readString(Folders.SITE.resolve("models/catalog.json"))).require("").sizes();
        Labels labels = Labels.parse(Files.readString(Folders.SITE.resolve("models/labels/imagenet.tsv")));
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            page.run("async sizes => { globalThis.models = {}; for (const backend of ['wasm', 'litert']) {"
                    + " for (const size of sizes) { models[backend + size] = await mobilenet.load({size, backend, threads: 1}); } } }", sizes);
            Map<String, List<Double>> times = new LinkedHashMap<>();
            Map<String, Integer> right = new LinkedHashMap<>();
            List<Path> photos = new ArrayList<>();
            if (Folders.eval().isPresent()) {
                try (Stream<Path> files = Files.list(Folders.eval().get().resolve("photos"))) {
                    files.sorted().forEach(photos::add);
                }
                page.withFolder("photos", Folders.eval().get().resolve("photos"));
            }
            for (Path photo : photos) {
                String name = photo.getFileName().toString();
                String truth = labels.get(Integer.parseInt(name.substring(0, 3))).className();
                @SuppressWarnings("unchecked")
                Map<String, List<Object>> answers = (Map<String, List<Object>>) page.run("async name => { const answers = {};"
                        + " const image = await picture('photos/' + name); for (const key in models) {"
                        + " const top = await models[key].classify(image);"
                        + " answers[key] = [top[0].className, top.receipt.inferenceMs]; } return answers; }", name);
                answers.forEach((key, answer) -> {
                    times.computeIfAbsent(key, k -> new ArrayList<>()).add(((Number) answer.get(1)).doubleValue());
                    right.merge(key, answer.get(0).equals(truth) ? 1 : 0, Integer::sum);
                });
            }
            line("| the same weights at | " + sizes.stream().map(size -> size + " px").collect(Collectors.joining(" | ")) + " |");
            line("|---|" + "---|".repeat(sizes.size()));
            for (String backend : times.isEmpty() ? List.<String>of() : List.of("wasm", "litert")) {
                line("| inference, " + backend + " | " + sizes.stream().map(size -> String.valueOf(round(median(
                        times.get(backend + size))))).collect(Collectors.joining(" | ")) + " |");
                line("| right of " + photos.size() + " photos, " + backend + " | " + sizes.stream()
                        .map(size -> String.valueOf(right.get(backend + size))).collect(Collectors.joining(" | ")) + " |");
            }
            line("");
        }
    }

    /** The grid of the page against {@code classifyAll} alone, in turns, with the same workers. */
    @Test
    void grid() {
        try (BrowserContext context = Browsers.primary().newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(600_000);
            page.navigate(server.address() + "index.html");
            page.waitForCondition(() -> "ready".equals(page.locator("html").getAttribute("data-state")));
            Map<String, List<Number>> times = run(page, "async () => { const file = await (await fetch('model/1280.jpg')).blob();"
                    + " const many = Array.from({length: 600}, (_, i) => new File([file], i + '.jpg', {type: 'image/jpeg'}));"
                    + " const model = await mobilenet.load(), input = document.getElementById('file'), grid = [], alone = [];"
                    + " const pause = ms => new Promise(done => setTimeout(done, ms)); globalThis.tasks = [];"
                    + " new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration)))"
                    + ".observe({type: 'longtask'}); for (let round = 0; round < 6; round++) {"
                    + " let start = performance.now(); for await (const {error} of model.classifyAll(many)) {"
                    + " if (error) { throw error; } } alone.push((performance.now() - start) / 600); tasks.length = 0;"
                    + " const data = new DataTransfer(); many.forEach(each => data.items.add(each));"
                    + " start = performance.now(); input.files = data.files; input.dispatchEvent(new Event('change'));"
                    + " while (document.getElementById('many-progress')?.dataset.done !== '600') { await pause(20); }"
                    + " grid.push((performance.now() - start) / 600); document.getElementById('many-close').click(); }"
                    + " return {grid: grid.slice(1), alone: alone.slice(1), blocked: [Math.max(0, ...tasks)]}; }");
            double grid = median(times.get("grid").stream().map(Number::doubleValue).toList());
            double alone = median(times.get("alone").stream().map(Number::doubleValue).toList());
            line("The grid: " + round(grid) + " ms a picture of 1280x720 among 600, classifyAll alone " + round(alone)
                    + "; pictures a second " + ratio(alone, grid) + " of it. Longest block of the page's thread in the last round: "
                    + round(times.get("blocked").get(0)) + " ms.");
            line("");
        }
    }

    /** Two thousand predictions on each engine: what is left in memory; and how long the page's thread is blocked. */
    @Test
    void longRuns() {
        for (String backend : List.of("wasm", "litert")) {
            try (BrowserContext context = Browsers.primary().newContext()) {
                Page page = emptyPage(context);
                page.addScriptTag(new Page.AddScriptTagOptions().setUrl("mobilenet.js"));
                run(page, "async () => { " + PICTURES + " globalThis.tasks = [];"
                        + " globalThis.model = await mobilenet.load({backend: '" + backend + "', threads: 1});"
                        + " for (let i = 0; i < 20; i++) { await model.classify(images[1280]); }"
                        + " await new Promise(resolve => setTimeout(resolve, 1000));"
                        + " new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration)))"
                        + ".observe({type: 'longtask'}); }");
                Worker worker = page.workers().get(0);
                double before = memory(page);
                Object tensors = worker.evaluate("() => globalThis.tf ? tf.memory().numTensors : 0");
                run(page, "async () => { for (let i = 0; i < 2000; i++) { await model.classify(images[1280]); } }");
                double after = memory(page);
                Object tensorsAfter = worker.evaluate("() => globalThis.tf ? tf.memory().numTensors : 0");
                line("2,000 predictions on " + backend + ": memory " + round(before) + " MB before, " + round(after)
                        + " MB after; tensors " + tensors + " before, " + tensorsAfter + " after");
                Number longest = run(page, "async () => { await model.classify(files[4032]);"
                        + " await model.classify(images[4032]); for await (const result of model.classifyAll("
                        + " Array(60).fill(files[4032]))) {} await new Promise(resolve => setTimeout(resolve, 200));"
                        + " return Math.max(0, ...tasks); }");
                line("Longest block of the page's thread meanwhile, with 12-megapixel pictures and classifyAll, on " + backend
                        + ": " + (longest.doubleValue() == 0 ? "under 50 ms" : round(longest) + " ms"));
            }
        }
        line("");
    }

    private static double memory(Page page) {
        Number bytes = run(page, "async () => (await performance.measureUserAgentSpecificMemory()).bytes");
        return bytes.doubleValue() / 1e6;
    }

    @AfterAll
    static void write() throws IOException {
        server.close();
        Files.writeString(Folders.TARGET.resolve("bench.md"), "Chromium " + Browsers.primary().version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, no GPU; medians; in brackets the ratio to the "
                + "reference, `@tensorflow-models/mobilenet` on wasm\n\n" + REPORT);
        if (!BARS.isEmpty()) {
            Files.writeString(Folders.TARGET.resolve("bench.svg"), plot());
        }
    }

    /** Bars for one 1280x720 picture. */
    private static String plot() {
        double longest = Collections.max(BARS.values());
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\""
                + (40 + 32 * BARS.size()) + "\" font-family=\"system-ui, sans-serif\" font-size=\"14\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                + "<text x=\"16\" y=\"24\" fill=\"#444\">One 1280x720 picture to the top 3, milliseconds (less is better)"
                + "</text>\n");
        int y = 38;
        for (Map.Entry<String, Double> bar : BARS.entrySet()) {
            int width = (int) Math.max(2, 460 * bar.getValue() / longest);
            svg.append("<text x=\"16\" y=\"").append(y + 17).append("\" fill=\"#222\">").append(bar.getKey())
                    .append("</text>\n<rect x=\"160\" y=\"").append(y).append("\" width=\"").append(width)
                    .append("\" height=\"24\" rx=\"3\" fill=\"").append(bar.getKey().startsWith("Glance") ? "#0b6e4f" : "#b9c0c7")
                    .append("\"/>\n<text x=\"").append(168 + width).append("\" y=\"").append(y + 17)
                    .append("\" fill=\"#222\">").append(round(bar.getValue())).append("</text>\n");
            y += 32;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String ratio(Number value, Number base) {
        return String.valueOf(Math.round(value.doubleValue() / base.doubleValue() * 100) / 100.0);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double round(Number value) {
        return Math.round(value.doubleValue() * 10) / 10.0;
    }
}
