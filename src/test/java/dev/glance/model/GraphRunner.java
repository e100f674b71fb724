package dev.glance.model;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Computes a graph by what TensorFlow says of its nodes, in double precision. */
final class GraphRunner {
    private final Map<String, Nd> values = new HashMap<>();

    private GraphRunner() {
    }

    /** All nodes' values for a batch of pictures. */
    static Map<String, Nd> run(GraphArtifacts artifacts, Nd images) {
        GraphRunner runner = new GraphRunner();
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            float[] floats = weight.floats();
            runner.values.put(weight.name(), new Nd(weight.shape(), floats != null
                    ? IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray()
                    : Arrays.stream(weight.ints()).asDoubleStream().toArray()));
        }
        runner.values.put(GraphArtifacts.INPUT, images);
        for (JsonValue node : Json.parse(artifacts.topology()).asObject().get("node").asArray()) {
            String name = node.asObject().getString("name", "");
            if (!runner.values.containsKey(name)) {
                runner.values.put(name, runner.compute(node.asObject()));
            }
        }
        return runner.values;
    }

    private Nd compute(JsonObject node) {
        JsonObject attributes = node.get("attr").asObject();
        List<Nd> in = new ArrayList<>();
        node.get("input").asArray().forEach(input -> in.add(values.get(input.asString())));
        Nd x = in.get(0);
        Nd y = in.size() > 1 ? in.get(1) : null;
        return switch (node.getString("op", "")) {
            case "_FusedConv2D" -> fused(x.convolved(y, window(attributes, y.shape()[0], y.shape()[1]), false), in.get(2),
                    attributes);
            case "FusedDepthwiseConv2dNative" -> fused(x.convolved(y, window(attributes, y.shape()[0], y.shape()[1]), true),
                    in.get(2), attributes);
            case "_FusedMatMul" -> fused(x.times(y), in.get(2), attributes);
            case "AddV2" -> x.with(y, Double::sum);
            case "Sub" -> x.with(y, (a, b) -> a - b);
            case "Mul" -> x.with(y, (a, b) -> a * b);
            case "RealDiv" -> x.with(y, (a, b) -> a / b);
            case "ClipByValue" -> x.map(value -> Math.max(y.values()[0], Math.min(in.get(2).values()[0], value)));
            case "AvgPool" -> x.pooled(pool(attributes), true);
            case "MaxPool" -> x.pooled(pool(attributes), false);
            case "Mean" -> x.mean(ints(y), keeps(attributes));
            case "Reshape" -> x.reshaped(Arrays.stream(ints(y)).map(size -> size != -1 ? size
                    : -x.values().length / Nd.count(ints(y))).toArray());
            case "Pad" -> x.padded(ints(y), 0);
            case "PadV2" -> x.padded(ints(y), in.get(2).values()[0]);
            case "ConcatV2" -> Nd.joined(ints(in.remove(in.size() - 1))[0], in.toArray(new Nd[0]));
            default -> x.map(value -> function(node.getString("op", ""), value));
        };
    }

    private static double function(String op, double x) {
        return switch (op) {
            case "Relu" -> Math.max(x, 0);
            case "Relu6" -> Math.max(0, Math.min(6, x));
            case "Sigmoid" -> 1 / (1 + Math.exp(-x));
            default -> throw new IllegalArgumentException(op);
        };
    }

    private static Nd fused(Nd product, Nd bias, JsonObject attributes) {
        Nd sum = product.with(bias, Double::sum);
        List<JsonValue> ops = attributes.get("fused_ops").asObject().get("list").asObject().get("s").asArray().values();
        return ops.size() == 1 ? sum : sum.map(x -> function(text(ops.get(1)), x));
    }

    private static String text(JsonValue base64) {
        return new String(Base64.getDecoder().decode(base64.asString()), StandardCharsets.US_ASCII);
    }

    private static int[] ints(Nd values) {
        return Arrays.stream(values.values()).mapToInt(value -> (int) value).toArray();
    }

    private static boolean keeps(JsonObject attributes) {
        return attributes.get("keep_dims").asObject().get("b").asBoolean();
    }

    private static int[] list(JsonObject attributes, String name) {
        return attributes.get(name).asObject().get("list").asObject().get("i").asArray().values().stream()
                .mapToInt(value -> Integer.parseInt(value.asString())).toArray();
    }

    private static Nd.Window window(JsonObject attributes, int height, int width) {
        int[] strides = list(attributes, "strides");
        int[] dilations = list(attributes, "dilations");
        return new Nd.Window(height, width, strides[1], strides[2], dilations[1], dilations[2],
                text(attributes.get("padding").asObject().get("s")).equals("SAME"));
    }

    private static Nd.Window pool(JsonObject attributes) {
        int[] size = list(attributes, "ksize");
        int[] strides = list(attributes, "strides");
        return new Nd.Window(size[1], size[2], strides[1], strides[2], 1, 1,
                text(attributes.get("padding").asObject().get("s")).equals("SAME"));
    }
}
