package dev.glance.model.graph;

import dev.glance.model.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weights manifest of a TensorFlow.js model: the shapes of its weights, and those whole numbers that describe a layer. */
final class Manifest {
    /** So many numbers has the longest list that describes something: the padding of four dimensions. */
    private static final int MAX_INTS = 16;

    private final byte[] bytes;
    private final Map<String, int[]> shapes = new HashMap<>();
    /** By name of a short list of int32: where it begins. Beyond 2^53 nothing is added to it any more, and that is outside. */
    private final Map<String, Double> places = new HashMap<>();

    /**
     * Reads the manifest.
     *
     * @param groups null where there is none
     * @param bytes  the weights, one after the other; empty where they are not at hand
     */
    Manifest(Json groups, byte[] bytes) {
        this.bytes = bytes;
        if (groups != null) {
            double place = 0;
            for (Json group : groups.items()) {
                for (Json weight : group.require("weights").items()) {
                    place += add(weight, place);
                }
            }
        }
    }

    /** Returns how many bytes it has. */
    private double add(Json weight, double place) {
        List<Json> dimensions = weight.require("shape").items();
        int[] shape = new int[dimensions.size()];
        double count = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i).whole();
            Broken.require(shape[i] >= 0, "a weight has a negative dimension");
            count *= shape[i];
        }
        String name = weight.require("name").string();
        shapes.put(name, shape);
        Json quantization = weight.get("quantization");
        String dtype = (quantization == null ? weight : quantization).require("dtype").string();
        if (dtype.equals("int32") && count <= MAX_INTS) {
            places.put(name, place);
        }
        return count * size(dtype);
    }

    private static int size(String dtype) {
        return switch (dtype) {
            case "float32", "int32" -> 4;
            case "float16", "uint16" -> 2;
            case "uint8", "bool" -> 1;
            default -> throw Broken.because("a weight is of the type " + dtype);
        };
    }

    /** Dimensions of a weight; null for one that is not here. */
    int[] shape(String name) {
        return shapes.get(name);
    }

    /** Values of a short list of int32; null where they are not at hand. */
    int[] ints(String name) {
        Double place = places.get(name);
        if (place == null) {
            return null;
        }
        int count = 1;
        for (int dimension : shapes.get(name)) {
            count *= dimension;
        }
        if (place + 4.0 * count > bytes.length) {
            return null;
        }
        int[] ints = new int[count];
        int at = place.intValue();
        for (int i = 0; i < count; i++) {
            ints[i] = bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
            at += 4;
        }
        return ints;
    }
}
