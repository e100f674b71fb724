package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code @tensorflow-models/mobilenet} itself, from npm, in the same page on the same weights. */
class ReferenceIT {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void convert() throws IOException {
        ReferenceModel.write(Folders.EMBEDDED, folder);
    }

    private static ScriptPage page() {
        ScriptPage page = new ScriptPage(Sites.http()).withFolder("reference", folder)
                .withNpm("@tensorflow/tfjs/dist/tf.min.js")
                .withNpm("@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js")
                .withNpm("@tensorflow-models/mobilenet/dist/mobilenet.min.js");
        page.run("() => { globalThis.reference = mobilenet; }");
        page.withGlance();
        return page;
    }

    private static List<String> pictures() throws IOException {
        try (Stream<Path> files = Files.list(Folders.SITE.resolve("images"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jpg")).sorted()
                    .collect(Collectors.toList());
        }
    }

    private static void loadBoth(ScriptPage page, String backend) {
        assertEquals(backend, page.run("async backend => {"
                + " if (backend === 'wasm') { tf.wasm.setWasmPaths('tf/'); }"
                + " globalThis.ours = await mobilenet.load({crop: 'stretch', backend});"
                + " tf.setBackend(backend); globalThis.theirs = await reference.load({version: 2, alpha: 1, modelUrl: 'reference/model.json',"
                + " inputRange: [-1, 1]}); return tf.getBackend(); }", backend));
    }

    @Test
    void stretchEqualsTheReferenceOnWasm() throws IOException {
        try (ScriptPage page = page()) {
            loadBoth(page, "wasm");
            for (String picture : pictures()) {
                @SuppressWarnings("unchecked")
                List<List<Map<String, Object>>> both = (List<List<Map<String, Object>>>) page.run("async name => {"
                        + " const image = await picture('images/' + name);"
                        + " return [await ours.classify(image, 1000), await theirs.classify(image, 5)]; }", picture);
                Map<String, Double> probabilities = both.get(0).stream().collect(Collectors.toMap(
                        item -> (String) item.get("className"), item -> number(item.get("probability")), Double::sum));
                for (Map<String, Object> theirs : both.get(1)) {
                    Double ours = probabilities.get((String) theirs.get("className"));
                    assertTrue(ours != null, "no class named " + theirs.get("className"));
                    assertEquals(number(theirs.get("probability")), ours, 1e-3, picture + " " + theirs);
                }
            }
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    @Test
    void stretchHasTheSameFirstAnswerOnWebgl() throws IOException {
        try (ScriptPage page = page()) {
            if (page.run("() => document.createElement('canvas').getContext('webgl2') !== null").equals(false)) {
                System.out.println("Left out: webgl, which this browser lacks");
                return;
            }
            loadBoth(page, "webgl");
            for (String picture : pictures().subList(0, 4)) {
                assertEquals(true, page.run("async name => { const image = await picture('images/' + name);"
                        + " return (await ours.classify(image))[0].className"
                        + " === (await theirs.classify(image))[0].className; }", picture), picture);
            }
        }
    }

    @Test
    void logitsAndEmbeddingsOfATensorEqualTheReferences() {
        try (ScriptPage page = page()) {
            loadBoth(page, "wasm");
            assertEquals(List.of(1, 1000, 1, 1280), page.run("async () => {"
                    + " const image = tf.browser.fromPixels(await picture('images/mug.jpg')); const shapes = [];"
                    + " for (const embedding of [false, true]) { const a = ours.infer(image, embedding);"
                    + " const b = theirs.infer(image, embedding);"
                    + " const off = tf.max(tf.abs(tf.sub(a, b))).dataSync()[0];"
                    + " if (!(off < 1e-3)) { throw new Error(embedding + ' is off by ' + off); }"
                    + " if (String(a.shape) !== String(b.shape)) { throw new Error('shapes ' + a.shape + ' ' + b.shape); }"
                    + " shapes.push(...a.shape); } return shapes; }"));
        }
    }

    @Test
    void aModelUrlWorksAsInTheReference() {
        try (ScriptPage page = page()) {
            assertEquals(true, page.run("async () => { const image = await picture('images/mug.jpg');"
                    + " const ours = await mobilenet.load({version: 2, modelUrl: 'reference/model.json',"
                    + " inputRange: [-1, 1], crop: 'stretch', backend: 'wasm'});"
                    + " const theirs = await reference.load({version: 2, modelUrl: 'reference/model.json',"
                    + " inputRange: [-1, 1]});"
                    + " const a = await ours.classify(image), b = await theirs.classify(image);"
                    + " return a.every((item, i) => item.className === b[i].className"
                    + " && Math.abs(item.probability - b[i].probability) < 1e-3)"
                    + " && String(ours.infer(image, true).shape) === '1,1280'; }"));
        }
    }
}
