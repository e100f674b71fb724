package dev.glance.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of the papers: Howard et al. 2017 (arXiv:1704.04861), Sandler et al. 2018 (arXiv:1801.04381). */
class PaperTest {
    private static final double MILLION = 1e6;

    private static LayerTable table(Json model) {
        return Layers.ofTensorFlowJs(model, new byte[0], 0);
    }

    private static LayerTable v1() {
        return table(Networks.v1(1, 224, 1000));
    }

    /** Tables 6 and 7, which cut off and do not always round: 290.7 is 290 there. */
    @ParameterizedTest
    @CsvSource({"1, 224, 569, 4.2", "0.75, 224, 325, 2.6", "0.5, 224, 149, 1.3", "0.25, 224, 41, 0.5", "1, 192, 418, 4.2",
        "1, 160, 290, 4.2", "1, 128, 186, 4.2"})
    void v1CostsWhatItsPaperSays(double alpha, int side, double millionMultiplyAdds, double millionParameters) {
        LayerTable table = table(Networks.v1(alpha, side, 1000));
        assertEquals(millionMultiplyAdds, table.multiplyAdds() / MILLION, 0.7);
        assertEquals(millionParameters, table.parameters() / MILLION, 0.05);
        assertEquals(new Architecture(Family.MOBILENET_V1, alpha, side), table.architecture());
        assertEquals(side / 224.0, table.architecture().rho());
        // The same by asking the model at its own size to be another.
        assertEquals(table.multiplyAdds(), Layers.ofTensorFlowJs(Networks.v1(alpha, 224, 1000), new byte[0],
                side).multiplyAdds());
    }

    @Test
    void v1IsExact() {
        LayerTable table = v1();
        assertEquals(568_740_352, table.multiplyAdds());
        assertEquals(4_209_088, table.parameters());
        assertEquals(4 * 10_944 + 1000, table.extras());
        assertEquals(new Shape(224, 224, 3), table.input());
    }

    /** Table 4 of the paper on V2: 300 million, 3.4 million. It is 3.47 million: they are cut off there, not rounded. */
    @Test
    void v2CostsWhatItsPaperSays() {
        LayerTable table = table(Networks.v2(1, 224, 1000));
        assertEquals(300, table.multiplyAdds() / MILLION, 1);
        assertEquals(3.4, Math.floor(table.parameters() / MILLION * 10) / 10);
        assertEquals(300_774_272, table.multiplyAdds());
        assertEquals(3_469_760, table.parameters());
        assertEquals(new Architecture(Family.MOBILENET_V2, 1, 224), table.architecture());
    }

    /**
     * Table 2. It has 1.19 % for the multiply-adds of the standard convolution, a slip for 1.91: only so does its column add
     * up to 100 %.
     */
    @Test
    void theSharesAreThoseOfThePaper() {
        LayerTable table = v1();
        Object[][] rows = {{LayerKind.POINTWISE, 94.86, 74.59}, {LayerKind.DEPTHWISE, 3.06, 1.06}, {LayerKind.STANDARD,
                1.91, 0.02},
            {LayerKind.FULLY_CONNECTED, 0.18, 24.33}, {LayerKind.POOLING, 0.0, 0.0}};
        for (Object[] row : rows) {
            LayerKind kind = (LayerKind) row[0];
            assertEquals((double) row[1], 100 * table.multiplyAddShare(kind), 0.005, kind.name());
            assertEquals((double) row[2], 100 * table.parameterShare(kind), 0.011, kind.name());
        }
        double sum = 0;
        for (LayerKind kind : LayerKind.values()) {
            sum += table.multiplyAddShare(kind);
        }
        assertEquals(1, sum, 1e-12);
    }

    /** Table 4: 4,866 million and 29.3 million. The paper's first figure leaves the million of the classifier out. */
    @Test
    void withStandardConvolutionsItCostsWhatThePaperSays() {
        LayerTable table = v1();
        assertEquals(4866, table.standardMultiplyAdds() / MILLION - 1.024, 0.5);
        assertEquals(29.3, table.standardParameters() / MILLION, 0.05);
        assertEquals(13, table.pairs().size());
    }

