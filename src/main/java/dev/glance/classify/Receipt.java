package dev.glance.classify;

import java.util.List;

/**
 * Where an answer comes from: enough to repeat it and to judge it.
 *
 * @param modelId      catalog id of the model, or the address of a custom one
 * @param modelSha256  SHA-256 of the model file as 64 hex digits; empty for a custom model
 * @param backend      the TensorFlow.js backend that computed, such as {@code wasm}
 * @param crop         the crop mode's word, such as {@code square}
 * @param width        natural width of the picture in pixels, upright
 * @param height       natural height of the picture in pixels, upright
 * @param preprocessMs milliseconds from the decoded picture to the input tensor
 * @param inferenceMs  milliseconds from the input tensor to the probabilities
 * @param dropped      backends that were tried and given up, each as "name: why", in the order tried
 */
public record Receipt(String modelId, String modelSha256, String backend, String crop, int width, int height,
                      double preprocessMs, double inferenceMs, List<String> dropped) {
}
