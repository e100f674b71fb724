package dev.glance.model.graph;

import java.util.List;

/**
 * A row of the table. A bias, a batch normalisation and an activation that follow a convolution are part of its row, as
 * in the paper's table 1: MobileNet V1 has 28 rows that count.
 *
 * @param name         short, for people; from the model's own names
 * @param output       what the model calls the layer's result, its activation included: the node of a TensorFlow.js graph,
 *                     the layer of a Keras model, the tensor's number of a {@code .tflite} file
 * @param kind         what it computes
 * @param activation   the function that follows, in Keras' words such as {@code relu6}; empty for none
 * @param inputs       rows that it reads, each lower than its own; {@link #PICTURE} for the model's input
 * @param in           shape of its first input
 * @param out          shape of what it gives
 * @param window       kernel, stride and dilation; null where it has none
 * @param parameters   weights, as the paper counts: without biases and batch normalisation
 * @param extras       biases, and the factors, shifts and statistics of batch normalisation
 * @param multiplyAdds for one picture, as the paper counts: of convolutions and fully connected layers, without biases,
 *                     batch normalisation and activations
 * @param averaged     whether it comes after an average over the whole picture, and so has the same cost at each size
 */
public record Layer(String name, String output, LayerKind kind, String activation, List<Integer> inputs, Shape in, Shape out,
                    Window window, double parameters, double extras, double multiplyAdds, boolean averaged) {
    /** Stands for the model's input among {@link #inputs}. */
    public static final int PICTURE = -1;
}
