package dev.glance.model;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A graph as TensorFlow.js reads it, to be looked into. */
final class Graph {
    final GraphArtifacts artifacts;
    private final Map<String, JsonObject> nodes = new LinkedHashMap<>();
    private final Map<String, GraphArtifacts.Weight> weights = new LinkedHashMap<>();

    Graph(byte[] tflite) {
        artifacts = Tflite.read(tflite);
        for (JsonValue node : Json.parse(artifacts.topology()).asObject().get("node").asArray()) {
            nodes.put(node.asObject().getString("name", ""), node.asObject());
        }
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            weights.put(weight.name(), weight);
        }
    }

    /** The names of all nodes that compute something. */
    List<String> computed() {
        return nodes.keySet().stream().filter(name -> !op(name).equals("Const") && !op(name).equals("Placeholder"))
                .collect(Collectors.toList());
    }

    /** A node as "Op(input, ...)". */
    String node(String name) {
        List<String> inputs = new ArrayList<>();
        nodes.get(name).get("input").asArray().forEach(input -> inputs.add(input.asString()));
        return op(name) + "(" + String.join(", ", inputs) + ")";
    }

    String op(String name) {
        return nodes.get(name).getString("op", "");
    }

    /** All attributes as "name=value", in their order, strings decoded. */
    String attributes(String name) {
        List<String> attributes = new ArrayList<>();
        for (JsonObject.Member member : nodes.get(name).get("attr").asObject()) {
            attributes.add(member.getName() + "=" + value(member.getValue().asObject()));
        }
        return String.join(" ", attributes);
    }

    private static String value(JsonObject attribute) {
        JsonObject.Member member = attribute.iterator().next();
        switch (member.getName()) {
            case "s":
                return text(member.getValue());
            case "list":
                JsonObject.Member list = member.getValue().asObject().iterator().next();
                return list.getValue().asArray().values().stream()
                        .map(item -> list.getName().equals("s") ? text(item) : item.asString())
                        .collect(Collectors.joining(",", "[", "]"));
            case "shape":
                return dims(member.getValue().asObject().get("dim").asArray());
            case "tensor":
                return member.getValue().asObject().getString("dtype", "")
                        + dims(member.getValue().asObject().get("tensorShape").asObject().get("dim").asArray());
            default:
                return member.getValue().isString() ? member.getValue().asString() : member.getValue().toString();
        }
    }

    private static String text(JsonValue base64) {
        return new String(Base64.getDecoder().decode(base64.asString()), StandardCharsets.US_ASCII);
    }

    private static String dims(JsonArray dims) {
        return dims.values().stream().map(dim -> dim.asObject().getString("size", ""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    GraphArtifacts.Weight weight(String name) {
        return weights.get(name);
    }

    float[] floats(String name) {
        return weights.get(name).floats();
    }
}
