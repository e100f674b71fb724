package dev.glance.model.graph;

import dev.glance.model.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists the layers of a TensorFlow.js layers model: the configuration that Keras 2 writes, with models inside models as
 * Teachable Machine makes them.
 */
final class KerasLayers {
    private static final int MAX_DEPTH = 16;
    /** Calls of layers and what they read, together: models inside models, each called twice, come to many. */
    private static final int MAX_STEPS = 1_000_000;

    private final Tracer tracer = new Tracer();
    private final int size;
    /** Path of the models that are being called, for weights that are counted once: where a layer stands, not its name. */
    private final Set<String> called = new HashSet<>();

    private Json config;
    private String name;
    private int depth;
    private int steps;

    private KerasLayers(int size) {
        this.size = size;
    }

    static LayerTable read(Json topology, int size) {
        Json model = topology.get("model_config");
        KerasLayers layers = new KerasLayers(size);
        layers.model(model == null ? topology : model, null, "");
        return layers.tracer.table(text -> text);
    }

    /**
     * Calls a model.
     *
     * @param inputs null where it brings its own
     * @param path   where it stands
     */
    private List<Tracer.Value> model(Json model, List<Tracer.Value> inputs, String path) {
        Broken.require(++depth <= MAX_DEPTH, "its models are nested too deeply");
        String type = model.require("class_name").string();
        Broken.require(isModel(type), "it is a " + type + ", which is no model");
        Json own = model.require("config");
        List<Tracer.Value> outputs = type.equals("Sequential") ? sequential(own, inputs, path)
                : functional(own, inputs, path);
        depth--;
        return outputs;
    }

    private static boolean isModel(String type) {
        return type.equals("Sequential") || type.equals("Model") || type.equals("Functional");
    }

    private List<Tracer.Value> sequential(Json own, List<Tracer.Value> inputs, String path) {
        List<Tracer.Value> at = inputs;
        List<Json> layers = layers(own);
        for (int i = 0; i < layers.size(); i++) {
            at = call(layers.get(i), at, path + "/" + i);
        }
        Broken.require(at != null, "it has no layers");
        return at;
    }

    /** Old files have the list itself. */
    private static List<Json> layers(Json own) {
        try {
            return own.require("layers").items();
        } catch (IllegalArgumentException e) {
            return own.items();
        }
    }