    /** Eq. 2 to 6. */
    @Test
    void eachPairIsAsTheEquationsSay() {
        LayerTable table = v1();
        int at = 1;
        for (SeparablePair pair : table.pairs()) {
            assertEquals(at, pair.depthwise());
            assertEquals(at + 1, pair.pointwise());
            at += 2;
            Layer pointwise = table.layers().get(pair.pointwise());
            double m = pointwise.in().channels();
            double n = pointwise.out().channels();
            double area = pointwise.out().height() * pointwise.out().width();
            assertEquals(9 * m * area + m * n * area, pair.multiplyAdds());
            assertEquals(9 * m + m * n, pair.parameters());
            assertEquals(9 * m * n * area, pair.standardMultiplyAdds());
            assertEquals(9 * m * n, pair.standardParameters());
            assertEquals(1 / n + 1.0 / 9, pair.ratio(), 1e-12);
        }
    }

    /** Table 1: 28 layers that count, the pooling and the softmax. */
    @Test
    void v1HasTheRowsOfTable1() {
        List<Layer> layers = v1().layers();
        List<LayerKind> kinds = new ArrayList<>();
        for (Layer layer : layers) {
            kinds.add(layer.kind());
        }
        List<LayerKind> expected = new ArrayList<>(List.of(LayerKind.STANDARD));
        for (int i = 0; i < 13; i++) {
            expected.addAll(List.of(LayerKind.DEPTHWISE, LayerKind.POINTWISE));
        }
        expected.addAll(List.of(LayerKind.POOLING, LayerKind.FULLY_CONNECTED, LayerKind.ACTIVATION));
        assertEquals(expected, kinds);
        Layer depthwise = layers.get(3);
        assertEquals("conv_dw_2", depthwise.name());
        assertEquals("conv_dw_2_relu", depthwise.output());
        assertEquals("relu6", depthwise.activation());
        assertEquals(List.of(2), depthwise.inputs());
        assertEquals(new Shape(112, 112, 64), depthwise.in());
        assertEquals(new Shape(56, 56, 64), depthwise.out());
        assertEquals(new Window(3, 3, 2, 2, 1, 1), depthwise.window());
        assertEquals(576, depthwise.parameters());
        assertEquals(256, depthwise.extras());
        assertEquals(576 * 56 * 56, depthwise.multiplyAdds());
        Layer classifier = layers.get(28);
        assertEquals("conv_preds", classifier.name());
        assertEquals(1_024_000, classifier.multiplyAdds());
        assertEquals(1000, classifier.extras());
        assertEquals(new Shape(1, 1, 1000), classifier.out());
        assertEquals(List.of(Layer.PICTURE), layers.get(0).inputs());
        for (int i = 0; i < layers.size(); i++) {
            assertEquals(i >= 27, layers.get(i).averaged(), "row " + i);
        }
    }

    /** Eq. 7, which does not round; what is multiplied by 8 comes out exactly. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.75, 1", "0.5, 1", "0.25, 1", "1, 0.5714285714285714", "0.5, 0.7142857142857143"})
    void thinnerAndSmallerItCostsWhatThatNetworkCosts(double alpha, double rho) {
        LayerTable other = table(Networks.v1(alpha, (int) Math.round(224 * rho), 1000));
        assertEquals(other.multiplyAdds(), v1().multiplyAddsAt(alpha, rho), 1e-6);
        assertEquals(other.parameters(), v1().parametersAt(alpha), 1e-6);
    }

    @Test
    void widerItCostsMore() {
        LayerTable half = table(Networks.v1(0.5, 128, 1000));
        assertEquals(v1().multiplyAdds(), half.multiplyAddsAt(2, 1.75), 1e-6);
        LayerTable v2 = table(Networks.v2(1, 224, 1000));
        assertEquals(v2.multiplyAdds(), v2.multiplyAddsAt(1, 1));
        assertTrue(v2.multiplyAddsAt(1.4, 1) > 1.8 * v2.multiplyAdds());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.35, 0.5, 0.75, 1, 1.3, 1.4})
    void theWidthMultiplierIsRecognised(double alpha) {
        assertEquals(new Architecture(Family.MOBILENET_V1, alpha, 128), table(Networks.v1(alpha, 128, 5)).architecture());
        LayerTable v2 = table(Networks.v2(alpha, 96, 5));
        assertEquals(new Architecture(Family.MOBILENET_V2, alpha, 96), v2.architecture());
        assertEquals(17, v2.pairs().size());
        assertEquals(10, v2.layers().stream().filter(layer -> layer.kind() == LayerKind.ADDITION).count());
    }

    @Test
    void anotherWidthIsAnotherNetwork() {
        for (double alpha : new double[] {0.6, 0.9, 2}) {
            assertEquals(new Architecture(Family.OTHER, 0, 224), table(Networks.v1(alpha, 224, 5)).architecture());
            assertEquals(new Architecture(Family.OTHER, 0, 224), table(Networks.v2(alpha, 224, 5)).architecture());
        }
        // The first convolution alone, or the last block alone.
        int[][] v1 = blocks(3, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024);
        assertEquals(Family.MOBILENET_V1, table(Networks.blocks(32, 1, v1, false)).architecture().family());
        assertEquals(Family.OTHER, table(Networks.blocks(40, 1, v1, false)).architecture().family());
        v1[12][0] = 960;
        assertEquals(Family.OTHER, table(Networks.blocks(32, 1, v1, false)).architecture().family());
    }

    /** On a picture so small that the last layers see one pixel, these still are pointwise. */
    @Test
    void aPointwiseConvolutionOnOnePixelIsOne() {
        LayerTable small = table(Networks.v1(1, 32, 1000));
        assertEquals(13, small.pairs().size());
        assertEquals(1_024_000, small.multiplyAddShare(LayerKind.FULLY_CONNECTED) * small.multiplyAdds(), 1e-6);
        assertEquals(4_209_088, small.parameters());
    }

