package dev.glance.model.graph;

import static dev.glance.model.graph.Tables.assertRefused;
import static dev.glance.model.graph.Tables.assertRows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.model.TinyFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TfliteLayersTest {
    private static final int ADD = 0;
    private static final int AVERAGE_POOL = 1;
    private static final int CONCATENATION = 2;
    private static final int CONV = 3;
    private static final int DEPTHWISE = 4;
    private static final int DEQUANTIZE = 6;
    private static final int FULLY_CONNECTED = 9;
    private static final int MAX_POOL = 17;
    private static final int MUL = 18;
    private static final int RELU6 = 21;
    private static final int RESHAPE = 22;
    private static final int PAD = 34;
    private static final int MEAN = 40;
    private static final int SUB = 41;
    private static final int SQUEEZE = 43;
    private static final int QUANTIZE = 114;
    private static final int[] NONE = {};

    private final TinyFile file = new TinyFile();
    private int image;

    @BeforeEach
    void picture() {
        image = file.tensor(1, 8, 6, 4);
    }

    private LayerTable read() {
        return Layers.ofTflite(file.bytes(), 0);
    }

    private LayerTable read(int size) {
        return Layers.ofTflite(file.bytes(), size);
    }

    private int conv(int[] options, int x, int out, int... filter) {
        return file.operator(CONV, options, out, x, file.weights(filter), file.ints(1));
    }

    /** A 1×1 convolution of the picture to two channels. */
    private int point() {
        return conv(new int[] {1, 1, 2, 1}, image, file.tensor(1, 8, 6, 2), 2, 1, 1, 4);
    }

    @Test
    void convolutions() {
        int x = conv(new int[] {0, 0, 1, 1, 2, 2, 3, 3}, image, file.named("a/b", file.tensor(1, 4, 6, 5)), 5, 3, 2, 4);
        x = file.operator(DEPTHWISE, new int[] {0, 1, 1, 2, 2, 1, 4, 1, 5, 2, 6, 1}, file.tensor(1, 4, 2, 10), x,
                file.weights(1, 1, 3, 10));
        conv(new int[] {0, 1, 1, 1, 2, 1, 4, 1, 5, 3}, x, file.tensor(1, 1, 2, 7), 7, 2, 1, 10);
        assertRows(read(), "a/b STANDARD+relu6 [-1] 8x6x4->4x6x5 k3x2 s2x1 d1x1 p120 x5 m2880",
                "4 DEPTHWISE+relu [0] 4x6x5->4x1x10 k1x3 s1x2 d1x2 p30 x0 m120",
                "6 STANDARD [1] 4x1x10->1x1x7 k2x1 s1x1 d3x1 p140 x7 m140");
        assertEquals("1", read().layers().get(0).output());
    }

    @Test
    void aClassifier() {
        int x = file.operator(MEAN, new int[] {0, 1}, file.tensor(1, 1, 1, 4), image, file.ints(1, 2));
        x = conv(new int[] {1, 1, 2, 1}, x, file.tensor(1, 1, 1, 5), 5, 1, 1, 4);
        x = file.operator(SQUEEZE, NONE, file.tensor(1, 5), x);
        x = file.operator(FULLY_CONNECTED, new int[] {0, 1}, file.tensor(1, 3), x, file.weights(3, 5), file.ints(1, 2, 3));
        file.operator(25, NONE, file.tensor(1, 3), x);
        LayerTable table = read();
        assertRows(table, "1 POOLING [-1] 8x6x4->1x1x4 k8x6 s1x1 d1x1 p0 x0 m0",
                "3 FULLY_CONNECTED [0] 1x1x4->1x1x5 k1x1 s1x1 d1x1 p20 x5 m20",
                "7 FULLY_CONNECTED+relu [1] 1x1x5->1x1x3 p15 x3 m15", "10 ACTIVATION+softmax [2] 1x1x3->1x1x3 p0 x0 m0");
    }

    @Test
    void aFullyConnectedLayerMayReadThePicture() {
        file.operator(FULLY_CONNECTED, NONE, file.tensor(1, 3), image, file.weights(3, 192));
        assertRows(read(), "1 FULLY_CONNECTED [-1] 1x1x192->1x1x3 p576 x0 m576");
    }

    @ParameterizedTest
    @CsvSource({"0, ADDITION", "18, MULTIPLICATION", "41, OTHER", "42, OTHER"})
    void twoBecomeOne(int code, LayerKind kind) {
        int a = point();
        int b = point();
        file.operator(code, new int[] {0, 1}, file.tensor(1, 8, 6, 2), a, b);
        LayerTable table = read();
        assertEquals(kind, table.layers().get(2).kind());
        if (kind == LayerKind.ADDITION) {
            assertEquals(3, table.layers().size());
            assertEquals("relu", table.layers().get(2).activation());
        } else {
            assertEquals("relu", Tables.last(table).activation());
            assertEquals(4, table.layers().size());
        }
    }

    @Test
    void channelsSideBySide() {
        file.operator(CONCATENATION, new int[] {0, 3, 1, 0}, file.tensor(1, 8, 6, 6), point(), image);
        assertEquals("1 CONCATENATION [0, -1] 8x6x2->8x6x6 p0 x0 m0", Tables.row(Tables.last(read())));
        file.operator(CONCATENATION, NONE, file.tensor(1, 8, 6, 6), image, file.operator(MEAN, NONE, file.tensor(1, 4),
                image, file.ints(1, 2)));
        assertRefused("of different shapes", this::read);
    }

    /** Factors, shifts and biases that stand alone. */
    @Test
    void constantsBelongToWhatTheyFollow() {
        int x = file.operator(MUL, NONE, file.tensor(1, 8, 6, 2), point(), file.weights(1, 1, 1, 2));
        x = file.operator(ADD, new int[] {0, 3}, file.tensor(1, 8, 6, 2), file.weights(2), x);
        file.operator(SUB, NONE, file.tensor(1, 8, 6, 2), x, file.weights(2));
        assertRows(read(), "2 POINTWISE+relu6 [-1] 8x6x4->8x6x2 k1x1 s1x1 d1x1 p8 x6 m384",
                "8 NORMALIZATION [0] 8x6x2->8x6x2 p0 x2 m0");
        assertEquals("6", read().layers().get(0).output());
    }

    /** x·relu6(x + 3)/6, written out. */
    @Test
    void aHardSwishInPartsIsOne() {
        int x = point();
        int shifted = file.operator(ADD, new int[] {0, 3}, file.tensor(1, 8, 6, 2), x, file.weights());
        int factor = file.operator(MUL, NONE, file.tensor(1, 8, 6, 2), shifted, file.weights(1));
        file.operator(MUL, NONE, file.tensor(1, 8, 6, 2), x, factor);
        assertRows(read(), "1 POINTWISE+hard_swish [-1] 8x6x4->8x6x2 k1x1 s1x1 d1x1 p8 x2 m384");
        assertTrue(read().layers().get(0).output().equals("8"), read().layers().get(0).output());
        file.operator(MUL, NONE, file.tensor(1, 8, 6, 2), x, file.operator(14, NONE, file.tensor(1, 8, 6, 2), x));
        assertEquals("10 ACTIVATION+sigmoid [0] 8x6x2->8x6x2 p0 x0 m0", Tables.row(read().layers().get(1)));
    }

    @Test
    void aSwishInPartsIsOne() {
        int x = point();
        file.operator(MUL, NONE, file.tensor(1, 8, 6, 2), x, file.operator(14, NONE, file.tensor(1, 8, 6, 2), x));
        assertRows(read(), "1 POINTWISE+swish [-1] 8x6x4->8x6x2 k1x1 s1x1 d1x1 p8 x2 m384");
        file.operator(MUL, NONE, file.tensor(1, 8, 6, 2), x, x);
        assertEquals("swish", Tables.last(read()).activation());
    }

    @ParameterizedTest
    @CsvSource({"19, relu", "20, relu_n1_to_1", "21, relu6", "14, sigmoid", "28, tanh", "54, prelu", "98, leaky_relu",
            "117, hard_swish"})
    void activations(int code, String word) {
        file.operator(code, NONE, file.tensor(1, 8, 6, 4), image);
        assertRows(read(), "1 ACTIVATION+" + word + " [-1] 8x6x4->8x6x4 p0 x0 m0");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, +relu", "2, +relu_n1_to_1", "3, +relu6", "4, +tanh"})
    void activationsThatAreOptions(int option, String word) {
        conv(new int[] {1, 1, 2, 1, 3, option}, image, file.tensor(1, 8, 6, 2), 2, 1, 1, 4);
        assertRows(read(), "1 POINTWISE" + word + " [-1] 8x6x4->8x6x2 k1x1 s1x1 d1x1 p8 x2 m384");
        conv(new int[] {1, 1, 2, 1, 3, 5}, image, file.tensor(1, 8, 6, 2), 2, 1, 1, 4);
        assertRefused("an activation that is not known", this::read);
    }

    @Test
    void poolings() {
        int x = file.operator(MAX_POOL, new int[] {0, 0, 1, 1, 2, 2, 3, 3, 4, 2}, file.tensor(1, 4, 6, 4), image);
        x = file.operator(AVERAGE_POOL, new int[] {0, 1, 1, 2, 2, 1, 3, 3, 4, 2, 5, 1}, file.tensor(1, 3, 2, 4), x);
        file.operator(MEAN, NONE, file.tensor(1, 1, 2, 4), x, file.ints(1));
        assertRows(read(), "1 POOLING [-1] 8x6x4->4x6x4 k2x3 s2x1 d1x1 p0 x0 m0",
                "2 POOLING [0] 4x6x4->3x2x4 k2x3 s1x2 d1x1 p0 x0 m0",
                "2 ACTIVATION+relu [1] 3x2x4->3x2x4 p0 x0 m0", "3 OTHER [2] 3x2x4->1x2x4 p0 x0 m0");
    }

    @Test
    void onlyAMeanOverHeightAndWidthIsAPooling() {
        int[][] axes = {{1, 3}, {0, 3}, {-1, 4}, {1}, {1, 2, 3}};
        for (int[] some : axes) {
            file.operator(MEAN, NONE, file.tensor(1, 8), image, file.ints(some));
            assertEquals(LayerKind.OTHER, Tables.last(read()).kind());
        }
        file.operator(MEAN, NONE, file.tensor(1, 4), image, file.ints(2, 1));
        assertEquals(LayerKind.POOLING, Tables.last(read()).kind());
    }

    @Test
    void paddings() {
        file.operator(PAD, NONE, file.tensor(1, 11, 13, 4), image, file.ints(0, 0, 1, 2, 3, 4, 0, 0));
        assertRows(read(), "1 PADDING [-1] 8x6x4->11x13x4 p0 x0 m0");
        int[][] others = {{0, 0, 1, 2, 3, 4, 0, 1}, {0, 0, 1, 2, 3, 4, 1, 0}, {0, 1, 1, 2, 3, 4, 0, 0}, {1, 0, 1, 2, 3, 4,
                0, 0}, {1, 2}};
        for (int[] other : others) {
            file.operator(PAD, NONE, file.tensor(1, 11, 13, 5), image, file.ints(other));
            assertEquals(LayerKind.OTHER, Tables.last(read()).kind());
        }
    }

    @Test
    void whatIsLeftOutOrConstantHasNoRow() {
        int filter = file.operator(DEQUANTIZE, NONE, file.tensor(2, 1, 1, 4), file.weights(2, 1, 1, 4));
        int x = file.operator(QUANTIZE, NONE, file.tensor(1, 8, 6, 4), image);
        x = file.operator(CONV, new int[] {1, 1, 2, 1}, file.tensor(1, 8, 6, 2), x, filter, -1);
        file.operator(DEQUANTIZE, NONE, file.tensor(1, 8, 6, 2), x);
        assertRows(read(), "4 POINTWISE [-1] 8x6x4->8x6x2 k1x1 s1x1 d1x1 p8 x0 m384");
    }

    @Test
    void reshapes() {
        int x = file.operator(RESHAPE, NONE, file.tensor(1, 4, 12, 4), image);
        x = file.operator(RESHAPE, NONE, file.tensor(1, 192), x);
        file.operator(RESHAPE, NONE, file.tensor(192), x);
        assertRows(read(), "1 RESHAPE [-1] 8x6x4->4x12x4 p0 x0 m0", "2 RESHAPE [0] 4x12x4->1x1x192 p0 x0 m0");
        file.operator(RESHAPE, NONE, file.tensor(1, 191), x);
        assertRefused("another number of values", this::read);
    }

    @Test
    void whatIsNotKnownHasTheShapeThatTheFileSays() {
        file.operator(97, NONE, file.tensor(1, 16, 12, 4), image);
        assertRows(read(), "1 OTHER [-1] 8x6x4->16x12x4 p0 x0 m0");
        assertRefused("of operator number 97 only", () -> read(16));
    }

    @Test
    void atAnotherSizeThePoolingIsOverAllThatIsThere() {
        int x = conv(new int[] {0, 0, 1, 2, 2, 2}, image, file.tensor(1, 4, 3, 2), 2, 1, 1, 4);
        x = file.operator(AVERAGE_POOL, new int[] {0, 1, 1, 1, 2, 1, 3, 3, 4, 4}, file.tensor(1, 1, 1, 2), x);
        file.operator(RESHAPE, NONE, file.tensor(1, 2), x);
        assertRows(read(20), "1 POINTWISE [-1] 20x20x4->10x10x2 k1x1 s2x2 d1x1 p8 x2 m800",
                "4 POOLING [0] 10x10x2->1x1x2 k10x10 s1x1 d1x1 p0 x0 m0");
        file.operator(AVERAGE_POOL, new int[] {0, 0, 1, 1, 2, 1, 3, 6, 4, 8}, file.tensor(1, 8, 6, 4), image);
        file.operator(AVERAGE_POOL, new int[] {0, 1, 1, 1, 2, 1, 3, 5, 4, 8}, file.tensor(1, 1, 2, 4), image);
        file.operator(AVERAGE_POOL, new int[] {0, 1, 1, 1, 2, 1, 3, 6, 4, 7}, file.tensor(1, 2, 1, 4), image);
        LayerTable table = read(20);
        assertEquals(new Shape(20, 20, 4), table.layers().get(2).out());
        assertEquals(new Shape(13, 16, 4), table.layers().get(3).out());
        assertEquals(new Shape(14, 15, 4), table.layers().get(4).out());
    }

    @Test
    void atAnotherSizeARowIsLonger() {
        file.operator(RESHAPE, NONE, file.tensor(1, 192), image);
        assertRows(read(10), "1 RESHAPE [-1] 10x10x4->1x1x400 p0 x0 m0");
        file.operator(RESHAPE, NONE, file.tensor(1, 8, 24), image);
        assertRefused("another number of values", () -> read(10));
    }

    @Test
    void theInputIsOnePicture() {
        TinyFile row = new TinyFile();
        row.operator(RELU6, NONE, row.tensor(1, 5), row.tensor(1, 5));
        assertRefused("its input is not one picture", () -> Layers.ofTflite(row.bytes(), 0));
        file.operator(QUANTIZE, NONE, file.tensor(1, 8, 6, 4), image);
        assertRefused("it has no layers", this::read);
        assertRefused("empty or far too large", () -> read(-1));
    }

    @Test
    void whatFitsNotTogetherIsRefused() {
        int[] stride = {1, 1, 2, 1};
        Object[][] cases = {{CONV, stride, "a filter does not fit", new int[] {2, 1, 1, 3}}, {CONV, stride,
                "a filter does not fit", new int[] {2, 1, 4}},
            {CONV, stride, "a filter does not fit", new int[] {3, 1, 1, 2}}, {DEPTHWISE, stride,
                    "a depthwise filter does not fit", new int[] {1, 1, 1, 6}},
            {DEPTHWISE, stride, "a filter does not fit", new int[] {1, 4}}, {CONV, NONE, "out of range", new int[] {2, 1, 1,
                    4}},
            {FULLY_CONNECTED, NONE, "a classifier does not fit", new int[] {2, 191}}, {FULLY_CONNECTED, NONE,
                    "a filter does not fit", new int[] {2, 1, 191}}};
        for (Object[] row : cases) {
            TinyFile own = new TinyFile();
            int x = own.tensor(1, 8, 6, 4);
            own.operator((int) row[0], (int[]) row[1], own.tensor(1, 1), x, own.weights((int[]) row[3]));
            assertRefused((String) row[2], () -> Layers.ofTflite(own.bytes(), 0));
        }
        file.operator(CONV, stride, file.tensor(1, 1), image, image);
        assertRefused("a filter does not fit", this::read);
    }

    @Test
    void operatorsReadWhatIsThere() {
        int later = file.tensor(1, 8, 6, 4);
        file.operator(RELU6, NONE, file.tensor(1, 8, 6, 4), later);
        assertRefused("that none before it computes", this::read);
    }

    @Test
    void operatorsWriteOneTensorEach() {
        int x = file.operator(RELU6, NONE, file.tensor(1, 8, 6, 4), image);
        file.operator(RELU6, NONE, x, image);
        assertRefused("two operators write one tensor", this::read);
    }

    @Test
    void aConstantIsNotWritten() {
        file.operator(RELU6, NONE, file.weights(1, 8, 6, 4), image);
        assertRefused("two operators write one tensor", this::read);
    }

    @Test
    void anOperatorHasItsInputs() {
        file.operator(CONV, new int[] {1, 1, 2, 1}, file.tensor(1, 8, 6, 4), image);
        assertRefused("an operator lacks an input", this::read);
    }

    @Test
    void anOperatorHasItsFirstInput() {
        file.operator(RELU6, NONE, file.tensor(1, 8, 6, 4), -1, image);
        assertRefused("an operator lacks an input", this::read);
    }
}
