package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.JsonText;
import dev.glance.model.formats.Brought.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BroughtTest {
    private static Brought of(String... names) {
        return Brought.of(List.of(names));
    }

    private static TfjsModel model(String... shards) {
        return TfjsModel.read("{\"modelTopology\":{\"node\":[]},\"weightsManifest\":[{\"paths\":[\"" + String.join("\",\"", shards)
                + "\"],\"weights\":[]}]}", JsonText::parse);
    }

    // What it is.

    @Test
    void aTfliteFile() {
        Brought brought = of("Model.TFLITE");
        assertEquals(Kind.TFLITE, brought.kind());
        assertEquals("Model.TFLITE", brought.model());
        assertNull(brought.metadata());
        assertNull(brought.labels());
    }

    @Test
    void aTfliteFileWithLabels() {
        Brought brought = of("converted/model_unquant.tflite", "converted/labels.txt");
        assertEquals(Kind.TFLITE, brought.kind());
        assertEquals("converted/model_unquant.tflite", brought.model());
        assertEquals("converted/labels.txt", brought.labels());
        assertNull(of("a.tflite", "metadata.json").metadata());
    }

    @Test
    void aTensorFlowJsModel() {
        Brought brought = of("web_model/group1-shard1of1.bin", "web_model/model.json");
        assertEquals(Kind.TFJS, brought.kind());
        assertEquals("web_model/model.json", brought.model());
        assertNull(brought.metadata());
        assertEquals(Kind.TFJS, of("a/model.json", "b/metadata.json").kind());
    }

    @Test
    void aModelSavedByAnotherName() {
        Brought brought = of("cats.json", "cats.weights.bin", "other.json");
        assertEquals(Kind.TFJS, brought.kind());
        assertEquals("cats.json", brought.model());
        assertEquals("model.json", of("cats.json", "cats.weights.bin", "model.json").model());
        assertEquals("a.tflite", of("cats.json", "cats.weights.bin", "a.tflite").model());
    }

    @Test
    void aTeachableMachine() {
        Brought brought = of("my model/model.json", "my model/metadata.json", "my model/weights.bin", "__MACOSX/my model/._model.json");
        assertEquals(Kind.TEACHABLE, brought.kind());
        assertEquals("my model/model.json", brought.model());
        assertEquals("my model/metadata.json", brought.metadata());
        assertEquals("metadata.json", of("model.json", "metadata.json").metadata());
    }

    @Test
    void aZip() {
        Brought brought = of("tm.ZIP", "labels.txt");
        assertEquals(Kind.ZIP, brought.kind());
        assertEquals("tm.ZIP", brought.model());
        assertEquals("labels.txt", brought.labels());
        assertEquals(Kind.TFLITE, of("photos.zip", "a.tflite").kind());
        Refused.with(ErrorCode.MODEL_NONE, "no model", () -> Brought.inZip(List.of("inner.zip")));
        assertEquals(Kind.TFLITE, Brought.inZip(List.of("inner.zip", "a.tflite")).kind());
    }

    @Test
    void whatSystemsLeaveBesideDoesNotCount() {
        Brought brought = of(".DS_Store", "m/.DS_Store", "m/._a.tflite", "__MACOSX/a.tflite", "m/__MACOSX/b.tflite", "m/", "m/a.tflite");
        assertEquals("m/a.tflite", brought.model());
        Refused.with(ErrorCode.MODEL_NONE, "no model", () -> of("__MACOSX/a.tflite", ".tflite"));
        assertEquals("__MACOSX.tflite", of("__MACOSX.tflite").model());
    }

    // What it is not.

    @Test
    void noModel() {
        Refused.with(ErrorCode.MODEL_NONE, "There is no model among these files.", () -> of());
        Refused.with(ErrorCode.MODEL_NONE, "no model", () -> of("cat.jpg", "data.json", "weights.bin", "tflite"));
    }

    @Test
    void severalModels() {
        Refused.with(ErrorCode.MODEL_SEVERAL, "There are 2 models among these files: a.tflite, b.tflite.",
                () -> of("a.tflite", "b.tflite"));
        Refused.with(ErrorCode.MODEL_SEVERAL, "2 models among these files: a.tflite, model.json.",
                () -> of("model.json", "a.tflite"));
        Refused.with(ErrorCode.MODEL_SEVERAL, "3 models among these files: 1/model.json, 2/model.json, 3/model.json.",
                () -> of("1/model.json", "2/model.json", "3/model.json"));
        Refused.with(ErrorCode.MODEL_SEVERAL, "4 models among these files: 1.zip, 2.zip, 3.zip, \u2026.",
                () -> of("1.zip", "2.zip", "3.zip", "4.zip"));
    }

    @Test
    void modelsOfOtherProgramsMustBeConverted() {
        String[][] others = {{"m/keras_model.h5", "a Keras model"}, {"a.hdf5", "a Keras model"}, {"a.keras", "a Keras model"},
            {"m/saved_model.pb", "a TensorFlow SavedModel"}, {"a.ONNX", "an ONNX model"}, {"a.pt", "a PyTorch model"},
            {"a.pth", "a PyTorch model"}, {"a.safetensors", "without a model"}, {"a.mlmodel", "a Core ML model"}};
        for (String[] other : others) {
            GlanceException e = Refused.with(ErrorCode.MODEL_OTHER, Names.base(other[0]) + "\u201d is " , () -> of("x.txt", other[0]));
            assertTrue(e.what().contains(other[1]), e.what());
            assertTrue(e.remedy().startsWith("Convert "), e.remedy());
            assertTrue(e.getMessage().length() <= 300);
            Refused.with(ErrorCode.MODEL_OTHER, other[1], () -> Brought.inZip(List.of(other[0])));
            assertEquals(Kind.TFLITE, of(other[0], "a.tflite").kind(), "what needs no converting is taken");
        }
    }

    // Labels.

    @Test
    void theFileOfLabels() {
        assertEquals("labels.txt", of("a.tflite", "labels.txt", "README.txt", "notes.txt").labels());
        assertEquals("m/Labels.CSV", of("m/a.tflite", "m/Labels.CSV").labels());
        assertEquals("class_names.txt", of("a.tflite", "class_names.txt").labels());
        assertEquals("coco.names", of("a.tflite", "coco.names", "x.txt").labels());
        assertEquals("labels.json", of("a.tflite", "labels.json", "other.json").labels());
        assertEquals("imagenet.txt", of("a.tflite", "imagenet.txt", "readme.txt", "LICENSE.txt", "license.csv", "a.jpg").labels());
        assertEquals("x.tsv", of("model.json", "x.tsv", "w.bin").labels());
    }

    @Test
    void whatIsNotClearIsNoFileOfLabels() {
        assertNull(of("a.tflite", "labels.txt", "labels-fr.txt").labels());
        assertNull(of("a.tflite", "a.txt", "b.txt").labels());
        assertNull(of("a.tflite", "a.json").labels());
        assertNull(of("a.tflite", "label.jpg").labels());
        assertNull(of("model.json", "w.bin").labels());
        assertNull(of("class/model.json", "class/metadata.json").labels(), "a folder's name does not count");
        assertNull(of("labels.json", "labels.weights.bin").labels(), "the model itself");
    }

    // Shards.

    @Test
    void shardsLieWhereTheModelSays() {
        Brought brought = of("m/model.json", "m/a.bin", "m/sub/b.bin", "b.bin", "m/b.bin");
        assertEquals(List.of("m/sub/b.bin", "m/a.bin"), brought.shards(model("sub/b.bin", "a.bin")));
        assertEquals(List.of("m/a.bin"), brought.shards(model("./a.bin")));
        assertEquals(List.of("b.bin"), of("model.json", "b.bin").shards(model("sub/b.bin")), "folders are lost where files are chosen");
    }

    @Test
    void aMissingShardIsNamed() {
        for (Brought brought : List.of(of("m/model.json", "m/a.bin", "b.bin"), of("m/model.json", "m/a.bin", "__MACOSX/m/b.bin"))) {
            GlanceException e = Refused.with(ErrorCode.MODEL_PART_MISSING, "The file \u201csub/b.bin\u201d",
                    () -> brought.shards(model("a.bin", "sub/b.bin", "c.bin")));
            assertEquals("sub/b.bin", e.file());
        }
    }

    // Anything.

    @Test
    void anyNamesAreSomethingOrRefused() {
        String[] parts = {"", "/", "model.json", "metadata.json", ".tflite", "a", ".zip", "..", "__MACOSX/", ".h5", "labels.txt",
            ".weights.bin", ".json", "\0", "\\"};
        Random random = new Random(1);
        for (int i = 0; i < Integer.getInteger("damaged.files", 10_000); i++) {
            String[] names = new String[random.nextInt(6)];
            for (int n = 0; n < names.length; n++) {
                StringBuilder name = new StringBuilder();
                for (int p = random.nextInt(4); p >= 0; p--) {
                    name.append(parts[random.nextInt(parts.length)]);
                }
                names[n] = name.toString();
            }
            try {
                Brought brought = of(names);
                assertTrue(List.of(names).contains(brought.model()));
                brought.labels();
            } catch (GlanceException e) {
                assertTrue(List.of(ErrorCode.MODEL_NONE, ErrorCode.MODEL_SEVERAL, ErrorCode.MODEL_OTHER).contains(e.code()));
            }
        }
    }
}
