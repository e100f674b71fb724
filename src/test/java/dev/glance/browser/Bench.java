package dev.glance.browser;

import dev.glance.Folders;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what README quotes: {@code mvn verify -Pbench}. Compares in one run, since machines are noisy: believe the
 * ratios.
 */
class Bench {
    private static final int VISITS = 7;
    private static final int ROUNDS = 60;

    @TempDir
    private static Path folder;

    @Test
    void bytesAndMillisecondsToTheFirstPrediction() {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            // A new context has an empty cache.
            try (GlancePage page = new GlancePage(Browsers.primary())) {
                page.playwright().addInitScript("new MutationObserver(() => {"
                        + " if (document.documentElement?.dataset.state === 'done' && !globalThis.doneAt) {"
                        + " globalThis.doneAt = performance.now(); } }).observe(document, {attributes: true, subtree: true});"
                        + " addEventListener('DOMContentLoaded', () => document.getElementById('predict').click());");
                page.playwright().navigate(Sites.http());
                page.awaitState("done");
                times.add(((Number) page.playwright().evaluate("() => doneAt")).doubleValue());
                if (i == 0) {
                    bytes(page);
                }
            }
        }
        System.out.println("From navigation to first prediction, wasm, empty cache: " + round(median(times)) + " ms (median of "
                + VISITS + ")");
    }

    private static void bytes(GlancePage page) {
        @SuppressWarnings("unchecked")
        Map<String, Number> sizes = (Map<String, Number>) page.playwright().evaluate("() => { const sizes = {};"
                + " for (const entry of [...performance.getEntriesByType('navigation'),"
                + " ...performance.getEntriesByType('resource')]) {"
                + " const name = new URL(entry.name).pathname;"
                + " const kind = name.includes('/images/') ? 'pictures' : name.endsWith('.tflite') ? 'model'"
                + " : name.includes('/tf/') ? 'TensorFlow.js' : 'page, script and labels';"
                + " sizes[kind] = (sizes[kind] || 0) + entry.encodedBodySize; } return sizes; }");
        long all = sizes.values().stream().mapToLong(Number::longValue).sum();
        System.out.println("Bytes for the first prediction over http (gzip), wasm: " + all + ", of them " + sizes);
    }

    @Test
    void endToEndBesideTheReference() throws IOException {
        ReferenceModel.write(Folders.EMBEDDED, folder);
        BufferedImage image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 400; i++) {
            graphics.setColor(Color.getHSBColor(i / 37f, 0.7f, 0.4f + i % 5 / 10f));
            graphics.fillOval(i * 131 % 1280, i * 89 % 720, 90, 60);
        }
        graphics.dispose();
        ImageIO.write(image, "jpg", folder.resolve("picture.jpg").toFile());
        try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("reference", folder)
                .withNpm("@tensorflow/tfjs/dist/tf.min.js")
                .withNpm("@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js")
                .withNpm("@tensorflow-models/mobilenet/dist/mobilenet.min.js")) {
            page.run("() => { globalThis.reference = mobilenet; }");
            page.withGlance();
            @SuppressWarnings("unchecked")
            List<List<Number>> times = (List<List<Number>>) page.run("async rounds => { tf.wasm.setWasmPaths('tf/');"
                    + " const ours = await mobilenet.load({backend: 'wasm'});"
                    + " const theirs = await reference.load({version: 2, alpha: 1, modelUrl: 'reference/model.json',"
                    + " inputRange: [-1, 1]}); const image = await picture('reference/picture.jpg');"
                    + " document.body.append(image); const times = [[], []];"
                    + " for (let i = 0; i < rounds; i++) { for (const [k, model] of [ours, theirs].entries()) {"
                    + " const start = performance.now(); await model.classify(image);"
                    + " times[k].push(performance.now() - start);"
                    + " await new Promise(resolve => setTimeout(resolve, 5)); } } return times; }", ROUNDS);
            double ours = median(times.get(0));
            double theirs = median(times.get(1));
            System.out.println("End to end, 1280x720, wasm, same weights: Glance " + round(ours)
                    + " ms, @tensorflow-models/mobilenet " + round(theirs) + " ms, ratio " + round(theirs / ours * 10) / 10
                    + " (medians of " + ROUNDS + ")");
        }
    }

    private static double median(List<? extends Number> values) {
        List<Double> sorted = new ArrayList<>();
        values.forEach(value -> sorted.add(value.doubleValue()));
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
