package dev.glance.model;

/**
 * What a model's numbers are worth, as measured for it. A property of the model, not of the code.
 *
 * @param temperature      divides the logits before softmax so that "80 %" is right in 80 of 100 cases (Guo et al., "On
 *                         Calibration of Modern Neural Networks", ICML 2017); 1 leaves them as they are
 * @param leastLogit       where the greatest logit, not divided, is less, the picture shows no thing that the model knows
 * @param leastCorrelation where neighbouring pixels correlate less (see {@code Texture}), it is noise or a drawing
 */
public record Calibration(double temperature, double leastLogit, double leastCorrelation) {
    /** Of a model for which nothing was measured. */
    public static final Calibration NONE = new Calibration(1, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
}
