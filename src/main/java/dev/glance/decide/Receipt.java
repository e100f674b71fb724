package dev.glance.decide;

import java.util.List;

/**
 * Where an answer comes from: enough to repeat it and to judge it.
 *
 * @param modelId      catalog id of the model; {@code mine-} and a part of its hash for one that was brought or is at an address
 * @param modelSha256  SHA-256 of the model file as 64 hex digits; empty for one that TensorFlow.js was handed over
 * @param backend      what computed: a backend of TensorFlow.js such as {@code wasm}, or {@code litert}
 * @param thread       where it computed: {@code worker} or {@code page}
 * @param threads      how many threads computed it, at least 1
 * @param crop         the crop mode's word, such as {@code square}
 * @param width        natural width of the picture in pixels, upright
 * @param height       natural height of the picture in pixels, upright
 * @param incomplete   whether the end of the picture's file is missing, so that only a part of it was seen
 * @param views        how many looks at the picture it rests on
 * @param preprocessMs milliseconds from the picture to the pixels that the model sees, decoding of a file
 *                     included
 * @param inferenceMs  milliseconds from those pixels to the logits
 * @param dropped      what was tried and given up, backends and several threads, each as "name: why", in the order tried
 */
public record Receipt(String modelId, String modelSha256, String backend, String thread, int threads, String crop,
                      int width, int height, boolean incomplete, int views, double preprocessMs, double inferenceMs, List<String> dropped) {
}
