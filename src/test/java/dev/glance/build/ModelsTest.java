package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.Folders;
import dev.glance.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    private static final byte[] MODEL = "the bytes of a model".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private static JsonObject entry(String id) {
        return new JsonObject().add("id", id).add("url", "https://example.org/" + id + ".tflite").add("file", id + ".tflite")
                .add("bytes", MODEL.length).add("sha256", Sha256.hex(MODEL)).add("inputSize", 96).add("classes", 10);
    }

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/catalog.json"), new JsonObject().add("models", new JsonArray().add(entry("tiny"))).toString());
        Files.createDirectories(folder.resolve("mirror"));
        Files.write(folder.resolve("mirror/tiny.tflite"), MODEL);
        Files.createDirectories(folder.resolve("site/models"));
        Files.writeString(folder.resolve("site/models/catalog.json"), new JsonObject().add("models", new JsonArray().add(
                entry("own").add("inSite", true)).add(entry("tiny").add("inSite", false))).toString());
        Files.write(folder.resolve("site/models/own.tflite"), MODEL);
        Files.writeString(folder.resolve("site/models/own.tflite.js"), "glanceFile(\"models/own.tflite\",\""
                + Base64.getEncoder().encodeToString(MODEL) + "\");\n");
    }

    private String run(String line) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            new Models(folder, folder.resolve("target"), folder.resolve("site"), folder.resolve("mirror").toString(),
                    folder.resolve("cache")).run(Models.words(line));
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String refused(String line) {
        return assertThrows(BuildException.class, () -> run(line)).getMessage();
    }

    @Test
    void theyAreListedFetchedVerifiedAndRemoved() throws IOException {
        assertEquals(List.of("own", "tiny"), run("list").lines().map(line -> line.substring(0, line.indexOf(' '))).toList());
        assertTrue(run("list").contains("in the site") && run("list").contains("can be fetched from example.org"), run("list"));
        assertTrue(run("fetch all").startsWith("tiny: " + folder.resolve("cache")));
        assertTrue(run("list").contains("  fetched"));
        assertEquals("own in the site: right\ntiny fetched: right\n", run("verify").replace("\r", ""));
        Path kept = folder.resolve("cache").resolve(Sha256.hex(MODEL) + ".tflite");
        Files.writeString(kept, "the bytes of a mod3l");
        assertTrue(refused("verify").startsWith("1 file is not right"));
        Files.writeString(folder.resolve("site/models/own.tflite.js"), "");
        assertTrue(refused("verify").startsWith("2 files are not right"));
        Files.delete(folder.resolve("site/models/own.tflite"));
        assertTrue(refused("verify").startsWith("2 files are not right"));
        assertTrue(run("remove tiny").contains("no longer kept"));
        assertFalse(Files.exists(kept));
        assertTrue(refused("remove tiny").contains("no model \"tiny\""));
    }

    /** Its own address is nobody's. */
    @Test
    void aModelIsFetchedFromTheCatalogsMirrorsToo() throws IOException {
        Files.writeString(folder.resolve("models/catalog.json"), new JsonObject().add("mirrors", new JsonArray().add(
                folder.resolve("mirror").toUri().toString())).add("models", new JsonArray().add(entry("tiny").set("url",
                "http://localhost:1/tiny.tflite"))).toString());
        new Models(folder, folder.resolve("target"), folder.resolve("site"), "", folder.resolve("cache")).run(List.of("fetch", "tiny"));
        assertTrue(Files.exists(folder.resolve("cache").resolve(Sha256.hex(MODEL) + ".tflite")));
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        for (String line : new String[] {"", "help", "lst"}) {
            assertTrue(refused(line).startsWith("Say what to do: list | fetch"));
        }
        assertTrue(refused("fetch").startsWith("It is not said which."));
        assertTrue(refused("fetch other").contains("no published model \"other\"; there are tiny"));
        assertTrue(refused("add tiny").contains("run `mvn package` once"));
        assertTrue(refused("convert a.tflite").startsWith("Say which file"));
        assertTrue(refused("convert a.tflite to").startsWith("There is no file"));
        assertEquals(List.of("add", "my lunch.zip", "b"), Models.words(" add  'my lunch.zip' b"));
    }

    @Test
    void aConvertedModelHasItsWeightsAsConstants() throws IOException {
        Files.copy(Folders.EMBEDDED, folder.resolve("net.tflite"));
        assertTrue(run("convert net.tflite out").contains("float32 [n, 224, 224, 3]"));
        JsonObject model = Json.parse(Files.readString(folder.resolve("out/model.json"))).asObject();
        int placeholders = 0;
        for (JsonValue node : model.get("modelTopology").asObject().get("node").asArray()) {
            placeholders += node.asObject().get("op").asString().equals("Placeholder") ? 1 : 0;
        }
        assertEquals(1, placeholders, "the picture");
        long bytes = 0;
        for (JsonValue weight : model.get("weightsManifest").asArray().get(0).asObject().get("weights").asArray()) {
            long count = 4;
            for (JsonValue dimension : weight.asObject().get("shape").asArray()) {
                count *= dimension.asInt();
            }
            bytes += count;
        }
        assertEquals(bytes, Files.size(folder.resolve("out/weights.bin")));
        assertTrue(refused("convert net.tflite out").contains("is there already"));
        Files.writeString(folder.resolve("bad.tflite"), "nothing");
        assertTrue(refused("convert bad.tflite other").contains("bad.tflite: "));
        assertFalse(Files.exists(folder.resolve("other")));
    }
}
