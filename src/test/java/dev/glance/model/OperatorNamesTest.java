package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operations are called, and which TensorFlow.js lacks. */
class OperatorNamesTest {
    @ParameterizedTest
    @CsvSource({"0,ADD", "1,AVERAGE_POOL_2D", "25,SOFTMAX", "32,CUSTOM", "39,TRANSPOSE", "50,LOG_SOFTMAX", "56,ARG_MAX",
        "77,SHAPE", "98,LEAKY_RELU", "100,MIRROR_PAD", "114,QUANTIZE", "117,HARD_SWISH", "126,BATCH_MATMUL", "129,CALL_ONCE",
        "150,GELU", "152,RELU_0_TO_1", "161,RIGHT_SHIFT", "162,number 162", "2147483647,number 2147483647", "-1,number -1"})
    void operationsHaveTheNamesOfTheSchema(int code, String name) {
        assertEquals(name, OperatorNames.name(code));
    }

    /** What can be written is listed twice, as names and as what is written for each: that must agree. */
    @Test
    void whatIsKnownIsWhatIsWritten() {
        for (int code = 0; code <= 255; code++) {
            TinyModel tiny = new TinyModel();
            int image = tiny.tensor(1, 4, 4, 3);
            // Nothing fits it: one that is known says that, and another one that it is not.
            int x = tiny.operator(code, null, tiny.tensor(1, 4, 4, 3), image, image, image);
            tiny.classifier(x, 3, 5);
            byte[] bytes = tiny.bytes();
            boolean lacking = false;
            try {
                Tflite.read(bytes);
            } catch (GlanceException e) {
                lacking = e.code() == ErrorCode.MODEL_OPERATION && e.what().contains("operation number " + code + ".");
            }
            assertEquals(!Op.isKnown(code), lacking, OperatorNames.name(code));
            assertEquals(lacking ? List.of(OperatorNames.name(code)) : List.of(), OperatorNames.lacking(bytes));
        }
    }

    @Test
    void onlyWhatTheLogitsNeedIsLacking() {
        TinyModel tiny = new TinyModel();
        int image = tiny.tensor(1, 4, 4, 3);
        int a = tiny.operator(56, null, tiny.tensor(1, 4, 4, 3), image);
        int b = tiny.operator(56, null, tiny.tensor(1, 4, 4, 3), a);
        int c = tiny.operator(47, null, tiny.tensor(1, 4, 4, 3), b);
        int logits = tiny.classifier(c, 3, 5);
        tiny.operator(76, null, tiny.tensor(1, 4, 4, 3), b);
        tiny.graph().with(2, new int[] {logits});
        assertEquals(List.of("ARG_MAX", "EXP"), OperatorNames.lacking(tiny.bytes()));
        assertThrows(GlanceException.class, () -> OperatorNames.lacking(new byte[20]));
    }

    /** A known one with a form that is not, as an activation that it has inside. */
    @Test
    void aFormThatIsLackingIsFoundAsFarAsTheGraphCanBeFollowed() {
        TinyModel tiny = new TinyModel();
        int image = tiny.tensor(1, 4, 4, 3);
        int clipped = tiny.operator(TinyModel.ADD, new Flat().with(0, 2), tiny.tensor(1, 4, 4, 3), image, image);
        tiny.classifier(clipped, 3, 5);
        assertEquals(List.of("ADD"), OperatorNames.lacking(tiny.bytes()));
        tiny = new TinyModel();
        image = tiny.tensor(1, 4, 4, 3);
        int unknown = tiny.operator(TinyModel.TANH, null, tiny.tensor(1, 4, 4, 3), image);
        clipped = tiny.operator(TinyModel.ADD, new Flat().with(0, 2), tiny.tensor(1, 4, 4, 3), unknown, unknown);
        tiny.classifier(clipped, 3, 5);
        assertEquals(List.of("TANH"), OperatorNames.lacking(tiny.bytes()));
    }

    @Test
    void whatIsNoneOfTensorFlowLitesOwnIsCalledAsItsMakerDoes() {
        for (String name : List.of("", "FlexErf", "a b\u0001", "x".repeat(300))) {
            TinyModel tiny = new TinyModel();
            int image = tiny.tensor(1, 4, 4, 3);
            int x = tiny.operator(TinyModel.CUSTOM, null, tiny.tensor(1, 4, 4, 3), image);
            tiny.lastCode().with(1, name);
            tiny.classifier(x, 3, 5);
            String expected = name.isEmpty() ? "CUSTOM" : "CUSTOM " + name.replaceAll("[ \u0001]", "_");
            assertEquals(List.of(expected.substring(0, Math.min(67, expected.length()))), OperatorNames.lacking(tiny.bytes()));
        }
    }
}
