package dev.glance.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations of a {@code .tflite} file by name. Whoever only computes does without: the names would be a part of the
 * first load.
 */
public final class OperatorNames {
    /** In the order of BuiltinOperator in schema.fbs; 32 is another one's own, 51 and 127 are not used there. */
    private static final String NAMES = "ADD AVERAGE_POOL_2D CONCATENATION CONV_2D DEPTHWISE_CONV_2D DEPTH_TO_SPACE DEQUANTIZE"
            + " EMBEDDING_LOOKUP FLOOR FULLY_CONNECTED HASHTABLE_LOOKUP L2_NORMALIZATION L2_POOL_2D LOCAL_RESPONSE_NORMALIZATION"
            + " LOGISTIC LSH_PROJECTION LSTM MAX_POOL_2D MUL RELU RELU_N1_TO_1 RELU6 RESHAPE RESIZE_BILINEAR RNN SOFTMAX"
            + " SPACE_TO_DEPTH SVDF TANH CONCAT_EMBEDDINGS SKIP_GRAM CALL CUSTOM EMBEDDING_LOOKUP_SPARSE PAD"
            + " UNIDIRECTIONAL_SEQUENCE_RNN GATHER BATCH_TO_SPACE_ND SPACE_TO_BATCH_ND TRANSPOSE MEAN SUB DIV SQUEEZE"
            + " UNIDIRECTIONAL_SEQUENCE_LSTM STRIDED_SLICE BIDIRECTIONAL_SEQUENCE_RNN EXP TOPK_V2 SPLIT LOG_SOFTMAX DELEGATE"
            + " BIDIRECTIONAL_SEQUENCE_LSTM CAST PRELU MAXIMUM ARG_MAX MINIMUM LESS NEG PADV2 GREATER GREATER_EQUAL LESS_EQUAL"
            + " SELECT SLICE SIN TRANSPOSE_CONV SPARSE_TO_DENSE TILE EXPAND_DIMS EQUAL NOT_EQUAL LOG SUM SQRT RSQRT SHAPE POW"
            + " ARG_MIN FAKE_QUANT REDUCE_PROD REDUCE_MAX PACK LOGICAL_OR ONE_HOT LOGICAL_AND LOGICAL_NOT UNPACK REDUCE_MIN"
            + " FLOOR_DIV REDUCE_ANY SQUARE ZEROS_LIKE FILL FLOOR_MOD RANGE RESIZE_NEAREST_NEIGHBOR LEAKY_RELU"
            + " SQUARED_DIFFERENCE MIRROR_PAD ABS SPLIT_V UNIQUE CEIL REVERSE_V2 ADD_N GATHER_ND COS WHERE RANK ELU"
            + " REVERSE_SEQUENCE MATRIX_DIAG QUANTIZE MATRIX_SET_DIAG ROUND HARD_SWISH IF WHILE NON_MAX_SUPPRESSION_V4"
            + " NON_MAX_SUPPRESSION_V5 SCATTER_ND SELECT_V2 DENSIFY SEGMENT_SUM BATCH_MATMUL PLACEHOLDER_FOR_GREATER_OP_CODES"
            + " CUMSUM CALL_ONCE BROADCAST_TO RFFT2D CONV_3D IMAG REAL COMPLEX_ABS HASHTABLE HASHTABLE_FIND HASHTABLE_IMPORT"
            + " HASHTABLE_SIZE REDUCE_ALL CONV_3D_TRANSPOSE VAR_HANDLE READ_VARIABLE ASSIGN_VARIABLE BROADCAST_ARGS"
            + " RANDOM_STANDARD_NORMAL BUCKETIZE RANDOM_UNIFORM MULTINOMIAL GELU DYNAMIC_UPDATE_SLICE RELU_0_TO_1"
            + " UNSORTED_SEGMENT_PROD UNSORTED_SEGMENT_MAX UNSORTED_SEGMENT_SUM ATAN2 UNSORTED_SEGMENT_MIN SIGN BITCAST"
            + " BITWISE_XOR RIGHT_SHIFT";

    private static final int CUSTOM = 32;
    /** The longest name of a custom operation, in characters. */
    private static final int MAX_NAME = 60;

    private OperatorNames() {
    }

    /** The name of an operator, such as {@code ARG_MAX}; {@code number 400} for one that is newer than this list. */
    public static String name(int code) {
        int start = 0;
        for (int i = 0; i < code && start > -1; i++) {
            // 0 where there is no further one.
            start = NAMES.indexOf(' ', start) + 1;
            start = start == 0 ? -1 : start;
        }
        if (start < 0 || code < 0) {
            return "number " + code;
        }
        int end = NAMES.indexOf(' ', start);
        return NAMES.substring(start, end < 0 ? NAMES.length() : end);
    }

    /**
     * Names of the operations that the logits depend on and for which no TensorFlow.js graph can be written, each once; one that is
     * none of TensorFlow Lite's own is {@code CUSTOM} and what its maker calls it. Empty where there are none.
     *
     * @param bytes the whole file; it is read only
     * @throws dev.glance.error.GlanceException {@code model-format}
     */
    public static List<String> lacking(byte[] bytes) {
        FlatBuffer file = new FlatBuffer(bytes);
        int[] operators = file.tablesField(file.tablesField(file.root(), 2)[0], 3);
        int[] codes = file.tablesField(file.root(), 1);
        List<TfliteModel.Operator> read = TfliteReader.read(file).operators();
        List<String> names = new ArrayList<>();
        for (int place : GraphWriter.lacking(bytes)) {
            int code = read.get(place).code();
            String name = code == CUSTOM ? custom(file, codes[file.intField(operators[place], 0, 0)]) : name(code);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static String custom(FlatBuffer file, int code) {
        FlatBuffer.Vector text = file.vectorField(code, 1, 1);
        StringBuilder name = new StringBuilder(name(CUSTOM));
        for (int i = 0; i < text.length() && i < MAX_NAME; i++) {
            int letter = file.uint8(text.position() + i);
            name.append(i == 0 ? " " : "").append(letter > ' ' && letter < 0x7F ? (char) letter : '_');
        }
        return name.toString();
    }
}
