package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.GraphArtifacts;
import dev.glance.tfjs.DataType;
import dev.glance.tfjs.GraphModel;
import dev.glance.tfjs.Io;
import dev.glance.tfjs.ModelArtifacts;
import dev.glance.tfjs.NumberArray;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.tfjs.TfImage;
import dev.glance.tfjs.WeightSpec;
import dev.glance.web.Buffers;
import dev.glance.web.TensorFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSString;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * A MobileNet as a TensorFlow.js graph, from pixels to logits or embedding. It owns the weights; the tensors that it
 * returns are the caller's.
 */
public final class Network implements AutoCloseable {
    private static final int IMAGENET_CLASSES = 1000;
    /** Of a probability of 1e-30. */
    private static final double LEAST_LOGIT = -69;

    private final GraphModel model;
    private final int size;
    private final double min;
    private final double max;
    /** Null where there is none. */
    private final String embeddingNode;
    /** Whether the embedding is a mean over places, and the logits the same of each. */
    private final boolean hasMap;
    /** Weights that the graph takes as inputs, by the name of the placeholder; none of a graph that is not the site's. */
    private final Map<String, Tensor> weights;
    private final boolean probabilities;

    /**
     * @param model         a graph or layers model of which only the output is known; it belongs to the new object
     * @param size          height and width of the input in pixels
     * @param min           what a byte of 0 becomes
     * @param max           what a byte of 255 becomes
     * @param probabilities whether that is probabilities instead of logits
     */
    Network(GraphModel model, int size, double min, double max, boolean probabilities) {
        this(model, size, min, max, null, false, null, probabilities);
    }

    private Network(GraphModel model, int size, double min, double max, String embeddingNode, boolean hasMap,
            Map<String, Tensor> weights, boolean probabilities) {
        this.model = model;
        this.size = size;
        this.min = min;
        this.max = max;
        this.embeddingNode = embeddingNode;
        this.hasMap = hasMap;
        this.weights = weights;
        this.probabilities = probabilities;
    }