    private static int[][] blocks(int kernel, int... widths) {
        int[][] blocks = new int[widths.length][];
        for (int i = 0; i < widths.length; i++) {
            blocks[i] = new int[] {widths[i], kernel};
        }
        return blocks;
    }

    @Test
    void laterNetworksAreRecognised() {
        int[][] large = blocks(5, 16, 24, 24, 40, 40, 40, 80, 80, 80, 80, 112, 112, 160, 160, 160);
        int[][] small = blocks(5, 16, 24, 24, 40, 40, 40, 48, 48, 96, 96, 96);
        int[][] lite = blocks(5, 16, 24, 24, 40, 40, 80, 80, 80, 112, 112, 112, 192, 192, 192, 192, 320);
        LayerTable table = table(Networks.blocks(16, 1, large, true));
        assertEquals(new Architecture(Family.MOBILENET_V3_LARGE, 1, 224), table.architecture());
        assertEquals(15, table.pairs().size(), "squeeze and excite stands between the two halves");
        assertEquals(25.0 * 64, table.layers().get(table.pairs().get(0).depthwise()).parameters());
        assertEquals(new Architecture(Family.MOBILENET_V3_LARGE, 0.75, 224), table(Networks.blocks(16, 0.75, large,
                true)).architecture());
        assertEquals(new Architecture(Family.MOBILENET_V3_SMALL, 1, 224), table(Networks.blocks(16, 1, small,
                true)).architecture());
        assertEquals(new Architecture(Family.EFFICIENTNET_LITE0, 1, 224), table(Networks.blocks(32, 1, lite,
                false)).architecture());
        assertEquals(Family.OTHER, table(Networks.blocks(32, 1, lite, true)).architecture().family(), "B0 is not Lite");
    }

    /** What squeezes and excites is fully connected, and costs the same at each size. */
    @Test
    void squeezeAndExciteIsFullyConnected() {
        LayerTable table = table(Networks.blocks(16, 1, new int[][] {{16, 3}}, true));
        List<Layer> layers = table.layers();
        assertEquals(List.of(LayerKind.STANDARD, LayerKind.POINTWISE, LayerKind.DEPTHWISE, LayerKind.POOLING,
                LayerKind.FULLY_CONNECTED, LayerKind.FULLY_CONNECTED, LayerKind.MULTIPLICATION, LayerKind.POINTWISE,
                LayerKind.POINTWISE, LayerKind.POOLING, LayerKind.FULLY_CONNECTED),
                layers.stream().map(Layer::kind).collect(Collectors.toList()));
        assertEquals(List.of(2, 5), layers.get(6).inputs());
        assertTrue(layers.get(5).averaged());
        assertFalse(layers.get(6).averaged());
        double fixed = layers.get(4).multiplyAdds() + layers.get(5).multiplyAdds() + layers.get(10).multiplyAdds();
        assertEquals(fixed + 4 * (table.multiplyAdds() - fixed), table.multiplyAddsAt(1, 2), 1e-6);
        double last = layers.get(10).multiplyAdds();
        double squeezed = layers.get(4).multiplyAdds() + layers.get(5).multiplyAdds();
        double one = layers.get(0).multiplyAdds() + layers.get(2).multiplyAdds() + last;
        assertEquals(2 * one + 4 * (table.multiplyAdds() - one), table.multiplyAddsAt(2, 1), 1e-6);
        assertEquals(2 * 16 * 64 * 1.0, squeezed);
    }
}
