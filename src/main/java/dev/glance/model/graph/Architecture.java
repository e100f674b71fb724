package dev.glance.model.graph;

import java.util.List;

/**
 * Which network it is.
 *
 * @param family  the network
 * @param alpha   width multiplier (Howard et al. 2017, section 3.3); 0 for {@link Family#OTHER}
 * @param side    height of the input in pixels
 */
public record Architecture(Family family, double alpha, int side) {
    /** Side of the input at resolution multiplier 1. */
    public static final int FULL_SIDE = 224;

    private static final double[] ALPHAS = {1, 0.75, 0.5, 0.25, 0.35, 1.3, 1.4};
    private static final int STEP = 8;

    /** Resolution multiplier (section 3.4): side of the input to 224. */
    public double rho() {
        return (double) side / FULL_SIDE;
    }

    /** Recognises a network. */
    static Architecture of(Shape input, List<Layer> layers, List<SeparablePair> pairs) {
        int[] widths = new int[pairs.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = layers.get(pairs.get(i).pointwise()).out().channels();
        }
        int stem = 0;
        boolean gated = false;
        for (Layer layer : layers) {
            if (stem == 0 && layer.kind() == LayerKind.STANDARD) {
                stem = layer.out().channels();
            }
            gated |= layer.kind() == LayerKind.MULTIPLICATION;
        }
        for (Family family : Family.values()) {
            for (double alpha : ALPHAS) {
                if (matches(family, alpha, stem, widths) && !(gated && family == Family.EFFICIENTNET_LITE0)) {
                    return new Architecture(family, alpha, input.height());
                }
            }
        }
        return new Architecture(Family.OTHER, 0, input.height());
    }

    private static boolean matches(Family family, double alpha, int stem, int[] widths) {
        int[] full = family.widths();
        boolean matches = full.length > 0 && full.length == widths.length;
        for (int i = 0; matches && i < full.length; i++) {
            matches = isScaled(full[i], alpha, widths[i]);
        }
        // The V3 and EfficientNet-Lite in use keep the first convolution as it is.
        return matches && (isScaled(family.stem(), alpha, stem) || stem == family.stem());
    }

    /** Whether one width is another, scaled and rounded the one way or the other: down, or to a multiple of 8. */
    private static boolean isScaled(int full, double alpha, int width) {
        double exact = full * alpha;
        int even = Math.max(STEP, (int) (exact + STEP / 2) / STEP * STEP);
        // What is more than a tenth too narrow is rounded up.
        return width == (int) exact || width == (even < 0.9 * exact ? even + STEP : even);
    }
}
