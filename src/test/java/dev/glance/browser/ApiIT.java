package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.classify.CheckPicture;
import dev.glance.model.CatalogEntry;
import dev.glance.model.JsonText;
import dev.glance.model.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JavaScript callers get. */
class ApiIT {
    private ScriptPage page;

    @BeforeEach
    void open() {
        page = new ScriptPage(Sites.http()).withGlance();
    }

    @AfterEach
    void close() {
        page.close();
        assertEquals(List.of(), page.errors());
    }

    @Test
    void theArticlesWayRunsUnchanged() {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> printed = (List<Map<String, Object>>) page.run("async () => {"
                + " const img = document.createElement('img'); img.id = 'img'; img.width = 50;"
                + " img.src = 'images/tshirt.jpg'; document.body.append(img); let printed;"
                + " const console = {log: value => { printed = value; }};"
                + " await mobilenet.load().then(model => model.classify(document.getElementById('img')))"
                + ".then(predictions => console.log(predictions)); return printed; }");
        assertEquals(3, printed.size());
        assertEquals("jersey, T-shirt, tee shirt", printed.get(0).get("className"));
        assertEquals(2, printed.get(0).size());
        assertTrue(((Number) printed.get(0).get("probability")).doubleValue() > 0.5);
        assertEquals("function", page.run("() => typeof tf.tidy"), "tf is a global afterwards");
    }

    @Test
    void theFourBehavioursOfTheOriginal() {
        assertEquals(List.of("3,1000", "3,1280", 0, 1), page.run("async () => {"
                + " const model = await mobilenet.load({version: 2, alpha: 1.0});"
                + " const batch = tf.zeros([3, 224, 224, 3]);"
                + " const logits = model.infer(batch), embeddings = model.infer(batch, true);"
                + " const one = tf.zeros([300, 200, 3]); let before = tf.memory().numTensors;"
                + " await model.classify(one); const classified = tf.memory().numTensors - before;"
                + " model.infer(one); const inferred = tf.memory().numTensors - before;"
                + " return [String(logits.shape), String(embeddings.shape), classified, inferred]; }"));
    }

    /** The stored logits were computed elsewhere; LiteRT.js is checked against them as it starts. */
    @Test
    void theModelComputesAtItsSizes() throws IOException {
        CatalogEntry entry = JsonText.catalog(Files.readString(Folders.SITE.resolve("models/catalog.json"))).require("");
        for (int size : entry.sizes()) {
            byte[] rgba = CheckPicture.rgba(size);
            List<?> answer = (List<?>) page.run("async ([size, base64]) => { const rgba = Uint8ClampedArray.from(atob(base64),"
                    + " c => c.charCodeAt(0)), pixels = new ImageData(rgba, size, size);"
                    + " const model = await mobilenet.load({size}), logits = model.infer(pixels);"
                    + " const all = await logits.data(); logits.dispose(); const top = await model.classify(pixels);"
                    + " const other = await mobilenet.load({size, backend: 'litert'}), again = await other.classify(pixels);"
                    + " model.dispose(); other.dispose(); return [Array.from(all).filter((v, i) => i % 20 === 0),"
                    + " all.indexOf(Math.max(...all)), top[0].className === again[0].className, other.backend]; }",
                    List.of(size, Base64.getEncoder().encodeToString(rgba)));
            Check check = entry.check(size);
            assertArrayEquals(check.logits(), ((List<?>) answer.get(0)).stream()
                    .mapToDouble(value -> ((Number) value).doubleValue()).toArray(), 1e-3, size + " px");
            assertEquals(List.of(check.top(), true, "litert"), answer.subList(1, 4), size + " px");
        }
    }

    @Test
    void anotherSizeIsATypedError() {
        assertEquals(List.of("option", "option", "option", "option"), page.run("async () => { const codes = [];"
                + " for (const size of [100, 224.5, -224, 'large']) {"
                + " codes.push((await failure(mobilenet.load({size}))).code); } return codes; }"));
    }

