package dev.glance.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Follows shapes from the input to the output, and writes a row for each layer. What reads a model calls one method for
 * each of its operations, in an order in which they can be computed.
 */
final class Tracer {
    /** More than any model has that a browser runs; a small file must not make a long table. */
    private static final int MAX_ROWS = 10_000;
    /** Values that the rows read, together. */
    private static final int MAX_READS = 100_000;

    private final List<Row> rows = new ArrayList<>();
    private Shape picture;
    private boolean sharing;
    private int reads;

    /**
     * What an operation gives.
     *
     * @param row      the row that it is part of, or {@link Layer#PICTURE}
     * @param shape    its shape
     * @param averaged whether it does not depend on the picture's size
     */
    record Value(int row, Shape shape, boolean averaged) {
        Value reshaped(Shape other) {
            return new Value(row, other, averaged);
        }
    }

    /** A row that may still get a bias, a normalisation and an activation. */
    private static final class Row {
        private String name;
        private String output;
        private LayerKind kind;
        private String activation = "";
        private List<Integer> inputs;
        private Shape in;
        private Shape out;
        private Window window;
        private double parameters;
        private double extras;
        private double multiplyAdds;
        private boolean averaged;

        Layer layer(String shortName) {
            return new Layer(shortName, output, kind, activation, inputs, in, out, window, parameters, extras, multiplyAdds,
                    averaged);
        }
    }

