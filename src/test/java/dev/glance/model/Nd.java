package dev.glance.model;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Numbers in several dimensions, row-major, and what is computed with them: plain loops in double precision. */
record Nd(int[] shape, double[] values) {
    /** How a window moves: as TensorFlow says, with what is missing for SAME at the end where it is odd. */
    record Window(int height, int width, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth,
            boolean same) {
    }

    static Nd zeros(int... shape) {
        return new Nd(shape, new double[count(shape)]);
    }

    static int count(int... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    Nd reshaped(int... to) {
        return new Nd(to, values);
    }

    Nd map(DoubleUnaryOperator function) {
        return new Nd(shape, Arrays.stream(values).map(function).toArray());
    }

    private int[] place(int index) {
        int[] place = new int[shape.length];
        for (int i = shape.length - 1; i >= 0; i--) {
            place[i] = index % shape[i];
            index /= shape[i];
        }
        return place;
    }

    private int index(int... place) {
        int index = 0;
        for (int i = 0; i < shape.length; i++) {
            index = index * shape[i] + place[i];
        }
        return index;
    }

    /** Shapes are filled up with ones in front. */
    Nd with(Nd other, DoubleBinaryOperator function) {
        int rank = Math.max(shape.length, other.shape.length);
        int[] result = new int[rank];
        for (int i = 0; i < rank; i++) {
            result[i] = Math.max(side(rank, i), other.side(rank, i));
        }
        Nd out = zeros(result);
        for (int i = 0; i < out.values.length; i++) {
            int[] place = out.place(i);
            out.values[i] = function.applyAsDouble(broadcast(place), other.broadcast(place));
        }
        return out;
    }

    private int side(int rank, int dimension) {
        int at = dimension - rank + shape.length;
        return at < 0 ? 1 : shape[at];
    }

    private double broadcast(int[] place) {
        int[] own = new int[shape.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = shape[i] == 1 ? 0 : place[place.length - own.length + i];
        }
        return values[index(own)];
    }

    /** Filters as [height, width, in, out]; for a depthwise one each input channel has some of its own. */
    Nd convolved(Nd filter, Window w, boolean depthwise) {
        int[] f = filter.shape;
        int channels = depthwise ? f[2] * f[3] : f[3];
        Nd out = zeros(shape[0], length(shape[1], w.height, w.strideHeight, w.dilationHeight, w.same),
                length(shape[2], w.width, w.strideWidth, w.dilationWidth, w.same), channels);
        int top = before(shape[1], w.height, w.strideHeight, w.dilationHeight, w.same);
        int left = before(shape[2], w.width, w.strideWidth, w.dilationWidth, w.same);
        for (int i = 0; i < out.values.length; i++) {
            int[] at = out.place(i);
            double sum = 0;
            for (int y = 0; y < f[0]; y++) {
                for (int x = 0; x < f[1]; x++) {
                    int row = at[1] * w.strideHeight - top + y * w.dilationHeight;
                    int column = at[2] * w.strideWidth - left + x * w.dilationWidth;
                    if (row < 0 || row >= shape[1] || column < 0 || column >= shape[2]) {
                        continue;
                    }
                    int from = ((at[0] * shape[1] + row) * shape[2] + column) * shape[3];
                    int weight = (y * f[1] + x) * f[2] * f[3];
                    if (depthwise) {
                        sum += values[from + at[3] / f[3]] * filter.values[weight + at[3]];
                    } else {
                        for (int c = 0; c < f[2]; c++) {
                            sum += values[from + c] * filter.values[weight + c * f[3] + at[3]];
                        }
                    }
                }
            }
            out.values[i] = sum;
        }
        return out;
    }

    /** What lies beyond the edge does not count. */
    Nd pooled(Window w, boolean mean) {
        Nd out = zeros(shape[0], length(shape[1], w.height, w.strideHeight, 1, w.same),
                length(shape[2], w.width, w.strideWidth, 1, w.same), shape[3]);
        int top = before(shape[1], w.height, w.strideHeight, 1, w.same);
        int left = before(shape[2], w.width, w.strideWidth, 1, w.same);
        for (int i = 0; i < out.values.length; i++) {
            int[] at = out.place(i);
            double sum = 0;
            double greatest = Double.NEGATIVE_INFINITY;
            int count = 0;
            for (int y = 0; y < w.height; y++) {
                for (int x = 0; x < w.width; x++) {
                    int row = at[1] * w.strideHeight - top + y;
                    int column = at[2] * w.strideWidth - left + x;
                    if (row >= 0 && row < shape[1] && column >= 0 && column < shape[2]) {
                        double value = values[index(at[0], row, column, at[3])];
                        sum += value;
                        greatest = Math.max(greatest, value);
                        count++;
                    }
                }
            }
            out.values[i] = mean ? sum / count : greatest;
        }
        return out;
    }

    private static int length(int size, int filter, int stride, int dilation, boolean same) {
        return same ? (size + stride - 1) / stride : (size - dilation * (filter - 1) - 1) / stride + 1;
    }

    private static int before(int size, int filter, int stride, int dilation, boolean same) {
        int length = length(size, filter, stride, dilation, same);
        return same ? Math.max(0, (length - 1) * stride + dilation * (filter - 1) + 1 - size) / 2 : 0;
    }

    /** Of the matrix [in, out]. */
    Nd times(Nd matrix) {
        Nd out = zeros(shape[0], matrix.shape[1]);
        for (int i = 0; i < out.values.length; i++) {
            int[] at = out.place(i);
            for (int j = 0; j < shape[1]; j++) {
                out.values[i] += values[index(at[0], j)] * matrix.values[matrix.index(j, at[1])];
            }
        }
        return out;
    }

    Nd mean(int[] axes, boolean keep) {
        int[] kept = shape.clone();
        for (int axis : axes) {
            kept[axis] = 1;
        }
        Nd out = zeros(kept);
        for (int i = 0; i < values.length; i++) {
            int[] place = place(i);
            for (int axis : axes) {
                place[axis] = 0;
            }
            out.values[out.index(place)] += values[i] * out.values.length / values.length;
        }
        return keep ? out : out.reshaped(IntStream.range(0, shape.length)
                .filter(i -> Arrays.stream(axes).noneMatch(axis -> axis == i)).map(i -> kept[i]).toArray());
    }

    /**
     * With more at the edges.
     *
     * @param amounts before and after, by dimension
     */
    Nd padded(int[] amounts, double value) {
        int[] larger = shape.clone();
        for (int i = 0; i < larger.length; i++) {
            larger[i] += amounts[2 * i] + amounts[2 * i + 1];
        }
        Nd out = zeros(larger);
        Arrays.fill(out.values, value);
        for (int i = 0; i < values.length; i++) {
            int[] place = place(i);
            for (int j = 0; j < place.length; j++) {
                place[j] += amounts[2 * j];
            }
            out.values[out.index(place)] = values[i];
        }
        return out;
    }

    static Nd joined(int axis, Nd... parts) {
        int[] shape = parts[0].shape.clone();
        shape[axis] = Arrays.stream(parts).mapToInt(part -> part.shape[axis]).sum();
        Nd out = zeros(shape);
        for (int i = 0; i < out.values.length; i++) {
            int[] place = out.place(i);
            int part = 0;
            while (place[axis] >= parts[part].shape[axis]) {
                place[axis] -= parts[part++].shape[axis];
            }
            out.values[i] = parts[part].values[parts[part].index(place)];
        }
        return out;
    }

    Nd transposed(int... order) {
        Nd out = zeros(Arrays.stream(order).map(i -> shape[i]).toArray());
        for (int i = 0; i < out.values.length; i++) {
            int[] place = out.place(i);
            int[] own = new int[place.length];
            for (int j = 0; j < place.length; j++) {
                own[order[j]] = place[j];
            }
            out.values[i] = values[index(own)];
        }
        return out;
    }
}
