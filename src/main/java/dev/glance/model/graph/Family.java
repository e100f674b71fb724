package dev.glance.model.graph;

/** A known network, told by its depthwise separable convolutions: how many there are, and how wide. */
public enum Family {
    /** Howard et al. 2017, table 1. */
    MOBILENET_V1(32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024),
    /** Sandler et al. 2018, table 2. */
    MOBILENET_V2(32, 16, 24, 24, 32, 32, 32, 64, 64, 64, 64, 96, 96, 96, 160, 160, 160, 320),
    /** Howard et al. 2019 (arXiv:1905.02244), table 1. */
    MOBILENET_V3_LARGE(16, 16, 24, 24, 40, 40, 40, 80, 80, 80, 80, 112, 112, 160, 160, 160),
    /** Howard et al. 2019, table 2. */
    MOBILENET_V3_SMALL(16, 16, 24, 24, 40, 40, 40, 48, 48, 96, 96, 96),
    /** Tan and Le 2019 (arXiv:1905.11946), table 1; Lite is without squeeze and excite. */
    EFFICIENTNET_LITE0(32, 16, 24, 24, 40, 40, 80, 80, 80, 112, 112, 112, 192, 192, 192, 192, 320),
    /** No network that is known here, or one of another width. */
    OTHER(0);

    private final int stem;
    private final int[] widths;

    Family(int stem, int... widths) {
        this.stem = stem;
        this.widths = widths;
    }

    /** Channels after the first convolution at width multiplier 1. */
    int stem() {
        return stem;
    }

    /** Channels after each depthwise separable convolution at width multiplier 1. */
    int[] widths() {
        return widths;
    }
}
