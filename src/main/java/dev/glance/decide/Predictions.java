package dev.glance.decide;

import java.util.List;

/**
 * The answer for one picture.
 *
 * @param top     the top k classes, most probable first
 * @param verdict what can be said of the picture
 * @param receipt where the answer comes from
 */
public record Predictions(List<Prediction> top, Verdict verdict, Receipt receipt) {
}
