package dev.glance.decide;

import java.util.List;

/**
 * The answer for one picture: the top k classes, most probable first, and the receipt.
 */
public record Predictions(List<Prediction> top, Receipt receipt) {
}
