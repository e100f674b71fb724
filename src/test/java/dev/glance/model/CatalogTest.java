package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private String json;
    private Catalog catalog;

    @BeforeEach
    void read() throws IOException {
        json = Files.readString(Folders.PROJECT.resolve("models/catalog.json"));
        // As the build marks the site's own model.
        json = json.replaceFirst("\"version\": 2", "\"inSite\": true, \"version\": 2");
        catalog = Catalog.parse(json);
    }

    @Test
    void theFilesAreWhatTheCatalogSays() throws IOException {
        for (CatalogEntry entry : catalog.entries()) {
            Path file = entry.inSite() ? Folders.EMBEDDED : Folders.mirror().map(mirror -> mirror.resolve(
                    Path.of(entry.file()).getFileName())).orElse(null);
            if (file != null) {
                byte[] bytes = Files.readAllBytes(file);
                assertEquals(entry.bytes(), bytes.length, entry.id());
                assertEquals(entry.sha256(), Sha256.hex(bytes), entry.id());
                GraphArtifacts artifacts = Tflite.read(bytes);
                assertEquals(entry.inputSize(), artifacts.size(), entry.id());
                assertEquals(entry.classes() + (entry.background() ? 1 : 0), artifacts.outputs(), entry.id());
            }
        }
    }

    @Test
    void versionTwoIsTheSitesDefault() {
        assertEquals("glance_mobilenet_v2_1.0_224", catalog.require("").id());
        assertEquals("glance_mobilenet_v2_1.0_224", catalog.require(2, 1).id());
    }

    @Test
    void aModelThatTheSiteLacksSaysHowToGetIt() {
        GlanceException e = assertThrows(GlanceException.class, () -> catalog.require("mobilenet_v1_0.25_128_quant"));
        assertEquals(ErrorCode.MODEL_NOT_IN_SITE, e.code());
        assertTrue(e.remedy().contains("mvn package -Dmodels=mobilenet_v1_0.25_128_quant"), e.remedy());
        assertEquals(ErrorCode.MODEL_NOT_IN_SITE,
                assertThrows(GlanceException.class, () -> catalog.require(1, 0.25)).code());
    }

    @Test
    void aModelThatNobodyKnowsIsAnotherError() {
        GlanceException e = assertThrows(GlanceException.class, () -> catalog.require("resnet"));
        assertEquals(ErrorCode.MODEL_UNKNOWN, e.code());
        assertTrue(e.remedy().contains("mobilenet_v2_1.0_224_quant"), e.remedy());
    }

    @Test
    void whatIsNoMobileNetIsSaidInTheReferencesWords() {
        GlanceException version = assertThrows(GlanceException.class, () -> catalog.nearest(3, 1));
        assertEquals(ErrorCode.MODEL_UNKNOWN, version.code());
        assertEquals("Invalid version of MobileNet. Valid versions are: 1.00,2.00.", version.what());
        GlanceException alpha = assertThrows(GlanceException.class, () -> catalog.nearest(2, 0.25));
        assertEquals(ErrorCode.MODEL_UNKNOWN, alpha.code());
        assertEquals("MobileNet constructed with invalid alpha 0.25. Valid multipliers for this version are: "
                + "0.50,0.75,1.00.", alpha.what());
        assertThrows(GlanceException.class, () -> catalog.require(3, 1));
        assertThrows(GlanceException.class, () -> catalog.nearest(1, 0.255));
    }

    @Test
    void theNearestModelOfTheSiteAnswersForOneThatItLacks() {
        for (double[] wanted : new double[][] {{1, 0.25}, {1, 1}, {2, 0.5}, {2, 0.75}, {2, 1}}) {
            assertEquals("glance_mobilenet_v2_1.0_224", catalog.nearest(wanted[0], wanted[1]).id());
        }
        Catalog two = Catalog.parse(json.replaceFirst("\"id\": *\"mobilenet_v1_0.25_128_quant\"",
                "\"inSite\": true, $0"));
        assertEquals("mobilenet_v1_0.25_128_quant", two.nearest(1, 1).id(), "the version counts before alpha");
        assertEquals("glance_mobilenet_v2_1.0_224", two.nearest(2, 0.5).id());
    }

    @Test
    void damagedCatalogsAreACatalogOrATypedError() {
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            StringBuilder damaged = new StringBuilder(json);
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(60)));
                } else {
                    damaged.setCharAt(at, "{}[]\",:0-ex\u0000".charAt(random.nextInt(12)));
                }
            }
            try {
                Catalog.parse(damaged.toString());
            } catch (GlanceException e) {
                assertEquals(ErrorCode.SITE_FILE, e.code());
                refused++;
            }
        }
        assertFalse(refused == 0);
    }

    @Test
    void deepNestingIsATypedError() {
        assertEquals(ErrorCode.SITE_FILE,
                assertThrows(GlanceException.class, () -> Catalog.parse("[".repeat(200_000))).code());
    }
}
