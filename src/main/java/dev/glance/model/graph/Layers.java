package dev.glance.model.graph;

import dev.glance.model.Json;

/** Lists the layers of a model. Nothing in its files is trusted. */
public final class Layers {
    private Layers() {
    }

    /**
     * Of a {@code .tflite} file.
     *
     * @param bytes the whole file; it is read only
     * @param size  height and width of the picture in pixels; 0 for the file's own
     * @throws dev.glance.error.GlanceException {@code model-format} where it cannot be read, or where a shape is not known
     */
    public static LayerTable ofTflite(byte[] bytes, int size) {
        return TfliteLayers.read(bytes, size);
    }

    /**
     * Of a TensorFlow.js model, a graph or Keras layers.
     *
     * @param model   {@code model.json}
     * @param weights the bytes that its weights manifest describes, its shards joined; where they are not at hand, empty:
     *                then a graph that pads in an operation of its own cannot be listed
     * @param size    height and width of the picture in pixels; 0 for the model's own
     * @throws dev.glance.error.GlanceException {@code model-format} where it cannot be read, or where a shape is not known
     */
    public static LayerTable ofTensorFlowJs(Json model, byte[] weights, int size) {
        try {
            Json topology = model.require("modelTopology");
            return topology.get("node") != null ? GraphLayers.read(model, weights, size) : KerasLayers.read(topology, size);
        } catch (IllegalArgumentException e) {
            throw Broken.because("of its description, " + e.getMessage());
        }
    }
}
