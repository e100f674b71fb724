package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the numbers of a {@code .tflite} file to float32: {@code (q - zero) * scale}. */
class WeightsTest {
    private static final int[] FILTER = {2, 1, 1, 3};
    private static final int[] DEPTHWISE_FILTER = {1, 1, 1, 3};
    private static final int[] BIAS = {2};

    private static Flat none() {
        return new Flat();
    }

    /** A convolution with two filters of three numbers each, given as they lie in the file. */
    private static TinyModel convolution(int type, Flat quantization, byte... bytes) {
        TinyModel model = new TinyModel();
        int image = model.tensor(1, 4, 4, 3);
        int filter = model.constant(type, quantization, bytes, FILTER);
        int x = model.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                model.tensor(1, 4, 4, 2), image, filter);
        model.classifier(x, 2, 5);
        return model;
    }

    private static float[] filter(int type, Flat quantization, byte... bytes) {
        return new Graph(convolution(type, quantization, bytes).bytes()).floats("feature_map/filter");
    }

    /** The filter of a depthwise convolution, one number a channel. */
    private static float[] depthwise(int type, Flat quantization, byte... bytes) {
        TinyModel model = new TinyModel();
        int image = model.tensor(1, 4, 4, 3);
        int filter = model.constant(type, quantization, bytes, DEPTHWISE_FILTER);
        int x = model.operator(TinyModel.DEPTHWISE, TinyModel.depthwise(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                model.tensor(1, 4, 4, 3), image, filter);
        model.classifier(x, 3, 5);
        return new Graph(model.bytes()).floats("feature_map/filter");
    }

    /** The bias of a convolution with two filters. */
    private static float[] bias(int type, Flat quantization, byte[] bytes) {
        TinyModel model = new TinyModel();
        int image = model.tensor(1, 4, 4, 3);
        int filter = model.floats(FILTER, TinyModel.ramp(6));
        int bias = model.constant(type, quantization, bytes, BIAS);
        int x = model.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                model.tensor(1, 4, 4, 2), image, filter, bias);
        model.classifier(x, 2, 5);
        return new Graph(model.bytes()).floats("feature_map/bias");
    }

    private static byte[] integers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static void assertRefused(String why, Runnable reading) {
        GlanceException e = assertThrows(GlanceException.class, reading::run, why);
        assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        assertTrue(e.what().contains(why), e.what());
    }

    @Test
    void bytesAreUnsigned() {
        assertArrayEquals(new float[] {-64, 0, -63.5f, 63, -0.5f, 63.5f},
                filter(TinyModel.UINT8, TinyModel.quantization(0.5f, 128), (byte) 0, (byte) 1, (byte) 127, (byte) 128,
                        (byte) 254, (byte) 255));
        assertArrayEquals(new float[] {-64, 0, 63.5f}, depthwise(TinyModel.UINT8, TinyModel.quantization(0.5f, 128),
                (byte) 0, (byte) 128, (byte) 255));
    }

    @Test
    void int8IsSigned() {
        assertArrayEquals(new float[] {-64.5f, 63, -1, 0, -0.5f, 0.5f},
                filter(TinyModel.INT8, TinyModel.quantization(0.5f, 1), (byte) -128, (byte) -1, (byte) 0, (byte) 127,
                        (byte) 1, (byte) 2));
        assertArrayEquals(new float[] {-64.5f, -0.5f, 63}, depthwise(TinyModel.INT8, TinyModel.quantization(0.5f, 1),
                (byte) -128, (byte) 0, (byte) 127));
    }

    @Test
    void withoutAZeroPointItIsZero() {
        Flat quantization = new Flat().with(2, new float[] {2});
        assertArrayEquals(new float[] {2, 8, 4, 10, 6, 12},
                filter(TinyModel.INT8, quantization, new byte[] {1, 2, 3, 4, 5, 6}));
        assertArrayEquals(new float[] {2, 4, 6}, depthwise(TinyModel.INT8, quantization, new byte[] {1, 2, 3}));
    }

    @Test
    void eachFilterMayHaveItsOwnScaleAndZeroPoint() {
        byte[] bytes = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(new float[] {2, 40, 4, 50, 6, 60}, filter(TinyModel.INT8,
                TinyModel.quantization(new float[] {2, 10}, new long[] {0, 0}, 0), bytes));
        assertArrayEquals(new float[] {0, 30, 2, 40, 4, 50}, filter(TinyModel.INT8,
                TinyModel.quantization(new float[] {2, 10}, new long[] {1}, 0), bytes));
        assertArrayEquals(new float[] {0, 20, 2, 30, 4, 40}, filter(TinyModel.INT8,
                TinyModel.quantization(new float[] {2, 10}, new long[] {1, 2}, 0), bytes));
    }

    /** Three filters of three numbers: which one a number belongs to shows. */
    @Test
    void numbersSideBySideShareTheirFiltersScale() {
        TinyModel model = new TinyModel();
        int image = model.tensor(1, 4, 4, 3);
        int filter = model.constant(TinyModel.INT8, TinyModel.quantization(new float[] {1, 10, 100}, new long[] {0, 1, 2}, 0),
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 1, 1, 3);
        int x = model.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                model.tensor(1, 4, 4, 3), image, filter);
        model.classifier(x, 3, 5);
        assertArrayEquals(new float[] {1, 30, 500, 2, 40, 600, 3, 50, 700},
                new Graph(model.bytes()).floats("feature_map/filter"));
    }

    @Test
    void scalesMayGoAlongAnyDimension() {
        assertArrayEquals(new float[] {1, 4, 20, 50, 300, 600}, filter(TinyModel.INT8,
                TinyModel.quantization(new float[] {1, 10, 100}, new long[] {0, 0, 0}, 3), new byte[] {1, 2, 3, 4, 5, 6}));
        assertArrayEquals(new float[] {1, 20, 300}, depthwise(TinyModel.UINT8,
                TinyModel.quantization(new float[] {1, 10, 100}, new long[0], 3), new byte[] {1, 2, 3}));
        assertArrayEquals(new float[] {0, 10, 200}, depthwise(TinyModel.UINT8,
                TinyModel.quantization(new float[] {1, 10, 100}, new long[] {1}, 3), new byte[] {1, 2, 3}));
    }

    @Test
    void biasesAreIntegersOfFourBytes() {
        byte[] bytes = integers(-70_000, 1_000_000);
        assertArrayEquals(new float[] {-35_000, 500_000}, bias(TinyModel.INT32, TinyModel.quantization(0.5f, 0), bytes));
        assertArrayEquals(new float[] {-70_002, 2_999_994}, bias(TinyModel.INT32,
                TinyModel.quantization(new float[] {1, 3}, new long[] {2}, 0), bytes));
    }

    @Test
    void aWeightIsRoundedOnce() {
        // 16777217 is no float32, nor is a third; only their product is rounded.
        float third = 1 / 3f;
        assertEquals((float) (16_777_217 * (double) third),
                bias(TinyModel.INT32, TinyModel.quantization(third, 0), integers(16_777_217, 0))[0]);
    }

    @Test
    void halvesAreFloats() {
        ByteBuffer halves = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        halves.asShortBuffer().put(new short[] {0x3c00, (short) 0xc000, 0x3800, 0x4200, 0, 0x7bff});
        assertArrayEquals(new float[] {1, 3, -2, 0, 0.5f, 65504}, filter(TinyModel.FLOAT16, null, halves.array()));
    }

    @Test
    void whatIsNotANumberIsRefused() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertRefused("a weight is not a number",
                    () -> bias(TinyModel.FLOAT32, null, integers(0, Float.floatToRawIntBits(bad))));
        }
        assertArrayEquals(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE}, bias(TinyModel.FLOAT32, null, integers(
                Float.floatToRawIntBits(Float.MAX_VALUE), Float.floatToRawIntBits(-Float.MAX_VALUE))));
    }

    /** Bytes stay as they lie in the file where whoever runs the graph can unpack them. */
    @Test
    void evenBytesStayPacked() {
        byte[] bytes = {1, 2, 3, 4, 5, 6};
        Graph graph = new Graph(convolution(TinyModel.INT8,
                TinyModel.quantization(new float[] {2, 10}, new long[] {3, 3}, 0), bytes).bytes());
        GraphArtifacts.Weight weight = graph.weight("feature_map/filter");
        assertEquals("dtype=DT_FLOAT shape=[1,1,3,2]", graph.attributes("feature_map/filter"));
        assertEquals("Placeholder", graph.op("feature_map/filter"));
        assertEquals("float32", weight.dtype());
        assertNull(weight.stored());
        GraphArtifacts.Packed packed = weight.packed();
        assertArrayEquals(bytes, Arrays.copyOfRange(packed.file(), packed.position(), packed.position() + 6));
        assertEquals(true, packed.signed());
        assertEquals(2, packed.rows());
        assertEquals(3, packed.columns());
        assertEquals(3, packed.zero());
        assertArrayEquals(new float[] {2, 10}, packed.scales());
    }

    @Test
    void whatIsNotEvenIsUnpacked() {
        byte[] bytes = {1, 2, 3, 4, 5, 6};
        for (Flat quantization : new Flat[] {TinyModel.quantization(new float[] {2, 10}, new long[] {1, 2}, 0),
            TinyModel.quantization(new float[] {1, 10, 100}, new long[] {0, 0, 0}, 3)}) {
            Graph graph = new Graph(convolution(TinyModel.INT8, quantization, bytes).bytes());
            assertNotNull(graph.weight("feature_map/filter").stored());
            assertEquals("Const", graph.op("feature_map/filter"));
        }
    }

    @Test
    void scalesMustFit() {
        byte[] six = {1, 2, 3, 4, 5, 6};
        String why = "a weight's scales do not fit it";
        assertRefused(why, () -> filter(TinyModel.INT8, none(), six));
        assertRefused(why, () -> filter(TinyModel.INT8, null, six));
        for (int axis : new int[] {-1, 1, 3, 4, Integer.MAX_VALUE}) {
            assertRefused(why, () -> filter(TinyModel.INT8, TinyModel.quantization(new float[] {1, 2}, new long[2], axis),
                    six));
        }
        assertRefused(why, () -> filter(TinyModel.INT8, TinyModel.quantization(new float[] {1, 2, 3}, new long[3], 0), six));
        assertRefused(why, () -> depthwise(TinyModel.INT8, TinyModel.quantization(new float[] {1, 2}, new long[2], 3),
                new byte[3]));
    }

    @Test
    void zeroPointsMustFit() {
        String why = "a weight's zero points do not fit it";
        byte[] six = {1, 2, 3, 4, 5, 6};
        assertRefused(why, () -> filter(TinyModel.INT8, TinyModel.quantization(new float[] {1, 2}, new long[3], 0), six));
        assertRefused(why, () -> filter(TinyModel.INT8, TinyModel.quantization(new float[] {1}, new long[2], 0), six));
        assertRefused(why, () -> depthwise(TinyModel.INT8, TinyModel.quantization(new float[] {1, 2, 3}, new long[2], 3),
                new byte[3]));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void aScaleIsAPositiveNumber(float scale) {
        assertRefused("a weight's scale is not a positive number", () -> filter(TinyModel.INT8,
                TinyModel.quantization(new float[] {1, scale}, new long[2], 0), new byte[] {1, 2, 3, 4, 5, 6}));
        assertRefused("a weight's scale is not a positive number", () -> bias(TinyModel.INT32,
                TinyModel.quantization(scale, 0), integers(1, 2)));
    }

    @Test
    void thereMustBeAsManyBytesAsTheShapeSays() {
        String why = "a weight has another number of values than its shape";
        for (int count : new int[] {5, 7}) {
            assertRefused(why, () -> filter(TinyModel.INT8, TinyModel.quantization(1, 0), new byte[count]));
        }
        assertRefused(why, () -> bias(TinyModel.INT32, TinyModel.quantization(1, 0), new byte[7]));
        assertRefused(why, () -> bias(TinyModel.FLOAT32, null, new byte[4]));
        assertRefused(why, () -> bias(TinyModel.FLOAT16, null, new byte[8]));
    }

    @Test
    void otherTypesAreRefusedByTheirNumber() {
        assertRefused("a weight is of type number 4", () -> bias(4, TinyModel.quantization(1, 0), new byte[16]));
        assertRefused("a weight is of type number 4", () -> filter(4, TinyModel.quantization(1, 0), new byte[48]));
    }

    @Test
    void aWeightHasNoEmptyDimension() {
        TinyModel model = convolution(TinyModel.UINT8, TinyModel.quantization(1, 0), new byte[6]);
        for (int[] shape : new int[][] {{-2, 1, -1, 3}, {0, 1, 1, 3}}) {
            model.with(1, 0, shape);
            assertRefused("a weight has an empty dimension", () -> Tflite.read(model.bytes()));
        }
    }

    @Test
    void aWeightNeedsValues() {
        TinyModel model = convolution(TinyModel.FLOAT32, null, new byte[24]);
        model.with(1, 2, 0);
        assertRefused("a weight has no values", () -> Tflite.read(model.bytes()));
    }

    /** Files with float16 weights have a DEQUANTIZE between each weight and its operator. */
    @Test
    void aDequantizedConstantIsAConstant() {
        TinyModel model = new TinyModel();
        int image = model.tensor(1, 4, 4, 3);
        ByteBuffer halves = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        halves.asShortBuffer().put(new short[] {0x3c00, 0x3c00, 0x3c00, 0x4000, 0x4000, 0x4000});
        int half = model.constant(TinyModel.FLOAT16, null, halves.array(), FILTER);
        int filter = model.operator(TinyModel.DEQUANTIZE, null, model.tensor(FILTER), half);
        int x = model.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                model.tensor(1, 4, 4, 2), image, filter);
        model.classifier(x, 2, 5);
        assertArrayEquals(new float[] {1, 2, 1, 2, 1, 2}, new Graph(model.bytes()).floats("feature_map/filter"));
    }

    @Test
    void weightsHaveTheTypesOfTensorFlowJs() {
        Graph graph = new Graph(convolution(TinyModel.FLOAT32, null, new byte[24]).bytes());
        assertEquals("float32", graph.weight("feature_map/filter").dtype());
        assertEquals("int32", graph.weight("features/axes").dtype());
        assertNull(graph.weight("features/axes").floats());
    }
}
