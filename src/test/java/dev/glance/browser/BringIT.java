package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import dev.glance.browser.GlancePage.Answer;
import dev.glance.browser.TeachableProject.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that a person brings: used at once, kept, and right. */
class BringIT {
    private static final Path IMAGES = Folders.SITE.resolve("images");
    private static final TeachableProject PROJECT = TeachableProject.get();
    private static final int BALLOON = 417;
    /** A slow machine does not look again where it is not sure. */
    private static final String ONE_LOOK = "?careful=0";

    @TempDir
    private static Path temp;
    private static int made;

    private static GlancePage page() {
        return new GlancePage(Browsers.primary());
    }

    private static String address(String way) {
        return way.equals("http") ? Sites.http() : Sites.disk();
    }

    static Stream<String> addresses() {
        return Stream.of(Sites.http(), Sites.disk());
    }

    /** An empty folder. */
    private static Path folder() throws IOException {
        made++;
        return Files.createDirectories(temp.resolve("folder-" + made));
    }

    private static Path zip(Map<String, byte[]> files) throws IOException {
        return Files.write(folder().resolve("converted_model.zip"), TeachableProject.zip(files));
    }

    /** The project as a zip in which it lies in a folder, with what a Mac leaves beside. */
    private static Path projectZip() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        PROJECT.files().forEach((name, bytes) -> {
            files.put("my-lunch/" + name, bytes);
            files.put("__MACOSX/my-lunch/._" + name, new byte[] {0, 5, 22, 7});
        });
        files.put("my-lunch/.DS_Store", new byte[100]);
        return zip(files);
    }

    /** The weights in three files. They are given in another order than the one in which they belong. */
    private static Path[] shards() throws IOException {
        Path folder = folder();
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : PROJECT.sharded(3).entrySet()) {
            paths.add(0, Files.write(folder.resolve(file.getKey()), file.getValue()));
        }
        return paths.toArray(new Path[0]);
    }

    private static Path[] project(String packed) throws IOException {
        return switch (packed) {
            case "zip" -> new Path[] {projectZip()};
            case "folder" -> new Path[] {PROJECT.paths()[0].getParent()};
            case "shards" -> shards();
            default -> PROJECT.paths();
        };
    }

    @ParameterizedTest
    @CsvSource({"http, '', CHOSEN, files", "http, ?worker=no, CHOSEN, zip", "http, '', DROPPED, zip", "http, '', DRAGGED, folder",
        "http, '', DROPPED, shards", "file, '', DROPPED, shards", "file, '', DROPPED, files", "file, ?worker=no, CHOSEN, files", "file, '', CHOSEN, zip"})
    void aTeachableMachineProjectAnswersAsItsLibraryDoesAndStays(String from, String query, Way way, String packed)
            throws IOException {
        assumeTrue(way != Way.DRAGGED || Browsers.primaryIsChromium(), "only Chromium lets tests drag");
        String address = address(from);
        try (GlancePage page = page().open(address + query)) {
            String id = way.bring(page, project(packed));
            Brought.assertAnswers(page, PROJECT.pictures());
            assertEquals(List.of(id), Brought.listed(page));
            assertTrue(page.playwright().locator("#models [data-state=mine]").textContent().contains(TeachableProject.NAME),
                    "its name is text");
            assertTrue(page.playwright().locator("#receipt-model").textContent().contains(TeachableProject.NAME));
            Brought.assertNoStrangers(page, address);
            // What the address says now can be bookmarked.
            String kept = page.playwright().url();
            page.playwright().navigate("about:blank");
            page.open(kept);
            assertEquals(id, page.attribute("data-model"));
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 5));
            assertEquals(List.of(id), Brought.listed(page));
            Brought.assertNoStrangers(page, address);
        }
    }

    /** Chromium reads no folder's files for a page that was opened from disk. */
    @Test
    void fromDiskADroppedFolderIsRefusedWithWhatToDo() throws IOException {
        assumeTrue(Browsers.primaryIsChromium(), "only Chromium lets tests drag");
        try (GlancePage page = page().open(address("file"))) {
            String said = Way.DRAGGED.refused(page, "picture-unreachable", project("folder"));
            assertTrue(said.contains("or drop the files in it"), said);
        }
    }

    /** A browser gives a chosen folder as files with paths. */
    @ParameterizedTest
    @MethodSource("addresses")
    void aFolderIsChosenAsAFolderOfPicturesIs(String address) {
        try (GlancePage page = page().open(address)) {
            String before = page.attribute("data-model");
            page.playwright().locator("#folder").setInputFiles(PROJECT.paths()[0].getParent());
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before", before);
            page.awaitState("ready", "done");
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
        }
    }

    @ParameterizedTest
    @CsvSource({"http, ''", "http, ?worker=no", "file, ''"})
    void manyPicturesAreAskedOfIt(String from, String query) throws IOException {
        try (GlancePage page = page().open(address(from) + query)) {
            Way.CHOSEN.bring(page, PROJECT.paths());
            page.playwright().locator("#file").setInputFiles(PROJECT.pictures().stream().map(Picture::file).toArray(Path[]::new));
            page.playwright().waitForFunction("() => document.getElementById('many-progress')?.dataset.done === '20'");
            for (Picture picture : PROJECT.pictures()) {
                var tile = page.playwright().locator("#many [data-name='" + picture.name() + "']");
                assertEquals(Integer.toString(picture.first()), tile.getAttribute("data-index"), picture.name());
                // No worker gets at the pixels of an img, which Chromium scales a little differently: by up to half a level of 255.
                assertEquals(picture.probabilities()[picture.first()], Double.parseDouble(tile.getAttribute("data-probability")),
                        0.03, picture.name());
            }
        }
    }

    static Stream<Path> tfliteModels() throws IOException {
        return Folders.modelFiles().stream();
    }

    private static boolean isBuiltIn(Path model) {
        return !model.getFileName().toString().contains("inat");
    }

    /** As the site answers that has the same file built in; names of birds and insects come with a list. */
    @ParameterizedTest
    @MethodSource("tfliteModels")
    void aTfliteFileAnswersAsTheSameModelBuiltIn(Path model) throws IOException {
        Set<String> ids = new HashSet<>();
        List<Path> asked = List.of(IMAGES.resolve("balloon.jpg"), IMAGES.resolve("mug.jpg"), IMAGES.resolve("orange.jpg"));
        List<List<Answer>> expected = new ArrayList<>();
        if (isBuiltIn(model)) {
            String builtIn = model.equals(Folders.EMBEDDED) ? Sites.http() + ONE_LOOK
                    : AllModels.http() + ONE_LOOK + "&model=" + model.getFileName().toString().replace(".tflite", "");
            try (GlancePage page = page().open(builtIn)) {
                for (Path picture : asked) {
                    expected.add(Brought.ask(page, picture));
                }
            }
        }
        Path labels = model.resolveSibling(model.getFileName().toString().contains("bird") ? "inat_bird_labels.txt"
                : "inat_insect_labels.txt");
        Path[] files = isBuiltIn(model) ? new Path[] {model} : new Path[] {model, labels};
        for (String from : List.of("http", "file")) {
            try (GlancePage page = page().open(address(from) + ONE_LOOK)) {
                Way way = from.equals("http") ? Way.DROPPED : Way.CHOSEN;
                ids.add(way.bring(page, files));
                assertEquals(1, ids.size(), "it is called the same everywhere");
                assertTrue(page.playwright().locator("#models [data-state=mine]").textContent().contains("computes the same"),
                        () -> page.playwright().locator("#models [data-state=mine]").textContent());
                for (int i = 0; i < asked.size(); i++) {
                    List<Answer> answers = Brought.ask(page, asked.get(i));
                    if (expected.isEmpty()) {
                        assertEquals(Files.readAllLines(labels).get(answers.get(0).index()), answers.get(0).label());
                        continue;
                    }
                    assertEquals(expected.get(i).get(0).index(), answers.get(0).index(), asked.get(i).toString());
                    assertEquals(expected.get(i).get(0).label(), answers.get(0).label());
                    assertEquals(expected.get(i).get(0).probability(), answers.get(0).probability(), 0.02,
                            asked.get(i).toString());
                }
            }
        }
    }

    /** MobileNet as a graph model that TensorFlow.js' own package takes, with a background class before the 1,000. */
    @ParameterizedTest
    @MethodSource("addresses")
    void aGraphModelAnswersAsTheFileItWasMadeOf(String address) throws IOException {
        Path folder = folder();
        ReferenceModel.write(Folders.EMBEDDED, folder);
        try (GlancePage page = page().open(address)) {
            List<Answer> expected = Brought.ask(page, IMAGES.resolve("balloon.jpg"));
            assertEquals(BALLOON, expected.get(0).index());
            Way.DROPPED.bring(page, folder.resolve("model.json"), folder.resolve("weights.bin"));
            List<Answer> answers = Brought.ask(page, IMAGES.resolve("orange.jpg"));
            assertEquals("orange", answers.get(0).label());
            answers = Brought.ask(page, IMAGES.resolve("balloon.jpg"));
            assertEquals(expected.get(0).index(), answers.get(0).index());
            assertEquals(expected.get(0).label(), answers.get(0).label());
            assertEquals(expected.get(0).probability(), answers.get(0).probability(), 0.02);
        }
    }

    /** As {@code model.save('downloads://my-model')} saves it: no names, no softmax. */
    @ParameterizedTest
    @MethodSource("addresses")
    void aLayersModelAnswersAsTensorFlowJs(String address) throws IOException {
        Path folder = folder();
        Picture picture = PROJECT.pictures().get(0);
        List<?> expected;
        try (ScriptPage script = new ScriptPage(Sites.http()).withFolder("lunch", picture.file().getParent())
                .withNpm("@tensorflow/tfjs/dist/tf.min.js")) {
            List<com.microsoft.playwright.Download> saved = new ArrayList<>();
            script.playwright().onDownload(saved::add);
            expected = (List<?>) script.run("async name => { await tf.setBackend('cpu'); const model = tf.sequential({layers: ["
                    + "tf.layers.conv2d({inputShape: [224, 224, 3], filters: 6, kernelSize: 5, strides: 4, activation: 'relu',"
                    + " kernelInitializer: tf.initializers.heNormal({seed: 3})}), tf.layers.globalAveragePooling2d({}),"
                    + " tf.layers.dense({units: 10, kernelInitializer: tf.initializers.randomNormal({stddev: 3, seed: 4})})]});"
                    + " await model.save('downloads://my-model');"
                    + " const input = tf.browser.fromPixels(await picture('lunch/' + name)).expandDims(0).div(127.5).sub(1);"
                    + " return [...await tf.softmax(model.predict(input)).data()]; }", picture.name());
            script.playwright().waitForCondition(() -> saved.size() == 2);
            saved.forEach(file -> file.saveAs(folder.resolve(file.suggestedFilename())));
        }
        try (GlancePage page = page().open(address)) {
            Way.CHOSEN.bring(page, folder.resolve("my-model.json"), folder.resolve("my-model.weights.bin"));
            List<Answer> answers = Brought.ask(page, picture.file());
            assertEquals(3, answers.size());
            for (Answer answer : answers) {
                assertEquals(((Number) expected.get(answer.index())).doubleValue(), answer.probability(), 1e-3);
                assertTrue(answer.label().contains(Integer.toString(answer.index())), answer.label());
            }
        }
    }

    /** The models that others have published in TensorFlow.js' formats, where they are at hand. */
    @ParameterizedTest
    @ValueSource(strings = {"mobilenet_v1_0.25_224", "mobilenet_v1_0.25_128_graph"})
    void aPublishedModelOfTensorFlowJsNamesABalloon(String name) throws IOException {
        assumeTrue(Folders.mirror().isPresent() && Files.exists(Folders.mirror().get().resolveSibling(name)),
                "no mirror of published models here (MODELS_MIRROR)");
        Path folder = Folders.mirror().get().resolveSibling(name);
        for (String from : List.of("http", "file")) {
            try (GlancePage page = page().open(address(from))) {
                Way.DROPPED.bring(page, folder.resolve("model.json"), folder.resolve("group1-shard1of1.bin"));
                assertEquals(BALLOON, Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0).index());
            }
        }
    }

    @Test
    void aListOfLabelsNamesTheClassesOfATfliteFile() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add(i + " thing no. " + i + (i == BALLOON ? "; round, red" : ""));
        }
        Path labels = Files.write(folder().resolve("labels.txt"), names);
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, Folders.EMBEDDED, labels);
            Answer answer = Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0);
            assertEquals(BALLOON, answer.index());
            assertEquals("thing no. 417; round, red", answer.label().replace('\u00a0', ' '));
        }
    }

    @Test
    void theSameModelAgainIsStillOne() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            String id = Way.CHOSEN.bring(page, PROJECT.paths());
            Brought.ask(page, PROJECT.pictures().get(1).file());
            int before = page.reports();
            // The picture at hand is asked again, of the model that is loaded again.
            Way.DROPPED.give(page, projectZip());
            page.playwright().waitForCondition(() -> page.reports() > before);
            page.awaitState("done");
            assertEquals(id, page.attribute("data-model"));
            assertEquals(List.of(id), Brought.listed(page));
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
        }
    }

    /** Workers that were loaded before, and what is kept, know it by the other names. */
    @ParameterizedTest
    @CsvSource({"http, ''", "http, ?worker=no", "file, ''"})
    void namesThatAreGivenLaterNameThePicturesOfTheGridToo(String from, String query) throws IOException {
        Path names = Files.writeString(folder().resolve("labels.txt"), "one\ntwo; three\n; four\n");
        try (GlancePage page = page().open(address(from) + query)) {
            String before = Way.CHOSEN.bring(page, PROJECT.paths());
            page.playwright().locator("#file").setInputFiles(PROJECT.pictures().subList(0, 4).stream().map(Picture::file)
                    .toArray(Path[]::new));
            page.playwright().waitForFunction("() => document.getElementById('many-progress')?.dataset.done === '4'");
            at(page, before).locator("input[type=file]").setInputFiles(names);
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before", before);
            page.playwright().waitForFunction("() => document.getElementById('many-progress')?.dataset.done === '4'"
                    + " && [...document.querySelectorAll('#many [data-name]')].every(tile => /one|two;.three|four/.test(tile.textContent))");
            assertEquals(List.of(page.attribute("data-model")), Brought.listed(page));
            awaitKept(page, 1);
        }
    }

    /** What a byte becomes makes another model of it, which takes the place of the first. */
    @Test
    void anotherRangeIsAnotherModel() throws IOException {
        Path folder = folder();
        ReferenceModel.write(Folders.EMBEDDED, folder);
        try (GlancePage page = page().open(Sites.http())) {
            String before = Way.CHOSEN.bring(page, folder.resolve("model.json"), folder.resolve("weights.bin"));
            double right = Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0).probability();
            at(page, before).locator("select:not([data-size])").selectOption("0 to 255");
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " && document.documentElement.dataset.state === 'done'", before);
            assertNotEquals(right, page.shown().get(0).probability());
            assertEquals(List.of(page.attribute("data-model")), Brought.listed(page));
        }
    }

    /** A graph that averages over all places takes any; its files do not say which it was made for. */
    @ParameterizedTest
    @MethodSource("addresses")
    void whereTheFilesDoNotSayTheSizeItIsChosen(String address) throws IOException {
        Path folder = folder();
        ReferenceModel.write(Folders.EMBEDDED, folder);
        try (GlancePage page = page().open(address)) {
            String before = Way.CHOSEN.bring(page, folder.resolve("model.json"), folder.resolve("weights.bin"));
            double first = Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0).probability();
            assertEquals("224 px", at(page, before).locator("select[data-size]").evaluate("select =>"
                    + " select.selectedOptions[0].textContent"));
            at(page, before).locator("select[data-size]").selectOption("160 px");
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " && document.documentElement.dataset.state === 'done'", before);
            String small = page.attribute("data-model");
            assertEquals(BALLOON, page.shown().get(0).index());
            double second = page.shown().get(0).probability();
            assertNotEquals(first, second);
            assertTrue(at(page, small).textContent().contains("160 px"));
            assertEquals(List.of(small), Brought.listed(page), "it takes the place of the other");
            String kept = page.playwright().url();
            page.playwright().navigate("about:blank");
            page.open(kept);
            assertEquals(second, Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0).probability(), 1e-6);
            // A Teachable Machine project's files say it.
            String machine = Way.CHOSEN.bring(page, PROJECT.paths());
            assertEquals(0, at(page, machine).locator("select").count());
        }
    }

    /** Chosen, chosen back, and forgotten. */
    @Test
    void modelsAreChosenFromTheListAndForgotten() throws IOException {
        try (GlancePage page = page().open(Sites.http() + "?src=images/balloon.jpg")) {
            String own = page.attribute("data-model");
            String id = Way.CHOSEN.bring(page, PROJECT.paths());
            Path picture = PROJECT.pictures().get(3).file();
            Brought.ask(page, picture);
            List<Answer> mine = page.shown();
            at(page, own).locator("button").first().click();
            page.playwright().waitForFunction("id => document.documentElement.dataset.model === id"
                    + " && document.documentElement.dataset.state === 'done'", own);
            assertNotEquals(mine, page.shown());
            at(page, id).locator("button").first().click();
            page.playwright().waitForFunction("id => document.documentElement.dataset.model === id"
                    + " && document.documentElement.dataset.state === 'done'", id);
            assertEquals(mine, page.shown());
            String kept = page.playwright().url();
            at(page, id).locator("button").last().click();
            page.playwright().waitForCondition(() -> Brought.listed(page).isEmpty());
            awaitKept(page, 0);
            page.open("about:blank".equals(kept) ? kept : kept + "&again=1");
            page.assertFailed("model-unknown");
            page.playwright().locator("#error a").click();
            page.awaitState("ready", "done");
            assertEquals(own, page.attribute("data-model"));
        }
    }

    private static com.microsoft.playwright.Locator at(GlancePage page, String id) {
        return page.playwright().locator("#models [data-model-id='" + id + "']");
    }

    private static void awaitKept(GlancePage page, int count) {
        // Playwright waits for no promise of a function that it asks again and again.
        page.playwright().waitForCondition(() -> Integer.valueOf(count).equals(Brought.kept(page)));
    }

    /** Of two that are brought at once, the later one is meant, however long the first takes. */
    @ParameterizedTest
    @CsvSource({"http, true", "http, false", "file, true"})
    void ofTwoTheLastOneWins(String from, boolean projectLast) throws IOException {
        try (GlancePage page = page().open(address(from))) {
            Brought.openModels(page);
            Path[] tflite = {Folders.EMBEDDED};
            Way.CHOSEN.give(page, projectLast ? tflite : PROJECT.paths());
            String id = Way.DROPPED.bring(page, projectLast ? PROJECT.paths() : tflite);
            if (projectLast) {
                Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
            } else {
                assertEquals(BALLOON, Brought.ask(page, IMAGES.resolve("balloon.jpg")).get(0).index());
            }
            assertEquals(id, page.attribute("data-model"));
            assertTrue(page.playwright().url().contains("model=" + id));
            assertEquals(List.of(id), Brought.listed(page));
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aBrokenOneAfterAGoodOneChangesNothing(String address) throws IOException {
        Path folder = folder();
        Path broken = Files.write(folder.resolve("broken.tflite"), Arrays.copyOf(Files.readAllBytes(Folders.EMBEDDED), 1_000_000));
        try (GlancePage page = page().open(address)) {
            String id = Way.CHOSEN.bring(page, PROJECT.paths());
            Way.DROPPED.refused(page, "model-format", broken);
            assertEquals(List.of(id), Brought.listed(page));
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 3));
            assertFalse(Brought.error(page).isVisible(), "the error goes when something else is done");
            assertTrue(page.playwright().url().contains("model=" + id));
        }
    }

    /** What is kept is checked when it is read: a disk is not always right. */
    @Test
    void aKeptModelThatHasChangedIsNotUsed() throws IOException {
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, PROJECT.paths());
            awaitKept(page, 1);
            Brought.damage(page);
            String kept = page.playwright().url();
            page.playwright().navigate("about:blank");
            page.open(kept);
            page.assertFailed("model-altered");
        }
    }

    @Test
    void whereNothingCanBeKeptItIsUsedAndSaid() throws IOException {
        try (GlancePage page = page()) {
            page.playwright().addInitScript("Object.defineProperty(window, 'indexedDB', {value: undefined});");
            page.open(Sites.http());
            String before = page.attribute("data-model");
            Way.CHOSEN.give(page, PROJECT.paths());
            page.playwright().waitForFunction("before => document.documentElement.dataset.model !== before"
                    + " && document.getElementById('error').dataset.code === 'storage'", before);
            Brought.assertAnswers(page, PROJECT.pictures().subList(0, 2));
        }
    }
}
