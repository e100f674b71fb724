package dev.glance.browser;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Tflite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .tflite} file as an ONNX model in float32 with the same weights, for onnxruntime-web: input {@code image}
 * [1, size, size, 3], output {@code logits}.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, which numbers the fields
 */
final class OnnxModel {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Message graph = new Message();
    private final Map<String, GraphArtifacts.Weight> weights = new HashMap<>();

    /** A protobuf message that is being written. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }
    }

    private OnnxModel() {
    }

    static void write(Path tflite, Path file) throws IOException {
        GraphArtifacts artifacts = Tflite.read(Files.readAllBytes(tflite));
        Files.write(file, new OnnxModel().model(artifacts));
    }

    private byte[] model(GraphArtifacts artifacts) {
        artifacts.weights().forEach(weight -> weights.put(weight.name(), weight));
        floats("zero", new int[0], 0);
        floats("six", new int[0], 6);
        node("Transpose", "image.nchw", List.of("image"), ints("perm", 0, 3, 1, 2));
        Map<String, String> names = new HashMap<>(Map.of("image", "image.nchw"));
        for (JsonValue value : Json.parse(artifacts.topology()).asObject().get("node").asArray()) {
            convert(value.asObject(), names);
        }
        node("Flatten", "logits", List.of(names.get("logits")), number("axis", 1));
        graph.text(2, "mobilenet");
        graph.message(11, value("image", 1, artifacts.size(), artifacts.size(), 3));
        graph.message(12, value("logits", 1, artifacts.outputs()));
        return new Message().number(1, 8).message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13)).bytes.toByteArray();
    }

    private void convert(JsonObject node, Map<String, String> names) {
        String name = node.get("name").asString();
        JsonObject attributes = node.get("attr").asObject();
        List<String> inputs = new ArrayList<>();
        node.get("input").asArray().forEach(input -> inputs.add(input.asString()));
        String x = inputs.isEmpty() ? "" : names.getOrDefault(inputs.get(0), inputs.get(0));
        String out = name + ".out";
        switch (node.get("op").asString()) {
            case "Placeholder", "Const" -> {
                return;
            }
            case "_FusedConv2D" -> convolution(inputs, x, out, attributes, false);
            case "FusedDepthwiseConv2dNative" -> convolution(inputs, x, out, attributes, true);
            case "AddV2" -> node("Add", out, List.of(x, names.get(inputs.get(1))));
            case "Mean" -> node("ReduceMean", out, List.of(x), ints("axes", 2, 3), number("keepdims", 1));
            case "Reshape" -> node("Identity", out, List.of(x));
            case "Pad" -> {
                int[] amounts = weights.get(inputs.get(1)).ints();
                integers(name + ".pads", amounts[0], amounts[6], amounts[2], amounts[4], amounts[1], amounts[7],
                        amounts[3], amounts[5]);
                node("Pad", out, List.of(x, name + ".pads"));
            }
            case "_FusedMatMul" -> {
                GraphArtifacts.Weight matrix = weights.get(inputs.get(1));
                floats(matrix.name(), matrix.shape(), matrix.floats());
                node("Flatten", name + ".flat", List.of(x), number("axis", 1));
                node("Gemm", out, List.of(name + ".flat", matrix.name(), bias(inputs.get(2))));
            }
            default -> throw new IllegalArgumentException("no ONNX for " + node);
        }
        names.put(name, out);
    }

    private void convolution(List<String> inputs, String x, String out, JsonObject attributes, boolean depthwise) {
        GraphArtifacts.Weight filter = weights.get(inputs.get(1));
        int[] s = filter.shape();
        int outputs = depthwise ? s[2] : s[3];
        int depth = depthwise ? 1 : s[2];
        float[] hwio = filter.floats();
        float[] oihw = new float[hwio.length];
        for (int at = 0; at < hwio.length; at++) {
            int last = at % s[3];
            int third = at / s[3] % s[2];
            int place = at / (s[3] * s[2]);
            int o = depthwise ? third : last;
            int i = depthwise ? 0 : third;
            oihw[(o * depth + i) * s[0] * s[1] + place] = hwio[at];
        }
        floats(filter.name(), new int[] {outputs, depth, s[0], s[1]}, oihw);
        List<Integer> strides = new ArrayList<>();
        attributes.get("strides").asObject().get("list").asObject().get("i").asArray()
                .forEach(stride -> strides.add(Integer.parseInt(stride.asString())));
        String padding = decode(attributes.get("padding").asObject().get("s").asString());
        List<String> fused = new ArrayList<>();
        attributes.get("fused_ops").asObject().get("list").asObject().get("s").asArray()
                .forEach(op -> fused.add(decode(op.asString())));
        boolean relu6 = fused.contains("Relu6");
        boolean relu = fused.contains("Relu");
        node("Conv", relu6 || relu ? out + ".conv" : out, List.of(x, filter.name(), bias(inputs.get(2))),
                ints("strides", strides.get(1), strides.get(2)), number("group", depthwise ? outputs : 1),
                string("auto_pad", padding.equals("SAME") ? "SAME_UPPER" : "VALID"));
        if (relu6) {
            node("Clip", out, List.of(out + ".conv", "zero", "six"));
        } else if (relu) {
            node("Relu", out, List.of(out + ".conv"));
        }
    }

    private String bias(String name) {
        GraphArtifacts.Weight bias = weights.get(name);
        floats(name, bias.shape(), bias.floats());
        return name;
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }

    private void node(String op, String output, List<String> inputs, Message... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, op);
        for (Message attribute : attributes) {
            node.message(5, attribute);
        }
        graph.message(1, node);
    }

    private static Message ints(String name, int... values) {
        Message attribute = new Message().text(1, name);
        for (int value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    private static Message number(String name, int value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    private static Message string(String name, String value) {
        return new Message().text(1, name).text(4, value).number(20, 3);
    }

    private void floats(String name, int[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        initializer(name, FLOAT, shape, raw.array());
    }

    private void integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        initializer(name, INT64, new int[] {values.length}, raw.array());
    }

    private void initializer(String name, int type, int[] shape, byte[] raw) {
        Message tensor = new Message();
        for (int dimension : shape) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
    }

    private static Message value(String name, int... shape) {
        Message dimensions = new Message();
        for (int size : shape) {
            dimensions.message(1, new Message().number(1, size));
        }
        return new Message().text(1, name).message(2, new Message().message(1,
                new Message().number(1, FLOAT).message(2, dimensions)));
    }
}
