package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TfliteReaderTest {
    private final TinyModel tiny = new TinyModel();
    private int image;
    private int filter;
    private int output;

    /** One convolution, with a filter of int8. */
    @BeforeEach
    void build() {
        image = tiny.tensor(1, 4, 4, 3);
        filter = tiny.constant(TinyModel.INT8, TinyModel.quantization(new float[] {1, 2}, new long[] {3, -4}, 0),
                new byte[] {1, 2, 3, 4, 5, 6}, 2, 1, 1, 3);
        output = tiny.operator(TinyModel.CONV, TinyModel.conv(TinyModel.SAME, 1, 1, TinyModel.NO_ACTIVATION),
                tiny.tensor(1, 4, 4, 2), image, filter, -1);
    }

    private TfliteModel read() {
        return TfliteReader.read(new FlatBuffer(tiny.bytes()));
    }

    private void assertRefused(String why) {
        GlanceException e = assertThrows(GlanceException.class, this::read, why);
        assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        assertTrue(e.what().contains(why), e.what());
    }

    @Test
    void readsTensors() {
        TfliteModel model = read();
        assertEquals(3, model.tensors().size());
        TfliteModel.Tensor picture = model.tensors().get(image);
        assertArrayEquals(new int[] {1, 4, 4, 3}, picture.shape());
        assertEquals(TinyModel.FLOAT32, picture.type());
        assertFalse(picture.isConstant());
        assertEquals(0, picture.scales().length);
        assertEquals(0, picture.zeroPoints().length);
        TfliteModel.Tensor weights = model.tensors().get(filter);
        assertEquals(TinyModel.INT8, weights.type());
        assertTrue(weights.isConstant());
        assertEquals(6, weights.data().length());
        assertArrayEquals(new float[] {1, 2}, weights.scales());
        assertArrayEquals(new int[] {3, -4}, weights.zeroPoints());
        assertEquals(0, weights.channelAxis());
    }

    @Test
    void readsTheDimensionThatScalesGoAlong() {
        tiny.with(filter, 4, TinyModel.quantization(new float[] {1, 2, 3}, new long[] {0, 0, 0}, 3));
        assertEquals(3, read().tensors().get(filter).channelAxis());
    }

    @Test
    void readsOperators() {
        TfliteModel model = read();
        assertEquals(1, model.operators().size());
        assertEquals(image, model.input());
        assertEquals(output, model.output());
        TfliteModel.Operator operator = model.operators().get(0);
        assertEquals(TinyModel.CONV, operator.code());
        assertArrayEquals(new int[] {image, filter, -1}, operator.inputs());
        assertArrayEquals(new int[] {output}, operator.outputs());
        assertTrue(operator.options() > 0);
        tiny.lastOperator().with(4, null);
        assertEquals(0, read().operators().get(0).options());
    }

    /** Old files have the byte only, newer ones both, with 127 in the byte for what does not fit there. */
    @Test
    void theCodeIsTheGreaterOfItsTwoFields() {
        int[][] examples = {{3, 0, 3}, {3, 3, 3}, {127, 130, 130}, {114, 0, 114}, {0, 19, 19}};
        for (int[] example : examples) {
            tiny.lastCode().with(0, example[0]).with(3, example[1]);
            assertEquals(example[2], read().operators().get(0).code());
        }
        tiny.lastCode().with(0, null).with(3, null);
        assertEquals(TinyModel.ADD, read().operators().get(0).code());
    }

    @Test
    void whatBeginsOtherwiseIsNoModel() {
        for (String beginning : List.of("TFL2", "TFX3", "TXL3", "XFL3")) {
            byte[] bytes = tiny.root().bytes(beginning);
            GlanceException e = assertThrows(GlanceException.class, () -> Tflite.read(bytes));
            assertTrue(e.what().contains("it does not begin as one"), e.what());
        }
        for (int length = 0; length < 8; length++) {
            byte[] bytes = Arrays.copyOf(tiny.bytes(), length);
            GlanceException e = assertThrows(GlanceException.class, () -> Tflite.read(bytes));
            assertTrue(e.what().contains("it does not begin as one"), e.what());
        }
        byte[] head = Arrays.copyOf(tiny.bytes(), 8);
        GlanceException e = assertThrows(GlanceException.class, () -> Tflite.read(head));
        assertTrue(e.what().contains("an offset points outside the file"), e.what());
    }

    @Test
    void aModelHasAGraph() {
        tiny.root().with(2, List.of());
        assertRefused("it has no graph");
        tiny.root().with(2, null);
        assertRefused("it has no graph");
    }

    @Test
    void ofSeveralGraphsTheFirstIsRead() {
        tiny.root().with(2, List.of(tiny.graph(), new Flat()));
        assertEquals(3, read().tensors().size());
    }

    @Test
    void aTensorHasAtMostEightDimensions() {
        tiny.with(output, 0, new int[8]);
        assertEquals(8, read().tensors().get(output).shape().length);
        tiny.with(output, 0, new int[9]);
        assertRefused("a tensor has more than 8 dimensions");
    }

    @Test
    void aTensorNamesABufferThatIsThere() {
        for (int buffer : new int[] {-1, 2, Integer.MAX_VALUE}) {
            tiny.with(filter, 2, buffer);
            assertRefused("a tensor names a buffer that is not there");
        }
        tiny.with(filter, 2, null);
        assertFalse(read().tensors().get(filter).isConstant(), "the first buffer is empty");
    }

    @Test
    void anOperatorHasACodeThatIsThere() {
        for (int code : new int[] {-1, 1, Integer.MAX_VALUE}) {
            tiny.lastOperator().with(0, code);
            assertRefused("an operator has no code");
        }
    }

    @Test
    void anOperatorReadsTensorsThatAreThere() {
        for (int input : new int[] {-2, 3, Integer.MAX_VALUE}) {
            tiny.lastOperator().with(1, new int[] {image, input});
            assertRefused("an operator reads a tensor that is not there");
        }
    }

    @Test
    void anOperatorWritesTensorsThatAreThere() {
        tiny.lastOperator().with(2, new int[] {output, filter});
        assertArrayEquals(new int[] {output, filter}, read().operators().get(0).outputs());
        tiny.lastOperator().with(2, new int[0]);
        assertRefused("it needs one input and an output");
        for (int[] outputs : new int[][] {{-1}, {3}, {output, 3}, {Integer.MAX_VALUE}}) {
            tiny.lastOperator().with(2, outputs);
            assertRefused("an operator reads a tensor that is not there");
        }
    }

    @Test
    void aGraphHasOneInputAndAnOutput() {
        for (int[] wrong : new int[][] {{}, {0, 1}}) {
            tiny.graph().with(1, wrong);
            assertRefused("it needs one input and an output");
        }
        for (int wrong : new int[] {-1, 3}) {
            tiny.graph().with(1, new int[] {wrong});
            assertRefused("an operator reads a tensor that is not there");
            tiny.graph().with(1, new int[] {image}).with(2, new int[] {wrong});
            assertRefused("an operator reads a tensor that is not there");
        }
        tiny.graph().with(2, new int[0]);
        assertRefused("it needs one input and an output");
        tiny.graph().with(2, new int[] {output, image});
        assertEquals(output, read().output());
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        byte[] bytes = tiny.bytes();
        List<Integer> accepted = new ArrayList<>();
        for (int length = 8; length < bytes.length; length++) {
            try {
                TfliteReader.read(new FlatBuffer(Arrays.copyOf(bytes, length)));
                accepted.add(length);
            } catch (GlanceException e) {
                assertEquals(ErrorCode.MODEL_FORMAT, e.code());
            }
        }
        assertEquals(List.of(), accepted);
    }
}