    private List<Tracer.Value> functional(Json own, List<Tracer.Value> inputs, String path) {
        List<Json> layers = own.require("layers").items();
        List<Call> calls = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            String layer = layers.get(i).require("name").string();
            List<Json> nodes = layers.get(i).require("inbound_nodes").items();
            for (int j = 0; j < Math.max(1, nodes.size()); j++) {
                calls.add(new Call(i, nodes.isEmpty() ? List.of() : references(nodes.get(j))));
                Broken.require(numbers.put(layer + "\n" + j, calls.size() - 1) == null, "two of its layers have one name");
            }
        }
        List<int[]> needs = new ArrayList<>();
        for (Call call : calls) {
            needs.add(numbers(call.inputs, numbers));
        }
        int[] pictures = numbers(references(own.require("input_layers")), numbers);
        Broken.require(inputs == null || inputs.size() == pictures.length,
                "a model gets another number of inputs than it has");
        List<List<Tracer.Value>> values = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            values.add(null);
        }
        for (int i = 0; inputs != null && i < pictures.length; i++) {
            values.set(pictures[i], List.of(inputs.get(i)));
        }
        for (int number : Order.of(needs)) {
            if (values.get(number) == null) {
                Call call = calls.get(number);
                List<Tracer.Value> arguments = needs.get(number).length == 0 ? null
                        : pick(values, needs.get(number), call.inputs);
                values.set(number, call(layers.get(call.layer), arguments, path + "/" + call.layer));
            }
        }
        List<Reference> outputs = references(own.require("output_layers"));
        return pick(values, numbers(outputs, numbers), outputs);
    }

    /**
     * One use of a layer.
     *
     * @param layer  which of the model's layers
     * @param inputs what it reads
     */
    private record Call(int layer, List<Reference> inputs) {
    }

    /**
     * A result of a layer.
     *
     * @param call   the layer's name and which of its calls
     * @param output which of its results
     */
    private record Reference(String call, int output) {
    }

    /** {@code [["name", call, output, {}], ...]}, or one of these without the list around it. */
    private List<Reference> references(Json list) {
        List<Json> items = list.items();
        step(items.size());
        List<Reference> references = new ArrayList<>();
        if (!items.isEmpty() && isText(items.get(0))) {
            references.add(reference(items));
        } else {
            for (Json item : items) {
                references.add(reference(item.items()));
            }
        }
        return references;
    }

    private static Reference reference(List<Json> parts) {
        Broken.require(parts.size() >= 3, "a layer does not say what it reads");
        return new Reference(parts.get(0).string() + "\n" + parts.get(1).whole(), parts.get(2).whole());
    }

    private static boolean isText(Json value) {
        try {
            value.string();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int[] numbers(List<Reference> references, Map<String, Integer> numbers) {
        int[] found = new int[references.size()];
        for (int i = 0; i < found.length; i++) {
            Integer number = numbers.get(references.get(i).call);
            Broken.require(number != null, "a layer reads one that is not there");
            found[i] = number;
        }
        return found;
    }

    private static List<Tracer.Value> pick(List<List<Tracer.Value>> values, int[] calls, List<Reference> references) {
        List<Tracer.Value> picked = new ArrayList<>();
        for (int i = 0; i < calls.length; i++) {
            List<Tracer.Value> results = values.get(calls[i]);
            int output = references.get(i).output;
            Broken.require(output >= 0 && output < results.size(), "a layer reads one that is not there");
            picked.add(results.get(output));
        }
        return picked;
    }

    /** Calls a layer, which may be a model itself. */
    private List<Tracer.Value> call(Json layer, List<Tracer.Value> inputs, String path) {
        step(1);
        String type = layer.require("class_name").string();
        if (isModel(type)) {
            return model(layer, inputs, path);
        }
        config = layer.require("config");
        name = config.require("name").string();
        Json format = config.get("data_format");
        Broken.require(format == null || format.string().equals("channels_last"),
                "its channels come before height and width");
        List<Tracer.Value> values = inputs;
        if (values == null) {
            values = List.of(tracer.input(picture()));
        }
        Broken.require(!values.isEmpty(), "a layer reads nothing");
        tracer.sharing(!called.add(path));
        return List.of(type.equals("InputLayer") ? values.get(0) : value(type, values));
    }

    private void step(int count) {
        steps += count;
        Broken.require(steps <= MAX_STEPS, "it has too many layers");
    }

    private Shape picture() {
        Json shape = config.get("batch_input_shape");
        List<Json> dimensions = (shape == null ? config.require("batch_shape") : shape).items();
        Broken.require(dimensions.size() == 4, "its input is not one picture");
        return size != 0 ? new Shape(size, size, dimensions.get(3).whole())
                : new Shape(dimensions.get(1).whole(), dimensions.get(2).whole(), dimensions.get(3).whole());
    }

    private Tracer.Value value(String type, List<Tracer.Value> values) {
        Tracer.Value x = values.get(0);
        return switch (type) {
            case "Conv2D" -> convolution(x);
            case "DepthwiseConv2D" -> activated(depthwise(name, x, whole("use_bias", 1)));
            case "SeparableConv2D" -> separable(x);
            case "Dense" -> activated(tracer.dense(name, x, x.shape().channels(), units("units"), bias(units("units"))));
            case "BatchNormalization" -> tracer.normalization(name, x,
                    (2.0 + whole("scale", 1) + whole("center", 1)) * x.shape().channels());
            case "ReLU" -> tracer.activation(name, x, number("max_value") == 6 ? "relu6" : "relu");
            case "LeakyReLU" -> tracer.activation(name, x, "leaky_relu");
            case "PReLU" -> tracer.activation(name, x, "prelu");
            case "ELU" -> tracer.activation(name, x, "elu");
            case "Softmax" -> tracer.activation(name, x, "softmax");
            case "Activation" -> activated(x);
            case "ZeroPadding2D" -> padding(x);
            case "GlobalAveragePooling2D", "GlobalMaxPooling2D" -> tracer.wholePooling(name, x);
            case "AveragePooling2D", "MaxPooling2D" -> pooling(x);
            case "Dropout", "SpatialDropout2D", "GaussianNoise", "GaussianDropout" -> x;
            case "Rescaling" -> tracer.normalization(name, x, 1);
            case "Flatten" -> tracer.reshape(name, x, x.shape().flat());
            case "Reshape" -> reshape(x);
            case "Add" -> tracer.combination(name, LayerKind.ADDITION, values);
            case "Multiply" -> tracer.combination(name, LayerKind.MULTIPLICATION, values);
            case "Average", "Maximum", "Minimum", "Subtract" -> tracer.combination(name, LayerKind.OTHER, values);
            case "Concatenate" -> concatenation(values);
            default -> throw Broken.because("it uses the layer " + type + ", whose result is not known");
        };
    }

    private Tracer.Value convolution(Tracer.Value x) {
        int filters = units("filters");
        int groups = whole("groups", 1);
        Broken.require(groups > 0 && x.shape().channels() % groups == 0, "a filter does not fit its input");
        return activated(tracer.convolution(name, x, x.shape().channels() / groups, filters, window("kernel_size", "strides"),
                isSame(), bias(filters)));
    }

    private Tracer.Value depthwise(String row, Tracer.Value x, int biases) {
        Tracer.Value value = tracer.depthwise(row, x, whole("depth_multiplier", 1), window("kernel_size", "strides"),
                isSame(), 0);
        return biases == 0 ? value : tracer.normalization(row, value, value.shape().channels());
    }

    private Tracer.Value separable(Tracer.Value x) {
        Tracer.Value spatial = depthwise(name + "/depthwise", x, 0);
        int filters = units("filters");
        Window point = new Window(1, 1, 1, 1, 1, 1);
        return activated(tracer.convolution(name, spatial, spatial.shape().channels(), filters, point, true, bias(filters)));
    }

    private Tracer.Value activated(Tracer.Value value) {
        Json activation = config.get("activation");
        String word = activation == null ? "linear" : activation.string();
        return word.equals("linear") ? value : tracer.activation(name, value, word);
    }

    private Tracer.Value padding(Tracer.Value x) {
        Json amounts = config.require("padding");
        if (isNumber(amounts)) {
            int all = amounts.whole();
            return tracer.padding(name, x, all, all, all, all);
        }
        List<Json> pair = two(amounts.items());
        if (isNumber(pair.get(0))) {
            int rows = pair.get(0).whole();
            int columns = pair.get(1).whole();
            return tracer.padding(name, x, rows, rows, columns, columns);
        }
        List<Json> rows = two(pair.get(0).items());
        List<Json> columns = two(pair.get(1).items());
        return tracer.padding(name, x, rows.get(0).whole(), rows.get(1).whole(), columns.get(0).whole(),
                columns.get(1).whole());
    }

    private Tracer.Value pooling(Tracer.Value x) {
        return tracer.pooling(name, x, window("pool_size", config.get("strides") == null ? "pool_size" : "strides"),
                isSame());
    }

    private Tracer.Value reshape(Tracer.Value x) {
        List<Json> target = config.require("target_shape").items();
        int[] dimensions = new int[target.size() + 1];
        for (int i = 1; i < dimensions.length; i++) {
            dimensions[i] = target.get(i - 1).whole();
        }
        return tracer.reshape(name, x, Shape.ofOpenBatch(x.shape().values(), dimensions));
    }

    private Tracer.Value concatenation(List<Tracer.Value> values) {
        int axis = whole("axis", -1);
        Broken.require(axis == -1 || axis == 3 || axis == 1 && values.get(0).shape().places() == 1,
                "it puts layers together along height or width");
        return tracer.concatenation(name, values);
    }

    private Window window(String kernel, String stride) {
        int[] k = pair(config.require(kernel));
        int[] s = config.get(stride) == null ? new int[] {1, 1} : pair(config.get(stride));
        int[] d = config.get("dilation_rate") == null ? new int[] {1, 1} : pair(config.get("dilation_rate"));
        return new Window(k[0], k[1], s[0], s[1], d[0], d[1]);
    }

    private static int[] pair(Json value) {
        if (isNumber(value)) {
            return new int[] {value.whole(), value.whole()};
        }
        List<Json> items = two(value.items());
        return new int[] {items.get(0).whole(), items.get(1).whole()};
    }

    private static List<Json> two(List<Json> items) {
        Broken.require(items.size() == 2, "a layer has another number of sides than two");
        return items;
    }

    private boolean isSame() {
        Json padding = config.get("padding");
        return padding != null && padding.string().equals("same");
    }

    private int bias(int count) {
        return whole("use_bias", 1) == 0 ? 0 : count;
    }

    /** A number of outputs. */
    private int units(String member) {
        return config.require(member).whole();
    }

    /** A whole number, or a truth value as 0 or 1. */
    private int whole(String member, int fallback) {
        Json value = config.get(member);
        if (value == null) {
            return fallback;
        }
        return isNumber(value) ? value.whole() : value.bool() ? 1 : 0;
    }

    private double number(String member) {
        Json value = config.get(member);
        return value == null ? 0 : value.number();
    }

    private static boolean isNumber(Json value) {
        try {
            value.number();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
