package dev.glance.decide;

/**
 * The answer for a picture that follows others.
 *
 * @param predictions for it and those before, see {@link Smoothing}
 * @param memory      what is remembered of them, for the next one
 */
public record Smoothed(Predictions predictions, float[] memory) {
}
