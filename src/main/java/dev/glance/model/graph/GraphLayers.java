package dev.glance.model.graph;

import dev.glance.model.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the layers of a TensorFlow.js graph model: a {@code GraphDef} in JSON, with text in base64 and 64-bit integers as
 * text.
 *
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-converter/src/data/compiled_api.ts">compiled_api.ts
 *      </a>
 */
final class GraphLayers {
    private final Tracer tracer = new Tracer();
    private final Manifest manifest;
    private final int size;
    private final List<Json> nodes;
    private final Map<String, Tracer.Value> values = new HashMap<>();
    /** By name: the constant that a node is, or stands for. */
    private final Map<String, String> constants = new HashMap<>();
    /** By name of a constant. */
    private final Map<String, int[]> shapes = new HashMap<>();
    private Json node;
    private String name;
    private List<String> inputs;

    private GraphLayers(Json model, byte[] weights, int size) {
        this.size = size;
        nodes = model.require("modelTopology").require("node").items();
        manifest = new Manifest(model.get("weightsManifest"), weights);
    }

    static LayerTable read(Json model, byte[] weights, int size) {
        return new GraphLayers(model, weights, size).table();
    }

    private LayerTable table() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            Broken.require(numbers.put(nodes.get(i).require("name").string(), i) == null, "two of its nodes have one name");
        }
        List<int[]> needs = new ArrayList<>();
        for (Json one : nodes) {
            List<String> names = inputs(one);
            int[] own = new int[names.size()];
            for (int i = 0; i < own.length; i++) {
                Integer number = numbers.get(names.get(i));
                Broken.require(number != null, "a node reads one that is not there");
                own[i] = number;
            }
            needs.add(own);
        }
        for (int number : Order.of(needs)) {
            node = nodes.get(number);
            name = node.require("name").string();
            inputs = inputs(node);
            visit(node.require("op").string());
        }
        return tracer.table(text -> text);
    }

    /** The nodes that a node reads; {@code ^} marks those that it only waits for, {@code :1} an output. */
    private static List<String> inputs(Json node) {
        List<String> names = new ArrayList<>();
        Json inputs = node.get("input");
        if (inputs != null) {
            for (Json input : inputs.items()) {
                String text = input.string();
                int colon = text.indexOf(':');
                if (!text.startsWith("^")) {
                    names.add(colon < 0 ? text : text.substring(0, colon));
                }
            }
        }
        return names;
    }

    private void visit(String op) {
        if (op.equals("Const") || op.equals("Placeholder") && (manifest.shape(name) != null || !values.isEmpty())) {
            constants.put(name, name);
            shapes.put(name, constantShape(op));
        } else if (op.equals("Placeholder")) {
            values.put(name, tracer.input(picture()));
        } else if (!op.equals("NoOp")) {
            Broken.require(!inputs.isEmpty(), "a node lacks an input");
            if (op.equals("Shape") || computed().isEmpty()) {
                constant(op);
            } else {
                values.put(name, value(op));
            }
        }
    }

    /** What is computed from constants alone, or from a shape: its values are not followed. */
    private void constant(String op) {
        if (op.equals("Identity")) {
            constants.put(name, constants.get(inputs.get(0)));
        } else {
            constants.put(name, name);
            shapes.put(name, op.equals("Pack") ? new int[] {inputs.size()} : op.equals("Shape") ? new int[] {4}
                    : shape(inputs.get(0)));
        }
    }

    private int[] constantShape(String op) {
        int[] shape = manifest.shape(name);
        if (shape != null) {
            return shape;
        }
        Json attributes = node.require("attr");
        return dimensions(op.equals("Const") ? attributes.require("value").require("tensor").get("tensorShape")
                : attributes.require("shape").require("shape"));
    }

    private Shape picture() {
        int[] shape = dimensions(node.require("attr").require("shape").require("shape"));
        Broken.require(shape.length == 4, "its input is not one picture");
        Broken.require(size != 0 || shape[1] > 0 && shape[2] > 0, "it does not say how large its picture is");
        return size == 0 ? Shape.ofBatch(shape) : new Shape(size, size, shape[3]);
    }

    private static int[] dimensions(Json shape) {
        Json list = shape == null ? null : shape.get("dim");
        if (list == null) {
            return new int[0];
        }
        List<Json> items = list.items();
        int[] dimensions = new int[items.size()];
        for (int i = 0; i < dimensions.length; i++) {
            Json length = items.get(i).get("size");
            dimensions[i] = length == null ? 0 : whole(length);
        }
        return dimensions;
    }

    /** A 64-bit integer is text, or a number where another program has written the file. */
    private static int whole(Json value) {
        String text;
        try {
            text = value.string();
        } catch (IllegalArgumentException e) {
            return value.whole();
        }
        return Integer.parseInt(text);
    }

    private Tracer.Value value(String op) {
        return switch (op) {
            case "Conv2D" -> convolution();
            case "_FusedConv2D" -> fused(convolution());
            case "DepthwiseConv2dNative" -> depthwise();
            case "FusedDepthwiseConv2dNative" -> fused(depthwise());
            case "MatMul" -> dense();
            case "_FusedMatMul" -> fused(dense());
            case "BiasAdd", "Add", "AddV2" -> combination(LayerKind.ADDITION);
            case "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" -> tracer.normalization(name, x(),
                    4.0 * x().shape().channels());
            case "Mul" -> combination(LayerKind.MULTIPLICATION);
            case "Sub", "RealDiv", "Maximum", "Minimum" -> combination(LayerKind.OTHER);
            case "AvgPool", "MaxPool" -> pooling();
            case "Mean" -> mean();
            case "Pad", "PadV2" -> padding();
            case "ConcatV2" -> tracer.concatenation(name, computed());
            case "Reshape" -> reshape();
            case "Squeeze" -> squeeze();
            case "Identity", "StopGradient" -> x();
            case "Relu", "Relu6", "Sigmoid", "Tanh", "Softmax", "Elu", "Selu", "Prelu", "LeakyRelu" ->
                    tracer.activation(name, x(), word(op));
            default -> throw Broken.because("it uses the operation " + op + ", whose result is not known");
        };
    }

    /** Keras' word for an operation. */
    private static String word(String op) {
        return op.equals("LeakyRelu") ? "leaky_relu" : op.toLowerCase();
    }

    private Tracer.Value convolution() {
        int[] filter = filter(4);
        Tracer.Value x = windowed();
        return tracer.convolution(name, x, filter[2], filter[3], window(filter[0], filter[1]), isSame(), 0);
    }

    private Tracer.Value depthwise() {
        int[] filter = filter(4);
        Broken.require(filter[2] == x().shape().channels(), "a depthwise filter does not fit its input");
        return tracer.depthwise(name, windowed(), filter[3], window(filter[0], filter[1]), isSame(), 0);
    }

    private Tracer.Value dense() {
        int[] matrix = filter(2);
        boolean turned = flag("transpose_b");
        return tracer.dense(name, x(), matrix[turned ? 1 : 0], matrix[turned ? 0 : 1], 0);
    }

    /** With the bias, normalisation and activation that are part of its node. */
    private Tracer.Value fused(Tracer.Value value) {
        Tracer.Value result = value;
        for (Json fused : require("fused_ops").require("list").require("s").items()) {
            String op = text(fused);
            if (op.equals("BiasAdd")) {
                result = tracer.normalization(name, result, result.shape().channels());
            } else if (op.equals("FusedBatchNorm")) {
                result = tracer.normalization(name, result, 4.0 * result.shape().channels());
            } else {
                result = tracer.activation(name, result, word(op));
            }
        }
        return result;
    }

    private Tracer.Value combination(LayerKind kind) {
        List<Tracer.Value> computed = computed();
        if (computed.size() == inputs.size()) {
            return tracer.combination(name, kind, computed);
        }
        double numbers = 1;
        for (String input : inputs) {
            if (constants.containsKey(input)) {
                numbers = Shape.ofBatch(shape(input)).values();
            }
        }
        return tracer.normalization(name, computed.get(0), numbers);
    }

    private Tracer.Value pooling() {
        int[] kernel = ints("ksize");
        Broken.require(kernel.length == 4, "it pools in an unknown way");
        return tracer.pooling(name, x(), window(kernel[1], kernel[2]), isSame());
    }

    /** Over height and width: where the axes are not at hand, two of them can be no others. */
    private Tracer.Value mean() {
        int[] axes = manifest.ints(constants.get(input(1)));
        int[] shape = shape(input(1));
        boolean places = axes == null ? shape.length == 1 && shape[0] == 2
                : axes.length == 2 && axes[0] + axes[1] == 3 && axes[0] * axes[1] == 2;
        Broken.require(places, "it averages over other dimensions than height and width");
        return tracer.wholePooling(name, x());
    }

    private Tracer.Value padding() {
        int[] amounts = manifest.ints(constants.get(input(1)));
        Broken.require(amounts != null, "it pads by amounts that lie among its weights");
        Broken.require(amounts.length == 8 && amounts[0] == 0 && amounts[1] == 0 && amounts[6] == 0 && amounts[7] == 0,
                "it pads in an unknown way");
        return tracer.padding(name, x(), amounts[2], amounts[3], amounts[4], amounts[5]);
    }

    /** Where the new shape is not at hand, one of two dimensions is a row. */
    private Tracer.Value reshape() {
        Tracer.Value x = x();
        int[] shape = shape(input(1));
        int[] target = manifest.ints(constants.get(input(1)));
        if (target != null) {
            return tracer.reshape(name, x, Shape.ofOpenBatch(x.shape().values(), target));
        }
        Broken.require(x.shape().places() == 1 || shape.length == 1 && shape[0] == 2,
                "it reshapes to dimensions that lie among its weights");
        return tracer.reshape(name, x, x.shape().flat());
    }

    private Tracer.Value squeeze() {
        Broken.require(x().shape().places() == 1, "it leaves out dimensions in an unknown way");
        return x();
    }

    private Window window(int height, int width) {
        int[] strides = ints("strides");
        int[] dilations = ints("dilations");
        Broken.require(strides.length == 4 && (dilations.length == 0 || dilations.length == 4), "its strides are not known");
        return new Window(height, width, strides[1], strides[2], dilations.length == 0 ? 1 : dilations[1],
                dilations.length == 0 ? 1 : dilations[2]);
    }

    /** The input of a convolution, with the zeros that are an attribute of it. */
    private Tracer.Value windowed() {
        int[] amounts = ints("explicit_paddings");
        return amounts.length != 8 ? x() : Tracer.padded(x(), amounts[2], amounts[3], amounts[4], amounts[5]);
    }

    private boolean isSame() {
        Json format = attribute("data_format");
        Broken.require(format == null || text(format.require("s")).equals("NHWC"),
                "its channels come before height and width");
        return text(require("padding").require("s")).equals("SAME");
    }

    /** Dimensions of the weights, which are the second input. */
    private int[] filter(int rank) {
        int[] shape = shape(input(1));
        Broken.require(shape.length == rank, "a filter does not fit its input");
        return shape;
    }

    private int[] shape(String input) {
        int[] shape = shapes.get(constants.get(input));
        Broken.require(shape != null, "it computes its weights");
        return shape;
    }

    private String input(int index) {
        Broken.require(index < inputs.size(), "a node lacks an input");
        return inputs.get(index);
    }

    private Tracer.Value x() {
        return computed(input(0));
    }

    private Tracer.Value computed(String input) {
        Tracer.Value value = values.get(input);
        Broken.require(value != null, "it computes a layer from its weights alone");
        return value;
    }

    /** What a node reads, without constants. */
    private List<Tracer.Value> computed() {
        List<Tracer.Value> computed = new ArrayList<>();
        for (String input : inputs) {
            if (!constants.containsKey(input)) {
                computed.add(computed(input));
            }
        }
        return computed;
    }

    private Json attribute(String attribute) {
        Json attributes = node.get("attr");
        return attributes == null ? null : attributes.get(attribute);
    }

    private Json require(String attribute) {
        return node.require("attr").require(attribute);
    }

    private boolean flag(String attribute) {
        Json value = attribute(attribute);
        return value != null && value.get("b") != null && value.get("b").bool();
    }

    /** A list of numbers; empty where it is absent. */
    private int[] ints(String attribute) {
        Json value = attribute(attribute);
        Json list = value == null ? null : value.get("list");
        Json items = list == null ? null : list.get("i");
        if (items == null) {
            return new int[0];
        }
        List<Json> texts = items.items();
        int[] ints = new int[texts.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = whole(texts.get(i));
        }
        return ints;
    }

    private static String text(Json base64) {
        StringBuilder text = new StringBuilder();
        for (byte letter : Base64.getDecoder().decode(base64.string())) {
            text.append((char) letter);
        }
        return text.toString();
    }
}