    /**
     * The table of what has been followed.
     *
     * @param named what the model calls for people what the methods here were told as a name
     */
    LayerTable table(UnaryOperator<String> named) {
        Broken.require(picture != null && !rows.isEmpty(), "it has no layers");
        List<String> names = new ArrayList<>();
        for (Row row : rows) {
            names.add(named.apply(row.name));
        }
        List<String> shorter = Names.shorten(names);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            layers.add(rows.get(i).layer(shorter.get(i)));
        }
        return new LayerTable(picture, layers);
    }

    /** Whether the weights of what follows have been counted before: a layer that is called again. */
    void sharing(boolean again) {
        sharing = again;
    }

    /** The picture. */
    Value input(Shape shape) {
        Broken.require(picture == null, "it has more than one input");
        picture = shape;
        return new Value(Layer.PICTURE, shape, false);
    }

    /**
     * A convolution.
     *
     * @param filterIn channels that each of its outputs reads: all, or those of its group
     * @param out      channels of its output
     * @param same     whether it is padded ({@code SAME})
     * @param biases   how many there are
     */
    Value convolution(String name, Value x, int filterIn, int out, Window window, boolean same, int biases) {
        int channels = x.shape.channels();
        Broken.require(filterIn > 0 && channels % filterIn == 0 && out > 0 && out % (channels / filterIn) == 0,
                "a filter does not fit its input");
        LayerKind kind = LayerKind.STANDARD;
        if (filterIn == 1 && channels > 1) {
            kind = LayerKind.DEPTHWISE;
        } else if (window.isPoint() && filterIn == channels) {
            kind = x.averaged && x.shape.places() == 1 ? LayerKind.FULLY_CONNECTED : LayerKind.POINTWISE;
        }
        return weighted(name, kind, x, window, window.over(x.shape, same).withChannels(out), (double) filterIn * out, biases);
    }

    /** A depthwise convolution; {@code multiplier} channels come from each. */
    Value depthwise(String name, Value x, int multiplier, Window window, boolean same, int biases) {
        double out = (double) x.shape.channels() * multiplier;
        return weighted(name, LayerKind.DEPTHWISE, x, window, window.over(x.shape, same).withChannels(out), out, biases);
    }

    /** A fully connected layer at each place of its input. */
    Value dense(String name, Value x, int in, int out, int biases) {
        Broken.require(x.shape.channels() == in, "a classifier does not fit its input");
        return weighted(name, LayerKind.FULLY_CONNECTED, x, null, x.shape.withChannels(out), (double) in * out, biases);
    }

    private Value weighted(String name, LayerKind kind, Value x, Window window, Shape out, double weights, int biases) {
        Value value = row(name, kind, List.of(x), out, x.averaged);
        Row row = rows.get(value.row);
        row.window = window;
        double parameters = weights * (window == null ? 1 : window.area());
        row.multiplyAdds = parameters * out.places();
        row.parameters = sharing ? 0 : parameters;
        row.extras = sharing ? 0 : biases;
        return value;
    }

    /** A pooling over a window. */
    Value pooling(String name, Value x, Window window, boolean same) {
        Shape out = window.over(x.shape, same);
        Value value = row(name, LayerKind.POOLING, List.of(x), out, x.averaged || out.places() == 1);
        rows.get(value.row).window = window;
        return value;
    }

    /** A pooling over all that is there. */
    Value wholePooling(String name, Value x) {
        return pooling(name, x, new Window(x.shape.height(), x.shape.width(), 1, 1, 1, 1), false);
    }

    /**
     * Factors and shifts, or one of both: a batch normalisation or a bias.
     *
     * @param numbers how many it has; a single one belongs to an activation
     */
    Value normalization(String name, Value x, double numbers) {
        Row row = isCounted(x) ? rows.get(x.row) : null;
        Value value = x;
        if (row == null || !row.activation.isEmpty() && numbers > 1) {
            value = row(name, LayerKind.NORMALIZATION, List.of(x), x.shape, x.averaged);
            row = rows.get(value.row);
        }
        row.output = name;
        row.extras += sharing || numbers == 1 ? 0 : numbers;
        return value;
    }

    /** A function of each value, or a softmax, which is a row of its own as in the paper's table 1. */
    Value activation(String name, Value x, String word) {
        if (isOpen(x) && !word.equals("softmax")) {
            Row row = rows.get(x.row);
            if (row.activation.isEmpty()) {
                row.activation = word;
                row.output = name;
                return x;
            }
        }
        Value value = row(name, LayerKind.ACTIVATION, List.of(x), x.shape, x.averaged);
        rows.get(value.row).activation = word;
        return value;
    }

    /** A sum, a product or another function of several, value by value. */
    Value combination(String name, LayerKind kind, List<Value> values) {
        Value first = values.get(0);
        Shape shape = first.shape;
        boolean averaged = true;
        boolean one = isOpen(first);
        for (Value value : values) {
            shape = shape.with(value.shape);
            averaged &= value.averaged;
            one &= value.row == first.row;
        }
        if (one) {
            // x·sigmoid(x) and x·relu6(x + 3)/6, written out.
            Row row = rows.get(first.row);
            row.activation = row.activation.equals("relu6") ? "hard_swish" : row.activation.equals("sigmoid") ? "swish"
                    : row.activation;
            row.output = name;
            return first.reshaped(shape);
        }
        return row(name, kind, values, shape, averaged);
    }

    /** Channels side by side. */
    Value concatenation(String name, List<Value> values) {
        Shape first = values.get(0).shape;
        double channels = 0;
        boolean averaged = true;
        for (Value value : values) {
            Broken.require(value.shape.height() == first.height() && value.shape.width() == first.width(),
                    "it combines layers of different shapes");
            channels += value.shape.channels();
            averaged &= value.averaged;
        }
        return row(name, LayerKind.CONCATENATION, values, first.withChannels(channels), averaged);
    }

    /** Zeros around. */
    Value padding(String name, Value x, int top, int bottom, int left, int right) {
        return row(name, LayerKind.PADDING, List.of(x), padded(x, top, bottom, left, right).shape, x.averaged);
    }

    /** Zeros around that are part of the next layer. */
    static Value padded(Value x, int top, int bottom, int left, int right) {
        for (int amount : new int[] {top, bottom, left, right}) {
            Broken.require(amount >= 0 && amount <= 4096, "it pads by too much");
        }
        return x.reshaped(x.shape.grown(top + bottom, left + right));
    }

    /** Other dimensions; where they are the same, nothing. */
    Value reshape(String name, Value x, Shape shape) {
        Broken.require(x.shape.values() == shape.values(), "it reshapes to another number of values");
        return x.shape.equals(shape) ? x : row(name, LayerKind.RESHAPE, List.of(x), shape, x.averaged);
    }

    /** Whatever else gives a shape that is known. */
    Value other(String name, List<Value> values, Shape shape) {
        return row(name, LayerKind.OTHER, values, shape, false);
    }

    private boolean isCounted(Value x) {
        return x.row >= 0 && rows.get(x.row).kind.isCounted();
    }

    /** Whether an activation can be part of its row. */
    private boolean isOpen(Value x) {
        return isCounted(x) || x.row >= 0 && (rows.get(x.row).kind == LayerKind.ADDITION
                || rows.get(x.row).kind == LayerKind.NORMALIZATION);
    }

    private Value row(String name, LayerKind kind, List<Value> values, Shape out, boolean averaged) {
        reads += values.size();
        Broken.require(rows.size() < MAX_ROWS && reads <= MAX_READS, "it has too many layers");
        Row row = new Row();
        row.name = name;
        row.output = name;
        row.kind = kind;
        List<Integer> inputs = new ArrayList<>();
        for (Value value : values) {
            inputs.add(value.row);
        }
        row.inputs = List.copyOf(inputs);
        row.in = values.get(0).shape;
        row.out = out;
        row.averaged = averaged;
        rows.add(row);
        return new Value(rows.size() - 1, out, averaged);
    }
}
