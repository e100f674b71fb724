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
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The labelled photos, where they are at hand: what the reference library said of them, recorded. */
class GoldenIT {
    @BeforeAll
    static void needsThePhotos() {
        assumeTrue(Folders.eval().isPresent() && Folders.mirror().isPresent(), "no labelled photos here");
        assumeTrue(Browsers.primaryIsChromium(), "recorded in Chromium, whose scaling and decoding others do not share");
    }

    @ParameterizedTest
    @CsvSource({"glance_mobilenet_v2_1.0_224, golden_embedded.json",
        "mobilenet_v2_1.0_224_quant, golden_mobilenet_v2_1.0_224_quant.json",
        "tf2_mobilenet_v2_1.0_224_ptq, golden_tf2_mobilenet_v2_1.0_224_ptq.json"})
    void theAnswersAreTheRecordedOnes(String model, String file) throws IOException {
        Path eval = Folders.eval().orElseThrow();
        JsonObject golden = Json.parse(Files.readString(eval.resolve(file))).asObject();
        try (ScriptPage page = new ScriptPage(AllModels.http()).withGlance().withFolder("photos", eval.resolve("photos"))) {
            page.run("async model => { globalThis.models = {}; for (const crop of ['stretch', 'square', 'center']) {"
                    + " models[crop] = await mobilenet.load({model, crop, backend: 'wasm'}); } }", model);
            double[] worst = {0, 0, 0};
            for (JsonObject.Member photo : golden) {
                @SuppressWarnings("unchecked")
                List<List<Number>> all = (List<List<Number>>) page.run("async name => {"
                        + " const image = await picture('photos/' + name); const all = [];"
                        + " for (const crop of ['stretch', 'square', 'center']) {"
                        + " const logits = models[crop].infer(image); all.push([...tf.softmax(logits).dataSync()]);"
                        + " logits.dispose(); } return all; }", photo.getName());
                compare(photo, "stretch", all.get(0), worst, 0);
                compare(photo, "square", all.get(1), worst, 1);
                compare(photo, "crop875", all.get(2), worst, 2);
            }
            System.out.println(model + ": greatest difference from the recorded probabilities: stretch " + worst[0]
                    + ", square " + worst[1] + ", center " + worst[2]);
            assertTrue(golden.size() >= 74);
        }
    }

    private static void compare(JsonObject.Member photo, String key, List<Number> ours, double[] worst, int place) {
        for (JsonValue pair : photo.getValue().asObject().get(key).asArray()) {
            double theirs = pair.asArray().get(1).asDouble();
            double mine = ours.get(pair.asArray().get(0).asInt()).doubleValue();
            worst[place] = Math.max(worst[place], Math.abs(theirs - mine));
            assertEquals(theirs, mine, place == 0 ? 1e-3 : 0.02, photo.getName() + " " + key + " " + pair);
        }
    }
}
