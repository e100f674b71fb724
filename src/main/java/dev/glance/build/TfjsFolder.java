package dev.glance.build;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.model.GraphArtifacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A graph as a folder that {@code tf.loadGraphModel} loads: {@code model.json} and {@code weights.bin}. All weights are constants
 * in float32 there.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">ModelJSON in types.ts</a>
 */
final class TfjsFolder {
    private TfjsFolder() {
    }

    /**
     * Writes the two files.
     *
     * @throws BuildException where one of them is there already
     */
    static void write(GraphArtifacts graph, Path folder) throws IOException {
        for (String file : new String[] {"model.json", "weights.bin"}) {
            if (Files.exists(folder.resolve(file))) {
                throw new BuildException(folder.resolve(file) + " is there already, and is left as it is; name another folder.");
            }
        }
        Map<String, GraphArtifacts.Weight> packed = new HashMap<>();
        JsonArray specs = new JsonArray();
        int length = 0;
        for (GraphArtifacts.Weight weight : graph.weights()) {
            if (weight.packed() != null) {
                packed.put(weight.name(), weight);
            }
            specs.add(new JsonObject().add("name", weight.name()).add("shape", Json.array(weight.shape())).add("dtype", weight.dtype()));
            int count = 4;
            for (int dimension : weight.shape()) {
                count *= dimension;
            }
            length += count;
        }
        JsonObject topology = Json.parse(graph.topology()).asObject();
        for (JsonValue value : topology.get("node").asArray()) {
            JsonObject node = value.asObject();
            if (packed.containsKey(node.get("name").asString())) {
                // What the site unpacks itself.
                JsonObject attributes = node.get("attr").asObject();
                node.set("op", "Const");
                attributes.add("value", new JsonObject().add("tensor", new JsonObject().add("dtype", "DT_FLOAT")
                        .add("tensorShape", attributes.get("shape").asObject().get("shape"))));
                attributes.remove("shape");
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (GraphArtifacts.Weight weight : graph.weights()) {
            if (weight.ints() != null) {
                bytes.asIntBuffer().put(weight.ints());
                bytes.position(bytes.position() + 4 * weight.ints().length);
            } else {
                float[] floats = weight.floats();
                bytes.asFloatBuffer().put(floats);
                bytes.position(bytes.position() + 4 * floats.length);
            }
        }
        JsonObject model = new JsonObject().add("format", "graph-model").add("generatedBy", "Glance").add("convertedBy", "Glance")
                .add("modelTopology", topology).add("signature", Json.parse(graph.signature()))
                .add("weightsManifest", new JsonArray().add(new JsonObject().add("paths", Json.array("weights.bin"))
                        .add("weights", specs)));
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.bin"), bytes.array());
        Files.writeString(folder.resolve("model.json"), model.toString());
    }
}
