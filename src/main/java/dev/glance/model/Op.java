package dev.glance.model;

/** Numbers of TensorFlow Lite's operators, those that Glance knows how to express (BuiltinOperator in schema.fbs). */
final class Op {
    static final int ADD = 0;
    static final int AVERAGE_POOL_2D = 1;
    static final int CONCATENATION = 2;
    static final int CONV_2D = 3;
    static final int DEPTHWISE_CONV_2D = 4;
    static final int DEQUANTIZE = 6;
    static final int FULLY_CONNECTED = 9;
    static final int LOGISTIC = 14;
    static final int MAX_POOL_2D = 17;
    static final int MUL = 18;
    static final int RELU = 19;
    static final int RELU_N1_TO_1 = 20;
    static final int RELU6 = 21;
    static final int RESHAPE = 22;
    static final int SOFTMAX = 25;
    static final int PAD = 34;
    static final int MEAN = 40;
    static final int SUB = 41;
    static final int DIV = 42;
    static final int SQUEEZE = 43;
    static final int LOG_SOFTMAX = 50;
    static final int CAST = 53;
    static final int PADV2 = 60;
    static final int EXPAND_DIMS = 70;
    static final int QUANTIZE = 114;
    static final int HARD_SWISH = 117;

    private Op() {
    }

    /** Whether a TensorFlow.js graph can be written for it, in its usual forms. */
    static boolean isKnown(int code) {
        return switch (code) {
            case ADD, AVERAGE_POOL_2D, CONCATENATION, CONV_2D, DEPTHWISE_CONV_2D, DEQUANTIZE, FULLY_CONNECTED, LOGISTIC,
                    MAX_POOL_2D, MUL, RELU, RELU_N1_TO_1, RELU6, RESHAPE, PAD, MEAN, SUB, DIV, SQUEEZE, CAST, PADV2,
                    EXPAND_DIMS, QUANTIZE, HARD_SWISH -> true;
            default -> false;
        };
    }

    /** Whether it only turns numbers into others that stand for the same. */
    static boolean isCopy(int code) {
        return code == QUANTIZE || code == DEQUANTIZE;
    }

    /** Whether it only gives numbers another shape. */
    static boolean isReshape(int code) {
        return code == RESHAPE || code == SQUEEZE || code == EXPAND_DIMS;
    }

    /** Whether it makes probabilities of logits, and keeps their order. */
    static boolean isLast(int code) {
        return code == SOFTMAX || code == LOG_SOFTMAX || code == LOGISTIC;
    }
}
