package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import dev.glance.model.JsonText;
import dev.glance.model.Nets;
import dev.glance.model.graph.Layer;
import dev.glance.model.graph.LayerKind;
import dev.glance.model.graph.LayerTable;
import dev.glance.model.graph.Layers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is inside the model in use. */
class InspectIT {
    @TempDir
    private static Path temp;

    /** The canvas as one number; 0 while it is hidden or blank. */
    private static final String SHOWN = "(() => { const canvas = document.getElementById('layer-maps');"
            + " if (!canvas || canvas.hidden) { return 0; } const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width,"
            + " canvas.height).data; let hash = 0; const colours = new Set(); for (let i = 0; i < pixels.length; i += 4) {"
            + " const colour = pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]; colours.add(colour);"
            + " hash = (hash * 31 + colour) % 1000003; } return colours.size > 20 ? hash + 1 : 0; })()";

    private static GlancePage page(int width, ColorScheme scheme) {
        return new GlancePage(Browsers.primary(), new Browser.NewContextOptions().setViewportSize(width, 844).setColorScheme(scheme));
    }

    private static GlancePage page() {
        return page(1280, ColorScheme.LIGHT);
    }

    private static String address(String from) {
        return from.equals("http") ? Sites.http() : Sites.disk();
    }

    private static Locator at(GlancePage page, String selector) {
        return page.playwright().locator(selector);
    }

    private static void open(GlancePage page) {
        at(page, "#inspect > summary").click();
        at(page, "#layers tbody tr").first().waitFor();
    }

    private static void assertTable(GlancePage page, LayerTable table) {
        List<String> expected = table.layers().stream().map(layer -> layer.kind() + " " + (long) layer.parameters() + " "
                + (long) layer.multiplyAdds()).collect(Collectors.toList());
        page.playwright().waitForFunction("total => document.getElementById('layers')?.dataset.multiplyAdds === total",
                Long.toString((long) table.multiplyAdds()));
        assertEquals(expected, page.playwright().evaluate("() => [...document.querySelectorAll('#layers tbody tr')].map(row =>"
                + " row.dataset.kind + ' ' + row.dataset.parameters + ' ' + row.dataset.multiplyAdds)"));
        assertEquals(Long.toString((long) table.parameters()), at(page, "#layers").getAttribute("data-parameters"));
        assertEquals(Long.toString((long) table.standardMultiplyAdds()), at(page, "#standard").getAttribute("data-multiply-adds"));
        assertEquals(Long.toString((long) table.standardParameters()), at(page, "#standard").getAttribute("data-parameters"));
        assertEquals(String.format("%,d", (long) table.multiplyAdds()), at(page, "#layers tfoot td").last().textContent());
        assertEquals(true, page.playwright().evaluate("() => [...document.querySelectorAll('#inspect .this')].length === 2"
                + " && [...document.querySelectorAll('#inspect .this')].every(bar => bar.getBoundingClientRect().width > 1)"),
                "the bars of this network are drawn");
    }

    @Test
    void withoutAModelItSaysSo() {
        try (GlancePage page = page().expectComplaints()) {
            page.open(Sites.http() + "?model=mine-000000000000");
            at(page, "#inspect > summary").click();
            page.playwright().waitForFunction("() => document.querySelector('#inspect [role=status]')?.textContent"
                    + " === 'No model is in use.'");
            // What can be used is listed all the same.
            at(page, "#inspect [data-model-id]").first().waitFor();
        }
    }

    private static LayerTable table(Path tflite) throws IOException {
        return Layers.ofTflite(Files.readAllBytes(tflite), 0);
    }

    /** Chooses a row and waits for its maps. */
    private static int maps(GlancePage page, int row) {
        at(page, "#layers tbody tr").nth(row).locator("button").click();
        page.playwright().waitForFunction("() => " + SHOWN + " > 0");
        return (Integer) page.playwright().evaluate(SHOWN);
    }

