package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each operator of a {@code .tflite} file becomes, on networks of a few numbers. */
class GraphWriterTest {
    private static final int RELU_ACTIVATION = 1;
    private static final int RELU_N1_TO_1_ACTIVATION = 2;
    private static final int RELU6_ACTIVATION = 3;

    private final TinyModel tiny = new TinyModel();
    private final int image = tiny.tensor(1, 4, 4, 3);

    /** What the operator under test computes. */
    private int output;

    private Graph graph() {
        return new Graph(tiny.bytes());
    }

    private void assertRefused(String why) {
        assertRefused(tiny, why);
    }

    private static void assertRefused(TinyModel model, String why) {
        assertRefused(model, ErrorCode.MODEL_FORMAT, why);
    }

    /** What TensorFlow.js lacks. */
    private void assertLacking(String what) {
        assertRefused(tiny, ErrorCode.MODEL_OPERATION, what);
    }

    private static void assertRefused(TinyModel model, ErrorCode code, String why) {
        byte[] bytes = model.bytes();
        GlanceException e = assertThrows(GlanceException.class, () -> Tflite.read(bytes), why);
        assertEquals(code, e.code());
        assertTrue(e.what().contains(why), e.what());
    }

    /** A convolution of the picture with two filters of 1 x 1. */
    private Flat convolution() {
        Flat options = TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION);
        int filter = tiny.floats(new int[] {2, 1, 1, 3}, TinyModel.ramp(6));
        output = tiny.operator(TinyModel.CONV, options, tiny.tensor(1, 4, 4, 2), image, filter);
        return options;
    }

    private String node() {
        return GraphArtifacts.FEATURE_MAP;
    }

    // The whole.

    @Test
    void aGraphSaysWhatGoesInAndWhatComesOut() {
        tiny.classifier(image, 3, 5);
        Graph graph = graph();
        assertEquals(4, graph.artifacts.size());
        assertEquals(5, graph.artifacts.outputs());
        assertEquals(3, graph.artifacts.features());
        assertEquals("{\"inputs\":{\"image\":{\"name\":\"image:0\",\"dtype\":\"DT_FLOAT\",\"tensorShape\":{\"dim\":["
                + "{\"size\":\"-1\"},{\"size\":\"-1\"},{\"size\":\"-1\"},{\"size\":\"3\"}]}}},\"outputs\":{\"logits\":"
                + "{\"name\":\"logits:0\",\"dtype\":\"DT_FLOAT\",\"tensorShape\":{\"dim\":[{\"size\":\"-1\"},"
                + "{\"size\":\"5\"}]}}}}", graph.artifacts.signature());
        assertEquals("Placeholder()", graph.node("image"));
        assertEquals("dtype=DT_FLOAT shape=[-1,-1,-1,3]", graph.attributes("image"));
        assertEquals(List.of("features", "logits"), graph.computed());
    }

    @Test
    void theSoftmaxIsLeftOut() {
        int logits = tiny.classifier(image, 3, 5);
        tiny.operator(TinyModel.SOFTMAX, new Flat().with(0, 1f), tiny.tensor(1, 5), logits);
        assertEquals(List.of("features", "logits"), graph().computed());
        tiny.lastOperator().with(4, new Flat());
        assertEquals(List.of("features", "logits"), graph().computed());
        tiny.lastOperator().with(4, null);
        assertEquals(List.of("features", "logits"), graph().computed());
    }

    @Test
    void aSoftmaxWithATemperatureIsRefused() {
        int logits = tiny.classifier(image, 3, 5);
        tiny.operator(TinyModel.SOFTMAX, new Flat().with(0, 2f), tiny.tensor(1, 5), logits);
        assertRefused("its softmax has a temperature");
        assertThrows(GlanceException.class, () -> Tflite.program(tiny.bytes(), 0, 1));
        tiny.lastOperator().with(4, new Flat().with(0, Float.NaN));
        assertRefused("its softmax has a temperature");
    }

    @Test
    void aSoftmaxBeforeTheClassifierIsRefused() {
        int early = tiny.operator(TinyModel.SOFTMAX, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(early, 3, 5);
        assertLacking("operation number 25.");
    }

    @Test
    void whatFollowsTheLogitsIsLeftOut() {
        int logits = tiny.classifier(image, 3, 5);
        int quantised = tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(1, 5), logits);
        int softmax = tiny.operator(TinyModel.SOFTMAX, null, tiny.tensor(1, 5), quantised);
        tiny.operator(TinyModel.DEQUANTIZE, null, tiny.tensor(1, 5), softmax);
        tiny.operator(99, null, tiny.tensor(1, 5), softmax);
        tiny.graph().with(2, new int[] {softmax + 1});
        assertEquals(List.of("features", "logits"), graph().computed());
    }

    @Test
    void quantizeAndDequantizeComputeNothing() {
        int quantised = tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(1, 4, 4, 3), image);
        int pixels = tiny.operator(TinyModel.DEQUANTIZE, null, tiny.tensor(1, 4, 4, 3), quantised);
        tiny.classifier(pixels, 3, 5);
        Graph graph = graph();
        assertEquals(List.of("features", "logits"), graph.computed());
        assertEquals("Mean(image, features/axes)", graph.node("features"));
    }

    @Test
    void theFeaturesAreFoundBehindWhatComputesNothing() {
        int features = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        int quantised = tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(1, 3), features);
        int matrix = tiny.floats(new int[] {5, 3}, TinyModel.ramp(15));
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), quantised, matrix);
        assertEquals(List.of("features", "logits"), graph().computed());
    }

    @Test
    void aConvolutionMayBeTheClassifier() {
        for (int code : new int[] {TinyModel.RESHAPE, TinyModel.SQUEEZE}) {
            TinyModel model = new TinyModel();
            int x = model.tensor(1, 4, 4, 3);
            int mean = model.operator(TinyModel.MEAN, new Flat().with(0, 1), model.tensor(1, 1, 1, 3), x,
                    model.ints(new int[] {2}, 1, 2));
            int filter = model.floats(new int[] {5, 1, 1, 3}, TinyModel.ramp(15));
            int classes = model.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                    model.tensor(1, 1, 1, 5), mean, filter);
            model.operator(code, null, model.tensor(1, 5), classes);
            Graph graph = new Graph(model.bytes());
            assertEquals(5, graph.artifacts.outputs());
            assertEquals(3, graph.artifacts.features());
            assertEquals(List.of("features", "op_" + classes, "logits"), graph.computed());
            assertEquals("Reshape(op_" + classes + ", logits/shape)", graph.node("logits"));
            assertArrayEquals(new int[] {-1, 5}, graph.weight("logits/shape").ints());
        }
    }

    @Test
    void whatEndsInAPictureIsRefused() {
        tiny.operator(TinyModel.RELU, null, tiny.tensor(1, 4, 4, 3), image);
        assertRefused("its output is not one row of classes");
        tiny.graph().with(2, new int[] {image});
        assertRefused("its output is not one row of classes");
    }

    @Test
    void aPictureIsNoRowOfClasses() {
        convolution();
        assertRefused("its output is not one row of classes");
    }

    @Test
    void operatorsInACircleAreRefused() {
        int a = tiny.tensor(1, 5);
        int b = tiny.tensor(1, 5);
        tiny.operator(TinyModel.QUANTIZE, null, a, b);
        tiny.operator(TinyModel.DEQUANTIZE, null, b, a);
        assertRefused("its operators go in a circle");
    }

    @Test
    void aTensorIsWrittenOnce() {
        int logits = tiny.classifier(image, 3, 5);
        tiny.operator(TinyModel.RELU, null, logits, logits);
        assertRefused("two operators write one tensor");
    }

    @Test
    void theInputIsNotWritten() {
        tiny.operator(TinyModel.RELU, null, image, image);
        tiny.classifier(image, 3, 5);
        assertRefused("two operators write one tensor");
    }

    @Test
    void anOperatorMayReadOnlyWhatIsComputed() {
        tiny.classifier(tiny.tensor(1, 4, 4, 3), 3, 5);
        assertRefused("an operator reads a tensor that none before it computes");
    }

    @Test
    void anOperatorNeedsItsInputs() {
        tiny.operator(TinyModel.ADD, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(tiny.lastOperator().<int[]>get(2)[0], 3, 5);
        assertRefused("an operator lacks an input");
    }

    @Test
    void anInputThatIsLeftOutIsNone() {
        int sum = tiny.operator(TinyModel.ADD, null, tiny.tensor(1, 4, 4, 3), image, -1);
        tiny.classifier(sum, 3, 5);
        assertRefused("an operator lacks an input");
    }

    @Test
    void otherOperatorsAreRefusedByTheirNumber() {
        int other = tiny.operator(99, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(other, 3, 5);
        assertLacking("operation number 99.");
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,4096,4096"})
    void theInputIsOneSquarePicture(int batch, int height, int width) {
        tiny.with(image, 0, new int[] {batch, height, width, 3});
        tiny.classifier(image, 3, 5);
        assertEquals(height, graph().artifacts.size());
        assertEquals(height, Tflite.program(tiny.bytes(), 0, 1).size());
    }

    @ParameterizedTest
    @CsvSource({"2,4,4,3", "0,4,4,3", "1,4,5,3", "1,5,4,3", "1,0,0,3", "1,-4,-4,3", "1,4097,4097,3", "1,4,4,1", "1,4,4,4"})
    void anythingElseAsInputIsRefused(int batch, int height, int width, int channels) {
        tiny.with(image, 0, new int[] {batch, height, width, channels});
        tiny.classifier(image, 3, 5);
        assertRefused("its input is not one square RGB picture");
        GlanceException e = assertThrows(GlanceException.class, () -> Tflite.program(tiny.bytes(), 0, 1));
        assertTrue(e.what().contains("its input is not one square RGB picture"), e.what());
    }

    @Test
    void anInputOfAnotherRankIsRefused() {
        tiny.classifier(image, 3, 5);
        for (int[] shape : new int[][] {{}, {1, 4, 4}, {1, 4, 4, 3, 1}}) {
            tiny.with(image, 0, shape);
            assertRefused("its input is not one square RGB picture");
            assertThrows(GlanceException.class, () -> Tflite.program(tiny.bytes(), 0, 1));
        }
    }

    // Convolutions.

    @Test
    void aConvolutionKeepsItsStridesDilationsAndPadding() {
        int filter = tiny.floats(new int[] {2, 1, 1, 3}, TinyModel.ramp(6));
        Flat options = TinyModel.conv(TinyModel.VALID, 2, 3, TinyModel.NO_ACTIVATION);
        output = tiny.operator(TinyModel.CONV, options, tiny.tensor(1, 2, 2, 2), image, filter,
                tiny.floats(new int[] {2}, 7, 8));
        tiny.classifier(output, 2, 5);
        Graph graph = graph();
        assertEquals("_FusedConv2D(image, " + node() + "/filter, " + node() + "/bias)", graph.node(node()));
        assertEquals("strides=[1,3,2,1] dilations=[1,1,1,1] padding=VALID data_format=NHWC fused_ops=[BiasAdd]"
                + " num_args=1 T=DT_FLOAT", graph.attributes(node()));
        assertArrayEquals(new float[] {7, 8}, graph.floats(node() + "/bias"));
        assertArrayEquals(new int[] {2}, graph.weight(node() + "/bias").shape());
        options.with(1, 1).with(2, 1).with(4, 4).with(5, 5);
        assertTrue(graph().attributes(node()).startsWith("strides=[1,1,1,1] dilations=[1,5,4,1] "));
        for (int field : new int[] {1, 2}) {
            options.with(1, 1).with(2, 1).with(field, 2);
            for (int other : new int[] {4, 5}) {
                options.with(4, 1).with(5, 1).with(other, 2);
                assertLacking("operation number 3.");
            }
        }
    }

    @Test
    void aFiltersOutputChannelsComeLast() {
        int filter = tiny.floats(new int[] {2, 2, 1, 3}, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);
        output = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 4, 4, 2), image, filter);
        tiny.classifier(output, 2, 5);
        Graph graph = graph();
        assertArrayEquals(new int[] {2, 1, 3, 2}, graph.weight(node() + "/filter").shape());
        assertArrayEquals(new float[] {1, 11, 2, 12, 3, 13, 4, 14, 5, 15, 6, 16}, graph.floats(node() + "/filter"));
        assertEquals("dtype=DT_FLOAT value=DT_FLOAT[2,1,3,2]", graph.attributes(node() + "/filter"));
    }

    /** More rows than are transposed at a time. */
    @Test
    void aLongFilterIsTransposedWhole() {
        int rows = 37;
        tiny.floats(new int[] {rows, 1, 1, 3}, TinyModel.ramp(3 * rows));
        output = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 4, 4, rows), image, image + 1);
        tiny.classifier(output, rows, 5);
        float[] filter = graph().floats(node() + "/filter");
        for (int i = 0; i < filter.length; i++) {
            assertEquals(i % rows * 3 + i / rows + 1, filter[i], "value " + i);
        }
    }

    @Test
    void withoutABiasItIsZero() {
        for (int[] inputs : new int[][] {{image, 1}, {image, 1, -1}}) {
            TinyModel model = new TinyModel();
            model.tensor(1, 4, 4, 3);
            model.floats(new int[] {2, 1, 1, 3}, TinyModel.ramp(6));
            int conv = model.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                    model.tensor(1, 4, 4, 2), inputs);
            model.classifier(conv, 2, 5);
            assertArrayEquals(new float[] {0, 0}, new Graph(model.bytes()).floats("feature_map/bias"));
        }
    }

    @Test
    void aBiasOfAnotherLengthIsRefused() {
        convolution();
        tiny.lastOperator().with(1, new int[] {image, image + 1, tiny.floats(new int[] {3}, 1, 2, 3)});
        tiny.classifier(output, 2, 5);
        assertRefused("a bias does not fit its filter");
    }

    @Test
    void activationsAreFused() {
        Flat options = convolution();
        tiny.classifier(output, 2, 5);
        options.with(3, RELU_ACTIVATION);
        assertTrue(graph().attributes(node()).contains("fused_ops=[BiasAdd,Relu] num_args=1"));
        options.with(3, RELU6_ACTIVATION);
        assertTrue(graph().attributes(node()).contains("fused_ops=[BiasAdd,Relu6] num_args=1"));
        assertTrue(graph().computed().stream().noneMatch(name -> name.endsWith("linear")));
        options.with(3, RELU_N1_TO_1_ACTIVATION);
        assertLacking("operation number 3.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void stridesAndDilationsAreOneToFourThousand(int field) {
        Flat options = convolution();
        tiny.classifier(output, 2, 5);
        for (int good : new int[] {1, 4096}) {
            options.with(1, 1).with(2, 1).with(field, good);
            graph();
        }
        for (int bad : new int[] {0, -1, 4097, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            options.with(field, bad);
            assertRefused("a stride or window is out of range");
        }
    }

    @Test
    void aConvolutionNeedsStrides() {
        convolution();
        tiny.lastOperator().with(4, null);
        tiny.classifier(output, 2, 5);
        assertRefused("a stride or window is out of range");
    }

    @Test
    void aFilterMustFitItsInput() {
        convolution();
        tiny.classifier(output, 2, 5);
        int filter = image + 1;
        for (int[] groups : new int[][] {{3, 1, 1, 2}, {2, 1, 3, 0}, {6, 1, 1, 1}}) {
            tiny.with(filter, 0, groups);
            assertLacking("operation number 3.");
        }
        tiny.with(filter, 0, new int[] {2, 1, 3});
        assertRefused(Draft.MISFIT);
        tiny.with(filter, 0, new int[] {2, 1, 1, 1, 3});
        assertRefused(Draft.MISFIT);
    }

    @Test
    void aRowIsNotConvolved() {
        int row = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        int filter = tiny.floats(new int[] {2, 1, 1, 3}, TinyModel.ramp(6));
        for (int code : new int[] {TinyModel.CONV, TinyModel.DEPTHWISE}) {
            tiny.operator(code, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION), tiny.tensor(1, 4, 4, 2),
                    row, filter);
            tiny.classifier(tiny.lastOperator().<int[]>get(2)[0], 2, 5);
            assertRefused(Draft.MISFIT);
        }
    }

    /** The formulas of tf.nn.convolution: ceil(size / stride), and ceil((size - (filter - 1) * dilation) / stride). */
    @ParameterizedTest
    @CsvSource({"5,SAME,3,1,1,5", "5,SAME,3,2,1,3", "6,SAME,3,2,1,3", "7,SAME,3,3,1,3", "4,SAME,9,1,3,4", "2,SAME,1,4,1,1",
        "5,VALID,3,1,1,3", "5,VALID,3,2,1,2", "6,VALID,3,2,1,2", "7,VALID,3,2,1,3", "7,VALID,3,1,2,3",
        "5,VALID,5,1,1,1", "5,VALID,1,5,1,1", "6,VALID,1,5,1,2"})
    void convolutionsShrinkThePictureAsTensorFlowSays(int size, String padding, int filter, int stride, int dilation,
            int expected) {
        for (int code : new int[] {TinyModel.CONV, TinyModel.DEPTHWISE}) {
            // Height as given, width with a filter of 1: the picture stays as wide as it is.
            assertSize(code, size, padding, new int[] {filter, 1}, new int[] {stride, 1}, new int[] {dilation, 1},
                    expected, size);
            assertSize(code, size, padding, new int[] {1, filter}, new int[] {1, stride}, new int[] {1, dilation},
                    size, expected);
        }
    }

    /** A reshape keeps how many numbers there are: so the size shows, of which one side is known. */
    private static void assertSize(int code, int size, String padding, int[] filter, int[] stride, int[] dilation,
            int height, int width) {
        for (int wrong = 0; wrong < 3; wrong++) {
            TinyModel model = new TinyModel();
            int image = model.tensor(1, size, size, 3);
            boolean depthwise = code == TinyModel.DEPTHWISE;
            int weights = model.floats(new int[] {depthwise ? 1 : 3, filter[0], filter[1], 3},
                    TinyModel.ramp((depthwise ? 3 : 9) * filter[0] * filter[1]));
            Flat options = new Flat().with(0, padding.equals("SAME") ? TinyModel.SAME : TinyModel.VALID)
                    .with(1, stride[1]).with(2, stride[0]).with(depthwise ? 5 : 4, dilation[1])
                    .with(depthwise ? 6 : 5, dilation[0]);
            int conv = model.operator(code, options, model.tensor(1, 1, 1, 3), image, weights);
            int same = model.operator(TinyModel.RESHAPE, null, model.tensor(1, height + (wrong == 1 ? 1 : 0),
                    width + (wrong == 2 ? 1 : 0), 3), conv);
            model.classifier(same, 3, 5);
            if (wrong == 0) {
                assertEquals(5, new Graph(model.bytes()).artifacts.outputs());
            } else {
                assertRefused(model, "it reshapes to another number of values");
            }
        }
    }

    @Test
    void aFilterLargerThanThePictureLeavesNothing() {
        int filter = tiny.floats(new int[] {2, 5, 1, 3}, TinyModel.ramp(30));
        output = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.VALID, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 4, 4, 2), image, filter);
        tiny.classifier(output, 2, 5);
        assertRefused("a tensor would be empty");
    }

    @Test
    void aDepthwiseConvolutionKeepsItsNumbersAndOptions() {
        int filter = tiny.floats(new int[] {1, 2, 1, 6}, TinyModel.ramp(12));
        output = tiny.operator(TinyModel.DEPTHWISE, TinyModel.depthwise(TinyModel.VALID, 1, 1, RELU6_ACTIVATION).with(5, 2)
                .with(6, 3), tiny.tensor(1, 2, 2, 6), image, filter, tiny.floats(new int[] {6}, TinyModel.ramp(6)));
        tiny.classifier(output, 6, 5);
        Graph graph = graph();
        assertEquals("FusedDepthwiseConv2dNative(image, " + node() + "/filter, " + node() + "/bias)", graph.node(node()));
        assertEquals("strides=[1,1,1,1] dilations=[1,3,2,1] padding=VALID data_format=NHWC fused_ops=[BiasAdd,Relu6]"
                + " num_args=1 T=DT_FLOAT", graph.attributes(node()));
        assertArrayEquals(new int[] {2, 1, 3, 2}, graph.weight(node() + "/filter").shape());
        assertArrayEquals(TinyModel.ramp(12), graph.floats(node() + "/filter"));
    }

    @ParameterizedTest
    @CsvSource({"2,1,1,3", "1,1,1,4", "1,1,1,0"})
    void aDepthwiseFilterMustFitItsInput(int one, int height, int width, int channels) {
        int filter = tiny.floats(new int[] {one, height, width, channels}, TinyModel.ramp(6));
        output = tiny.operator(TinyModel.DEPTHWISE, TinyModel.depthwise(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 4, 4, 3), image, filter);
        tiny.classifier(output, 3, 5);
        assertRefused(Draft.MISFIT);
    }

    @Test
    void aDepthwiseFilterHasFourDimensions() {
        int filter = tiny.floats(new int[] {1, 1, 3}, TinyModel.ramp(3));
        output = tiny.operator(TinyModel.DEPTHWISE, TinyModel.depthwise(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 4, 4, 3), image, filter);
        tiny.classifier(output, 3, 5);
        assertRefused(Draft.MISFIT);
    }

    // Classifiers.

    @Test
    void aClassifiersMatrixIsTransposed() {
        int features = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        int matrix = tiny.floats(new int[] {2, 3}, 1, 2, 3, 4, 5, 6);
        tiny.operator(TinyModel.FULLY_CONNECTED, new Flat().with(0, RELU_ACTIVATION), tiny.tensor(1, 2), features, matrix,
                tiny.floats(new int[] {2}, 7, 8));
        Graph graph = graph();
        assertEquals("_FusedMatMul(features, logits/matrix, logits/bias)", graph.node("logits"));
        assertEquals("transpose_a=false transpose_b=false fused_ops=[BiasAdd,Relu] num_args=1 T=DT_FLOAT",
                graph.attributes("logits"));
        assertArrayEquals(new int[] {3, 2}, graph.weight("logits/matrix").shape());
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, graph.floats("logits/matrix"));
        assertArrayEquals(new float[] {7, 8}, graph.floats("logits/bias"));
    }

    @Test
    void aClassifierFlattensWhatIsNoRow() {
        int matrix = tiny.floats(new int[] {2, 48}, TinyModel.ramp(96));
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 2), image, matrix);
        Graph graph = graph();
        assertEquals(List.of("logits/flat", "logits"), graph.computed());
        assertEquals("Reshape(image, logits/flat/shape)", graph.node("logits/flat"));
        assertArrayEquals(new int[] {-1, 48}, graph.weight("logits/flat/shape").ints());
        assertEquals("_FusedMatMul(logits/flat, logits/matrix, logits/bias)", graph.node("logits"));
        assertEquals(0, graph.artifacts.features(), "the picture is no embedding");
    }

    @Test
    void aClassifierMustFitItsInput() {
        for (int[] shape : new int[][] {{6}, {1, 2, 3}, {2, 5}, {2, -3}, {2, 96}}) {
            TinyModel model = new TinyModel();
            int x = model.tensor(1, 4, 4, 3);
            int matrix = model.floats(shape, TinyModel.ramp(6));
            model.operator(TinyModel.FULLY_CONNECTED, null, model.tensor(1, 2), x, matrix);
            if (shape.length == 2) {
                assertRefused(model, ErrorCode.MODEL_OPERATION, "operation number 9.");
            } else {
                assertRefused(model, Draft.MISFIT);
            }
        }
    }

    @Test
    void aClassifierOfEachPlaceIsLacking() {
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(16, 2), image,
                tiny.floats(new int[] {2, 3}, TinyModel.ramp(6)));
        assertLacking("operation number 9.");
    }

    @Test
    void shuffledWeightsAreRefused() {
        tiny.classifier(image, 3, 5);
        tiny.lastOperator().with(4, new Flat().with(1, 1));
        assertRefused("its classifier's weights are shuffled");
    }

    // The rest.

    @Test
    void anAdditionWithoutActivationIsOneNode() {
        output = tiny.operator(TinyModel.ADD, null, tiny.tensor(1, 4, 4, 3), image, image);
        tiny.classifier(output, 3, 5);
        Graph graph = graph();
        assertEquals("AddV2(image, image)", graph.node(node()));
        assertEquals("T=DT_FLOAT", graph.attributes(node()));
        assertEquals(List.of(node(), "features", "logits"), graph.computed());
    }

    @Test
    void anAdditionWithActivationIsTwo() {
        output = tiny.operator(TinyModel.ADD, new Flat().with(0, RELU_ACTIVATION), tiny.tensor(1, 4, 4, 3), image, image);
        tiny.classifier(output, 3, 5);
        Graph graph = graph();
        assertEquals("AddV2(image, image)", graph.node(node() + "/linear"));
        assertEquals("Relu(" + node() + "/linear)", graph.node(node()));
        assertEquals("T=DT_FLOAT", graph.attributes(node()));
        assertEquals("T=DT_FLOAT", graph.attributes(node() + "/linear"));
    }

    @Test
    void tensorsOfDifferentShapesAreNotAdded() {
        convolution();
        int sum = tiny.operator(TinyModel.ADD, null, tiny.tensor(1, 4, 4, 3), image, output);
        tiny.classifier(sum, 3, 5);
        assertRefused(Draft.MISFIT);
    }

    @Test
    void activationsAloneAreNodes() {
        int relu = tiny.operator(TinyModel.RELU, null, tiny.tensor(1, 4, 4, 3), image);
        int relu6 = tiny.operator(TinyModel.RELU6, null, tiny.tensor(1, 4, 4, 3), relu);
        tiny.classifier(relu6, 3, 5);
        Graph graph = graph();
        assertEquals("Relu(image)", graph.node("op_" + relu));
        assertEquals("Relu6(op_" + relu + ")", graph.node("feature_map"));
        assertEquals("T=DT_FLOAT", graph.attributes("feature_map"));
    }

    @Test
    void aPoolOverThePictureIsItsMean() {
        Flat options = TinyModel.pool(TinyModel.VALID, 4, 4);
        output = tiny.operator(TinyModel.AVERAGE_POOL, options, tiny.tensor(1, 1, 1, 3), image);
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), output,
                tiny.floats(new int[] {5, 3}, TinyModel.ramp(15)));
        Graph graph = graph();
        assertEquals("Mean(image, features/axes)", graph.node("features"));
        assertEquals("keep_dims=true T=DT_FLOAT Tidx=DT_INT32", graph.attributes("features"));
        assertArrayEquals(new int[] {1, 2}, graph.weight("features/axes").ints());
        assertArrayEquals(new int[] {2}, graph.weight("features/axes").shape());
        assertEquals("dtype=DT_INT32 value=DT_INT32[2]", graph.attributes("features/axes"));
        assertTrue(graph.artifacts.features() == 3 && !graph.artifacts.hasMap(), "the picture is no map");
        options.with(5, RELU_ACTIVATION);
        assertEquals("Mean(image, features/linear/axes)", graph().node("features/linear"));
        assertEquals("Relu(features/linear)", graph().node("features"));
        options.with(5, null);
        for (int[] other : new int[][] {{0, TinyModel.SAME}, {3, 3}, {4, 3}}) {
            int right = options.<Integer>get(other[0]);
            options.with(other[0], other[1]);
            // What follows expects one place.
            assertLacking("operation number 9.");
            options.with(other[0], right);
        }
    }

    @Test
    void aPoolOverLessIsAPool() {
        for (int code : new int[] {TinyModel.AVERAGE_POOL, TinyModel.MAX_POOL}) {
            TinyModel model = new TinyModel();
            int x = model.tensor(1, 4, 4, 3);
            Flat options = TinyModel.pool(TinyModel.SAME, 3, 2).with(1, 2).with(2, 4);
            int pool = model.operator(code, options, model.tensor(1, 1, 2, 3), x);
            model.classifier(pool, 3, 5);
            Graph graph = new Graph(model.bytes());
            assertEquals((code == TinyModel.MAX_POOL ? "MaxPool" : "AvgPool") + "(image)", graph.node(node()));
            assertEquals("T=DT_FLOAT ksize=[1,2,3,1] strides=[1,4,2,1] padding=SAME data_format=NHWC",
                    graph.attributes(node()));
            assertTrue(graph.artifacts.needsAll() && graph.artifacts.hasMap());
            options.with(5, RELU6_ACTIVATION);
            graph = new Graph(model.bytes());
            assertEquals("Relu6(feature_map/linear)", graph.node(node()));
            options.with(1, 0);
            assertRefused(model, "a stride or window is out of range");
        }
    }

    /** A window that leaves an edge out is no mean over the picture, though one place remains. */
    @Test
    void aMapNeedsAMeanOverAllOfIt() {
        Flat options = TinyModel.pool(TinyModel.VALID, 4, 4);
        convolution();
        int pool = tiny.operator(TinyModel.AVERAGE_POOL, options, tiny.tensor(1, 1, 1, 2), output);
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), pool,
                tiny.floats(new int[] {5, 2}, TinyModel.ramp(10)));
        assertTrue(graph().artifacts.hasMap());
        options.with(5, RELU_ACTIVATION);
        assertFalse(graph().artifacts.hasMap());
        options.with(5, null).with(1, 4).with(2, 4).with(3, 3);
        assertEquals(2, graph().artifacts.features());
        assertFalse(graph().artifacts.hasMap());
    }

    @Test
    void aRowIsNotPooled() {
        int row = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        int pool = tiny.operator(TinyModel.AVERAGE_POOL, TinyModel.pool(TinyModel.VALID, 1, 3), tiny.tensor(1, 3), row);
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), pool,
                tiny.floats(new int[] {5, 3}, TinyModel.ramp(15)));
        assertRefused(Draft.MISFIT);
        // At another size the file's own shape says what the whole is.
        tiny.with(row, 0, new int[] {1, 3, 1, 1});
        GlanceException e = assertThrows(GlanceException.class, () -> Tflite.read(tiny.bytes(), 8));
        assertTrue(e.what().contains(Draft.MISFIT), e.what());
    }

    @Test
    void aMeanMayKeepItsDimensions() {
        Flat options = new Flat();
        output = tiny.operator(TinyModel.MEAN, options, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        int matrix = tiny.floats(new int[] {5, 3}, TinyModel.ramp(15));
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), output, matrix);
        assertEquals("keep_dims=false T=DT_FLOAT Tidx=DT_INT32", graph().attributes("features"));
        assertEquals(List.of("features", "logits"), graph().computed());
        options.with(0, 1);
        assertEquals("keep_dims=true T=DT_FLOAT Tidx=DT_INT32", graph().attributes("features"));
        assertEquals(List.of("features", "logits/flat", "logits"), graph().computed());
    }

    @Test
    void aMeanIsOverHeightAndWidth() {
        for (int[] axes : new int[][] {{1, 2}, {2, 1}, {-3, -2}, {-2, 1}, {1, 3}, {2, 2}, {1, 1}, {1}, {1, 2, 3}, {0, 2},
            {-1, 2}, {3, 0}}) {
            TinyModel model = new TinyModel();
            int x = model.tensor(1, 4, 4, 3);
            int mean = model.operator(TinyModel.MEAN, null, model.tensor(1, 3), x,
                    model.ints(new int[] {axes.length}, axes));
            model.operator(TinyModel.FULLY_CONNECTED, null, model.tensor(1, 5), mean,
                    model.floats(new int[] {5, 3}, TinyModel.ramp(15)));
            if (axes.length == 2 && (axes[0] + 4) % 4 + (axes[1] + 4) % 4 == 3 && axes[0] != 0 && axes[1] != 0) {
                assertArrayEquals(new int[] {1, 2}, new Graph(model.bytes()).weight("features/axes").ints());
            } else {
                assertRefused(model, ErrorCode.MODEL_OPERATION, "operation number 40.");
            }
        }
    }

    @Test
    void onlyAPictureIsAveraged() {
        int row = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        tiny.classifier(row, 3, 5);
        assertRefused(Draft.MISFIT);
    }

    @Test
    void axesAreIntegers() {
        int mean = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.floats(new int[] {2}, 1, 2));
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), mean,
                tiny.floats(new int[] {5, 3}, TinyModel.ramp(15)));
        assertRefused("a list of numbers is of the wrong type");
    }

    @Test
    void aReshapeLeavesTheBatchOpen() {
        output = tiny.operator(TinyModel.RESHAPE, null, tiny.tensor(1, 2, 8, 3), image);
        tiny.classifier(output, 3, 5);
        Graph graph = graph();
        assertEquals("Reshape(image, " + node() + "/shape)", graph.node(node()));
        assertEquals("T=DT_FLOAT Tshape=DT_INT32", graph.attributes(node()));
        assertArrayEquals(new int[] {-1, 2, 8, 3}, graph.weight(node() + "/shape").ints());
        assertArrayEquals(new int[] {4}, graph.weight(node() + "/shape").shape());
        assertNull(graph.floats(node() + "/shape"));
    }

    @Test
    void aReshapeKeepsItsNumbersAndTheBatch() {
        output = tiny.operator(TinyModel.RESHAPE, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(output, 3, 5);
        for (int[] shape : new int[][] {{}, {1, 4, 4, 4}, {1, 4, 4, 2}, {2, 2, 4, 3}, {1, -4, -4, 3}, {1, 0, 4, 3}}) {
            tiny.with(output, 0, shape);
            assertRefused("it reshapes to another number of values");
        }
    }

    @Test
    void paddingGrowsThePicture() {
        int amounts = tiny.ints(new int[] {4, 2}, 0, 0, 0, 1, 2, 3, 0, 4);
        output = tiny.operator(TinyModel.PAD, null, tiny.tensor(1, 5, 9, 7), image, amounts);
        int pool = tiny.operator(TinyModel.AVERAGE_POOL, TinyModel.pool(TinyModel.VALID, 9, 5), tiny.tensor(1, 1, 1, 7),
                output);
        tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(1, 5), pool,
                tiny.floats(new int[] {5, 7}, TinyModel.ramp(35)));
        Graph graph = graph();
        assertEquals("Pad(image, " + node() + "/paddings)", graph.node(node()));
        assertEquals("T=DT_FLOAT", graph.attributes(node()));
        assertArrayEquals(new int[] {4, 2}, graph.weight(node() + "/paddings").shape());
        assertArrayEquals(new int[] {0, 0, 0, 1, 2, 3, 0, 4}, graph.weight(node() + "/paddings").ints());
        assertEquals("dtype=DT_INT32 value=DT_INT32[4,2]", graph.attributes(node() + "/paddings"));
    }

    @Test
    void paddingHasItsLimits() {
        for (int place = 0; place < 8; place++) {
            for (int amount : new int[] {64, 65, -1}) {
                TinyModel model = new TinyModel();
                int x = model.tensor(1, 4, 4, 3);
                int[] amounts = new int[8];
                amounts[place] = amount;
                int pad = model.operator(TinyModel.PAD, null, model.tensor(1, 4, 4, 3), x,
                        model.ints(new int[] {4, 2}, amounts));
                model.classifier(pad, place < 6 ? 3 : 67, 5);
                if (amount == 64 && place > 1) {
                    Tflite.read(model.bytes());
                } else {
                    assertRefused(model, Draft.MISFIT);
                }
            }
        }
    }

    @Test
    void theBatchIsNotPadded() {
        output = tiny.operator(TinyModel.PAD, null, tiny.tensor(3, 4, 4, 3), image,
                tiny.ints(new int[] {4, 2}, 1, 1, 0, 0, 0, 0, 0, 0));
        tiny.classifier(output, 3, 5);
        assertRefused(Draft.MISFIT);
    }

    @Test
    void paddingIsTwoNumbersForEachOfFourDimensions() {
        output = tiny.operator(TinyModel.PAD, null, tiny.tensor(1, 4, 4, 3), image, tiny.ints(new int[] {3, 2}, new int[6]));
        tiny.classifier(output, 3, 5);
        assertRefused(Draft.MISFIT);
        TinyModel model = new TinyModel();
        int x = model.tensor(1, 4, 4, 3);
        int row = model.operator(TinyModel.MEAN, null, model.tensor(1, 3), x, model.ints(new int[] {2}, 1, 2));
        int pad = model.operator(TinyModel.PAD, null, model.tensor(1, 3), row, model.ints(new int[] {4, 2}, new int[8]));
        model.operator(TinyModel.FULLY_CONNECTED, null, model.tensor(1, 5), pad,
                model.floats(new int[] {5, 3}, TinyModel.ramp(15)));
        assertRefused(model, Draft.MISFIT);
    }

    @Test
    void aHardSwishIsFourNodesThatShareTheirNumbers() {
        int once = tiny.operator(TinyModel.HARD_SWISH, null, tiny.tensor(1, 4, 4, 3), image);
        int twice = tiny.operator(TinyModel.HARD_SWISH, null, tiny.tensor(1, 4, 4, 3), once);
        tiny.classifier(twice, 3, 5);
        Graph graph = graph();
        String node = "op_" + once;
        assertEquals("AddV2(image, number_0)", graph.node(node + "/shifted"));
        assertEquals("Relu6(" + node + "/shifted)", graph.node(node + "/clipped"));
        assertEquals("Mul(" + node + "/clipped, number_1)", graph.node(node + "/gate"));
        assertEquals("Mul(image, " + node + "/gate)", graph.node(node));
        assertEquals("AddV2(" + node + ", number_0)", graph.node("feature_map/shifted"));
        assertArrayEquals(new float[] {3}, graph.floats("number_0"));
        assertArrayEquals(new float[] {1 / 6f}, graph.floats("number_1"));
        assertEquals(0, graph.weight("number_0").shape().length);
        assertFalse(graph.artifacts.needsAll());
    }

    @ParameterizedTest
    @CsvSource({"0,AddV2,false", "18,Mul,false", "41,Sub,true", "42,RealDiv,true"})
    void tensorsAreFilledUp(int code, String op, boolean needsAll) {
        int place = tiny.operator(TinyModel.MEAN, new Flat().with(0, 1), tiny.tensor(1, 1, 1, 3), image,
                tiny.ints(new int[] {2}, 1, 2));
        output = tiny.operator(code, new Flat().with(0, RELU6_ACTIVATION), tiny.tensor(1, 4, 4, 3), place, image);
        int shifted = tiny.operator(code, null, tiny.tensor(1, 4, 4, 3), output, tiny.floats(new int[] {3}, 1, 2, 3));
        int last = tiny.operator(code, null, tiny.tensor(1, 4, 4, 3), tiny.floats(new int[0], 7), shifted);
        tiny.classifier(last, 3, 5);
        Graph graph = graph();
        assertEquals(op + "(op_" + place + ", image)", graph.node("op_" + output + "/linear"));
        assertEquals("Relu6(op_" + output + "/linear)", graph.node("op_" + output));
        assertEquals(op + "(op_" + output + ", op_" + shifted + "/1)", graph.node("op_" + shifted));
        assertArrayEquals(new float[] {1, 2, 3}, graph.floats("op_" + shifted + "/1"));
        assertEquals(op + "(feature_map/0, op_" + shifted + ")", graph.node(node()));
        assertArrayEquals(new float[] {7}, graph.floats("feature_map/0"));
        assertEquals(needsAll, graph.artifacts.needsAll());
    }

    /** Where the shapes were filled up in front, a batch would come to stand elsewhere. */
    @Test
    void aRowAndAPictureAreNotComputedTogether() {
        int row = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        for (int[] inputs : new int[][] {{row, image}, {image, row}, {row, tiny.floats(new int[] {1, 1, 1, 3}, 1, 2, 3)}}) {
            int product = tiny.operator(TinyModel.MUL, null, tiny.tensor(1, 4, 4, 3), inputs);
            tiny.classifier(product, 3, 5);
            assertLacking("operation number 18.");
        }
    }

    @Test
    void constantsAloneAreNoPicture() {
        int number = tiny.floats(new int[0], 2);
        int product = tiny.operator(TinyModel.MUL, null, tiny.tensor(1, 4, 4, 3), number, number);
        tiny.classifier(product, 3, 5);
        assertRefused(Draft.MISFIT);
        int two = tiny.operator(TinyModel.MUL, null, tiny.tensor(1, 4, 4, 3), image,
                tiny.floats(new int[] {2, 1, 1, 3}, TinyModel.ramp(6)));
        tiny.classifier(two, 3, 5);
        assertRefused(Draft.MISFIT);
    }

    @Test
    void aSigmoidNeedsTheWholeOfTensorFlow() {
        output = tiny.operator(TinyModel.LOGISTIC, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(output, 3, 5);
        Graph graph = graph();
        assertEquals("Sigmoid(image)", graph.node(node()));
        assertTrue(graph.artifacts.needsAll());
    }

    @Test
    void reluN1IsAClip() {
        output = tiny.operator(TinyModel.RELU_N1_TO_1, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(output, 3, 5);
        Graph graph = graph();
        assertEquals("ClipByValue(image, number_0, number_1)", graph.node(node()));
        assertArrayEquals(new float[] {-1}, graph.floats("number_0"));
        assertArrayEquals(new float[] {1}, graph.floats("number_1"));
        assertTrue(graph.artifacts.needsAll());
    }

    @Test
    void tensorsAreJoined() {
        convolution();
        Flat options = new Flat().with(0, 3);
        int joined = tiny.operator(TinyModel.CONCATENATION, options, tiny.tensor(1, 4, 4, 8), image, output, image);
        tiny.classifier(joined, 8, 5);
        for (int axis : new int[] {3, -1}) {
            options.with(0, axis);
            Graph graph = graph();
            assertEquals("ConcatV2(image, op_" + output + ", image, feature_map/axis)", graph.node(node()));
            assertEquals("T=DT_FLOAT N=3", graph.attributes(node()));
            assertArrayEquals(new int[] {3}, graph.weight("feature_map/axis").ints());
            assertTrue(graph.artifacts.needsAll());
        }
        for (int axis : new int[] {0, 1, 2, 4, -4, -5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            options.with(0, axis);
            assertRefused(Draft.MISFIT);
        }
        options.with(0, 3).with(1, RELU_ACTIVATION);
        assertRefused(Draft.MISFIT);
    }

    @Test
    void aPictureAndARowAreNotJoined() {
        int row = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        for (int[] inputs : new int[][] {{row, image}, {image, row}, {image, image + 1}}) {
            int joined = tiny.operator(TinyModel.CONCATENATION, new Flat().with(0, 1), tiny.tensor(1, 6), inputs);
            tiny.classifier(joined, 3, 5);
            assertThrows(GlanceException.class, () -> Tflite.read(tiny.bytes()));
        }
    }

    @Test
    void paddingMayBeByANumber() {
        int amounts = tiny.ints(new int[] {4, 2}, 0, 0, 1, 1, 1, 1, 0, 0);
        output = tiny.operator(TinyModel.PADV2, null, tiny.tensor(1, 6, 6, 3), image, amounts, tiny.floats(new int[] {1}, -2));
        tiny.classifier(output, 3, 5);
        Graph graph = graph();
        assertEquals("PadV2(image, feature_map/paddings, number_0)", graph.node(node()));
        assertArrayEquals(new float[] {-2}, graph.floats("number_0"));
        assertFalse(graph.artifacts.needsAll());
    }

    @Test
    void bytesAreNumbersAlready() {
        tiny.with(image, 1, TinyModel.UINT8);
        int cast = tiny.operator(TinyModel.CAST, new Flat().with(0, 3), tiny.tensor(1, 4, 4, 3), image);
        tiny.classifier(cast, 3, 5);
        assertEquals("Mean(image, features/axes)", graph().node("features"));
        tiny.with(cast, 1, TinyModel.INT32);
        assertLacking("operation number 53.");
    }

    // What the logits do not need.

    @Test
    void shapesThatAreComputedAreLeftOut() {
        int shape = tiny.operator(TinyModel.SHAPE, null, tiny.tensor(TinyModel.INT32, null, 4), image);
        output = tiny.operator(TinyModel.RESHAPE, null, tiny.tensor(1, 2, 8, 3), image, shape);
        tiny.classifier(output, 3, 5);
        assertEquals(List.of(node(), "features", "logits"), graph().computed());
        tiny.lastOperator().with(1, new int[] {shape});
        assertLacking("operation number 77.");
    }

    @Test
    void otherResultsAreLeftOut() {
        int logits = tiny.classifier(image, 3, 5);
        int other = tiny.operator(99, null, tiny.tensor(1, 4, 4, 3), image);
        tiny.graph().with(2, new int[] {logits, other});
        assertEquals(List.of("features", "logits"), graph().computed());
    }

    @ParameterizedTest
    @ValueSource(ints = {TinyModel.SOFTMAX, TinyModel.LOG_SOFTMAX, TinyModel.LOGISTIC})
    void logitsOfOnePlaceBecomeARow(int last) {
        int mean = tiny.operator(TinyModel.MEAN, new Flat().with(0, 1), tiny.tensor(1, 1, 1, 3), image,
                tiny.ints(new int[] {2}, 1, 2));
        int classes = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 1, 1, 5), mean, tiny.floats(new int[] {5, 1, 1, 3}, TinyModel.ramp(15)));
        int probabilities = tiny.operator(last, null, tiny.tensor(1, 1, 1, 5), classes);
        tiny.operator(TinyModel.RESHAPE, null, tiny.tensor(1, 5), probabilities);
        Graph graph = graph();
        assertEquals(List.of("features", "op_" + classes, "logits"), graph.computed());
        assertEquals("Reshape(op_" + classes + ", logits/shape)", graph.node("logits"));
        assertEquals(5, graph.artifacts.outputs());
        assertEquals(3, graph.artifacts.features());
        // A file that says otherwise than its operators.
        tiny.with(classes, 0, new int[] {1, 5});
        assertRefused("its output is not one row of classes");
    }

    @Test
    void whatEndsInNoClassifierHasNoEmbedding() {
        int mean = tiny.operator(TinyModel.MEAN, null, tiny.tensor(1, 3), image, tiny.ints(new int[] {2}, 1, 2));
        tiny.operator(TinyModel.RELU, null, tiny.tensor(1, 3), mean);
        Graph graph = graph();
        assertEquals(List.of("op_" + mean, "logits"), graph.computed());
        assertEquals(0, graph.artifacts.features());
        assertFalse(graph.artifacts.hasMap());
        assertEquals(3, graph.artifacts.outputs());
    }

    // Limits.

    /** Layers that share one matrix count each. */
    @Test
    void thirtyTwoMillionWeightsAreEnough() {
        assertEquals(997, new Graph(layers(997).bytes()).artifacts.outputs());
        assertRefused(layers(998), "it has more than 32000000 weights");
    }

    /** A network with 31,003,000 weights and a thousand more for each class. */
    private static TinyModel layers(int classes) {
        TinyModel model = new TinyModel();
        Flat options = TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION);
        Flat scale = TinyModel.quantization(1, 0);
        int x = model.tensor(1, 1, 1, 3);
        x = model.operator(TinyModel.CONV, options, model.tensor(1, 1, 1, 1000), x,
                model.constant(TinyModel.UINT8, scale, new byte[3000], 1000, 1, 1, 3));
        int filter = model.constant(TinyModel.UINT8, scale, new byte[1_000_000], 1000, 1, 1, 1000);
        for (int i = 0; i < 31; i++) {
            x = model.operator(TinyModel.CONV, options, model.tensor(1, 1, 1, 1000), x, filter);
        }
        x = model.operator(TinyModel.CONV, options, model.tensor(1, 1, 1, classes), x,
                model.constant(TinyModel.UINT8, scale, new byte[classes * 1000], classes, 1, 1, 1000));
        model.operator(TinyModel.RESHAPE, null, model.tensor(1, classes), x);
        return model;
    }

    @Test
    void aTensorHasAtMostAnEighthOfTheGreatestIntegersValues() {
        assertEquals(24, FlatBuffer.count(new int[] {2, 3, 4}));
        assertEquals(1, FlatBuffer.count(new int[0]));
        assertEquals(268_435_455, FlatBuffer.count(new int[] {1, 268_435_455}));
        for (int[] shape : new int[][] {{268_435_456}, {-268_435_456}, {65_536, 65_536, 0}, {1 << 30, 4, 1 << 30}}) {
            assertEquals(ErrorCode.MODEL_FORMAT,
                    assertThrows(GlanceException.class, () -> FlatBuffer.count(shape)).code());
        }
    }

    @Test
    void whatHasAnEmptyDimensionIsNotPositive() {
        assertTrue(FlatBuffer.positive(new int[0]));
        assertTrue(FlatBuffer.positive(new int[] {1, 2}));
        assertEquals(0, IntStream.of(0, -1).filter(size -> FlatBuffer.positive(new int[] {2, size})).count());
    }
}
