package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Format;
import dev.glance.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BroughtModelTest {
    private static final String MODEL = ("{'modelTopology':{'class_name':'Sequential','config':{'layers':[{'class_name':'Conv2D','config':"
            + "{'batch_input_shape':[null,224,224,3]}},{'class_name':'Dense','config':{'units':2,'activation':'softmax'}}]}},"
            + "'weightsManifest':[{'paths':['weights.bin'],'weights':[{'name':'w','shape':[2,2],'dtype':'float32'}]}]}").replace('\'', '"');
    private static final String METADATA = "{'modelName':'Lunch <b>','labels':['cat','a; b'],'imageSize':224,'packageName':'x/image'}"
            .replace('\'', '"');
    private static final byte[] WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    @TempDir
    private Path folder;

    private static Map<String, byte[]> project() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("model.json", MODEL.getBytes(StandardCharsets.UTF_8));
        files.put("metadata.json", METADATA.getBytes(StandardCharsets.UTF_8));
        files.put("weights.bin", WEIGHTS);
        return files;
    }

    private void write(String at, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(at).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private void zip(String name, Map<String, byte[]> files, int method) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name)); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(method);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("in/" + file.getKey()));
                zip.write(file.getValue());
            }
        }
    }

    private String refused(String word) {
        return assertThrows(BuildException.class, () -> BroughtModel.read(folder, word)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({"lunch box, lunch-box", "lunch box/model.json, lunch-box", "Lunch.zip, Lunch", "stored.ZIP, stored"})
    void aTeachableMachineProjectIsReadFromAFolderAndAZip(String word, String id) throws IOException {
        write("lunch box", project());
        zip("Lunch.zip", project(), 9);
        zip("stored.ZIP", project(), 0);
        assertTrue(BroughtModel.isPath(folder, word));
        assertEquals(id, BroughtModel.id(folder, word));
        BroughtModel model = BroughtModel.read(folder, word);
        CatalogEntry entry = Catalog.entry(JsonText.parse(model.entry().toString()));
        assertEquals(id, entry.id());
        assertEquals("Lunch <b>", entry.name());
        assertEquals(Format.Kind.LAYERS, entry.format().kind());
        assertTrue(entry.format().probabilities() && entry.format().whole() && entry.inSite() && !entry.isChecked());
        assertEquals("plain", entry.crop());
        assertNull(model.entry().get("backend"));
        assertEquals(2, entry.classes());
        assertEquals(224, entry.inputSize());
        assertEquals(255 / 127.0 - 1, entry.inputMax(), 1e-9);
        assertEquals(model.bytes().length, entry.bytes());
        assertEquals(Sha256.hex(model.bytes()), entry.sha256());
        assertEquals("labels/" + id + ".tsv", entry.labels());
        assertEquals("wnid\tnames\n\tcat\n\ta;\u00a0b\n", model.labels());
        assertArrayEquals(WEIGHTS, Arrays.copyOfRange(model.bytes(), entry.format().head(), model.bytes().length));
        String head = new String(model.bytes(), 0, entry.format().head(), StandardCharsets.UTF_8);
        assertTrue(head.startsWith("{\"modelTopology\":{") && head.contains("\"weightSpecs\":[{\"name\":\"w\""), head);
    }

    @Test
    void aTfliteFileMayHaveLabelsBesideItOrSaidAfterAPlus() throws IOException {
        Files.createDirectories(folder.resolve("a+b"));
        Files.copy(Folders.EMBEDDED, folder.resolve("a+b/net.tflite"));
        BroughtModel plain = BroughtModel.read(folder, "a+b/net.tflite");
        assertNull(plain.labels(), "1,000 classes without names are ImageNet's");
        assertEquals("labels/imagenet.tsv", plain.entry().get("labels").asString());
        assertEquals("net", plain.entry().get("id").asString());
        assertEquals("", plain.entry().getString("crop", ""));
        assertArrayEquals(Files.readAllBytes(Folders.EMBEDDED), plain.bytes());
        Path names = folder.resolve("names.txt");
        Files.writeString(names, IntStream.range(0, 1000).mapToObj(i -> "thing " + i).collect(Collectors.joining("\n")));
        BroughtModel said = BroughtModel.read(folder, "a+b/net.tflite+names.txt");
        assertTrue(said.labels().startsWith("wnid\tnames\n\tthing 0\n\tthing 1\n"));
        Files.copy(names, folder.resolve("a+b/labels.txt"));
        assertEquals(said.labels(), BroughtModel.read(folder, "a+b/net.tflite").labels());
        assertEquals(said.labels(), BroughtModel.read(folder, "a+b").labels());
        Files.writeString(folder.resolve("a+b/labels.txt"), "one\ntwo\n");
        assertTrue(refused("a+b").contains("2 names, and the model tells 1000"), refused("a+b"));
        assertTrue(refused("a+b/net.tflite+nothing.txt").contains("no such file"));
    }

    @Test
    void whatIsNoModelIsRefusedWithWhatToDo() throws IOException {
        assertFalse(BroughtModel.isPath(folder, "nothing.tflite"));
        Map<String, byte[]> files = project();
        files.remove("weights.bin");
        write("part", files);
        assertTrue(refused("part").startsWith("-Dmodels names part. The file \u201cweights.bin\u201d"), refused("part"));
        Files.writeString(folder.resolve("bad.tflite"), "no model");
        assertTrue(refused("bad.tflite").startsWith("-Dmodels names bad.tflite. "));
        Files.createDirectories(folder.resolve("empty"));
        assertFalse(refused("empty").isEmpty());
        Files.writeString(folder.resolve("net.h5"), "x");
        assertTrue(refused("net.h5").contains("tensorflowjs_converter"), refused("net.h5"));
        Map<String, byte[]> other = project();
        other.put("metadata.json", METADATA.replace("\"a; b\"", "\"b\",\"c\"").getBytes(StandardCharsets.UTF_8));
        write("other", other);
        assertTrue(refused("other").contains("names 3"), refused("other"));
        Map<String, byte[]> unnamed = project();
        unnamed.remove("metadata.json");
        unnamed.put("model.json", MODEL.replace("\"units\":2,", "").getBytes(StandardCharsets.UTF_8));
        write("unnamed", unnamed);
        assertTrue(refused("unnamed").contains("labels.txt"), refused("unnamed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "slip", "flip"})
    void aBadZipIsRefused(String how) throws IOException {
        zip("bad.zip", project(), 9);
        Path file = folder.resolve("bad.zip");
        byte[] bytes = Files.readAllBytes(file);
        switch (how) {
            case "cut" -> bytes = Arrays.copyOf(bytes, bytes.length / 2);
            case "slip" -> {
                String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("in/weights.bin", "../weights.bin");
                bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            }
            default -> bytes[60] ^= 4;
        }
        Files.write(file, bytes);
        assertTrue(refused("bad.zip").startsWith("-Dmodels names bad.zip. "), refused("bad.zip"));
    }
}
