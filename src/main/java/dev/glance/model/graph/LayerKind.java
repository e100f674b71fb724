package dev.glance.model.graph;

/** What a layer computes. */
public enum LayerKind {
    /** A convolution over space and all channels (of its group) at once. */
    STANDARD,
    /** A convolution of each channel by itself: the first half of a depthwise separable one. */
    DEPTHWISE,
    /** A convolution by 1×1, which only combines channels: the second half. */
    POINTWISE,
    /**
     * Each output from all inputs. A convolution by 1×1 after the picture has been averaged is one too, whatever the file
     * calls it.
     */
    FULLY_CONNECTED,
    /** Mean or maximum over a window. */
    POOLING,
    /** A sum, as at the end of a residual block. */
    ADDITION,
    /** A product, as of channels and their weights in a squeeze-and-excite block. */
    MULTIPLICATION,
    /** Channels side by side. */
    CONCATENATION,
    /** A function of each value, or a softmax, that follows no layer which could have it as its own. */
    ACTIVATION,
    /** A batch normalisation, or a factor and a shift, that follows no convolution. */
    NORMALIZATION,
    /** Zeros around. */
    PADDING,
    /** Other dimensions, the same values. */
    RESHAPE,
    /** Anything else; it counts as nothing. */
    OTHER;

    /** Whether it has weights that are multiplied, which is what the paper counts. */
    public boolean isCounted() {
        return this == STANDARD || this == DEPTHWISE || this == POINTWISE || this == FULLY_CONNECTED;
    }
}
