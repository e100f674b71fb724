package dev.glance.page;

/** How often the catalog's models are right, by test. Figures of different tests cannot be compared. */
enum Accuracy {
    /** The 1,000 pictures of the NIPS 2017 competition, largest square: models/glance_mobilenet_v2_1.0_224/README.md, column B. */
    MEASURED("glance_mobilenet_v2_1.0_224", 0.868, "mobilenet_v2_1.0_224_quant", 0.864, "tf2_mobilenet_v2_1.0_224_ptq", 0.831),
    /** The 50,000 of ILSVRC 2012: https://www.tensorflow.org/lite/guide/hosted_models. */
    PUBLISHED("mobilenet_v1_0.25_128_quant", 0.395, "mobilenet_v1_0.5_160_quant", 0.572, "mobilenet_v1_0.75_192_quant", 0.661,
            "mobilenet_v2_1.0_224_quant", 0.708);

    private final Object[] known;

    Accuracy(Object... known) {
        this.known = known;
    }

    /**
     * The part of the first answers that are right.
     *
     * @param id of the catalog
     * @return {@link PlotLayout#UNKNOWN} where it is not known
     */
    double of(String id) {
        for (int i = 0; i < known.length; i += 2) {
            if (known[i].equals(id)) {
                return (Double) known[i + 1];
            }
        }
        return PlotLayout.UNKNOWN;
    }
}