    /**
     * Puts a model that was read from its file on the backend in use. The large weights become tensors one after another
     * and are inputs of the graph: TensorFlow.js would copy them once more on the way.
     */
    static Network of(GraphArtifacts artifacts, double min, double max) {
        JSArray<WeightSpec> specs = new JSArray<>();
        List<ArrayBuffer> shards = new ArrayList<>();
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            if (weight.packed() != null) {
                Tensor tensor = unpacked(weight);
                // Whoever asks may do so inside a tf.tidy of its own.
                Tf.keep(tensor);
                inputs.put(weight.name(), tensor);
                continue;
            }
            specs.push(WeightSpec.create(weight.name(), NumberArray.of(weight.shape()), weight.dtype()));
            shards.add(weight.ints() == null ? Float32Array.fromJavaArray(weight.floats()).getBuffer()
                    : Int32Array.fromJavaArray(weight.ints()).getBuffer());
        }
        ModelArtifacts model = ModelArtifacts.create();
        model.setFormat("graph-model");
        model.setModelTopology(JSON.parse(artifacts.topology()));
        model.setSignature(JSON.parse(artifacts.signature()));
        model.setWeightSpecs(specs);
        // TensorFlow.js before 4.7 takes no list.
        model.setWeightData(Buffers.joined(shards).getBuffer());
        GraphModel graph = Tf.loadGraphModelSync(Io.fromMemorySync(model));
        TensorFlow.keepWeights(graph);
        return new Network(graph, artifacts.size(), min, max, artifacts.features() == 0 ? null : GraphArtifacts.FEATURES,
                artifacts.hasMap(), inputs, false);
    }

    /** A weight of its own, unpacked to where the backend keeps it if there is such a place in memory. */
    private static Tensor unpacked(GraphArtifacts.Weight weight) {
        NumberArray shape = NumberArray.of(weight.shape());
        Tensor tensor = (Tensor) TensorFlow.unfilled(shape);
        if (tensor == null) {
            return Tf.tensor(Float32Array.fromJavaArray(weight.floats()), shape);
        }
        weight.packed().unpack(TensorFlow.values(tensor).toJavaArray());
        // Each has its own place in the graph.
        TensorFlow.readOnce(tensor);
        return tensor;
    }

    /** Height and width of the input in pixels. */
    public int size() {
        return size;
    }

    /** Whether it is known to take pictures of other sizes too. */
    boolean anySize() {
        return weights != null;
    }

    /** What a byte of 0 becomes. */
    double min() {
        return min;
    }

    /** What a byte of 255 becomes. */
    double max() {
        return max;
    }

    /** Whether what is computed are probabilities instead of logits. */
    boolean probabilities() {
        return probabilities;
    }

    /**
     * Pixels to the model's input: scaled to its range, then to its size by bilinear interpolation with aligned
     * corners, in this order, as {@code @tensorflow-models/mobilenet} does.
     *
     * @param pixels [height, width, 3] or [n, height, width, 3], values 0..255
     * @return [n, size, size, 3], float32
     */
    public Tensor input(Tensor pixels) {
        return Tf.tidy(() -> {
            Tensor scaled = Tf.add(Tf.mul(Tf.cast(pixels, DataType.FLOAT32), (max - min) / 255), min);
            NumberArray shape = pixels.getShape();
            int heightAxis = pixels.getRank() == 4 ? 1 : 0;
            if (shape.get(heightAxis) != size || shape.get(heightAxis + 1) != size) {
                scaled = TfImage.resizeBilinear(scaled, NumberArray.of(size, size), true);
            }
            return Tf.reshape(scaled, NumberArray.of(-1, size, size, 3));
        });
    }

    /**
     * The logits of a batch.
     *
     * @param input [n, size, size, 3]
     * @return [n, classes], a background class left out
     */
    public Tensor logits(Tensor input) {
        // Logits but for a number that they have in common, which makes no difference.
        return probabilities ? Tf.tidy(() -> Tf.maximum(Tf.log(outputs(input)), LEAST_LOGIT)) : outputs(input);
    }

    /** As {@link #logits}, but for probabilities, which stay what they are. */
    Tensor outputs(Tensor input) {
        return Tf.tidy(() -> {
            Tensor all = weights == null ? model.predict(input) : execute(input, GraphArtifacts.LOGITS);
            int outputs = all.getShape().get(1);
            return outputs == IMAGENET_CLASSES + 1
                    ? Tf.slice(all, NumberArray.of(0, 1), NumberArray.of(-1, IMAGENET_CLASSES)) : all;
        });
    }

    /**
     * The embeddings of a batch: what the classifier reads.
     *
     * @param input [n, size, size, 3]
     * @param node  whose value it is in a model that is not the site's
     * @return [n, features]
     * @throws GlanceException {@code model-operation} where the model does not end in a classifier, or has no such node
     */
    public Tensor embedding(Tensor input, String node) {
        if (weights != null && embeddingNode == null) {
            throw lacking("no embedding");
        }
        return Tf.tidy(() -> {
            Tensor features;
            if (embeddingNode == null && node.isEmpty()) {
                throw lacking("no embedding");
            }
            try {
                features = values(input, embeddingNode == null ? node : embeddingNode);
            } catch (RuntimeException e) {
                throw lacking("no embedding");
            }
            int length = features.getShape().get(features.getRank() - 1);
            return Tf.reshape(features, NumberArray.of(-1, length));
        });
    }

    /**
     * What a node computes.
     *
     * @param input [n, size, size, 3]
     * @param node  of a graph; the name of a layer of Keras, which may be in a model that reads the picture first
     */
    Tensor values(Tensor input, String node) {
        return weights == null ? (Tensor) TensorFlow.execute(model, input, node) : execute(input, node);
    }

    /**
     * As {@link #values}, for a node that somebody has named.
     *
     * @throws GlanceException {@code model-operation} where there is none of that name
     */
    Tensor layer(Tensor input, String node) {
        try {
            return values(input, node);
        } catch (RuntimeException e) {
            throw new GlanceException(ErrorCode.MODEL_OPERATION, "This model has no layer \u201c" + node + "\u201d that can be computed.",
                    "Look under Inspect which layers it has.");
        }
    }

    /**
     * What each place of a picture would be called by itself: the classifier over the last feature map instead of over its
     * mean, so that the mean over all places is the logits. This is the class activation map of every class (Zhou et al.,
     * "Learning Deep Features for Discriminative Localization", CVPR 2016), with the class' bias.
     *
     * @param input [1, size, size, 3]
     * @return [rows, columns, classes], a background class included
     * @throws GlanceException {@code model-operation} where the model does not end in a mean and a classifier
     */
    public Tensor activation(Tensor input) {
        if (!hasMap) {
            throw lacking("no map of features, from which it could be shown why");
        }
        return Tf.tidy(() -> {
            JSArrayReader<Tensor> outputs = model.execute(inputs(GraphArtifacts.INPUT, input),
                    JSArray.of(JSString.valueOf(GraphArtifacts.FEATURE_MAP), JSString.valueOf(GraphArtifacts.FEATURES)));
            NumberArray map = outputs.get(0).getShape();
            int rows = map.get(1);
            int columns = map.get(2);
            int rank = outputs.get(1).getRank();
            Tensor places = Tf.reshape(outputs.get(0), rank == 4 ? NumberArray.of(rows * columns, 1, 1, map.get(3))
                    : NumberArray.of(rows * columns, map.get(3)));
            return Tf.reshape(model.execute(inputs(GraphArtifacts.FEATURES, places), GraphArtifacts.LOGITS),
                    NumberArray.of(rows, columns, -1));
        });
    }

    private static GlanceException lacking(String what) {
        return new GlanceException(ErrorCode.MODEL_OPERATION, "This model has " + what + ".",
                "Use a MobileNet of version 1 or 2.");
    }

    private Tensor execute(Tensor input, String output) {
        return model.execute(inputs(GraphArtifacts.INPUT, input), output);
    }

    private JSMapLike<Tensor> inputs(String name, Tensor value) {
        JSMapLike<Tensor> inputs = JSObjects.create();
        weights.forEach(inputs::set);
        inputs.set(name, value);
        return inputs;
    }

    @Override
    public void close() {
        if (weights != null) {
            weights.values().forEach(Tensor::dispose);
        }
        TensorFlow.dispose(model);
    }
}
