package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.ParseException;
import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        catalog = JsonText.catalog(json);
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
        assertTrue(e.remedy().contains("-Dmodels=mobilenet_v1_0.25_128_quant"), e.remedy());
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
        Catalog two = JsonText.catalog(json.replaceFirst("\"id\": *\"mobilenet_v1_0.25_128_quant\"",
                "\"inSite\": true, $0"));
        assertEquals("mobilenet_v1_0.25_128_quant", two.nearest(1, 1).id(), "the version counts before alpha");
        assertEquals("glance_mobilenet_v2_1.0_224", two.nearest(2, 0.5).id());
    }

    /** A catalog of models given as "id version alpha size", with a star for those that the site carries. */
    private static Catalog of(String defaultId, String... models) {
        return JsonText.catalog("{\"default\":\"" + defaultId + "\",\"models\":[" + Stream.of(models).map(model -> {
            String[] parts = model.split(" ");
            return entry(parts[0], parts[1], parts[2], parts[3], model.endsWith("*"), "0.5 -2.25 17");
        }).collect(Collectors.joining(",")) + "]}");
    }

    private static String entry(String id, String version, String alpha, String size, boolean inSite, String logits) {
        return "{\"id\":\"" + id + "\",\"name\":\"Name\",\"version\":" + version + ",\"alpha\":" + alpha + ",\"inputSize\":"
                + size + ",\"inputRange\":[-1, 1.5],\"classes\":41,\"background\":\"first\",\"labels\":\"l.tsv\","
                + "\"file\":\"f.tflite\",\"bytes\":12,\"sha256\":\"ab\",\"tensors\":7,\"inSite\":" + inSite
                + ",\"checks\":[{\"size\":" + size + ",\"top\":3,\"topLogit\":-11.5209,\"logits\":\"" + logits + "\"}]}";
    }

    @Test
    void anEntryIsWhatTheTextSays() {
        Catalog small = of("a", "a 2 0.35 96 *", "b 1 1 128");
        assertEquals(new CatalogEntry("a", "Name", 2, 0.35, 96, -1, 1.5, 41, true, "l.tsv", "f.tflite", 12, "ab", 7, true, List.of(96),
                Calibration.NONE, List.of(new Check(96, 3, -11.5209, "0.5 -2.25 17")), Format.TFLITE, ""), small.require("a"));
        assertEquals(2, small.entries().size());
        assertFalse(small.entries().get(1).inSite());
    }

    @Test
    void theModelOfTheSiteIsCalibrated() {
        assertEquals(new Calibration(0.7, 7.5, 0.6), catalog.require("").calibration());
    }

    @Test
    void aCheckHasPlainNumbers() {
        assertArrayEquals(new double[] {0.5, -2.25, 17}, of("a", "a 2 0.35 96").entries().get(0).check(96).logits());
        for (String number : List.of("0.12345678901234", "-123456789012.25", "1234567890123456", "0", "-0.001")) {
            assertArrayEquals(new double[] {Double.parseDouble(number), 1}, new Check(1, 1, 1, number + " 1").logits());
            assertEquals(Double.parseDouble(number), Check.decimal("x" + number + "y", 1, number.length() + 1));
        }
        for (String number : List.of("0.123456789012345", "1e3", "1E3", "12345678901234567", "true", "", "-", ".", "1 ", " 1",
                "1.2.3", "--1")) {
            assertThrows(IllegalArgumentException.class, () -> new Check(1, 1, 1, number).logits(), number);
        }
    }

    @Test
    void aModelComputesAtItsSizes() {
        CatalogEntry entry = catalog.require("");
        assertEquals(List.of(128, 160, 192, 224, 256, 288), entry.sizes());
        assertEquals(224, entry.size(0));
        for (int size : entry.sizes()) {
            assertEquals(size, entry.size(size));
            assertEquals(50, entry.check(size).logits().length);
        }
        assertEquals(64, entry.quickCheck().size());
        for (int size : new int[] {1, 64, 223, 1000, -128}) {
            assertEquals(ErrorCode.OPTION, assertThrows(GlanceException.class, () -> entry.size(size)).code());
        }
        CatalogEntry other = of("a", "a 2 0.35 96").entries().get(0);
        assertEquals(List.of(96), other.sizes());
        assertEquals(other.check(96), other.quickCheck());
        assertThrows(IllegalStateException.class, () -> other.check(64));
    }

    @Test
    void amongSeveralOfAKindTheLargestIsTaken() {
        assertEquals("b", of("x", "a 1 1 128 *", "b 1 1 224 *", "c 1 1 192 *").require(1, 1).id());
        assertEquals("a", of("x", "a 1 1 224 *", "b 1 1 224 *").require(1, 1).id(), "the first of equals");
    }

    @Test
    void whatTheSiteCarriesGoesBeforeWhatIsLarger() {
        assertEquals("a", of("x", "a 1 1 128 *", "b 1 1 224").require(1, 1).id());
        assertEquals("a", of("x", "b 1 1 224", "a 1 1 128 *").require(1, 1).id());
    }

    @Test
    void theDefaultGoesBeforeAll() {
        assertEquals("a", of("a", "a 1 1 128 *", "b 1 1 224 *").require(1, 1).id());
        assertEquals(ErrorCode.MODEL_NOT_IN_SITE,
                assertThrows(GlanceException.class, () -> of("a", "a 1 1 128", "b 1 1 224 *").require(1, 1)).code());
    }

    @Test
    void versionAndAlphaBothCount() {
        Catalog small = of("a", "a 1 1 128 *", "b 2 0.5 128 *", "c 2 1 128 *");
        assertEquals("c", small.require(2, 1).id());
        assertEquals("b", small.require(2, 0.5).id());
        assertThrows(GlanceException.class, () -> small.require(1, 0.5));
    }

    @Test
    void whatThereIsNotIsNamedAndWhatThereIsToo() {
        Catalog small = of("a", "a 1 1 128 *", "b 2 0.5 128 *");
        for (double[] lacks : new double[][] {{1, 0.25}, {1, 0.5}, {2, 0.75}}) {
            GlanceException e = assertThrows(GlanceException.class, () -> small.require(lacks[0], lacks[1]));
            assertEquals(ErrorCode.MODEL_UNKNOWN, e.code());
            assertTrue(e.what().contains(lacks[1] == 0.25 ? "version 1.00 with alpha 0.25." : "with alpha 0."), e.what());
        }
        String[][] examples = {{"2", "0.05", "alpha 0.05."}, {"1", "1.4", "alpha 1.40."}, {"1", "-0.75", "alpha -0.75."},
            {"2", "10.1", "alpha 10.10."}, {"2", "0.25", "alpha 0.25."}};
        for (String[] example : examples) {
            GlanceException e = assertThrows(GlanceException.class,
                    () -> small.nearest(Double.parseDouble(example[0]), Double.parseDouble(example[1])));
            assertEquals(ErrorCode.MODEL_UNKNOWN, e.code());
            assertTrue(e.what().contains("invalid " + example[2]), e.what());
        }
        GlanceException e = assertThrows(GlanceException.class, () -> small.require("c"));
        assertTrue(e.what().contains("\u201cc\u201d"), e.what());
        assertTrue(e.remedy().endsWith(": a, b."), e.remedy());
    }

    @Test
    void damagedCatalogsAreACatalogOrATypedError() {
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder damaged = new StringBuilder(json);
            for (int j = random.nextInt(4); j >= 0; j--) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(60)));
                } else {
                    damaged.setCharAt(at, "1.5axe".charAt(random.nextInt(6)));
                }
            }
            Json text;
            try {
                text = JsonText.parse(damaged.toString());
            } catch (ParseException e) {
                // Which is the browser's to refuse.
                continue;
            }
            try {
                Catalog.of(text);
            } catch (GlanceException e) {
                assertEquals(ErrorCode.SITE_FILE, e.code());
                refused++;
            }
        }
        assertFalse(refused == 0);
    }
}
