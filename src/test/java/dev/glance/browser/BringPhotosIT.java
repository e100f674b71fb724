package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonValue;
import dev.glance.Folders;
import dev.glance.browser.Brought.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The labelled photos, where they are at hand: a model that is brought names them as the same weights do that come another way. */
class BringPhotosIT {
    private static final int PHOTOS = 74;
    private static List<Path> photos;

    @TempDir
    private static Path temp;

    @BeforeAll
    static void needsThePhotos() throws IOException {
        assumeTrue(Folders.eval().isPresent() && Folders.mirror().isPresent(), "no labelled photos here");
        try (Stream<Path> files = Files.list(Folders.eval().orElseThrow().resolve("photos"))) {
            photos = files.sorted().collect(Collectors.toList());
        }
    }

    /** The first answer to each photo, by its name. */
    private static Map<String, Integer> firsts(GlancePage page) throws IOException {
        page.playwright().locator("#file").setInputFiles(photos.toArray(Path[]::new));
        page.playwright().waitForFunction("count => document.getElementById('many-progress')?.dataset.done === count",
                Integer.toString(PHOTOS));
        Path saved = page.playwright().waitForDownload(() -> page.playwright().locator("#many-json").click()).path();
        Map<String, Integer> firsts = new TreeMap<>();
        for (JsonValue item : Json.parse(Files.readString(saved)).asArray()) {
            firsts.put(item.asObject().getString("path", ""),
                    item.asObject().get("predictions").asArray().get(0).asObject().getInt("index", -1));
        }
        assertEquals(PHOTOS, firsts.size());
        return firsts;
    }

    private static Map<String, Integer> builtIn(String address) throws IOException {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(address)) {
            return firsts(page);
        }
    }

    private static Map<String, Integer> brought(String address, Way way, Path... files) throws IOException {
        try (GlancePage page = new GlancePage(Browsers.primary()).open(address)) {
            way.bring(page, files);
            return firsts(page);
        }
    }

    /** How many are right: a photo's name begins with its class. */
    private static long right(Map<String, Integer> firsts) {
        return firsts.entrySet().stream().filter(first -> first.getKey().startsWith(String.format("%03d_", first.getValue()))).count();
    }

    private static long same(Map<String, Integer> some, Map<String, Integer> others) {
        return some.entrySet().stream().filter(first -> first.getValue().equals(others.get(first.getKey()))).count();
    }

    /** Of one engine: where the page chooses, some photos are asked of the one and some of the other, whichever is there first. */
    @ParameterizedTest
    @CsvSource({"glance_mobilenet_v2_1.0_224, wasm", "mobilenet_v1_0.25_128_quant, wasm", "mobilenet_v1_0.25_128_quant, litert"})
    void aTfliteFileNamesAllPhotosAsTheSameModelBuiltIn(String id, String backend) throws IOException {
        boolean own = id.startsWith("glance");
        Path file = own ? Folders.EMBEDDED : Folders.mirror().orElseThrow().resolve(id + ".tflite");
        String query = "?backend=" + backend;
        Map<String, Integer> expected = builtIn(own ? Sites.http() + query : AllModels.http() + query + "&model=" + id);
        System.out.println(id + " on " + backend + ": " + right(expected) + " of " + PHOTOS + " photos right");
        assertTrue(right(expected) > PHOTOS / 4);
        assertEquals(expected, brought(Sites.http() + query, Way.DROPPED, file));
        assertEquals(expected, brought(Sites.disk() + query, Way.CHOSEN, file));
    }

    /** The same weights in real numbers, in a graph that is none of Glance's. */
    @Test
    void aGraphModelNamesAllPhotosAsTheFileItWasMadeOf() throws IOException {
        Path folder = temp.resolve("graph");
        ReferenceModel.write(Folders.EMBEDDED, folder);
        Path[] graph = {folder.resolve("model.json"), folder.resolve("weights.bin")};
        Map<String, Integer> expected = builtIn(Sites.http() + "?backend=wasm");
        List<Long> same = new ArrayList<>();
        for (String address : List.of(Sites.http(), Sites.disk())) {
            Map<String, Integer> firsts = brought(address + "?backend=wasm", Way.CHOSEN, graph);
            same.add(same(expected, firsts));
            System.out.println("as a graph model: " + right(firsts) + " of " + PHOTOS + " photos right, " + same.get(same.size() - 1)
                    + " named as by the .tflite file");
        }
        assertEquals(List.of((long) PHOTOS, (long) PHOTOS), same);
    }
}
