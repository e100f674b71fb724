package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published models, where a mirror of them is at hand. */
class ModelsIT {
    @BeforeAll
    static void needsTheMirror() {
        assumeTrue(Folders.mirror().isPresent(), "no mirror of published models here (MODELS_MIRROR)");
    }

    @Test
    void everyModelPassesItsSelfCheckAndNamesABalloon() throws IOException {
        JsonObject catalog = Json.parse(Files.readString(Folders.PROJECT.resolve("models/catalog.json"))).asObject();
        for (JsonValue value : catalog.get("models").asArray()) {
            String id = value.asObject().get("id").asString();
            try (GlancePage page = new GlancePage(Browsers.primary())) {
                page.open(AllModels.http() + "?model=" + id + "&src=images/balloon.jpg");
                assertEquals(id, page.attribute("data-model"));
                assertEquals("wasm", page.attribute("data-backend"));
                assertEquals(417, page.answers().get(0).index(), id);
                page.playwright().locator("#why").click();
                page.playwright().locator("#heat").waitFor();
                assertTrue(page.playwright().locator("#heat-text").textContent().contains("balloon"), id);
            }
        }
    }

    @Test
    void versionAndAlphaChooseAModel() throws IOException {
        try (ScriptPage page = new ScriptPage(AllModels.http()).withGlance()) {
            assertEquals(List.of("1,256", "1,512", "1,768", "1,1280", "1,1000"), page.run("async () => {"
                    + " const shapes = []; const zeros = tf => tf.zeros([50, 40, 3]);"
                    + " for (const options of [{version: 1, alpha: 0.25}, {version: 1, alpha: 0.5},"
                    + " {version: 1, alpha: 0.75}, {version: 2}]) { const model = await mobilenet.load(options);"
                    + " shapes.push(String(model.infer(zeros(tf), true).shape)); model.dispose(); }"
                    + " const model = await mobilenet.load({model: 'tf2_mobilenet_v2_1.0_224_ptq'});"
                    + " shapes.push(String(model.infer(zeros(tf)).shape)); return shapes; }"));
        }
    }
}
