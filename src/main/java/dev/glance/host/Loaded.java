package dev.glance.host;

import java.util.List;

/**
 * A model that is ready to classify.
 *
 * @param modelId   catalog id
 * @param modelName a name for people, such as "MobileNet V2 1.0, 224 px"
 * @param backend   the backend that passed the self-check
 * @param dropped   backends that were tried and given up, each as "name: why", in the order tried
 * @param classes   how many classes the model tells apart
 * @param loadMs    milliseconds from the request to now
 */
public record Loaded(String modelId, String modelName, String backend, List<String> dropped, int classes,
                     double loadMs) {
}
