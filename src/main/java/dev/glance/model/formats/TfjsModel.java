package dev.glance.model.formats;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The {@code model.json} of a TensorFlow.js graph or layers model: what it is made of, and what it says about its input and
 * output. The text itself goes on to TensorFlow.js unchanged; here it is made sure that what it names may be read.
 *
 * @param graph       whether it is a graph model ({@code tf.loadGraphModel}), else a layers model ({@code tf.loadLayersModel})
 * @param text        the whole {@code model.json}
 * @param shards      the files that hold the weights, in the order in which they are joined; all lie beside or below
 *                    {@code model.json}
 * @param weights     what these hold, in order
 * @param weightBytes how long the shards are together
 * @param exact       whether they are exactly that long; a model that holds texts is longer
 * @param input       shape of the picture, {@code [n, height, width, channels]}, -1 for what may vary; empty where the file does
 *                    not say
 * @param classes     how many values it gives; 0 where the file does not say
 * @param softmax     whether the last thing it computes is a softmax, so that it gives probabilities
 * @see <a href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts">ModelJSON in types.ts</a>
 */
public record TfjsModel(boolean graph, String text, List<String> shards, List<Weight> weights, int weightBytes, boolean exact,
                        int[] input, int classes, boolean softmax) {
    /** More than a browser's memory bears, once TensorFlow.js has made numbers of it. */
    static final int MAX_WEIGHT_BYTES = 512 << 20;
    /** TensorFlow.js writes shards of 4 MB. */
    static final int MAX_SHARDS = 1024;
    static final int MAX_WEIGHTS = 100_000;
    private static final int MAX_RANK = 8;

    /**
     * A tensor among the weights.
     *
     * @param name  its name
     * @param dtype of what type it is once it is read
     * @param kept  of what type it is in the file, such as uint8 where it is quantised
     * @param shape its dimensions; empty for a scalar
     * @param bytes how long it is in the file; for texts at least
     */
    public record Weight(String name, String dtype, String kept, int[] shape, int bytes) {
    }

    /**
     * Reads a {@code model.json}.
     *
     * @throws GlanceException {@code model-unsafe} where it names shards elsewhere than beside it, or more than 1,024 of them or
     *                         512 MiB; {@code model-other} for a file of weights of an old TensorFlow.js; {@code model-format} for
     *                         any other text
     */
    public static TfjsModel read(String text, Json.Reader reader) {
        Json file;
        try {
            file = reader.read(text);
        } catch (RuntimeException e) {
            throw broken("it is no JSON");
        }
        try {
            return of(text, file);
        } catch (IllegalArgumentException e) {
            throw broken(e.getMessage());
        }
    }

    /** Height and width that pictures must have, where the file says so and they are the same; else 0. */
    public int size() {
        return input.length == 4 && input[1] == input[2] && input[1] > 0 ? input[1] : 0;
    }

    /**
     * Refuses shards that are not as long as the weights are.
     *
     * @param lengths length of each of the {@link #shards}
     * @throws GlanceException {@code model-format}
     */
    public void check(int[] lengths) {
        double sum = 0;
        for (int length : lengths) {
            sum += length;
        }
        if (lengths.length != shards.size() || sum < weightBytes || exact && sum > weightBytes) {
            throw broken("its weights are " + weightBytes + " bytes, but the files that hold them have " + sum(lengths));
        }
    }

    private static String sum(int[] lengths) {
        StringBuilder text = new StringBuilder();
        for (int length : lengths) {
            text.append(text.length() == 0 ? "" : " + ").append(length);
        }
        return text.toString();
    }

    private static TfjsModel of(String text, Json file) {
        if (file.kind() == Json.Kind.ARRAY) {
            throw new GlanceException(ErrorCode.MODEL_OTHER, "This is the list of weights of a model from before TensorFlow.js 1.0.",
                    "Convert the model again with a newer tensorflowjs_converter.");
        }
        Json topology = file.require("modelTopology");
        Json format = file.get("format");
        boolean graph = format == null ? topology.get("node") != null : format.string().equals("graph-model");
        if (format != null && !graph && !format.string().equals("layers-model")) {
            throw broken("its format is " + Faults.quoted(format.string()));
        }
        List<String> shards = new ArrayList<>();
        List<Weight> weights = new ArrayList<>();
        manifest(file.require("weightsManifest"), shards, weights);
        double bytes = 0;
        boolean exact = true;
        for (Weight weight : weights) {
            bytes += weight.bytes();
            exact &= !weight.kept().equals("string");
        }
        if (bytes > MAX_WEIGHT_BYTES) {
            throw unsafe("its weights are larger than " + (MAX_WEIGHT_BYTES >> 20) + " MB");
        }
        TfjsOutline outline = graph ? TfjsOutline.ofGraph(file, topology) : TfjsOutline.ofLayers(topology);
        return new TfjsModel(graph, text, shards, weights, (int) bytes, exact, outline.input(), outline.classes(),
                outline.softmax());
    }

    private static void manifest(Json groups, List<String> shards, List<Weight> weights) {
        Set<String> known = new HashSet<>();
        for (Json group : groups.items()) {
            for (Json path : group.require("paths").items()) {
                String shard = path.string();
                if (!Names.neighbour(shard)) {
                    throw unsafe("its weights would come from elsewhere, " + Faults.quoted(shard));
                }
                if (!known.add(shard)) {
                    throw broken("it names the file " + Faults.quoted(shard) + " twice");
                }
                if (shards.size() == MAX_SHARDS) {
                    throw unsafe("its weights are in more than " + MAX_SHARDS + " files");
                }
                shards.add(shard);
            }
            for (Json weight : group.require("weights").items()) {
                if (weights.size() == MAX_WEIGHTS) {
                    throw unsafe("it has more than " + MAX_WEIGHTS + " weights");
                }
                weights.add(weight(weight));
            }
        }
    }

    private static Weight weight(Json spec) {
        String dtype = spec.require("dtype").string();
        Json quantization = spec.get("quantization");
        String kept = quantization == null ? dtype : quantization.require("dtype").string();
        if (quantization != null && !kept.equals("float16")) {
            if (!kept.equals("uint8") && !kept.equals("uint16")) {
                throw broken("a weight is quantised as " + Faults.quoted(kept));
            }
            quantization.require("scale").number();
            quantization.require("min").number();
        }
        List<Json> dimensions = spec.require("shape").items();
        if (dimensions.size() > MAX_RANK) {
            throw broken("a weight has more than " + MAX_RANK + " dimensions");
        }
        int[] shape = new int[dimensions.size()];
        double bytes = length(kept);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i).whole();
            if (shape[i] < 0) {
                throw broken("a weight has a negative size");
            }
            bytes *= shape[i];
        }
        if (bytes > MAX_WEIGHT_BYTES) {
            throw unsafe("its weights are larger than " + (MAX_WEIGHT_BYTES >> 20) + " MB");
        }
        return new Weight(spec.require("name").string(), dtype, kept, shape, (int) bytes);
    }

    /** Bytes of one element, as in DTYPE_VALUE_SIZE_MAP of types.ts. */
    private static int length(String dtype) {
        switch (dtype) {
            case "bool":
            case "uint8":
                return 1;
            case "float16":
            case "uint16":
                return 2;
            case "float32":
            case "int32":
            // The length of a text; the text follows it.
            case "string":
                return 4;
            case "complex64":
                return 8;
            default:
                throw broken("a weight is of the type " + Faults.quoted(dtype));
        }
    }

    static GlanceException broken(String detail) {
        return Faults.broken("This model.json is none of a TensorFlow.js model that Glance can open: " + detail);
    }

    private static GlanceException unsafe(String detail) {
        return Faults.unsafe("Glance does not open this model.json: " + detail);
    }
}
