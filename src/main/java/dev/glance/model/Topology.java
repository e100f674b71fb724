package dev.glance.model;

/**
 * Writes a TensorFlow {@code GraphDef} in the JSON that TensorFlow.js loads: string attributes in base64, 64-bit
 * integers as text. A node's attributes follow it at once. The text is written as it goes, without a tree of it: that
 * is felt at every start. All names are Glance's own and need no escape.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-converter/src/data/compiled_api.ts">compiled_api.ts
 *      </a>
 */
final class Topology {
    /** That of a MobileNet is not longer. */
    private static final int USUAL = 60_000;

    private final StringBuilder json = new StringBuilder(USUAL).append("{\"node\":[");
    private boolean inNode;
    private boolean inAttributes;

    /** The whole text; nothing can be added after it. */
    String json() {
        endNode();
        return json.append("],\"library\":{},\"versions\":{}}").toString();
    }

    /** Adds a node. */
    Topology node(String name, String op, String... inputs) {
        if (inNode) {
            endNode();
            json.append(',');
        }
        inNode = true;
        inAttributes = false;
        json.append("{\"name\":\"").append(name).append("\",\"op\":\"").append(op).append("\",\"input\":[");
        for (int i = 0; i < inputs.length; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(inputs[i]).append('"');
        }
        json.append("],\"attr\":{");
        return this;
    }

    private void endNode() {
        if (inNode) {
            json.append("}}");
        }
    }

    /** Gives the node last added an attribute. */
    Topology type(String attribute, String dtype) {
        return add(attribute, "{\"type\":\"", dtype, "\"}");
    }

    Topology string(String attribute, String text) {
        return add(attribute, "{\"s\":\"", base64(text), "\"}");
    }

    Topology strings(String attribute, String... texts) {
        StringBuilder list = new StringBuilder();
        for (String text : texts) {
            list.append(list.length() == 0 ? "\"" : ",\"").append(base64(text)).append('"');
        }
        return add(attribute, "{\"list\":{\"s\":[", list.toString(), "]}}");
    }

    Topology ints(String attribute, int... values) {
        add(attribute, "{\"list\":{\"i\":[");
        for (int i = 0; i < values.length; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(values[i]).append('"');
        }
        json.append("]}}");
        return this;
    }

    Topology integer(String attribute, int value) {
        return add(attribute, "{\"i\":\"", Integer.toString(value), "\"}");
    }

    Topology bool(String attribute, boolean value) {
        return add(attribute, "{\"b\":", Boolean.toString(value), "}");
    }

    Topology shape(String attribute, int... shape) {
        add(attribute, "{\"shape\":");
        dims(json, shape).append('}');
        return this;
    }

    /** A tensor without its values, which are among the weights. */
    Topology tensor(String attribute, String dtype, int... shape) {
        add(attribute, "{\"tensor\":{\"dtype\":\"");
        dims(json.append(dtype).append("\",\"tensorShape\":"), shape).append("}}");
        return this;
    }

    /** A TensorShapeProto. */
    static StringBuilder dims(StringBuilder json, int... shape) {
        json.append("{\"dim\":[");
        for (int i = 0; i < shape.length; i++) {
            json.append(i == 0 ? "{\"size\":\"" : ",{\"size\":\"").append(shape[i]).append("\"}");
        }
        return json.append("]}");
    }

    private Topology add(String attribute, String before, String value, String after) {
        add(attribute, before);
        json.append(value).append(after);
        return this;
    }

    private void add(String attribute, String before) {
        json.append(inAttributes ? ",\"" : "\"").append(attribute).append("\":").append(before);
        inAttributes = true;
    }

    /** The few words that there are, in Base64: an encoder would be 2 KB for them. */
    private static String base64(String word) {
        return switch (word) {
            case "SAME" -> "U0FNRQ==";
            case "VALID" -> "VkFMSUQ=";
            case "NHWC" -> "TkhXQw==";
            case "BiasAdd" -> "Qmlhc0FkZA==";
            case "Relu" -> "UmVsdQ==";
            case "Relu6" -> "UmVsdTY=";
            default -> throw new IllegalArgumentException(word);
        };
    }
}
