package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.error.GlanceException;
import dev.glance.model.Sha256;
import dev.glance.offline.Inventory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSiteTest {
    private static final String HASH = "ab".repeat(32);
    private static final String NAME = "A \"b\"</title><script>\\ & \u732b\n\u0007";

    private static OwnSite.Model model(String kind, boolean whole, String names, String backend) {
        return new OwnSite.Model("own-1", NAME, "models/own-1/model.bin", 1234, HASH, "models/labels/own-1.tsv", names, kind, whole,
                backend, "{\"default\":\"own-1\"}");
    }

    private static Map<String, String> texts() {
        List<Inventory.Entry> entries = new ArrayList<>();
        for (String path : new String[] {"!LICENSES.txt", "!app.css", "!bench.html", "!bench.js", "!images/samples.json", "!images/mug.jpg",
            "!images/small/mug.jpg", "!images/tshirt.jpg", "!index.html", "!install.js", "litert/litert.js",
            "litert/litert_wasm_compat_internal.wasm", "litert/litert_wasm_internal.wasm", "!manifest.json", "!mobilenet.js",
            "!models/catalog.json", "!models/glance/model.tflite", "!models/labels/imagenet.tsv", "!start.js", "tf/tf.js",
            "tf/tf-backend-wasm.js", "tf/tf-layers.js", "!tf/tf-mobilenet.js"}) {
            entries.add(new Inventory.Entry(path.replace("!", ""), 100, "cd".repeat(32), path.startsWith("!")));
        }
        String table = "glanceFiles={\"images/samples.json\":[1,\"sha256-a]\"],\"litert/litert.js\":[2,\"sha256-b\"],"
                + "\"models/catalog.json\":[3,\"sha256-c\"],\"litert/litert_wasm_compat_internal.wasm\":[4,\"sha256-d\"]";
        String end = ",glanceModel=[\"glance\",\"models/labels/imagenet.tsv\",\"models/glance/model.tflite\"];\nrun([1]);";
        Map<String, String> texts = new HashMap<>();
        texts.put("index.html", "<!DOCTYPE html>\n<html data-build=\"0123\" lang=\"en\"><title>Glance</title><img id=\"img\" src=\"my.jpg\">"
                + "</html>\n");
        texts.put("mobilenet.js", "(function glance(){var tf," + table.replace("a]", "a") + "}" + end);
        texts.put("start.js", "(function (){var tf," + table.replace("a]", "a") + ",\"mobilenet.js\":[5,\"sha256-e\"]}" + end);
        texts.put("install.js", "x=1,glanceSite=\"-\\t00001234\\n\";\ny(\"\\n\");");
        texts.put("sw.js", "x=1,glanceSite=" + Json.value(new Inventory("0123", entries).write()) + ";\ny(\"\\n\");");
        texts.put("manifest.json", "{\"name\":\"Glance: \\\"what\\\"\",\"short_name\":\"Glance\",\"lang\":\"en\"}");
        texts.put("LICENSES.txt", "Licences\n");
        return texts;
    }

    private static String text(OwnSite site, String path) {
        return new String(site.made().get(path), StandardCharsets.UTF_8);
    }

    private static JsonObject table(OwnSite site, String script) {
        String text = text(site, script);
        int start = text.indexOf("glanceFiles=") + "glanceFiles=".length();
        return Json.parse(text.substring(start, text.indexOf(",glanceModel=", start))).asObject();
    }

    private static String model(OwnSite site, String script) {
        String text = text(site, script);
        int start = text.indexOf(",glanceModel=") + ",glanceModel=".length();
        return text.substring(start, text.indexOf(";\n", start));
    }

    private static Inventory inventory(OwnSite site) {
        String text = text(site, "sw.js");
        int start = text.indexOf("glanceSite=") + "glanceSite=".length();
        return Inventory.read(Json.parse(text.substring(start, text.indexOf(";\n", start))).asString());
    }

    private static String integrity(byte[] bytes) {
        return "[" + bytes.length + ",\"sha256-" + Base64.getEncoder().encodeToString(Sha256.of(bytes)) + "\"]";
    }

    @Test
    void theScriptsVouchForWhatIsNewAndKnowTheModel() {
        OwnSite site = new OwnSite(model("layers", true, "wnid\tnames\n\tcat\n", ""), texts(), false);
        for (String script : new String[] {"mobilenet.js", "start.js"}) {
            JsonObject table = table(site, script);
            for (String path : new String[] {"images/samples.json", "models/catalog.json", "models/labels/own-1.tsv"}) {
                assertEquals(integrity(site.made().get(path)), table.get(path).toString(), path);
            }
            assertNull(table.get("litert/litert.js"));
            assertEquals("[\"own-1\",\"models/labels/own-1.tsv\",\"models/own-1/model.bin\",\"\"]", model(site, script));
            assertTrue(text(site, script).endsWith(";\nrun([1]);"));
        }
        assertEquals(integrity(site.made().get("mobilenet.js")), table(site, "start.js").get("mobilenet.js").toString());
        assertEquals(4, table(site, "start.js").size());
        assertEquals("[]", text(site, "images/samples.json"));
    }

    @Test
    void whatTheModelDoesNotUseStaysBehind() {
        OwnSite site = new OwnSite(model("layers", true, "", ""), texts(), false);
        assertEquals(List.of("app.css", "images/tshirt.jpg", "models/labels/imagenet.tsv", "tf/tf.js", "tf/tf-backend-wasm.js",
                "tf/tf-layers.js", "tf/tf-mobilenet.js"), site.copied());
        assertTrue(new OwnSite(model("tflite", false, null, ""), texts(), false).copied().containsAll(List.of("litert/litert.js",
                "litert/litert_wasm_compat_internal.wasm", "litert/litert_wasm_internal.wasm")));
        OwnSite disk = new OwnSite(model("tflite", false, null, ""), texts(), true);
        assertFalse(disk.copied().contains("litert/litert_wasm_compat_internal.wasm"), "that is not to be had there");
        assertTrue(disk.copied().contains("litert/litert_wasm_internal.wasm"));
        assertEquals("[2,\"sha256-b\"]", table(disk, "mobilenet.js").get("litert/litert.js").toString());
        assertNull(table(disk, "mobilenet.js").get("litert/litert_wasm_compat_internal.wasm"));
        assertEquals("[\"own-1\",\"models/labels/own-1.tsv\",\"models/own-1/model.bin\",\"\"]", model(disk, "mobilenet.js"));
        assertFalse(disk.made().containsKey("models/labels/own-1.tsv"), "the labels are the site's");
    }

    @ParameterizedTest
    @CsvSource({"layers, true, '', 'tf/tf.js tf/tf-backend-wasm.js tf/tf-layers.js'", "graph, true, '', 'tf/tf.js tf/tf-backend-wasm.js'",
        "tflite, false, '', tf/tf-mobilenet.js", "tflite, true, '', 'tf/tf.js tf/tf-backend-wasm.js'",
        "tflite, false, litert, 'litert/litert.js litert/litert_wasm_compat_internal.wasm litert/litert_wasm_internal.wasm tf/tf-mobilenet.js'"})
    void theListOfWhatIsKeptIsRight(String kind, boolean whole, String backend, String engine) {
        OwnSite site = new OwnSite(model(kind, whole, "x", backend), texts(), false);
        Inventory inventory = inventory(site);
        Map<String, Inventory.Entry> entries = new LinkedHashMap<>();
        inventory.entries().forEach(entry -> assertNull(entries.put(entry.path(), entry), entry.path()));
        site.made().forEach((path, bytes) -> {
            if (!path.equals("sw.js")) {
                assertEquals(new Inventory.Entry(path, bytes.length, Sha256.hex(bytes), true), entries.get(path));
            }
        });
        assertEquals(new Inventory.Entry("models/own-1/model.bin", 1234, HASH, true), entries.get("models/own-1/model.bin"));
        assertEquals(site.copied().size() + site.made().size(), entries.size());
        List<String> core = new ArrayList<>();
        entries.values().forEach(entry -> {
            if (entry.core() && (entry.path().startsWith("tf/") || entry.path().startsWith("litert/"))) {
                core.add(entry.path());
            }
        });
        assertEquals(engine, String.join(" ", core));
        assertTrue(Inventory.isPage(text(site, "index.html"), inventory.version()));
        String bytes = Integer.toString(Inventory.coreBytes(inventory.write()));
        assertEquals("x=1,glanceSite=\"-\\t" + "0".repeat(8 - bytes.length()) + bytes + "\\n\";\ny(\"\\n\");", text(site, "install.js"));
        assertFalse(inventory.version().equals("0123"));
    }

    @Test
    void aNameIsOnlyAName() {
        OwnSite site = new OwnSite(model("graph", true, "x", ""), texts(), false);
        assertTrue(text(site, "index.html").contains("<title>A &quot;b&quot;&lt;/title&gt;&lt;script&gt;\\ &amp; \u732b \u00b7 Glance</title>"),
                text(site, "index.html"));
        assertTrue(text(site, "index.html").contains("<html data-own data-build=") && text(site, "index.html").contains(
                "<img id=\"img\" src=\"images/tshirt.jpg\">"), text(site, "index.html"));
        JsonObject manifest = Json.parse(text(site, "manifest.json")).asObject();
        assertEquals("A \"b\"</title><script>\\ & \u732b", manifest.get("name").asString());
        assertEquals(manifest.get("name"), manifest.get("short_name"));
        assertEquals("en", manifest.get("lang").asString());
        assertTrue(text(site, "LICENSES.txt").startsWith("Licences\n\nThe model of this site, \u201cA \"b\""));
        JsonValue quoted = Json.parse('"' + OwnSite.quoted(NAME + "\ud800") + '"');
        assertEquals(NAME + "\ud800", quoted.asString());
    }

    @ParameterizedTest
    @CsvSource({"Lunch <b>box</b> & co.,glance-Lunch-b-box-b-co.zip", "../../etc/passwd,glance-etc-passwd.zip", "con,glance-con.zip",
        "'',glance.zip", "\u732b\u306e\u7a2e\u985e,glance-\u732b\u306e\u7a2e\u985e.zip", "a\u202egpj.exe,glance-a-gpj-exe.zip",
        "\u00c4pfel 2,glance-\u00c4pfel-2.zip"})
    void theZipHasANameThatNoSystemMinds(String name, String file) {
        assertEquals(file, OwnSite.fileName(name));
        assertTrue(OwnSite.fileName(name.repeat(99)).length() <= 66);
    }

    /** A site that was saved is a site to save from; a page that its owner has edited too. */
    @Test
    void aSavedSiteIsSavedFromAgain() {
        Map<String, String> texts = texts();
        OwnSite first = new OwnSite(model("layers", true, "x", ""), texts, false);
        texts.replaceAll((path, text) -> text(first, path));
        texts.put("index.html", texts.get("index.html").replaceAll("data-build=\"[^\"]*\" ", ""));
        OwnSite second = new OwnSite(new OwnSite.Model("own-2", "Two", "models/own-2/model.tflite", 12, HASH, "models/labels/imagenet.tsv",
                null, "tflite", false, "litert", "{}"), texts, true);
        assertEquals("[\"own-2\",\"models/labels/imagenet.tsv\",\"models/own-2/model.tflite\",\"litert\"]", model(second, "start.js"));
        assertTrue(Inventory.isPage(text(second, "index.html"), inventory(second).version()));
        assertTrue(text(second, "index.html").contains("<title>Two \u00b7 Glance</title>"));
        assertEquals(first.copied(), second.copied());
        assertNull(inventory(second).find("models/own-1/model.bin"));
        assertNull(inventory(second).find("models/labels/own-1.tsv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "mobilenet.js", "start.js", "install.js", "sw.js", "manifest.json"})
    void aSiteThatIsNotAsItWasBuiltIsRefused(String path) {
        Map<String, String> texts = texts();
        texts.put(path, "something else, glanceSite=\"");
        GlanceException e = assertThrows(GlanceException.class, () -> new OwnSite(model("graph", true, "x", ""), texts,
                false));
        assertTrue(e.getMessage().startsWith("The site is not as it was built: it lacks "), e.getMessage());
    }
}
