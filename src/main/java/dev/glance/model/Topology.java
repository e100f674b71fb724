package dev.glance.model;

import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a TensorFlow {@code GraphDef} in the JSON that TensorFlow.js loads: string attributes in base64, 64-bit
 * integers as text.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-converter/src/data/compiled_api.ts">compiled_api.ts
 *      </a>
 */
final class Topology {
    private final Map<String, String> encoded = new HashMap<>();
    private final JsonArray nodes = new JsonArray();

    String json() {
        return new JsonObject()
                .add("node", nodes)
                .add("library", new JsonObject())
                .add("versions", new JsonObject())
                .toString();
    }

    /** Adds a node; its attributes are added to the result. */
    JsonObject node(String name, String op, String... inputs) {
        JsonArray names = new JsonArray();
        for (String input : inputs) {
            names.add(input);
        }
        JsonObject attributes = new JsonObject();
        nodes.add(new JsonObject().add("name", name).add("op", op).add("input", names).add("attr", attributes));
        return attributes;
    }

    static JsonObject type(String dtype) {
        return new JsonObject().add("type", dtype);
    }

    JsonObject string(String text) {
        return new JsonObject().add("s", base64(text));
    }

    JsonObject strings(String... texts) {
        JsonArray list = new JsonArray();
        for (String text : texts) {
            list.add(base64(text));
        }
        return new JsonObject().add("list", new JsonObject().add("s", list));
    }

    static JsonObject ints(int... values) {
        JsonArray list = new JsonArray();
        for (int value : values) {
            list.add(Integer.toString(value));
        }
        return new JsonObject().add("list", new JsonObject().add("i", list));
    }

    static JsonObject integer(int value) {
        return new JsonObject().add("i", Integer.toString(value));
    }

    static JsonObject bool(boolean value) {
        return new JsonObject().add("b", value);
    }

    /** A TensorShapeProto. */
    static JsonObject dims(int... shape) {
        JsonArray dim = new JsonArray();
        for (int size : shape) {
            dim.add(new JsonObject().add("size", Integer.toString(size)));
        }
        return new JsonObject().add("dim", dim);
    }

    private String base64(String text) {
        // The same few words come again and again.
        return encoded.computeIfAbsent(text,
                key -> Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)));
    }
}