    private static void assertAccessible(GlancePage page) {
        // From disk axe-core cannot read the style sheets, and complains.
        assertEquals(List.of(), !page.playwright().url().startsWith("http") ? List.of() : new AxeBuilder(page.playwright()).include("#inspect").analyze().getViolations().stream()
                .map(rule -> rule.getId() + " " + rule.getNodes()).collect(Collectors.toList()));
        assertEquals(0, page.playwright().evaluate("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
                "nothing is wider than the window");
    }

    @ParameterizedTest
    @CsvSource({"http, '', 1280, LIGHT", "http, ?worker=no, 390, DARK", "file, '', 390, LIGHT", "file, ?worker=no, 1280, DARK",
        "http, '', 320, LIGHT"})
    void layersTotalsAndMapsOfTheModelInUse(String from, String query, int width, ColorScheme scheme) throws IOException {
        try (GlancePage page = page(width, scheme).open(address(from) + query)) {
            page.answers();
            assertFalse(page.requests().stream().anyMatch(url -> url.contains("inspect.")), "nothing comes before it is opened");
            open(page);
            assertTable(page, table(Folders.EMBEDDED));
            assertEquals("MobileNet V2, alpha 1.0, 224 px (rho 1)", at(page, "#architecture").textContent());
            int first = maps(page, 6);
            assertEquals("64 of 144 channels; values from 0.00 to 6.00.", at(page, "#layer-text").textContent());
            assertTrue(page.playwright().evaluate("() => document.querySelector('#layers [aria-pressed=true]').textContent")
                    .toString().contains("block_2/expand"));
            at(page, "#samples button").nth(3).click();
            page.playwright().waitForFunction("before => { const now = " + SHOWN + "; return now > 0 && now !== before; }", first);
            page.awaitState("done");
            assertAccessible(page);
        }
    }

    /** The first layer, the map of features, the features, the logits; none of them is a node that is called by its number. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&backend=litert"})
    void everyKindOfLayerCanBeShown(String query) throws IOException {
        LayerTable table = table(Folders.EMBEDDED);
        int last = table.layers().size() - 2;
        try (GlancePage page = page().open(Sites.http() + "?k=3" + query)) {
            page.answers();
            open(page);
            maps(page, 0);
            int before = 0;
            for (int row = last - 2; row <= last; row++) {
                at(page, "#layers tbody tr").nth(row).locator("button").click();
                Layer layer = table.layers().get(row);
                int shown = Math.min(layer.out().channels(), layer.out().height() == 1 ? 1024 : 64);
                page.playwright().waitForFunction("text => document.getElementById('layer-text').textContent.startsWith(text)",
                        String.format("%,d of %,d channels", shown, layer.out().channels()));
                int now = (Integer) page.playwright().evaluate(SHOWN);
                assertTrue(now != before && now > 0, layer.toString());
                before = now;
            }
            assertEquals(0, at(page, "#layers tbody tr").last().locator("button").count(), "the softmax is computed elsewhere");
        }
    }

    /** What the sliders say is what the table of the JVM says. */
    @Test
    void thinnerAndSmallerCostsLess() throws IOException {
        LayerTable table = table(Folders.EMBEDDED);
        try (GlancePage page = page().open(Sites.http())) {
            open(page);
            at(page, "#inspect-alpha").fill("0.5");
            at(page, "#inspect-side").fill("160");
            assertEquals(table.multiplyAddsAt(0.5, 160 / 224.0), Double.parseDouble(at(page, "#scaled").getAttribute(
                    "data-multiply-adds")), 1);
            assertTrue(at(page, "#inspect-side").getAttribute("aria-valuetext").contains("rho 0.714"));
            at(page, "#inspect button:text-is('As it is')").click();
            assertTrue(at(page, "#scaled").textContent().startsWith("301 M multiply-adds, 100"), at(page, "#scaled").textContent());
        }
    }

    @Test
    void atAnotherSizeItCostsLess() throws IOException {
        try (GlancePage page = page().open(Sites.http() + "?size=160")) {
            open(page);
            assertTable(page, Layers.ofTflite(Files.readAllBytes(Folders.EMBEDDED), 160));
            assertEquals("MobileNet V2, alpha 1.0, 160 px (rho 0.714)", at(page, "#architecture").textContent());
            maps(page, 6);
        }
    }

    /** A file's name has no spaces to break it at; what stands beside it is in view all the same. */
    @Test
    void aLongNameLeavesRoomForItsFiguresOnAPhone() throws IOException {
        Path file = Files.write(temp.resolve("mobilenet_v2_1.0_224_of_all_the_birds_in_this_country_quantised_2.tflite"), Nets.all().get("lite"));
        try (GlancePage page = page(390, ColorScheme.DARK).open(Sites.http())) {
            Brought.Way.CHOSEN.bring(page, file);
            open(page);
            page.playwright().waitForFunction("() => document.querySelectorAll('.inspect-plot tbody tr').length === 2");
            assertEquals(true, page.playwright().evaluate("() => { const frame = document.querySelector('.inspect-plot .inspect-scroll');"
                    + " return frame.scrollWidth <= frame.clientWidth && document.documentElement.scrollWidth <= innerWidth; }"));
            assertTrue(at(page, ".inspect-plot tbody tr").last().textContent().contains(" KB"));
            // Nothing of what sticks to the panel's edge covers anything while nothing is going on.
            assertEquals(0.0, ((Number) at(page, "#models .going").evaluate("going => going.getBoundingClientRect().height")).doubleValue());
        }
    }

    /** The panel follows the model; what was brought is in the plot. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "file"})
    void aBroughtModelIsLookedIntoAsSoonAsItIsUsed(String from) throws IOException {
        assumeTrue(Folders.mirror().isPresent(), "no mirror of published models here (MODELS_MIRROR)");
        Path file = Folders.mirror().get().resolve("mobilenet_v1_0.25_128_quant.tflite");
        try (GlancePage page = page().open(address(from))) {
            page.answers();
            open(page);
            int before = maps(page, 2);
            String id = Way.DROPPED.bring(page, file);
            assertTable(page, table(file));
            assertEquals("MobileNet V1, alpha 0.25, 128 px (rho 0.571)", at(page, "#architecture").textContent());
            assertTrue(at(page, "#layer-maps").isHidden(), "no layer of the one before is shown");
            assertTrue(maps(page, 2) != before);
            at(page, "#models-measure").click();
            page.playwright().waitForFunction("() => document.querySelectorAll('#models-plot circle').length === 2"
                    + " && !document.getElementById('models-measure').hasAttribute('aria-disabled')");
            assertEquals(1, at(page, "#models-plot circle.used").count());
            assertEquals("true", at(page, ".inspect-plot tr[data-model-id=" + id + "]").getAttribute("aria-current"));
            at(page, "#models-test").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
            assertTrue(at(page, ".inspect-plot tr[data-model-id=" + id + "]").textContent().contains("39.5"), "known by its bytes");
            assertAccessible(page);
        }
    }

    /** Models of TensorFlow.js, where they are here. */
    @ParameterizedTest
    @ValueSource(strings = {"mobilenet_v1_0.25_224", "mobilenet_v1_0.25_128_graph"})
    void aModelOfTensorFlowJsIsLookedInto(String name) throws IOException {
        Optional<Path> folder = Folders.mirror().map(mirror -> mirror.resolveSibling(name)).filter(Files::isDirectory);
        assumeTrue(folder.isPresent(), "no such model here");
        Path json = folder.get().resolve("model.json");
        Path shard = folder.get().resolve("group1-shard1of1.bin");
        LayerTable table = Layers.ofTensorFlowJs(JsonText.parse(Files.readString(json)), Files.readAllBytes(shard), 0);
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, json, shard);
            page.answers();
            open(page);
            assertTable(page, table);
            int row = 0;
            while (table.layers().get(row).kind() != LayerKind.DEPTHWISE) {
                row++;
            }
            int first = maps(page, row);
            assertTrue(maps(page, row + 1) != first);
        }
    }

    /** Its layers are in a model inside of a model. */
    @Test
    void aProjectOfTeachableMachineIsLookedInto() {
        TeachableProject project = TeachableProject.get();
        try (GlancePage page = page().open(Sites.http())) {
            Way.CHOSEN.bring(page, project.paths());
            Brought.ask(page, project.pictures().get(0).file());
            open(page);
            int rows = at(page, "#layers tbody tr").count();
            maps(page, 0);
            at(page, "#layers tbody tr").nth(rows - 1).locator("button").click();
            page.playwright().waitForFunction("() => document.getElementById('layer-text').textContent.includes('cannot be shown')");
            assertTrue(at(page, "#layer-maps").isHidden());
        }
    }

    @Test
    void itSpeaksChineseToo() {
        try (GlancePage page = page().open(Sites.http())) {
            open(page);
            page.answers();
            int maps = maps(page, 3);
            at(page, "#lang").selectOption("zh");
            page.playwright().waitForFunction("() => document.querySelector('#layers thead th').textContent === '\u5c42'");
            assertTrue(at(page, "#architecture").textContent().contains("\u03b1 1.0"), at(page, "#architecture").textContent());
            assertEquals(maps, page.playwright().evaluate(SHOWN), "the maps stay");
            assertAccessible(page);
        }
    }

    /** With the keyboard: the table can be scrolled, its rows pressed. */
    @Test
    void theKeyboardWillDo() {
        try (GlancePage page = page().open(Sites.http())) {
            page.answers();
            at(page, "#inspect > summary").focus();
            page.playwright().keyboard().press("Enter");
            at(page, "#layers tbody tr").first().waitFor();
            at(page, "#layers tbody button").nth(1).focus();
            page.playwright().keyboard().press("Enter");
            page.playwright().waitForFunction("() => " + SHOWN + " > 0");
        }
    }

    /** Nothing of it stays on the backend. */
    @Test
    void noTensorIsLeft() {
        try (GlancePage page = page().open(Sites.http() + "?worker=no&backend=wasm")) {
            page.answers();
            open(page);
            maps(page, 4);
            Object before = page.playwright().evaluate("() => tf.memory().numTensors");
            for (int row = 5; row < 9; row++) {
                maps(page, row);
                page.playwright().waitForFunction("text => !document.getElementById('layer-maps').hidden", "");
            }
            assertEquals(before, page.playwright().evaluate("() => tf.memory().numTensors"));
        }
    }
}
