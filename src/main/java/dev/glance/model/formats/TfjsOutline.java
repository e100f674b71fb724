package dev.glance.model.formats;

import dev.glance.model.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Input and output of a TensorFlow.js model, as far as its topology says them.
 *
 * @param input   shape of the picture, -1 for what may vary; empty where it is not said
 * @param classes how many values come out; 0 where it is not said
 * @param softmax whether the last thing computed is a softmax
 */
record TfjsOutline(int[] input, int classes, boolean softmax) {
    private static final int[] UNKNOWN = {};
    private static final int PICTURES = 4;
    /** Models within models. */
    private static final int MAX_DEPTH = 20;
    /** Operations that hand values on as they are. */
    private static final Set<String> PASSING = Set.of("Identity", "Reshape", "Squeeze");
    /** Layers after the one with a value for each class. */
    private static final Set<String> AFTER = Set.of("Activation", "Softmax", "Reshape", "Flatten", "Dropout",
            "GlobalAveragePooling2D");
    private static final Set<String> MODELS = Set.of("Model", "Functional", "Sequential");

    // Graph models.

    /**
     * @param file     the whole {@code model.json}
     * @param topology a GraphDef
     */
    static TfjsOutline ofGraph(Json file, Json topology) {
        Json signature = file.get("signature");
        Json inputs = signature == null ? null : signature.get("inputs");
        Json outputs = signature == null ? null : signature.get("outputs");
        int[] input = UNKNOWN;
        if (inputs != null) {
            for (String name : inputs.names()) {
                input = picture(input, inputs.require(name).get("tensorShape"));
            }
        }
        Map<String, Json> nodes = new HashMap<>();
        Set<String> read = new HashSet<>();
        for (Json node : topology.require("node").items()) {
            nodes.put(node.require("name").string(), node);
            for (String name : inputs(node)) {
                read.add(name);
            }
            if (input.length == 0 && node.require("op").string().equals("Placeholder")) {
                Json attributes = node.get("attr");
                Json shape = attributes == null ? null : attributes.get("shape");
                input = picture(input, shape == null ? null : shape.get("shape"));
            }
        }
        int classes = 0;
        String last = null;
        if (outputs != null && outputs.names().size() == 1) {
            Json output = outputs.require(outputs.names().get(0));
            int[] shape = shape(output.get("tensorShape"));
            classes = shape.length == 0 ? 0 : Math.max(0, shape[shape.length - 1]);
            Json name = output.get("name");
            last = name == null ? null : node(name.string());
        } else if (outputs == null) {
            last = onlyEnd(nodes, read);
        }
        return new TfjsOutline(input, classes, isSoftmax(nodes, last));
    }

    /** The node that no other reads, where that is one. */
    private static String onlyEnd(Map<String, Json> nodes, Set<String> read) {
        String end = null;
        for (String name : nodes.keySet()) {
            if (!read.contains(name)) {
                if (end != null) {
                    return null;
                }
                end = name;
            }
        }
        return end;
    }

    private static boolean isSoftmax(Map<String, Json> nodes, String last) {
        Json node = nodes.get(last);
        // No longer a way than there are nodes: it may lead in a circle.
        for (int i = 0; node != null && i < nodes.size(); i++) {
            String op = node.require("op").string();
            List<String> inputs = inputs(node);
            if (!PASSING.contains(op) || inputs.isEmpty()) {
                return op.equals("Softmax");
            }
            node = nodes.get(inputs.get(0));
        }
        return false;
    }

    /** The nodes that a node reads. */
    private static List<String> inputs(Json node) {
        Json inputs = node.get("input");
        List<String> names = new ArrayList<>();
        if (inputs != null) {
            for (Json input : inputs.items()) {
                names.add(node(input.string()));
            }
        }
        return names;
    }

    /** The node of a tensor's name, such as {@code scores:0}; a name with ^ before it is one that is only waited for. */
    private static String node(String tensor) {
        int from = tensor.startsWith("^") ? 1 : 0;
        int colon = tensor.indexOf(':');
        return tensor.substring(from, colon < from ? tensor.length() : colon);
    }

