package dev.glance.page;

import dev.glance.model.Format;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.graph.Layer;
import dev.glance.model.graph.LayerKind;
import dev.glance.model.graph.LayerTable;
import java.util.List;

/** By which name TensorFlow.js computes what a layer gives. */
final class LayerNodes {
    private LayerNodes() {
    }

    /**
     * The node of a graph, or the layer of a layers model.
     *
     * @param kind what the model's file is
     * @param row  of the table
     * @return empty where it is left out: the softmax of a {@code .tflite} file
     */
    static String of(Format.Kind kind, LayerTable table, int row) {
        Layer layer = table.layers().get(row);
        if (kind != Format.Kind.TFLITE) {
            return layer.output();
        }
        int classifier = classifier(table);
        if (row > classifier && classifier >= 0) {
            return "";
        }
        if (row == classifier) {
            return GraphArtifacts.LOGITS;
        }
        if (classifier >= 0) {
            int features = input(table, classifier);
            if (row == features) {
                return GraphArtifacts.FEATURES;
            }
            int pooling = features;
            while (pooling >= 0 && table.layers().get(pooling).kind() == LayerKind.RESHAPE) {
                pooling = input(table, pooling);
            }
            if (pooling >= 0 && table.layers().get(pooling).kind() == LayerKind.POOLING && row == input(table, pooling)) {
                return GraphArtifacts.FEATURE_MAP;
            }
        }
        return "op_" + layer.output();
    }

    /** The last row, but for a softmax and what only changes the shape, where it is one that ends a classifier. */
    private static int classifier(LayerTable table) {
        List<Layer> layers = table.layers();
        int at = layers.size() - 1;
        while (at >= 0 && (layers.get(at).kind() == LayerKind.RESHAPE || layers.get(at).kind() == LayerKind.ACTIVATION)) {
            at = input(table, at);
        }
        return at >= 0 && layers.get(at).kind().isCounted() ? at : Layer.PICTURE;
    }

    private static int input(LayerTable table, int row) {
        List<Integer> inputs = table.layers().get(row).inputs();
        return inputs.isEmpty() ? Layer.PICTURE : inputs.get(0);
    }
}
