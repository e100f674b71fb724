package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.model.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeachableMachineTest {
    private static final String FILE = "{\"tfjsVersion\":\"1.3.1\",\"tmVersion\":\"2.4.7\",\"packageVersion\":\"0.8.4-alpha2\","
            + "\"packageName\":\"@teachablemachine/image\",\"timeStamp\":\"2024-05-20T11:28:36.478Z\",\"userMetadata\":{},"
            + "\"modelName\":\"tm-my-image-model\",\"labels\":[\"Cat\",\"\u732b\",\"\"],\"imageSize\":192,\"grayscale\":true}";

    private static TeachableMachine read(String text) {
        return TeachableMachine.read(text, JsonText::parse);
    }

    private static void refused(ErrorCode code, String why, String text) {
        Refused.with(code, why, () -> read(text));
    }

    @Test
    void anImageProject() {
        TeachableMachine project = read(FILE);
        assertEquals(new TeachableMachine("tm-my-image-model", List.of("Cat", "\u732b", ""), 192, true), project);
    }

    @Test
    void whatItsLibraryFillsInIsFilledIn() {
        assertEquals(new TeachableMachine("untitled", List.of("a"), 224, false), read("{\"labels\":[\"a\"]}"));
        assertEquals(new TeachableMachine("untitled", List.of("a"), 224, false), read("{\"labels\":[\"a\"],\"imageSize\":null,"
                + "\"grayscale\":false}"));
    }

    @Test
    void theRangeIsItsLibrarys() {
        assertEquals(-1, TeachableMachine.MIN);
        assertEquals(255.0 / 127 - 1, TeachableMachine.MAX);
        assertTrue(TeachableMachine.MAX > 1.007);
    }

    @Test
    void otherProjectsAreNotAboutPictures() {
        refused(ErrorCode.MODEL_OTHER, "about poses of the body", "{\"packageName\":\"@teachablemachine/pose\",\"labels\":[\"a\"],"
                + "\"modelSettings\":{}}");
        refused(ErrorCode.MODEL_OTHER, "about sounds",
                "{\"tfjsSpeechCommandsVersion\":\"0.4.0\",\"modelName\":\"TMv2\",\"labels\":[\"a\"]}");
        refused(ErrorCode.MODEL_OTHER, "about sounds", "{\"wordLabels\":[\"a\",\"Background Noise\"]}");
    }

    @Test
    void otherTextsAreNone() {
        refused(ErrorCode.MODEL_FORMAT, "it is no JSON", "<!DOCTYPE html>");
        for (String text : new String[] {"[]", "1", "null", "{}", "{\"labels\":{}}", "{\"labels\":[1]}", "{\"labels\":[]}",
            "{\"labels\":[\"a\"],\"imageSize\":\"big\"}", "{\"labels\":[\"a\"],\"imageSize\":0}",
            "{\"labels\":[\"a\"],\"imageSize\":4097}", "{\"labels\":[\"a\"],\"imageSize\":1.5}",
            "{\"labels\":[\"a\"],\"modelName\":1}", "{\"labels\":[\"a\"],\"grayscale\":1}", "{\"packageName\":1}"}) {
            refused(ErrorCode.MODEL_FORMAT, "none of a Teachable Machine image project", text);
        }
        assertEquals(4096, read("{\"labels\":[\"a\"],\"imageSize\":4096}").size());
        assertEquals(1, read("{\"labels\":[\"a\"],\"imageSize\":1}").size());
        refused(ErrorCode.MODEL_FORMAT, "has 100001 labels", "{\"labels\":[\"a\"" + ",\"a\"".repeat(100_000) + "]}");
        assertEquals(100_000, read("{\"labels\":[\"a\"" + ",\"a\"".repeat(99_999) + "]}").labels().size());
    }

    @Test
    void tenThousandDamagedFiles() {
        Damage.survive(FILE, TeachableMachineTest::read, ErrorCode.MODEL_FORMAT, ErrorCode.MODEL_OTHER);
    }
}
