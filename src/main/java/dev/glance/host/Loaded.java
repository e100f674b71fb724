package dev.glance.host;

import java.util.ArrayList;
import java.util.List;

/**
 * A model that is ready to classify.
 *
 * @param modelId     catalog id
 * @param modelName   a name for people, such as "MobileNet V2 1.0, 224 px"
 * @param modelSha256 SHA-256 of the model file as 64 hex digits
 * @param backend     the backend that passed the self-check
 * @param threads     how many threads compute one picture
 * @param dropped     what was tried and given up, each as "name: why", in the order tried: backends, several threads, and the
 *                    worker where the page has to compute itself
 * @param classes     how many classes the model tells apart
 * @param inputSize   side of the model's input in pixels
 * @param thread      {@code worker} or {@code page}
 * @param anySize     whether the engine can compute at other sizes than {@code inputSize}, without compiling anything for that
 * @param severalLooks whether it is known that looking more than once helps where one look is not sure
 * @param crop      which part of a picture it sees where nobody asks for another, see {@link dev.glance.image.Crop#of}
 * @param loadMs      milliseconds from the request to now
 */
public record Loaded(String modelId, String modelName, String modelSha256, String backend, int threads,
                     List<String> dropped, int classes, int inputSize, String thread, boolean anySize, boolean severalLooks,
                     String crop, double loadMs) {
    /** As this one, after so many milliseconds. */
    Loaded after(double milliseconds) {
        return new Loaded(modelId, modelName, modelSha256, backend, threads, dropped, classes, inputSize, thread, anySize,
                severalLooks, crop, milliseconds);
    }

    /** As this one, with something more given up. */
    Loaded without(String reason) {
        List<String> all = new ArrayList<>(dropped);
        all.add(reason);
        return new Loaded(modelId, modelName, modelSha256, backend, threads, all, classes, inputSize, thread, anySize,
                severalLooks, crop, loadMs);
    }
}
