package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.glance.Folders;
import dev.glance.error.GlanceException;
import dev.glance.model.Flat;
import dev.glance.model.JsonText;
import dev.glance.model.Nets;
import dev.glance.model.formats.Damage;
import dev.glance.model.formats.Zip;
import dev.glance.probe.DamageProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.teavm.tooling.TeaVMToolException;

/** Damaged model files by the thousand, in a browser. */
class HostileIT {
    private static final int COPIES = 1000;
    /** For one file, on a machine that has other things to do. */
    private static final int MOST_MS = 10_000;
    private static final String SMALL = "mobilenet_v1_0.25_128_quant";

    private static byte[] smallest() {
        return Nets.all().values().stream().min(Comparator.comparingInt(bytes -> bytes.length)).orElseThrow();
    }

    private static byte[] metadata() {
        Flat normalization = new Flat().with(0, new float[] {127.5f}).with(1, new float[] {127.5f});
        Flat input = new Flat().with(0, "image").with(4, List.of(new Flat().with(0, 1).with(1, normalization)));
        Flat output = new Flat().with(0, "probability").with(6, List.of(new Flat().with(0, "labels.txt").with(2, 2)));
        byte[] bytes = new Flat().with(0, "Cats").with(3, List.of(new Flat().with(2, List.of(input)).with(3, List.of(output))))
                .bytes("M001");
        return new Flat().with(0, 3).with(4, List.of(new Flat(), new Flat().with(0, bytes)))
                .with(6, List.of(new Flat().with(0, "TFLITE_METADATA").with(1, 1))).bytes("TFL3");
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> project = TeachableProject.get().files();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("tflite", smallest());
        files.put("metadata", metadata());
        files.put("zip", TeachableProject.zip(Map.of("model.json", project.get("model.json"), "metadata.json",
                project.get("metadata.json"), "weights.bin", new byte[300])));
        files.put("model.json", project.get("model.json"));
        files.put("metadata.json", project.get("metadata.json"));
        files.put("labels.txt", "0 cup\n1 glass, clear\n2 \u676f\n".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** No other errors than those that the page has sentences for, in no more time and memory than good ones take. */
    @Test
    void theBrowserReadsDamagedFilesAsTheJvmDoes() throws IOException, TeaVMToolException {
        List<String> different = new ArrayList<>();
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions().setContent(ProbeScript.compile(DamageProbe.class)));
            files().forEach((kind, file) -> {
                List<String> damaged = new ArrayList<>();
                List<String> expected = new ArrayList<>();
                for (int seed = 0; seed < COPIES; seed++) {
                    byte[] bytes = Damage.damage(file, new Random(seed));
                    damaged.add(Base64.getEncoder().encodeToString(bytes));
                    String outcome = DamageProbe.outcome(kind, bytes, new String(bytes, StandardCharsets.UTF_8), JsonText::parse);
                    expected.add(kind.equals("zip") && outcome.equals(DamageProbe.READ) ? inflated(bytes) : outcome);
                }
                assertTrue(expected.stream().filter(outcome -> !outcome.equals("read")).count() > COPIES / 20,
                        () -> kind + ": the damage misses the structure");
                Object outcomes = page.run("async ([kind, files]) => { const all = [];"
                        + " for (const file of files) { const bytes = Int8Array.from(atob(file), letter => letter.charCodeAt(0));"
                        + " const start = performance.now(); try { all.push(await outcome(kind, bytes)); }"
                        + " catch (e) { all.push('untyped ' + e); } const ms = performance.now() - start;"
                        + " if (ms > " + MOST_MS + ") { all.push(all.pop() + ' after ' + ms + ' ms'); } } return all; }",
                        List.of(kind, damaged));
                for (int seed = 0; seed < COPIES; seed++) {
                    Object outcome = ((List<?>) outcomes).get(seed);
                    if (!outcome.equals(expected.get(seed))) {
                        different.add(kind + ", seed " + seed + ": " + outcome + " instead of " + expected.get(seed));
                    }
                }
            });
        }
        assertEquals("", String.join("\n", different));
    }

    /** What becomes of the files in a zip whose directory can be read. */
    private static String inflated(byte[] zip) {
        try {
            for (Zip.Entry entry : Zip.entries(zip)) {
                byte[] content = entry.deflated() ? inflated(zip, entry)
                        : Arrays.copyOfRange(zip, entry.start(), entry.start() + entry.compressed());
                Zip.check(entry, content);
            }
            return DamageProbe.READ;
        } catch (GlanceException e) {
            return e.code().word();
        }
    }