    @Test
    void everyKindOfPictureGivesTheSameAnswer() {
        assertEquals(true, page.run("async () => {"
                + " const model = await mobilenet.load(); const image = await picture('images/balloon.jpg');"
                + " const canvas = document.createElement('canvas');"
                + " canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;"
                + " const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);"
                + " const data = context.getImageData(0, 0, canvas.width, canvas.height);"
                + " const video = document.createElement('video'); video.muted = true;"
                + " video.srcObject = canvas.captureStream(5); await video.play();"
                + " await new Promise(resolve => setTimeout(resolve, 300));"
                + " const kinds = {image, canvas, data, bitmap: await createImageBitmap(image), video,"
                + " tensor: tf.browser.fromPixels(data), batch: tf.expandDims(tf.browser.fromPixels(data))};"
                + " for (const [kind, value] of Object.entries(kinds)) {"
                + " const [first] = await model.classify(value, 1);"
                + " if (first.className !== 'balloon') { throw new Error(kind + ' gives ' + first.className); }"
                + " const logits = model.infer(value);"
                + " if (String(logits.shape) !== '1,1000') { throw new Error(kind + ' gives ' + logits.shape); }"
                + " if (tf.argMax(logits, 1).dataSync()[0] !== 417) { throw new Error(kind + ' infers another'); } }"
                + " video.pause(); return true; }"));
    }

    @Test
    void topkIsClamped() {
        assertEquals(List.of(3, 1, 1000, 1000, 0), page.run("async () => { const model = await mobilenet.load();"
                + " const image = await picture('images/mug.jpg'); const sizes = [];"
                + " for (const k of [undefined, 1, 1000, 5000, 0]) {"
                + " sizes.push((await model.classify(image, k)).length); } return sizes; }"));
    }

    @Test
    void twoModelsAndDispose() {
        assertEquals(List.of("option", "balloon", 0), page.run("async () => {"
                + " const first = await mobilenet.load(); const before = tf.memory().numTensors;"
                + " const second = await mobilenet.load(); second.dispose(); second.dispose();"
                + " const left = tf.memory().numTensors - before; const image = await picture('images/balloon.jpg');"
                + " return [(await failure(second.classify(image))).code,"
                + " (await first.classify(image))[0].className, left]; }"));
    }

