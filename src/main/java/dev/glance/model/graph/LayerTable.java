package dev.glance.model.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a model, and what they cost for one picture. Costs are doubles: whole numbers, exact up to 2^53.
 * Parameters and multiply-adds are counted as in Howard et al. 2017: those of convolutions and fully connected layers,
 * without biases, batch normalisation and activations.
 */
public final class LayerTable {
    private final Shape input;
    private final List<Layer> layers;
    private final List<SeparablePair> pairs;
    private final int lastCounted;
    private final Architecture architecture;

    LayerTable(Shape input, List<Layer> layers) {
        this.input = input;
        this.layers = List.copyOf(layers);
        pairs = List.copyOf(findPairs());
        int last = layers.size() - 1;
        while (last >= 0 && !layers.get(last).kind().isCounted()) {
            last--;
        }
        lastCounted = last;
        architecture = Architecture.of(input, layers, pairs);
    }

    /** Shape of the picture. */
    public Shape input() {
        return input;
    }

    /** The rows, in an order in which they can be computed. */
    public List<Layer> layers() {
        return layers;
    }

    /** Which network it is. */
    public Architecture architecture() {
        return architecture;
    }

    /** The depthwise separable convolutions, in the order of their rows. */
    public List<SeparablePair> pairs() {
        return pairs;
    }

    /** Weights of all layers. */
    public double parameters() {
        double sum = 0;
        for (Layer layer : layers) {
            sum += layer.parameters();
        }
        return sum;
    }

    /** Biases, and factors, shifts and statistics of batch normalisation, of all layers. */
    public double extras() {
        double sum = 0;
        for (Layer layer : layers) {
            sum += layer.extras();
        }
        return sum;
    }

    /** Multiply-adds of all layers for one picture. */
    public double multiplyAdds() {
        double sum = 0;
        for (Layer layer : layers) {
            sum += layer.multiplyAdds();
        }
        return sum;
    }

    /** The part of all parameters that layers of a kind have, 0 to 1 (table 2 of the paper). */
    public double parameterShare(LayerKind kind) {
        double sum = 0;
        for (Layer layer : layers) {
            sum += layer.kind() == kind ? layer.parameters() : 0;
        }
        return share(sum, parameters());
    }

    /** The part of all multiply-adds that layers of a kind do, 0 to 1 (table 2 of the paper). */
    public double multiplyAddShare(LayerKind kind) {
        double sum = 0;
        for (Layer layer : layers) {
            sum += layer.kind() == kind ? layer.multiplyAdds() : 0;
        }
        return share(sum, multiplyAdds());
    }

    /** Multiply-adds if each depthwise separable convolution were a standard one (eq. 2; table 4 of the paper). */
    public double standardMultiplyAdds() {
        double sum = multiplyAdds();
        for (SeparablePair pair : pairs) {
            sum += pair.standardMultiplyAdds() - pair.multiplyAdds();
        }
        return sum;
    }

    /** Parameters if each depthwise separable convolution were a standard one (table 4 of the paper). */
    public double standardParameters() {
        double sum = parameters();
        for (SeparablePair pair : pairs) {
            sum += pair.standardParameters() - pair.parameters();
        }
        return sum;
    }

    /**
     * Multiply-adds of this network made thinner and with a smaller picture, by eq. 7 of the paper:
     * D_K·D_K·αM·ρD_F·ρD_F + αM·αN·ρD_F·ρD_F. The picture keeps its channels and the last layer its outputs. Real networks
     * round their widths and sides, so theirs differ by some per cent.
     *
     * @param alpha width to that of this network; 1 for the same
     * @param rho   side of the picture to that of this network; 1 for the same
     */
    public double multiplyAddsAt(double alpha, double rho) {
        double sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            sum += layer.multiplyAdds() * widthFactor(i, alpha) * (layer.averaged() ? 1 : rho * rho);
        }
        return sum;
    }

    /**
     * Parameters of this network made thinner: D_K·D_K·αM + αM·αN. The side of the picture changes none.
     *
     * @param alpha width to that of this network; 1 for the same
     */
    public double parametersAt(double alpha) {
        double sum = 0;
        for (int i = 0; i < layers.size(); i++) {
            sum += layers.get(i).parameters() * widthFactor(i, alpha);
        }
        return sum;
    }

    private double widthFactor(int row, double alpha) {
        LayerKind kind = layers.get(row).kind();
        double in = readsThePicture(row) ? 1 : alpha;
        return kind == LayerKind.DEPTHWISE ? in : in * (row == lastCounted ? 1 : alpha);
    }

    /** Whether no layer with weights comes before it. */
    private boolean readsThePicture(int row) {
        int at = layers.get(row).inputs().get(0);
        while (at >= 0 && !layers.get(at).kind().isCounted()) {
            at = layers.get(at).inputs().get(0);
        }
        return at < 0;
    }

    private List<SeparablePair> findPairs() {
        List<SeparablePair> found = new ArrayList<>();
        boolean[] taken = new boolean[layers.size()];
        for (int i = 0; i < layers.size(); i++) {
            int depthwise = layers.get(i).kind() == LayerKind.POINTWISE ? depthwiseBefore(i) : Layer.PICTURE;
            if (depthwise >= 0 && !taken[depthwise]) {
                taken[depthwise] = true;
                found.add(pair(depthwise, i));
            }
        }
        return found;
    }

    /** The depthwise convolution that a row follows, with nothing between that mixes channels or places; or negative. */
    private int depthwiseBefore(int row) {
        int at = layers.get(row).inputs().get(0);
        while (at >= 0) {
            Layer layer = layers.get(at);
            switch (layer.kind()) {
                case DEPTHWISE:
                    return at;
                case ACTIVATION:
                case NORMALIZATION:
                    at = layer.inputs().get(0);
                    break;
                case MULTIPLICATION:
                    at = whole(layer);
                    break;
                default:
                    return Layer.PICTURE;
            }
        }
        return at;
    }

    /** Of the two that squeeze and excite multiplies, the one that is not a factor a channel. */
    private int whole(Layer product) {
        if (product.inputs().size() != 2) {
            return Layer.PICTURE;
        }
        int first = product.inputs().get(0);
        return first >= 0 && layers.get(first).out().equals(product.out()) ? first : product.inputs().get(1);
    }

    private SeparablePair pair(int first, int second) {
        Layer depthwise = layers.get(first);
        Layer pointwise = layers.get(second);
        double standard = depthwise.window().area() * depthwise.in().channels() * pointwise.out().channels();
        return new SeparablePair(first, second, depthwise.multiplyAdds() + pointwise.multiplyAdds(),
                depthwise.parameters() + pointwise.parameters(), standard * pointwise.out().places(), standard);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