    /** The shape known already, else the given one if it is a picture's. */
    private static int[] picture(int[] known, Json tensorShape) {
        int[] shape = known.length > 0 ? known : shape(tensorShape);
        return shape.length == PICTURES ? shape : UNKNOWN;
    }

    /** A TensorShapeProto; 64-bit numbers are texts in JSON. */
    private static int[] shape(Json tensorShape) {
        Json dimensions = tensorShape == null ? null : tensorShape.get("dim");
        if (dimensions == null) {
            return UNKNOWN;
        }
        List<Json> items = dimensions.items();
        int[] shape = new int[items.size()];
        for (int i = 0; i < shape.length; i++) {
            Json size = items.get(i).get("size");
            int number = size == null ? 0 : size.kind() == Json.Kind.STRING ? Integer.parseInt(size.string()) : size.whole();
            shape[i] = Math.max(-1, number);
        }
        return shape;
    }

    // Layers models.

    /** @param topology a Keras model as JSON, as TensorFlow.js saves it or as its converter does */
    static TfjsOutline ofLayers(Json topology) {
        Json model = topology.get("model_config");
        Output output = new Output();
        output.layer(model == null ? topology : model, 0);
        return new TfjsOutline(input(model == null ? topology : model, 0), output.classes, output.softmax);
    }

    private static int[] input(Json model, int depth) {
        for (Json layer : layers(model, depth)) {
            Json config = layer.require("config");
            Json shape = config.kind() != Json.Kind.OBJECT ? null : firstOf(config, "batch_input_shape", "batchInputShape",
                    "batch_shape");
            if (shape != null) {
                return sizes(shape);
            }
            if (isModel(layer)) {
                return input(layer, depth + 1);
            }
        }
        return UNKNOWN;
    }

    private static Json firstOf(Json object, String... names) {
        for (String name : names) {
            if (object.get(name) != null) {
                return object.get(name);
            }
        }
        return null;
    }

    /** A shape of Keras, with null for what may vary. */
    private static int[] sizes(Json shape) {
        List<Json> items = shape.items();
        int[] sizes = new int[items.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = items.get(i).kind() == Json.Kind.NULL ? -1 : Math.max(-1, items.get(i).whole());
        }
        return sizes.length == PICTURES ? sizes : UNKNOWN;
    }

    private static boolean isModel(Json layer) {
        return MODELS.contains(layer.require("class_name").string());
    }

    /** The layers of a model; an old Sequential's config is the list of them. */
    private static List<Json> layers(Json model, int depth) {
        if (depth > MAX_DEPTH) {
            throw TfjsModel.broken("it is a model in a model in a model, and so on");
        }
        Json config = model.require("config");
        return (config.kind() == Json.Kind.ARRAY ? config : config.require("layers")).items();
    }

    /** What is found from a model's end towards its beginning. */
    private static final class Output {
        private int classes;
        private boolean softmax;

        /** Whether a layer, or the last one of a model, has said how many values come out; the ones before it do not matter then. */
        boolean layer(Json layer, int depth) {
            String type = layer.require("class_name").string();
            if (isModel(layer)) {
                List<Json> layers = layers(layer, depth);
                for (int i = layers.size() - 1; i >= 0; i--) {
                    if (layer(layers.get(i), depth + 1)) {
                        return true;
                    }
                }
                return false;
            }
            Json config = layer.require("config");
            Json activation = config.get("activation");
            softmax |= type.equals("Softmax") || activation != null && activation.kind() == Json.Kind.STRING
                    && activation.string().equals("softmax");
            if (AFTER.contains(type)) {
                return false;
            }
            Json values = type.equals("Dense") ? config.get("units") : type.equals("Conv2D") ? config.get("filters") : null;
            classes = values == null ? 0 : Math.max(0, values.whole());
            return true;
        }
    }
}
