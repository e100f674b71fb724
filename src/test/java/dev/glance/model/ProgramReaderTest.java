package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a file is run: what goes in, what comes out, and what is put before it for that. */
class ProgramReaderTest {
    private static final int CLASSES = 5;
    private final TinyModel tiny = new TinyModel();
    private int image;
    private int logits;
    private int probabilities;

    private static Flat zeroAt(float scale, long zero) {
        return TinyModel.quantization(scale, zero);
    }

    /** A picture of 4 x 4, one operator that stands for the network, and its logits. */
    private void network(int imageType, Flat imageQuantization, int logitsType, Flat logitsQuantization) {
        image = tiny.tensor(imageType, imageQuantization, 1, 4, 4, 3);
        logits = tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(logitsType, logitsQuantization, 1, CLASSES), image);
    }

    private void network(int type, Flat imageQuantization, Flat logitsQuantization) {
        network(type, imageQuantization, type, logitsQuantization);
    }

    private void softmax(int type, Flat quantization) {
        probabilities = tiny.operator(TinyModel.SOFTMAX, null, tiny.tensor(type, quantization, 1, CLASSES), logits);
    }

    private TfliteProgram program() {
        return Tflite.program(tiny.bytes(), -1, 1);
    }

    private void assertRefused(String why) {
        GlanceException e = assertThrows(GlanceException.class, this::program, why);
        assertEquals(ErrorCode.MODEL_FORMAT, e.code());
        assertTrue(e.what().contains(why), e.what());
    }

    /** The model as it is read from the bytes that are to be run. */
    private static TfliteModel changed(TfliteProgram program) {
        return TfliteReader.read(new FlatBuffer(program.bytes()));
    }

    /** "code input output" of each operator. */
    private static List<String> operators(TfliteModel model) {
        return model.operators().stream().map(operator -> operator.code() + " " + operator.inputs()[0] + " "
                + operator.outputs()[0]).collect(Collectors.toList());
    }

    @Test
    void floatsAreReadAsTheyAre() {
        network(TinyModel.FLOAT32, null, null);
        byte[] bytes = tiny.bytes();
        TfliteProgram program = Tflite.program(bytes, -1, 1);
        assertSame(bytes, program.bytes());
        assertEquals(4, program.size());
        assertEquals(CLASSES, program.outputs());
        assertEquals(-1, program.min());
        assertEquals(1, program.max());
    }

    @Test
    void bytesAreMadeOfFloatsAndTurnedIntoFloats() {
        for (int type : new int[] {TinyModel.UINT8, TinyModel.INT8}) {
            TinyModel model = new TinyModel();
            int picture = model.tensor(type, zeroAt(1 / 127.5f, -1), 1, 4, 4, 3);
            int result = model.operator(TinyModel.FULLY_CONNECTED, null, model.tensor(type, zeroAt(0.25f, -20), 1, CLASSES),
                    picture);
            byte[] before = model.bytes();
            TfliteProgram program = Tflite.program(before, -1, 1);
            assertArrayEquals(model.bytes(), before, "the caller's bytes stay");
            TfliteModel changed = changed(program);
            assertEquals(List.of("114 2 0", "9 0 1", "6 1 3"), operators(changed));
            assertEquals(2, changed.input());
            assertEquals(3, changed.output());
            for (int added : new int[] {2, 3}) {
                TfliteModel.Tensor tensor = changed.tensors().get(added);
                assertEquals(TfliteModel.FLOAT32, tensor.type());
                assertEquals(0, tensor.scales().length);
                assertArrayEquals(changed.tensors().get(added == 2 ? picture : result).shape(), tensor.shape());
            }
            assertArrayEquals(new int[] {-1}, changed.tensors().get(picture).zeroPoints());
        }
    }

    @Test
    void theRestOfTheFileLiesWhereARuntimeNeedsIt() {
        network(TinyModel.INT8, zeroAt(1, 0), zeroAt(1, 0));
        byte[] bytes = tiny.bytes();
        byte[] program = program().bytes();
        int front = program.length - bytes.length;
        assertEquals(0, front % 16);
        assertArrayEquals(bytes, Arrays.copyOfRange(program, front, program.length));
    }

    @Test
    void onlyOneEndMayBeOfBytes() {
        network(TinyModel.UINT8, zeroAt(1, 0), TinyModel.FLOAT32, null);
        assertEquals(List.of("114 2 0", "9 0 1"), operators(changed(program())));
        TinyModel other = new TinyModel();
        int picture = other.tensor(1, 4, 4, 3);
        other.operator(TinyModel.FULLY_CONNECTED, null, other.tensor(TinyModel.INT8, zeroAt(1, 0), 1, CLASSES), picture);
        TfliteModel changed = changed(Tflite.program(other.bytes(), -1, 1));
        assertEquals(List.of("9 0 1", "6 1 2"), operators(changed));
        assertEquals(0, changed.input());
        assertEquals(2, changed.output());
    }

    @Test
    void bytesWithoutAScaleAreNumbersThemselves() {
        network(TinyModel.UINT8, null, TinyModel.FLOAT32, null);
        assertEquals(List.of("53 2 0", "9 0 1"), operators(changed(program())));
        assertArrayEquals(new double[] {0, 255}, Tflite.inputRange(tiny.bytes()));
    }

    @Test
    void aQuantisedInputSaysWhatBytesBecome() {
        network(TinyModel.FLOAT32, null, null);
        assertNull(Tflite.inputRange(tiny.bytes()));
        tiny.with(image, 1, TinyModel.UINT8);
        tiny.with(image, 4, zeroAt(0.5f, 128));
        assertArrayEquals(new double[] {-64, 63.5}, Tflite.inputRange(tiny.bytes()));
        tiny.with(image, 1, TinyModel.INT8);
        tiny.with(image, 4, zeroAt(0.5f, -128));
        assertArrayEquals(new double[] {0, 127.5}, Tflite.inputRange(tiny.bytes()));
        tiny.with(image, 4, new Flat().with(2, new float[] {0.5f}));
        assertArrayEquals(new double[] {-64, 63.5}, Tflite.inputRange(tiny.bytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {TinyModel.SOFTMAX, TinyModel.LOGISTIC, TinyModel.LOG_SOFTMAX})
    void whatFollowsTheLogitsIsLeftOut(int last) {
        network(TinyModel.FLOAT32, null, null);
        int row = tiny.operator(last, null, tiny.tensor(1, CLASSES), logits);
        int reshaped = tiny.operator(TinyModel.RESHAPE, null, tiny.tensor(1, CLASSES), row);
        int quantised = tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(TinyModel.UINT8, zeroAt(1 / 256f, 0), 1, CLASSES),
                reshaped);
        tiny.operator(TinyModel.DEQUANTIZE, null, tiny.tensor(1, CLASSES), quantised);
        byte[] bytes = tiny.bytes();
        TfliteProgram program = Tflite.program(bytes, -1, 1);
        assertNotSame(bytes, program.bytes());
        TfliteModel changed = changed(program);
        assertEquals(logits, changed.output());
        assertEquals(image, changed.input());
        // What is computed besides does not matter.
        assertEquals("9 0 1", operators(changed).get(0));
        assertEquals(5, changed.operators().size());
    }

    @Test
    void int8LogitsLeaveBeforeTheirSoftmax() {
        network(TinyModel.INT8, zeroAt(1 / 127.5f, -1), zeroAt(0.25f, -20));
        softmax(TinyModel.INT8, zeroAt(1 / 256f, -128));
        tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(TinyModel.UINT8, zeroAt(1 / 256f, 0), 1, CLASSES), probabilities);
        assertEquals(List.of("114 4 0", "9 0 1", "25 1 2", "114 2 3", "6 1 5"), operators(changed(program())));
    }

    @Test
    void whatIsComputedFirstOfSeveralIsTheAnswer() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        tiny.graph().with(2, new int[] {probabilities, logits});
        assertEquals(logits, changed(program()).output());
        tiny.graph().with(2, new int[0]);
        assertRefused("it needs one input and an output");
    }

    @Test
    void otherGraphsAndSignaturesMayBeThere() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        tiny.root().with(7, List.of(new Flat().with(1, List.of(new Flat().with(0, "output").with(1, probabilities)))));
        tiny.root().with(2, List.of(tiny.graph(), new Flat().with(1, new int[] {7})));
        TfliteProgram program = program();
        FlatBuffer file = new FlatBuffer(program.bytes());
        assertEquals(0, file.tablesField(file.root(), 7).length);
        assertEquals(1, file.tablesField(file.root(), 2).length);
        assertEquals(logits, changed(program).output());
    }

    /** LiteRT.js may know operators that TensorFlow.js does not, with several results. */
    @Test
    void anyOperatorMayBeInIt() {
        image = tiny.tensor(TinyModel.UINT8, zeroAt(1, 0), 1, 4, 4, 3);
        int a = tiny.operator(49, null, tiny.tensor(TinyModel.UINT8, zeroAt(1, 0), 1, 4, 4, 1), image);
        int b = tiny.tensor(TinyModel.UINT8, zeroAt(1, 0), 1, 4, 4, 1);
        tiny.lastOperator().with(2, new int[] {a, b});
        tiny.operator(200, null, tiny.tensor(1, CLASSES), b);
        assertEquals(List.of("114 4 0", "49 0 1", "200 2 3"), operators(changed(program())));
    }

    @Test
    void aSoftmaxInTheMiddleIsNoneAtTheEnd() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        int relu = tiny.operator(TinyModel.RELU, null, tiny.tensor(1, CLASSES), probabilities);
        assertEquals(relu, changed(program()).output());
    }

    @Test
    void operatorsThatDoNotLeadToTheOutputAreNoneOfIt() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        tiny.operator(TinyModel.RELU, null, tiny.tensor(1, CLASSES), logits);
        tiny.graph().with(2, new int[] {probabilities});
        assertEquals(logits, changed(program()).output());
    }

    @Test
    void aSoftmaxOfNothingIsNone() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        for (int[] inputs : new int[][] {{}, {-1}}) {
            tiny.lastOperator().with(1, inputs);
            assertEquals(probabilities, changed(program()).output());
        }
    }

    // What is refused.

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void scalesArePositiveNumbers(float scale) {
        network(TinyModel.UINT8, zeroAt(scale, 0), zeroAt(1, 0));
        assertRefused("its input or output is not supported");
        tiny.with(image, 4, zeroAt(1, 0));
        tiny.with(logits, 4, zeroAt(scale, 0));
        assertRefused("its input or output is not supported");
    }

    @Test
    void oneScaleIsNeeded() {
        network(TinyModel.UINT8, zeroAt(1, 0), null);
        assertRefused("its input or output is not supported");
        tiny.with(logits, 4, zeroAt(1, 0));
        tiny.with(image, 4, TinyModel.quantization(new float[] {1, 2}, new long[2], 0));
        assertRefused("its input or output is not supported");
        assertThrows(GlanceException.class, () -> Tflite.inputRange(tiny.bytes()));
        tiny.with(image, 4, zeroAt(Float.MAX_VALUE, 0));
        program();
    }

    @Test
    void otherTypesAreNotSupported() {
        network(TinyModel.FLOAT32, null, null);
        tiny.with(image, 1, TinyModel.INT32);
        assertRefused("its input or output is not supported");
        tiny.with(image, 1, TinyModel.FLOAT32);
        tiny.with(logits, 1, TinyModel.FLOAT16);
        assertRefused("its input or output is not supported");
    }

    @Test
    void constantsAreNoEnds() {
        network(TinyModel.FLOAT32, null, null);
        tiny.graph().with(2, new int[] {tiny.floats(new int[] {1, 2}, 1, 2)});
        assertRefused("its input or output is not supported");
        tiny.graph().with(2, new int[] {logits}).with(1, new int[] {tiny.floats(new int[] {1, 1, 1, 3}, 1, 2, 3)});
        assertRefused("its input or output is not supported");
    }

    @Test
    void classesAreOneToAHundredThousand() {
        network(TinyModel.FLOAT32, null, null);
        tiny.with(logits, 0, new int[] {1, 1, 1, 100_000});
        assertEquals(100_000, program().outputs());
        tiny.with(logits, 0, new int[] {1, 1});
        assertEquals(1, program().outputs());
        for (int[] shape : new int[][] {{}, {1, 100_001}, {1, 0}, {1, -5}, {-1, -5}}) {
            tiny.with(logits, 0, shape);
            assertRefused("its output is not one row of classes");
        }
    }
}
