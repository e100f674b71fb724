package dev.glance.browser;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Tflite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A {@code .tflite} file as a model.json that {@code @tensorflow-models/mobilenet} loads with {@code modelUrl}: it always
 * cuts off the first of 1,001 logits, and looks for the embedding under the name that TensorFlow Hub's models use.
 */
final class ReferenceModel {
    private static final String EMBEDDING = "module_apply_default/MobilenetV2/Logits/AvgPool";

    private ReferenceModel() {
    }

    static void write(Path tflite, Path folder) throws IOException {
        GraphArtifacts artifacts = Tflite.read(Files.readAllBytes(tflite));
        JsonObject topology = Json.parse(artifacts.topology()).asObject();
        boolean background = artifacts.outputs() == 1001;
        JsonArray specs = new JsonArray();
        int bytes = 0;
        Map<String, JsonObject> nodes = new HashMap<>();
        for (JsonValue node : topology.get("node").asArray()) {
            nodes.put(node.asObject().get("name").asString(), node.asObject());
        }
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            bytes += 4 * (weight.ints() == null ? weight.floats().length + 1281 : weight.ints().length);
            if (weight.packed() != null) {
                JsonObject node = nodes.get(weight.name()).set("op", "Const");
                JsonObject attributes = node.get("attr").asObject();
                attributes.add("value", new JsonObject().add("tensor", new JsonObject().add("dtype", "DT_FLOAT")
                        .add("tensorShape", attributes.get("shape").asObject().get("shape"))));
            }
        }
        ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            int[] shape = weight.shape().clone();
            boolean widen = !background && shape[shape.length - 1] == 1000;
            if (widen) {
                shape[shape.length - 1] = 1001;
            }
            specs.add(new JsonObject().add("name", weight.name()).add("shape", Json.array(shape))
                    .add("dtype", weight.dtype()));
            if (weight.ints() != null) {
                for (int value : weight.ints()) {
                    data.putInt(value);
                }
                continue;
            }
            float[] floats = weight.floats();
            for (int i = 0; i < floats.length; i++) {
                if (widen && i % 1000 == 0) {
                    data.putFloat(0);
                }
                data.putFloat(floats[i]);
            }
        }
        JsonObject embedding = null;
        for (JsonValue value : topology.get("node").asArray()) {
            JsonObject node = value.asObject();
            String name = node.get("name").asString();
            if (name.equals("features")) {
                embedding = Json.parse(node.toString()).asObject().set("name", EMBEDDING);
                embedding.get("attr").asObject().set("keep_dims", new JsonObject().add("b", true));
            }
            if (!background && name.startsWith("logits/")) {
                JsonArray dims = node.get("attr").asObject().get("value").asObject().get("tensor").asObject()
                        .get("tensorShape").asObject().get("dim").asArray();
                dims.get(dims.size() - 1).asObject().set("size", "1001");
            }
        }
        topology.get("node").asArray().add(embedding);
        JsonObject model = new JsonObject().add("format", "graph-model").add("modelTopology", topology)
                .add("signature", Json.parse(artifacts.signature()))
                .add("weightsManifest", new JsonArray().add(new JsonObject()
                        .add("paths", new JsonArray().add("weights.bin")).add("weights", specs)));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.json"), model.toString());
        byte[] weights = new byte[data.position()];
        data.flip().get(weights);
        Files.write(folder.resolve("weights.bin"), weights);
    }
}
