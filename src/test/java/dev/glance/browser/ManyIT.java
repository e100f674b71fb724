package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code classifyAll}: many pictures in several workers. */
class ManyIT {
    private static final List<String> SAMPLES = List.of("tshirt", "balloon", "golf_ball", "mug", "apple");
    private static final List<String> NAMES = List.of("jersey, T-shirt, tee shirt", "balloon", "golf ball", "coffee mug",
            "Granny Smith");

    private ScriptPage page;

    @BeforeEach
    void open() {
        page = new ScriptPage(Sites.http()).withGlance();
        page.run("async samples => { globalThis.urls = samples.map(name => 'images/' + name + '.jpg');"
                + " globalThis.files = await Promise.all(urls.map(async url => (await fetch(url)).blob()));"
                + " globalThis.names = async results => { const names = []; for await (const result of results) {"
                + " names.push(result.error ? result.error.code : result.predictions[0].className); } return names; }; }",
                SAMPLES);
    }

    @AfterEach
    void close() {
        page.close();
        assertEquals(List.of(), page.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm", "litert"})
    void everyKindOfPictureInOrder(String backend) {
        assertEquals(List.of(NAMES, NAMES, NAMES, NAMES), page.run("async backend => {"
                + " const model = await mobilenet.load({backend});"
                + " const images = await Promise.all(urls.map(picture)); const all = [];"
                + " async function* later() { for (const file of files) { await null; yield file; } }"
                + " for (const pictures of [files, urls, images, later()]) {"
                + " all.push(await names(model.classifyAll(pictures))); } return all; }", backend));
    }

    @Test
    void onePictureThatFailsIsAResultAndTheOthersGoOn() {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> results = (List<Map<String, Object>>) page.run("async () => {"
                + " const model = await mobilenet.load(); const results = [];"
                + " const pictures = [files[0], new Blob(['no picture']), 'missing.jpg', null, urls[1], files[2]];"
                + " for await (const {index, input, predictions, error} of model.classifyAll(pictures, {topk: 2})) {"
                + " results.push({index, same: input === pictures[index], count: predictions ? predictions.length : 0,"
                + " code: error ? error.code : '', isError: error instanceof Error}); } return results; }");
        assertEquals(6, results.size());
        List<String> codes = List.of("", "picture-undecodable", "picture-unreachable", "option", "", "");
        for (int i = 0; i < 6; i++) {
            assertEquals(i, results.get(i).get("index"));
            assertEquals(true, results.get(i).get("same"));
            assertEquals(codes.get(i), results.get(i).get("code"));
            assertEquals(codes.get(i).isEmpty() ? 2 : 0, results.get(i).get("count"));
            assertEquals(!codes.get(i).isEmpty(), results.get(i).get("isError"));
        }
    }

    @Test
    void itTakesNoMoreThanItNeedsAndStopsWhenItIsToldTo() {
        @SuppressWarnings("unchecked")
        List<Object> counts = (List<Object>) page.run("async () => { const model = await mobilenet.load();"
                + " let taken = 0, finished = 0; function* endless() { try { for (;;) { taken++; yield files[0]; } }"
                + " finally { finished++; } } const pictures = endless(); let heard = 0;"
                + " for await (const result of model.classifyAll(pictures)) { if (++heard === 3) { break; } }"
                + " await new Promise(resolve => setTimeout(resolve, 200)); const after = taken;"
                + " await new Promise(resolve => setTimeout(resolve, 200));"
                + " const controller = new AbortController();"
                + " const results = model.classifyAll(endless(), {signal: controller.signal}); await results.next();"
                + " controller.abort(); const code = (await failure(results.next())).code;"
                + " return [heard, after, taken >= after, finished, code]; }");
        assertEquals(3, counts.get(0));
        assertTrue(((Number) counts.get(1)).intValue() < 60, counts.toString());
        assertEquals(List.of(true, 2, "cancelled"), counts.subList(2, 5));
    }

    @Test
    void aKilledWorkerCostsNoPicture() {
        page.run("async () => { globalThis.model = await mobilenet.load();"
                + " const pictures = Array.from({length: 120}, (value, i) => files[i % 5]);"
                + " globalThis.results = model.classifyAll(pictures); globalThis.first = await results.next(); }");
        page.playwright().waitForCondition(() -> page.playwright().workers().size() >= 3);
        List<Worker> workers = page.playwright().workers();
        workers.get(workers.size() - 1).evaluate("() => { setTimeout(() => self.close(), 50); }");
        @SuppressWarnings("unchecked")
        List<String> names = (List<String>) page.run("() => names(results)");
        assertEquals(119, names.size());
        for (int i = 0; i < names.size(); i++) {
            assertEquals(NAMES.get((i + 1) % 5), names.get(i));
        }
    }

    @Test
    void workersShareOneLiteRt() {
        List<String> fetched = Collections.synchronizedList(new ArrayList<>());
        page.playwright().context().onRequest(request -> fetched.add(request.url()));
        assertEquals(List.of("litert"), backendsOfTheSecondTime());
        assertEquals(1, fetched.stream().filter(url -> url.matches(".*/litert/.*\\.wasm")).count(), fetched.toString());
        assertEquals(1, fetched.stream().filter(url -> url.matches(".*/litert/.*internal\\.js")).count(), fetched.toString());
    }

    @Test
    void whereOneWorkerCannotCompileItTheOtherDoes() {
        boolean[] refused = {false};
        page.playwright().context().route("**/litert/*.wasm", route -> {
            if (refused[0]) {
                route.fallback();
            } else {
                refused[0] = true;
                route.abort();
            }
        });
        assertEquals(List.of("litert", "wasm"), backendsOfTheSecondTime());
    }

    @Test
    void fromDiskTheyAreAsFast() throws IOException {
        page.close();
        page = ScriptPage.onDisk().withGlance();
        page.run("async () => { const canvas = new OffscreenCanvas(640, 480); canvas.getContext('2d').fillRect(9, 9, 99, 99);"
                + " globalThis.files = [await canvas.convertToBlob()]; }");
        assertEquals(List.of("litert"), backendsOfTheSecondTime());
    }

    /** What computes many pictures once all workers are there. */
    private Object backendsOfTheSecondTime() {
        return page.run("async () => { const model = await mobilenet.load(); let backends;"
                + " for (let i = 0; i < 2; i++) { backends = new Set();"
                + " for await (const {predictions, error} of model.classifyAll(Array.from({length: 300},"
                + " (value, i) => files[i % files.length]))) { if (error) { throw error; }"
                + " backends.add(predictions.receipt.backend); } } return [...backends].sort(); }");
    }

    @Test
    void twoAtATimeAndTheModelDisposedOf() {
        assertEquals(List.of(NAMES, NAMES, "cancelled", "option"), page.run("async () => {"
                + " const model = await mobilenet.load();"
                + " const [a, b] = await Promise.all([names(model.classifyAll(files)), names(model.classifyAll(urls))]);"
                + " const results = model.classifyAll(Array(50).fill(files[0])); await results.next();"
                + " const pending = failure(results.next().then(() => results.next()).then(() => results.next())"
                + ".then(() => results.next()).then(() => results.next()).then(() => results.next())"
                + ".then(() => results.next()).then(() => results.next()).then(() => results.next())); model.dispose();"
                + " let thrown; try { model.classifyAll(files); } catch (e) { thrown = e; }"
                + " return [a, b, (await pending).code, thrown.code]; }"));
    }

    @Test
    void nothingIsNothingAndNonsenseIsATypedError() {
        assertEquals(List.of(Collections.emptyList(), "option", "option", "option"), page.run("async () => {"
                + " const model = await mobilenet.load(); const codes = [];"
                + " for (const value of [null, 7, 'images/mug.jpg']) {"
                + " try { model.classifyAll(value); } catch (e) { codes.push(e.code); } }"
                + " return [await names(model.classifyAll([])), ...codes]; }"));
    }

    @Test
    void withoutWorkersThePageComputes() {
        try (ScriptPage own = new ScriptPage(Sites.http("delete globalThis.Worker;"))) {
            own.withGlance();
            assertEquals(List.of("balloon", "coffee mug"), own.run("async () => { const model = await mobilenet.load();"
                    + " const names = []; for await (const {predictions} of"
                    + " model.classifyAll(['images/balloon.jpg', 'images/mug.jpg'])) {"
                    + " names.push(predictions[0].className); } return names; }"));
        }
    }

    /** However many models a page loads and however often it classifies many: the machine has only so many cores. */
    @Test
    void loadsAndCallsShareTheirWorkers() {
        assertEquals(List.of(NAMES, NAMES, NAMES), page.run("async () => {"
                + " globalThis.models = await Promise.all(Array.from({length: 6}, () => mobilenet.load()));"
                + " for (const model of models) { await model.classify(files[0]); }"
                + " globalThis.shared = models.map(model => model.classify(files[1]));"
                + " return Promise.all([0, 1, 2].map(i => names(models[i].classifyAll(files)))); }"));
        int cores = (Integer) page.run("() => navigator.hardwareConcurrency");
        // The one that tries the graphics behind the first answer may not be over yet.
        page.playwright().waitForCondition(() -> page.playwright().workers().size() <= 1 + Math.min(8, cores));
        assertEquals("balloon", page.run("async () => { for (const model of models.slice(1)) { model.dispose(); }"
                + " return (await models[0].classify(files[1]))[0].className; }"));
        page.run("() => { models[0].dispose(); }");
        page.playwright().waitForCondition(() -> page.playwright().workers().isEmpty());
    }

    @Test
    void fromDiskTwoLoadsAtOnceAndTwoWorkers() throws IOException {
        try (ScriptPage own = ScriptPage.onDisk().withGlance()) {
            assertEquals(List.of(true, true, "0,1,2,end,end"), own.run("async () => {"
                    + " const [a, b] = await Promise.all([mobilenet.load(), mobilenet.load({backend: 'wasm'})]);"
                    + " const canvas = document.createElement('canvas'); canvas.width = canvas.height = 40;"
                    + " const results = a.classifyAll([canvas, canvas, canvas]);"
                    + " const steps = await Promise.all([1, 2, 3, 4, 5].map(() => results.next()));"
                    + " return [!!(await a.classify(canvas))[0], !!(await b.classify(canvas))[0],"
                    + " steps.map(step => step.done ? 'end' : step.value.index).join()]; }"));
            // One for each of the two backends that were asked for, and those for many.
            int workers = 2 + Math.min(8, (Integer) own.run("() => navigator.hardwareConcurrency"));
            own.playwright().waitForCondition(() -> own.playwright().workers().size() == workers);
        }
    }

    @Test
    void anIdleWorkersDeathCostsNoPicture() {
        assertEquals(NAMES, page.run("async () => { globalThis.model = await mobilenet.load();"
                + " return names(model.classifyAll(files)); }"));
        for (Worker worker : page.playwright().workers()) {
            worker.evaluate("() => { setTimeout(() => self.close()); }");
        }
        page.playwright().waitForCondition(() -> page.playwright().workers().isEmpty());
        assertEquals(NAMES, page.run("() => names(model.classifyAll(files))"));
        assertEquals("balloon", page.run("async () => (await model.classify(files[1]))[0].className"));
    }

    /** The worker dies while the site cannot be reached: all that another one needs is on the page. */
    @Test
    void aLostWorkerIsReplacedWithoutTheSite() {
        page.run("async () => { globalThis.model = await mobilenet.load({backend: 'wasm'}); await model.classify(files[0]); }");
        page.playwright().route(Sites.http() + "**", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        page.playwright().workers().get(0).evaluate("() => { setTimeout(() => self.close()); }");
        page.playwright().waitForCondition(() -> page.playwright().workers().isEmpty());
        assertEquals("balloon", page.run("async () => (await model.classify(files[1]))[0].className"));
    }

    @Test
    void withoutLocksEverythingSettles() {
        try (ScriptPage own = new ScriptPage(Sites.http())) {
            own.run("() => { Object.defineProperty(navigator, 'locks', {value: undefined}); }");
            own.withGlance();
            assertEquals("balloon", own.run("async () => { const model = await mobilenet.load();"
                    + " return (await model.classify(await picture('images/balloon.jpg')))[0].className; }"));
        }
    }
}
