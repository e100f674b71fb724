package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a file is run as it is: what goes in, what comes out, and which bytes are changed for that. */
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
    private void network(int type, Flat imageQuantization, Flat logitsQuantization) {
        image = tiny.tensor(type, imageQuantization, 1, 4, 4, 3);
        logits = tiny.operator(TinyModel.FULLY_CONNECTED, null, tiny.tensor(type, logitsQuantization, 1, CLASSES), image);
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

    @Test
    void logitsAtTheEndAreReadAsTheyAre() {
        network(TinyModel.FLOAT32, null, null);
        byte[] bytes = tiny.bytes();
        TfliteProgram program = Tflite.program(bytes, -1, 1);
        assertSame(bytes, program.bytes());
        assertEquals(4, program.size());
        assertEquals(CLASSES, program.outputs());
        assertEquals(TfliteProgram.Type.FLOAT32, program.input());
        assertEquals(TfliteProgram.Type.FLOAT32, program.output());
        assertEquals(1, program.scale());
        assertEquals(0, program.zero());
    }

    @Test
    void aFloatInputGetsTheRange() {
        network(TinyModel.FLOAT32, null, null);
        float[] levels = Tflite.program(tiny.bytes(), 0, 255).levels();
        float[] symmetric = Tflite.program(tiny.bytes(), -1, 1).levels();
        for (int i = 0; i < 256; i++) {
            assertEquals(i, levels[i], 1e-5);
            assertEquals(i / 127.5 - 1, symmetric[i], 1e-7);
        }
    }

    @Test
    void aByteInputIsTheByteWhereTheRangeSaysSo() {
        network(TinyModel.UINT8, zeroAt(1 / 128f, 128), zeroAt(0.1f, 60));
        float[] levels = program().levels();
        // -1 is 0; 1 would be 256.
        assertEquals(0, levels[0]);
        assertEquals(255, levels[255]);
        assertEquals(Math.round((100 / 127.5 - 1) * 128 + 128), levels[100]);
    }

    @Test
    void quantisedLevelsAreRoundedAndKeptInside() {
        network(TinyModel.UINT8, zeroAt(0.01f, 10), zeroAt(0.1f, 60));
        float[] levels = program().levels();
        assertEquals(0, levels[0], "-90 is none");
        assertEquals(110, levels[255]);
        // 115 is -0.098: 0.2, rounded.
        assertEquals(0, levels[115]);
        // 116 is -0.0902: 0.98.
        assertEquals(1, levels[116]);
        assertEquals(9, levels[126], "-0.0118 is 8.8");
    }

    @Test
    void int8LevelsAreSigned() {
        network(TinyModel.INT8, zeroAt(1 / 127.5f, -1), zeroAt(0.1f, 60));
        float[] levels = program().levels();
        assertEquals(-128, levels[0]);
        assertEquals(127, levels[255], 1);
        assertEquals(-1, levels[127], 1);
    }

    @Test
    void int8LevelsStayInside() {
        network(TinyModel.INT8, zeroAt(1 / 1000f, 0), zeroAt(1, 0));
        float[] levels = program().levels();
        assertEquals(-128, levels[0]);
        assertEquals(127, levels[255]);
    }

    @Test
    void aQuantisedLogitHasAScaleAndAZero() {
        network(TinyModel.UINT8, zeroAt(1, 0), zeroAt(0.25f, 60));
        TfliteProgram program = program();
        assertEquals(TfliteProgram.Type.UINT8, program.output());
        assertEquals(0.25f, program.scale());
        assertEquals(60, program.zero());
        tiny.with(logits, 4, new Flat().with(2, new float[] {0.25f}));
        assertEquals(0, program().zero());
    }

    @Test
    void theOutputIsMovedBeforeTheSoftmax() {
        network(TinyModel.UINT8, zeroAt(1, 0), zeroAt(0.25f, 60));
        softmax(TinyModel.UINT8, zeroAt(1 / 256f, 0));
        byte[] before = tiny.bytes();
        TfliteProgram program = Tflite.program(before, -1, 1);
        assertArrayEquals(tiny.bytes(), before, "the caller's bytes stay");
        assertEquals(logits, changed(program).output());
        assertEquals(TfliteProgram.Type.UINT8, program.output());
        assertEquals(0.25f, program.scale());
        assertEquals(60, program.zero());
        assertEquals(CLASSES, program.outputs());
    }

    @Test
    void signaturesNameTheNewOutputToo() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        Flat named = new Flat().with(0, "output").with(1, probabilities);
        Flat other = new Flat().with(0, "other").with(1, probabilities);
        Flat first = new Flat().with(0, "absent");
        tiny.root().with(7, List.of(new Flat().with(0, List.of(new Flat().with(0, "image").with(1, image)))
                .with(1, List.of(named, first)), new Flat().with(1, List.of(other))));
        TfliteProgram program = program();
        FlatBuffer file = new FlatBuffer(program.bytes());
        int[] signatures = file.tablesField(file.root(), 7);
        int[] outputs = file.tablesField(signatures[0], 1);
        assertEquals(logits, file.intField(outputs[0], 1, -1));
        assertEquals(-1, file.intField(outputs[1], 1, -1), "an absent field stays absent");
        assertEquals(logits, file.intField(file.tablesField(signatures[1], 1)[0], 1, -1));
        assertEquals(image, file.intField(file.tablesField(signatures[0], 0)[0], 1, -1), "inputs stay");
    }

    @Test
    void theSoftmaxIsFoundBehindWhatComputesNothing() {
        network(TinyModel.FLOAT32, null, null);
        softmax(TinyModel.FLOAT32, null);
        int quantised = tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(TinyModel.UINT8, zeroAt(1 / 256f, 0), 1, CLASSES),
                probabilities);
        tiny.operator(TinyModel.DEQUANTIZE, null, tiny.tensor(1, CLASSES), quantised);
        assertEquals(logits, changed(program()).output());
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

    // LiteRT.js reads no int8 output: what follows the softmax gives the logits in a type that it reads.

    /** int8 throughout, with a softmax and then what makes it the given type. */
    private int int8(int code, int type, Flat quantization) {
        network(TinyModel.INT8, zeroAt(1 / 127.5f, -1), zeroAt(0.25f, -20));
        softmax(TinyModel.INT8, zeroAt(1 / 256f, -128));
        return tiny.operator(code, null, tiny.tensor(type, quantization, 1, CLASSES), probabilities);
    }

    @Test
    void int8LogitsLeaveThroughTheQuantizeAsBytes() {
        int output = int8(TinyModel.QUANTIZE, TinyModel.UINT8, zeroAt(1 / 256f, 0));
        TfliteProgram program = program();
        TfliteModel model = changed(program);
        assertEquals(output, model.output());
        assertArrayEquals(new int[] {logits}, model.operators().get(2).inputs());
        assertArrayEquals(new float[] {0.25f}, model.tensors().get(output).scales());
        assertArrayEquals(new int[] {108}, model.tensors().get(output).zeroPoints());
        assertEquals(TfliteProgram.Type.UINT8, program.output());
        assertEquals(0.25f, program.scale());
        assertEquals(108, program.zero());
    }

    @Test
    void aZeroPointBelowZeroKeepsItsSign() {
        int output = int8(TinyModel.QUANTIZE, TinyModel.UINT8, zeroAt(1 / 256f, 0));
        tiny.with(logits, 4, zeroAt(0.25f, -130));
        assertArrayEquals(new int[] {-2}, changed(program()).tensors().get(output).zeroPoints());
    }

    @Test
    void int8LogitsLeaveThroughTheDequantizeAsFloats() {
        int output = int8(TinyModel.DEQUANTIZE, TinyModel.FLOAT32, null);
        TfliteProgram program = program();
        TfliteModel model = changed(program);
        assertEquals(output, model.output());
        assertArrayEquals(new int[] {logits}, model.operators().get(2).inputs());
        assertEquals(TfliteProgram.Type.FLOAT32, program.output());
        assertEquals(1, program.scale());
        assertEquals(0, program.zero());
    }

    @Test
    void allWhoReadTheSoftmaxReadItsInput() {
        int8(TinyModel.QUANTIZE, TinyModel.UINT8, zeroAt(1 / 256f, 0));
        int output = probabilities + 1;
        tiny.operator(TinyModel.ADD, null, tiny.tensor(1, CLASSES), image, probabilities);
        tiny.graph().with(2, new int[] {output});
        TfliteModel model = changed(program());
        assertArrayEquals(new int[] {image, logits}, model.operators().get(3).inputs());
        assertArrayEquals(new int[] {image}, model.operators().get(0).inputs());
    }

    @Test
    void int8AtTheVeryEndIsNotSupported() {
        network(TinyModel.INT8, zeroAt(1, 0), zeroAt(0.25f, -20));
        softmax(TinyModel.INT8, zeroAt(1 / 256f, -128));
        assertRefused("its output has a type that is not supported");
        tiny.operator(TinyModel.QUANTIZE, null, tiny.tensor(TinyModel.INT8, zeroAt(1, 0), 1, CLASSES), probabilities);
        assertRefused("its output has a type that is not supported");
    }

    @Test
    void aByteOutputThatNobodyWritesIsNotSupported() {
        network(TinyModel.INT8, zeroAt(1, 0), zeroAt(0.25f, -20));
        softmax(TinyModel.UINT8, zeroAt(1 / 256f, 0));
        assertRefused("its output has a type that is not supported");
    }

    @Test
    void aByteOutputNeedsPlaceForScaleAndZeroPoint() {
        int output = int8(TinyModel.QUANTIZE, TinyModel.UINT8, null);
        assertRefused("its input or output has no scale");
        tiny.with(output, 4, new Flat().with(2, new float[] {1}));
        assertRefused("its output has no zero point");
        tiny.with(output, 4, new Flat().with(2, new float[] {1}).with(3, new long[] {0, 0}));
        assertRefused("its output has no zero point");
    }

    // What is refused.

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void scalesArePositiveNumbers(float scale) {
        network(TinyModel.UINT8, zeroAt(scale, 0), zeroAt(1, 0));
        assertRefused("its input or output has no scale");
        tiny.with(image, 4, zeroAt(1, 0));
        tiny.with(logits, 4, zeroAt(scale, 0));
        assertRefused("its input or output has no scale");
    }

    @Test
    void oneScaleIsNeeded() {
        network(TinyModel.UINT8, null, zeroAt(1, 0));
        assertRefused("its input or output has no scale");
        tiny.with(image, 4, TinyModel.quantization(new float[] {1, 2}, new long[2], 0));
        assertRefused("its input or output has no scale");
        tiny.with(image, 4, zeroAt(Float.MAX_VALUE, 0));
        program();
    }

    @Test
    void otherTypesAreNotSupported() {
        network(TinyModel.FLOAT32, null, null);
        tiny.with(image, 1, TinyModel.INT32);
        assertRefused("its input or output has a type that is not supported");
        tiny.with(image, 1, TinyModel.FLOAT32);
        tiny.with(logits, 1, TinyModel.FLOAT16);
        assertRefused("its input or output has a type that is not supported");
    }

    @Test
    void classesAreOneToAHundredThousand() {
        network(TinyModel.FLOAT32, null, null);
        tiny.with(logits, 0, new int[] {1, 1, 1, 100_000});
        assertEquals(100_000, program().outputs());
        tiny.with(logits, 0, new int[] {1, 1});
        assertEquals(1, program().outputs());
        for (int[] shape : new int[][] {{1, 100_001}, {1, 0}, {1, -5}, {-1, -5}}) {
            tiny.with(logits, 0, shape);
            assertRefused("its output is not one row of classes");
        }
    }
}
