package dev.glance.model.graph;

/**
 * A depthwise convolution and the pointwise one that follows it: a depthwise separable convolution, beside the standard
 * convolution that it stands for.
 *
 * @param depthwise            row of the first half
 * @param pointwise            row of the second half
 * @param multiplyAdds         of both: D_K·D_K·M·D_F·D_F + M·N·D_F·D_F (Howard et al. 2017, eq. 5)
 * @param parameters           of both: D_K·D_K·M + M·N
 * @param standardMultiplyAdds of one standard convolution in their place: D_K·D_K·M·N·D_F·D_F (eq. 2)
 * @param standardParameters   of one standard convolution in their place: D_K·D_K·M·N
 */
public record SeparablePair(int depthwise, int pointwise, double multiplyAdds, double parameters,
                            double standardMultiplyAdds, double standardParameters) {
    /** The part of a standard convolution's work that is left: 1/N + 1/D_K² where M stays the same (eq. 6). */
    public double ratio() {
        return multiplyAdds / standardMultiplyAdds;
    }
}