    /** @return one byte too many where it is damaged */
    private static byte[] inflated(byte[] zip, Zip.Entry entry) {
        Inflater inflater = new Inflater(true);
        inflater.setInput(zip, entry.start(), entry.compressed());
        byte[] content = new byte[entry.size() + 1];
        try {
            int count = inflater.inflate(content);
            // Browsers mind what follows the end.
            return inflater.finished() && inflater.getRemaining() == 0 && count == entry.size() ? Arrays.copyOf(content, count)
                    : new byte[entry.size() + 1];
        } catch (DataFormatException e) {
            return new byte[entry.size() + 1];
        } finally {
            inflater.end();
        }
    }

    /** Where it is known what a file must be, no flipped bit is overlooked. */
    @Test
    void aThousandFlippedBitsAreFound() throws NoSuchAlgorithmException {
        byte[] file = smallest();
        try (GlancePage page = new GlancePage(Browsers.primary()).open(publishing(file))) {
            Brought.openModels(page);
            page.playwright().locator("#models [data-model-id='" + SMALL + "'] button").waitFor();
            String before = page.attribute("data-model");
            Object codes = page.playwright().evaluate("""
                    async ([id, base64, count]) => {
                      const whole = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
                      const error = document.getElementById('error');
                      const codes = {};
                      for (let i = 0; i < count; i++) {
                        const flipped = whole.slice();
                        const bit = Math.floor(i * whole.length * 8 / count);
                        flipped[bit >> 3] ^= 1 << (bit & 7);
                        window.fetch = async () => new Response(flipped.slice(), {headers: {'content-length': flipped.length}});
                        error.dataset.code = 'before';
                        document.querySelector(`#models [data-model-id="${id}"] button`).click();
                        const end = Date.now() + 20000;
                        while (error.hidden || error.dataset.code === 'before') {
                          if (Date.now() > end) {
                            return 'nothing was said of bit ' + bit;
                          }
                          await new Promise(resolve => setTimeout(resolve));
                        }
                        codes[error.dataset.code] = (codes[error.dataset.code] || 0) + 1;
                      }
                      return JSON.stringify(codes);
                    }""", List.of(SMALL, Base64.getEncoder().encodeToString(file), COPIES));
            assertEquals("{\"model-altered\":" + COPIES + "}", codes, "by their hash, before anything in them is looked at");
            assertEquals(before, page.attribute("data-model"));
            assertEquals(List.of(), Brought.listed(page));
            assertEquals(0, page.playwright().locator("#models [data-state=kept]").count());
        }
    }

    /** Of a host that never ends no more is read than the file has that is wanted. */
    @Test
    void anEndlessFileIsNotReadOn() throws NoSuchAlgorithmException {
        byte[] file = smallest();
        try (GlancePage page = new GlancePage(Browsers.primary()).open(publishing(file))) {
            Brought.openModels(page);
            page.playwright().locator("#models [data-model-id='" + SMALL + "'] button").waitFor();
            page.playwright().evaluate("() => { globalThis.pulled = 0; window.fetch = async () => new Response(new ReadableStream({"
                    + "pull(controller) { pulled += 1000; controller.enqueue(new Uint8Array(1000)); }})); }");
            page.playwright().locator("#models [data-model-id='" + SMALL + "'] button").click();
            page.playwright().locator("#error[data-code=model-altered]").waitFor();
            // From one address and the other, and a little ahead.
            int pulled = (int) page.playwright().evaluate("pulled");
            assertTrue(pulled <= 2 * (file.length + 4000), pulled + " of " + file.length);
            assertEquals(List.of(), Brought.listed(page));
        }
    }

    /** The address of a site whose catalog takes a file for a published one. */
    private static String publishing(byte[] file) throws NoSuchAlgorithmException {
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        String catalog = Folders.read("models/catalog.json").replaceFirst("(\"id\":\"" + SMALL
                + "\".*?\"bytes\":)\\d+(.*?\"sha256\":\")[0-9a-f]{64}", "$1" + file.length + "$2" + sha256);
        assertTrue(catalog.contains(sha256) && catalog.contains("\"bytes\":" + file.length));
        return Sites.changed("", Map.of("models/catalog.json", catalog));
    }
}