    @Test
    void aModelThatFailsLeavesTheOthersAndTheirBackendAlone() {
        assertEquals(List.of("backend-none", 0, "balloon", true), page.run("async () => {"
                + " const first = await mobilenet.load({backend: 'wasm'}); const own = tf.ones([2, 2]);"
                + " const before = tf.memory().numTensors; const dims = {dim: [-1, 224, 224, 3].map(size => ({size}))};"
                + " const modelUrl = tf.io.fromMemory({format: 'graph-model', weightSpecs: [], weightData:"
                + " new ArrayBuffer(0), modelTopology: {versions: {}, node: [{name: 'x', op: 'Placeholder', attr:"
                + " {dtype: {type: 'DT_FLOAT'}, shape: {shape: dims}}}, {name: 'y', op: 'NoSuchOperation', input: ['x']}]}});"
                + " const e = await failure(mobilenet.load({modelUrl, version: 2, backend: 'wasm'}));"
                + " const left = tf.memory().numTensors - before;"
                + " const [answer] = await first.classify(await picture('images/balloon.jpg'));"
                + " return [e.code, left, answer.className, tf.sum(own).dataSync()[0] === 4]; }"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{version: 1, alpha: 0.25, strict: true} | model-not-in-site | -Dmodels=mobilenet_v1_0.25_128_quant",
        "{alpha: 0.25, strict: true}    | model-not-in-site | -Dmodels=mobilenet_v1_0.25_128_quant",
        "{alpha: 5, strict: true}       | model-unknown     | alpha",
        "{version: 3}                   | model-unknown     | version",
        "{labels: ['a', 'b']}           | option            | modelUrl",
        "{modelUrl: 5}                  | option            | address",
        "{modelUrl: ''}                 | option            | address",
        "{modelUrl: {}}                 | option            | address",
        "{modelUrl: new URL('missing/model.json', location.href)} | model-missing | model.json",
        "{version: 2, alpha: 0.5, strict: true} | model-unknown     | alpha",
        "{model: 'resnet'}              | model-unknown     | mobilenet_v2_1.0_224_quant",
        "{model: 7}                     | option            | text",
        "{backend: 'abacus'}            | option            | wasm",
        "{crop: 'round'}                | option            | square",
        "{version: 'two'}               | option            | number",
        "{modelUrl: 'missing/model.json', version: 2} | model-missing | model.json",
        "{modelUrl: 'models/catalog.json', version: 2} | model-format  | TensorFlow.js",
        "{modelUrl: 'indexeddb://missing', version: 2} | model-missing | indexeddb"})
    void aBadOptionIsATypedError(String options, String code, String text) {
        @SuppressWarnings("unchecked")
        Map<String, String> e = (Map<String, String>) page.run("async () => { const e = await failure(mobilenet.load("
                + options + ")); return {code: e.code, message: e.message, what: e.what, remedy: e.remedy,"
                + " error: String(e instanceof Error)}; }");
        assertEquals(code, e.get("code"), e.toString());
        assertTrue(e.get("message").contains(text), e.get("message"));
        assertEquals(e.get("message"), e.get("what") + " " + e.get("remedy"));
        assertEquals("true", e.get("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "undefined", "7", "{}", "document.createElement('p')"})
    void whatIsNoPictureIsATypedError(String value) {
        assertEquals(List.of("option", "option"), page.run("async () => { const model = await mobilenet.load();"
                + " let thrown; try { model.infer(" + value + "); } catch (e) { thrown = e; }"
                + " return [(await failure(model.classify(" + value + "))).code, thrown.code]; }"));
    }

    @Test
    void emptyPicturesAndBatchesAreTypedErrors() {
        assertEquals(List.of("picture-empty", "picture-empty", "option"), page.run("async () => {"
                + " const model = await mobilenet.load(); const canvas = document.createElement('canvas');"
                + " canvas.width = 0; const failed = [];"
                + " for (const value of [canvas, new Image(), tf.zeros([2, 224, 224, 3])]) {"
                + " failed.push((await failure(model.classify(value))).code); } return failed; }"));
    }

    @Test
    void aPictureThatIsStillLoadingIsWaitedFor() {
        assertEquals("balloon", page.run("async () => { const model = await mobilenet.load();"
                + " const image = new Image(); image.src = 'images/balloon.jpg?late';"
                + " return (await model.classify(image))[0].className; }"));
    }

    @Test
    void transparentPixelsCountAsWhite() {
        assertEquals(true, page.run("async () => { const model = await mobilenet.load();"
                + " const canvas = document.createElement('canvas'); canvas.width = canvas.height = 300;"
                + " const clear = model.infer(canvas); const context = canvas.getContext('2d');"
                + " context.fillStyle = '#fff'; context.fillRect(0, 0, 300, 300);"
                + " return tf.max(tf.abs(tf.sub(clear, model.infer(canvas)))).dataSync()[0] === 0; }"));
    }

    @Test
    void aTensorFlowOfThePagesOwnIsUsed() {
        try (ScriptPage own = new ScriptPage(Sites.http())) {
            own.withNpm("@tensorflow/tfjs/dist/tf.min.js").withGlance();
            assertEquals(List.of(true, "balloon"), own.run("async () => { const before = tf;"
                    + " const model = await mobilenet.load();"
                    + " const [first] = await model.classify(await picture('images/balloon.jpg'));"
                    + " return [before === tf, first.className]; }"));
        }
    }
}
