package dev.glance.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The constants of a file: their numbers, in float32 where they are real ones, and the nodes that they become. */
final class Constants {
    /** All weights together; the largest MobileNet has 6 million. A damaged file must not fill the memory. */
    private static final int MAX_WEIGHTS = 32_000_000;

    private final FlatBuffer file;
    private final Topology topology;
    private final List<GraphArtifacts.Weight> weights = new ArrayList<>();
    /** By the bits of a number that many need: its node. */
    private final Map<Integer, String> numbers = new HashMap<>();
    private int weightCount;

    Constants(FlatBuffer file, Topology topology) {
        this.file = file;
        this.topology = topology;
    }

    /** Those of which nodes were made. */
    List<GraphArtifacts.Weight> weights() {
        return List.copyOf(weights);
    }

    String node(String name, int[] shape, float[] floats) {
        return node(new GraphArtifacts.Weight(name, shape, floats, null, null));
    }

    private String node(String name, int[] shape, GraphArtifacts.Packed packed) {
        return node(new GraphArtifacts.Weight(name, shape, null, null, packed));
    }

    String node(String name, int[] shape, int[] ints) {
        return node(new GraphArtifacts.Weight(name, shape, null, ints, null));
    }

    String node(String name, int... ints) {
        return node(name, new int[] {ints.length}, ints);
    }

    private String node(GraphArtifacts.Weight weight) {
        weights.add(weight);
        String dtype = weight.ints() == null ? "DT_FLOAT" : "DT_INT32";
        if (weight.packed() != null) {
            topology.node(weight.name(), "Placeholder").type("dtype", dtype).shape("shape", weight.shape());
        } else {
            topology.node(weight.name(), "Const").type("dtype", dtype).tensor("value", dtype, weight.shape());
        }
        return weight.name();
    }

    /** The node of one number. */
    String number(float value) {
        int bits = Float.floatToIntBits(value);
        String node = numbers.get(bits);
        if (node == null) {
            node = node("number_" + numbers.size(), new int[0], new float[] {value});
            numbers.put(bits, node);
        }
        return node;
    }

    /** A weight that is the transpose of a matrix of the file. */
    String transposed(String name, int[] shape, TfliteModel.Tensor matrix, int rows, int columns) {
        boolean signed = matrix.type() == TfliteModel.INT8;
        if (!signed && matrix.type() != TfliteModel.UINT8 || !isEven(matrix)) {
            return node(name, shape, transposed(floats(matrix), rows, columns));
        }
        count(matrix);
        requireScales(matrix);
        int zero = matrix.zeroPoints().length == 0 ? 0 : matrix.zeroPoints()[0];
        return node(name, shape, new GraphArtifacts.Packed(file.bytes(), matrix.data().position(), signed, rows, columns,
                matrix.scales(), zero));
    }

    /** Whether all values have one zero point, and one scale or one a row. */
    private static boolean isEven(TfliteModel.Tensor matrix) {
        for (int zero : matrix.zeroPoints()) {
            if (zero != matrix.zeroPoints()[0]) {
                return false;
            }
        }
        return matrix.scales().length == 1 || matrix.channelAxis() == 0;
    }

    /** Rows become columns; by strips of 16 rows, so that what is written lies side by side. */
    private static float[] transposed(float[] source, int rows, int columns) {
        float[] result = new float[source.length];
        for (int strip = 0; strip < rows; strip += 16) {
            int end = Math.min(rows, strip + 16);
            for (int column = 0; column < columns; column++) {
                int from = strip * columns + column;
                for (int to = column * rows + strip; to < column * rows + end; to++) {
                    result[to] = source[from];
                    from += columns;
                }
            }
        }
        return result;
    }

    float[] floats(TfliteModel.Tensor tensor) {
        int count = count(tensor);
        int type = tensor.type();
        float[] result = new float[count];
        int position = tensor.data().position();
        if (type == TfliteModel.FLOAT32 || type == TfliteModel.FLOAT16) {
            boolean half = type == TfliteModel.FLOAT16;
            for (int i = 0; i < count; i++) {
                result[i] = half ? Half.toFloat(file.uint8(position + 2 * i) | file.uint8(position + 2 * i + 1) << 8)
                        : file.float32(position + 4 * i);
                FlatBuffer.require(Math.abs(result[i]) <= Float.MAX_VALUE, "a weight is not a number");
            }
            return result;
        }
        dequantise(tensor, result);
        return result;
    }

    private static void requireScales(TfliteModel.Tensor tensor) {
        float[] scales = tensor.scales();
        int[] zeroPoints = tensor.zeroPoints();
        int[] shape = tensor.shape();
        int axis = tensor.channelAxis();
        FlatBuffer.require(scales.length == 1 || axis >= 0 && axis < shape.length && scales.length == shape[axis],
                "a weight's scales do not fit it");
        FlatBuffer.require(zeroPoints.length <= 1 || zeroPoints.length == scales.length,
                "a weight's zero points do not fit it");
        for (float scale : scales) {
            FlatBuffer.require(scale > 0 && scale <= Float.MAX_VALUE, "a weight's scale is not a positive number");
        }
    }

    /** In double, so that the JVM and JavaScript round the same way, once. In one loop, which is compiled while it runs. */
    private void dequantise(TfliteModel.Tensor tensor, float[] result) {
        requireScales(tensor);
        float[] scales = tensor.scales();
        int[] zeroPoints = tensor.zeroPoints();
        // Values that lie side by side and share one scale.
        int run = scales.length == 1 ? result.length : 1;
        for (int i = tensor.channelAxis() + 1; i < tensor.shape().length && scales.length > 1; i++) {
            run *= tensor.shape()[i];
        }
        byte[] bytes = file.bytes();
        int type = tensor.type();
        int position = tensor.data().position();
        int at = 0;
        while (at < result.length) {
            for (int channel = 0; channel < scales.length; channel++) {
                double zero = zeroPoints.length == 0 ? 0 : zeroPoints[zeroPoints.length == 1 ? 0 : channel];
                double scale = scales[channel];
                for (int end = at + run; at < end; at++) {
                    int value = type == TfliteModel.UINT8 ? bytes[position + at] & 0xFF
                            : type == TfliteModel.INT8 ? bytes[position + at] : file.word(position + 4 * at);
                    result[at] = (float) ((value - zero) * scale);
                }
            }
        }
    }

    int[] ints(TfliteModel.Tensor tensor) {
        int count = count(tensor);
        FlatBuffer.require(tensor.type() == TfliteModel.INT32, "a list of numbers is of the wrong type");
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = file.int32(tensor.data().position() + 4 * i);
        }
        return result;
    }

    /** How many values a constant has; its bytes must be there, and all constants together stay within bounds. */
    private int count(TfliteModel.Tensor tensor) {
        int size = switch (tensor.type()) {
            case TfliteModel.FLOAT32, TfliteModel.INT32 -> 4;
            case TfliteModel.FLOAT16 -> 2;
            case TfliteModel.UINT8, TfliteModel.INT8 -> 1;
            default -> throw FlatBuffer.broken("a weight is of type number " + tensor.type());
        };
        FlatBuffer.require(FlatBuffer.positive(tensor.shape()), "a weight has an empty dimension");
        int count = FlatBuffer.count(tensor.shape());
        // Both are below an eighth of the greatest integer.
        FlatBuffer.require(count * size == tensor.data().length(), "a weight has another number of values than its shape");
        weightCount += count;
        FlatBuffer.require(weightCount <= MAX_WEIGHTS, "it has more than " + MAX_WEIGHTS + " weights");
        return count;
    }
}
