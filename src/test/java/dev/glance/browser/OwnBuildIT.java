package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.browser.TeachableProject.Picture;
import dev.glance.build.BuildSite;
import dev.glance.build.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites that are built with models of somebody's own, and models that are converted. */
class OwnBuildIT {
    @TempDir
    private Path temp;

    private static GlancePage open(String address) {
        GlancePage page = new GlancePage(Browsers.primary()).open(address);
        assertEquals("ready", page.state(), () -> page.playwright().locator("#error").textContent());
        return page;
    }

    private static Answer named(Answer answer) {
        return new Answer(answer.index(), answer.probability(), answer.label().replace('\u00a0', ' '));
    }

    private void models(Path site, String what) {
        Models.main(new String[] {Folders.PROJECT.toString(), Folders.TARGET.toString(), site.toString(), "", what});
    }

    @Test
    void aSiteBeginsWithAModelOfSomebodysOwn() throws IOException {
        TeachableProject project = TeachableProject.get();
        Path folder = project.paths()[0].getParent();
        Path site = temp.resolve("site");
        Path named = Files.createDirectories(temp.resolve("mine"));
        Files.copy(Folders.EMBEDDED, named.resolve("things.tflite"));
        Files.write(named.resolve("words.txt"), IntStream.range(0, 1000).mapToObj(i -> "thing no. " + i).toList());
        Path zip = Files.write(named.resolve("lunch.zip"), TeachableProject.zip(project.files()));
        String words = zip + "," + named.resolve("things.tflite") + "+" + named.resolve("words.txt") + ",";
        BuildSite.main(new String[] {Folders.PROJECT.toString(), Folders.TARGET.toString(), site.toString(), words, "", "lunch,"});
        for (String address : List.of(site.resolve("index.html").toUri().toString(), Sites.http(site))) {
            try (GlancePage page = open(address)) {
                assertEquals("lunch", page.attribute("data-model"));
                for (Picture picture : project.pictures().subList(0, 4)) {
                    for (Answer answer : Brought.ask(page, picture.file())) {
                        assertEquals(picture.probabilities()[answer.index()], answer.probability(), 1e-3, picture.name());
                    }
                }
                assertTrue(page.playwright().locator("footer .own").isVisible());
            }
            try (GlancePage page = open(address + "?model=things")) {
                assertEquals(new Answer(610, page.answers().get(0).probability(), "thing no. 610"), named(page.shown().get(0)));
            }
        }
        models(site, "verify");
        models(site, "remove lunch");
        try (GlancePage page = open(site.resolve("index.html").toUri().toString())) {
            assertEquals("glance_mobilenet_v2_1.0_224", page.attribute("data-model"), "the default is gone");
            assertEquals(610, page.answers().get(0).index());
        }
        assertFalse(Files.exists(site.resolve("models/lunch")));
        models(site, "add '" + folder + "'");
        try (GlancePage page = open(site.resolve("index.html").toUri() + "?model=" + folder.getFileName())) {
            Picture picture = project.pictures().get(0);
            assertEquals(picture.first(), Brought.ask(page, picture.file()).get(0).index());
        }
    }

    /** What {@code convert} writes is a model of TensorFlow.js as it is published. */
    @Test
    void aConvertedModelComputesTheSameInPlainTensorFlowJs() throws IOException {
        Path folder = temp.resolve("converted");
        models(temp.resolve("site"), "convert '" + Folders.EMBEDDED + "' '" + folder + "'");
        String ask = "() => tf.tidy(() => { const picture = globalThis.shown; return [...%s.dataSync()]; })";
        List<?> expected;
        List<?> found;
        try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("converted", folder)
                .withNpm("@tensorflow/tfjs/dist/tf.min.js").withGlance()) {
            page.run("async () => { await tf.setBackend('cpu'); const image = await picture('images/small/mug.jpg');"
                    + " globalThis.shown = tf.image.resizeBilinear(tf.browser.fromPixels(image), [224, 224]);"
                    + " globalThis.site = await mobilenet.load({backend: 'cpu'});"
                    + " globalThis.plain = await tf.loadGraphModel('converted/model.json'); }");
            expected = (List<?>) page.run(String.format(ask, "site.infer(picture)"));
            found = (List<?>) page.run(String.format(ask, "plain.predict(picture.div(127.5).sub(1).expandDims(0))"));
        }
        assertEquals(1000, found.size());
        for (int i = 0; i < 1000; i++) {
            assertEquals(((Number) expected.get(i)).doubleValue(), ((Number) found.get(i)).doubleValue(), 1e-3);
        }
    }
}
