package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Route;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second engine: LiteRT.js on the same files. */
class LiteRtIT {
    private static final int T_SHIRT = 610;

    @Test
    void itAnswersWhenItIsAskedFor() {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http() + "?backend=litert")) {
            assertEquals("litert", page.attribute("data-backend"));
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("litert, in a worker", page.playwright().locator("#receipt-backend").textContent());
            assertTrue(page.requests().stream().noneMatch(url -> url.contains("tf-")), "it needs no TensorFlow.js");
        }
    }

    @Test
    void itAlsoRunsOnThePage() {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.http() + "?backend=litert&worker=no")) {
            assertEquals("litert, on the page", page.playwright().locator("#receipt-backend").textContent());
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void twoModelsOnOneThreadShareTheRuntime() {
        try (ScriptPage page = new ScriptPage(Sites.http()).withGlance()) {
            assertEquals(List.of("litert", "balloon", "litert", "balloon"), page.run("async () => { const all = [];"
                    + " const load = () => mobilenet.load({backend: 'litert', worker: false});"
                    + " const models = [await load(), await load()]; for (const model of models) { all.push(model.backend,"
                    + " (await model.classify(await picture('images/balloon.jpg')))[0].className); } return all; }"));
            assertEquals(1, page.run("() => performance.getEntriesByType('resource').filter(entry =>"
                    + " entry.name.endsWith('litert/litert.js')).length"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"**/litert/litert.js", "**/litert/*internal.js", "**/litert/*.wasm"})
    void whenItDoesNotStartTensorFlowAnswers(String missing) {
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.playwright().route(missing, route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
            page.open(Sites.http() + "?backend=litert");
            assertEquals("wasm", page.attribute("data-backend"));
            assertTrue(page.playwright().locator("#note").textContent().contains("litert"));
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void globalsOfThePageAreNotTakenForIt() {
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            page.run("() => { globalThis.litert = {}; globalThis.ModuleFactory = () => { throw new Error('not ours'); }; }");
            page.withGlance();
            assertEquals(List.of("litert", "balloon"), page.run("async () => {"
                    + " const model = await mobilenet.load({backend: 'litert', worker: false});"
                    + " return [model.backend, (await model.classify(await picture('images/balloon.jpg')))[0].className]; }"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&worker=no"})
    void itAnswersFromDisk(String where) {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(Sites.disk() + "?backend=litert" + where)) {
            assertEquals(T_SHIRT, page.answers().get(0).index());
            assertEquals("litert, " + (where.isEmpty() ? "in a worker" : "on the page"),
                    page.playwright().locator("#receipt-backend").textContent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&worker=no"})
    void fromDiskTensorFlowAnswersWhereItIsMissing(String where) {
        try (GlancePage page = new GlancePage(Browsers.primary()).expectComplaints()) {
            page.playwright().route("**/litert/*.wasm.js", route -> route.abort());
            page.open(Sites.disk() + "?backend=litert" + where);
            assertEquals("wasm", page.attribute("data-backend"));
            assertTrue(page.playwright().locator("#note").textContent().contains("litert"));
            assertEquals(T_SHIRT, page.answers().get(0).index());
        }
    }

    @Test
    void everyModelOfTheCatalogPassesItsSelfCheck() throws IOException {
        assumeTrue(Folders.mirror().isPresent(), "no published models here");
        try (ScriptPage page = new ScriptPage(AllModels.http()).withGlance()) {
            @SuppressWarnings("unchecked")
            List<String> backends = (List<String>) page.run("async () => { const used = [];"
                    + " const {models} = await (await fetch('models/catalog.json')).json();"
                    + " for (const {id} of models) { const model = await mobilenet.load({model: id, backend: 'litert'});"
                    + " const [first] = await model.classify(await picture('images/balloon.jpg'), 1);"
                    + " used.push(model.backend + ' ' + first.className); model.dispose(); } return used; }");
            assertEquals(6, backends.size());
            for (String used : backends) {
                assertEquals("litert balloon", used);
            }
        }
    }

    @Test
    void itAgreesWithTensorFlowOnThePhotos() throws IOException {
        assumeTrue(Folders.eval().isPresent(), "no labelled photos here");
        Path photos = Folders.eval().orElseThrow().resolve("photos");
        List<String> names;
        try (Stream<Path> files = Files.list(photos)) {
            names = files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
        try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("photos", photos).withGlance()) {
            page.run("async () => { globalThis.a = await mobilenet.load({backend: 'litert'});"
                    + " globalThis.b = await mobilenet.load({backend: 'wasm'}); }");
            Number same = (Number) page.run("async names => { let same = 0; for (const name of names) {"
                    + " const image = await picture('photos/' + name); const [x] = await a.classify(image, 1);"
                    + " const [y] = await b.classify(image, 1); same += x.className === y.className; } return same; }", names);
            System.out.println("LiteRT.js and TensorFlow.js: the same first answer for " + same + " of "
                    + names.size() + " photos");
            assertTrue(same.intValue() >= 0.95 * names.size(), same + " of " + names.size());
        }
    }
}
