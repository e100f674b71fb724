package dev.glance.decide;

import dev.glance.model.Label;

/**
 * One class of a model with its probability.
 *
 * @param index       the class number, 0-based, background class not counted; 0..999 for ImageNet models
 * @param label       the class's names
 * @param probability 0..1, after softmax over all classes
 */
public record Prediction(int index, Label label, double probability) {
}
