package dev.glance.model.graph;

import static dev.glance.model.graph.Tables.assertRefused;
import static dev.glance.model.graph.Tables.assertRows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.model.JsonText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphLayersTest {
    private static final String CONV = "'strides':" + list(1, 2, 1, 1) + ",'padding':" + text("SAME");

    private final List<String> nodes = new ArrayList<>();
    private final List<String> weights = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    private static String text(String text) {
        return "{'s':'" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)) + "'}";
    }

    private static String list(int... values) {
        StringBuilder list = new StringBuilder();
        for (int value : values) {
            list.append(list.length() == 0 ? "'" : ",'").append(value).append("'");
        }
        return "{'list':{'i':[" + list + "]}}";
    }

    private static String fused(String... ops) {
        StringBuilder list = new StringBuilder();
        for (String op : ops) {
            String encoded = text(op);
            list.append(list.length() == 0 ? "" : ",").append(encoded, 5, encoded.length() - 1);
        }
        return ",'fused_ops':{'list':{'s':[" + list + "]}}";
    }

    private static String dims(int... dims) {
        StringBuilder list = new StringBuilder();
        for (int dim : dims) {
            list.append(list.length() == 0 ? "" : ",").append("{'size':'").append(dim).append("'}");
        }
        return "{'dim':[" + list + "]}";
    }

    private String node(String name, String op, String attributes, String... inputs) {
        StringBuilder list = new StringBuilder();
        for (String input : inputs) {
            list.append(list.length() == 0 ? "'" : ",'").append(input).append("'");
        }
        nodes.add("{'name':'" + name + "','op':'" + op + "','input':[" + list + "],'attr':{" + attributes + "}}");
        return name;
    }

    private String picture() {
        return node("image", "Placeholder", "'shape':{'shape':" + dims(-1, 8, 6, 4) + "}");
    }

    private String weight(String name, int... shape) {
        return node(name, "Const", "'value':{'tensor':{'dtype':'DT_FLOAT','tensorShape':" + dims(shape) + "}}");
    }

    /** Whole numbers among the weights. */
    private String ints(String name, int... values) {
        weights.add("{'name':'" + name + "','dtype':'int32','shape':[" + values.length + "]}");
        for (int value : values) {
            numbers.add(value);
        }
        return node(name, "Const", "");
    }

    private LayerTable read(boolean withWeights, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(withWeights ? 4 * numbers.size() : 0).order(ByteOrder.LITTLE_ENDIAN);
        numbers.stream().limit(bytes.capacity() / 4).forEach(bytes::putInt);
        String manifest = "[{'weights':[" + String.join(",", weights) + "]}]";
        String json = "{'modelTopology':{'node':[" + String.join(",", nodes) + "]},'weightsManifest':" + manifest + "}";
        return Layers.ofTensorFlowJs(JsonText.parse(json.replace('\'', '"')), bytes.array(), size);
    }

    private LayerTable read() {
        return read(true, 0);
    }

    @Test
    void convolutions() {
        node("c/Conv2D", "Conv2D", CONV, picture(), weight("f", 3, 2, 4, 5));
        node("c/BiasAdd", "BiasAdd", "", "c/Conv2D", weight("b", 5));
        node("c/bn", "FusedBatchNormV3", "", "c/BiasAdd", weight("n1", 5), weight("n2", 5), weight("n3", 5), weight("n4", 5));
        node("c/Relu6", "Relu6", "", "c/bn:0", "^f");
        node("d", "DepthwiseConv2dNative", CONV + ",'dilations':" + list(1, 1, 2, 1) + ",'data_format':" + text("NHWC"),
                "c/Relu6",
                weight("g", 3, 2, 5, 2));
        node("p", "_FusedConv2D", "'strides':" + list(1, 1, 1, 1) + ",'padding':" + text("VALID") + fused("BiasAdd", "Elu"),
                "d",
                weight("h", 1, 1, 10, 3), weight("i", 3));
        assertRows(read(), "c STANDARD+relu6 [-1] 8x6x4->4x6x5 k3x2 s2x1 d1x1 p120 x25 m2880",
                "d DEPTHWISE [0] 4x6x5->2x6x10 k3x2 s2x1 d1x2 p60 x0 m720",
                        "p POINTWISE+elu [1] 2x6x10->2x6x3 k1x1 s1x1 d1x1 p30 x3 m360");
        assertEquals("c/Relu6", read().layers().get(0).output());
        assertEquals(1, read().pairs().size());
    }

    @Test
    void aFusedDepthwiseConvolution() {
        node("d", "FusedDepthwiseConv2dNative", CONV + fused("FusedBatchNorm", "LeakyRelu"), picture(), weight("g", 3, 3, 4,
                1));
        assertRows(read(), "d DEPTHWISE+leaky_relu [-1] 8x6x4->4x6x4 k3x3 s2x1 d1x1 p36 x16 m864");
    }

    @Test
    void zerosThatAreAnAttribute() {
        node("c", "Conv2D", "'strides':" + list(1, 1, 1, 1) + ",'padding':" + text("EXPLICIT") + ",'explicit_paddings':"
                + list(0, 0, 1, 2, 3, 4, 0, 0), picture(), weight("f", 1, 1, 4, 1));
        assertEquals(new Shape(11, 13, 1), read().layers().get(0).out());
    }

    @Test
    void aClassifier() {
        node("mean", "Mean", "", picture(), ints("axes", 2, 1));
        node("d", "MatMul", "'transpose_b':{'b':true}", "mean", weight("m", 5, 4));
        node("e", "_FusedMatMul", "'transpose_b':{'b':false}" + fused("BiasAdd", "Relu"), "d", weight("k", 5, 3),
                weight("b", 3));
        node("f", "MatMul", "", "e", weight("l", 3, 3));
        node("s", "Softmax", "", "f");
        node("out", "Identity", "", "s");
        assertRows(read(), "mean POOLING [-1] 8x6x4->1x1x4 k8x6 s1x1 d1x1 p0 x0 m0",
                "d FULLY_CONNECTED [0] 1x1x4->1x1x5 p20 x0 m20",
                "e FULLY_CONNECTED+relu [1] 1x1x5->1x1x3 p15 x3 m15", "f FULLY_CONNECTED [2] 1x1x3->1x1x3 p9 x0 m9",
                "s ACTIVATION+softmax [3] 1x1x3->1x1x3 p0 x0 m0");
        assertRows(read(false, 0), read().layers().stream().map(Tables::row).toArray(String[]::new));
    }

    @Test
    void poolings() {
        node("a", "AvgPool", "'ksize':" + list(1, 2, 3, 1) + "," + CONV, picture());
        node("b", "MaxPool", "'ksize':" + list(1, 2, 3, 1) + ",'strides':" + list(1, 1, 2, 1) + ",'padding':"
                + text("VALID"), "a");
        assertRows(read(), "a POOLING [-1] 8x6x4->4x6x4 k2x3 s2x1 d1x1 p0 x0 m0",
                "b POOLING [0] 4x6x4->3x2x4 k2x3 s1x2 d1x1 p0 x0 m0");
    }

    @ParameterizedTest
    @CsvSource({"Add, ADDITION", "AddV2, ADDITION", "Mul, MULTIPLICATION", "Sub, OTHER", "RealDiv, OTHER", "Maximum, OTHER",
            "Minimum, OTHER"})
    void twoBecomeOne(String op, LayerKind kind) {
        node("c", "Conv2D", "'strides':" + list(1, 1, 1, 1) + ",'padding':" + text("SAME"), picture(), weight("f", 1, 1, 4,
                4));
        node("x", op, "", "c", "image");
        node("y", op, "", "x", weight("k", 4));
        node("z", "Relu", "", "y");
        LayerTable table = read();
        assertEquals(kind, table.layers().get(1).kind());
        assertEquals("y NORMALIZATION+relu [1] 8x6x4->8x6x4 p0 x4 m0", Tables.row(table.layers().get(2)));
    }

    @ParameterizedTest
    @CsvSource({"Relu, relu", "Relu6, relu6", "Sigmoid, sigmoid", "Tanh, tanh", "Elu, elu", "Selu, selu", "Prelu, prelu",
            "LeakyRelu, leaky_relu"})
    void activations(String op, String word) {
        node("a", op, "", picture());
        assertRows(read(), "a ACTIVATION+" + word + " [-1] 8x6x4->8x6x4 p0 x0 m0");
    }

    @Test
    void paddingsLieAmongTheWeights() {
        node("a", "Pad", "", picture(), ints("amounts", 0, 0, 1, 2, 3, 4, 0, 0));
        node("b", "PadV2", "", "a", "amounts", weight("zero"));
        assertRows(read(), "a PADDING [-1] 8x6x4->11x13x4 p0 x0 m0", "b PADDING [0] 11x13x4->14x20x4 p0 x0 m0");
        assertRefused("amounts that lie among its weights", () -> read(false, 0));
    }

    @Test
    void onlyHeightAndWidthArePadded() {
        int[][] others = {{0, 0, 1, 2, 3, 4, 0, 1}, {0, 0, 1, 2, 3, 4, 1, 0}, {0, 1, 1, 2, 3, 4, 0, 0}, {1, 0, 1, 2, 3, 4,
                0, 0}, {1, 2}};
        for (int[] other : others) {
            nodes.clear();
            weights.clear();
            numbers.clear();
            node("a", "Pad", "", picture(), ints("amounts", other));
            assertRefused("it pads in an unknown way", this::read);
        }
    }

    @Test
    void onlyHeightAndWidthAreAveraged() {
        int[][] others = {{1, 3}, {0, 3}, {-1, 4}, {1}, {1, 2, 3}};
        for (int[] other : others) {
            nodes.clear();
            weights.clear();
            numbers.clear();
            node("a", "Mean", "", picture(), ints("axes", other));
            assertRefused("over other dimensions", this::read);
            if (other.length != 2) {
                assertRefused("over other dimensions", () -> read(false, 0));
            }
        }
    }

    @Test
    void channelsSideBySide() {
        node("a", "Relu", "", picture());
        node("c", "ConcatV2", "", "a", "image", weight("axis"));
        assertEquals("c CONCATENATION [0, -1] 8x6x4->8x6x8 p0 x0 m0", Tables.row(Tables.last(read())));
    }

    @Test
    void reshapes() {
        node("a", "Reshape", "", picture(), ints("s", -1, 4, -1, 4));
        node("b", "Reshape", "", "a", ints("t", -1, 192));
        node("c", "Squeeze", "", "b");
        node("d", "Reshape", "", "c", weight("u", 4));
        assertRows(read(), "a RESHAPE [-1] 8x6x4->4x12x4 p0 x0 m0", "b RESHAPE [0] 4x12x4->1x1x192 p0 x0 m0");
        assertRefused("to dimensions that lie among its weights", () -> read(false, 0));
        node("e", "Squeeze", "", "image");
        assertRefused("leaves out dimensions", this::read);
    }

    /** As Keras' Flatten is converted. */
    @Test
    void aRowIsKnownByItsRank() {
        node("shape", "Shape", "", picture());
        node("first", "StridedSlice", "", "shape", weight("zero", 1));
        node("to", "Pack", "", "first", weight("rest"));
        node("a", "Reshape", "", "image", "to");
        assertRows(read(), "a RESHAPE [-1] 8x6x4->1x1x192 p0 x0 m0");
        node("b", "Reshape", "", "image", "first");
        assertRefused("to dimensions that lie among its weights", this::read);
    }

    /** The graph that Glance itself writes has placeholders for weights. */
    @Test
    void weightsMayBePlaceholdersOrHandedOn() {
        picture();
        node("f", "Placeholder", "'shape':{'shape':" + dims(1, 1, 4, 2) + "}");
        node("same", "Identity", "", "f");
        node("twice", "Mul", "", "same", weight("two"));
        node("c", "Conv2D", CONV, "image", "twice");
        node("nothing", "NoOp", "");
        assertEquals(8, read().parameters());
    }

    @Test
    void aPlaceholderInTheManifestIsAWeight() {
        weights.add("{'name':'f','dtype':'float32','shape':[1,1,4,2]}");
        node("f", "Placeholder", "");
        node("c", "Conv2D", CONV, picture(), "f");
        assertEquals(8, read().parameters());
    }

    @Test
    void theOrderOfNodesIsFree() {
        node("c", "Relu", "", "b");
        node("b", "Tanh", "", "image");
        picture();
        assertRows(read(), "b ACTIVATION+tanh [-1] 8x6x4->8x6x4 p0 x0 m0", "c ACTIVATION+relu [0] 8x6x4->8x6x4 p0 x0 m0");
    }

    @Test
    void theSizeOfThePicture() {
        picture();
        node("a", "Relu", "", "image");
        assertEquals(new Shape(8, 6, 4), read().input());
        assertEquals(new Shape(9, 9, 4), read(true, 9).input());
        nodes.set(0, nodes.get(0).replace("'8'", "'-1'"));
        assertRefused("how large its picture is", this::read);
        assertEquals(new Shape(9, 9, 4), read(true, 9).input());
        nodes.set(0, nodes.get(0).replace("'-1'", "8").replace("'6'", "-1"));
        assertRefused("how large its picture is", this::read);
        nodes.set(0, nodes.get(0).replace("'size':-1", "'size':6"));
        assertEquals(new Shape(8, 6, 4), read().input());
        nodes.set(0, nodes.get(0).replace(",{'size':'4'}", ""));
        assertRefused("not one picture", this::read);
        nodes.set(0, nodes.get(0).replaceAll("'shape':\\{'shape':.*", "'shape':{'shape':{}}}}"));
        assertRefused("not one picture", this::read);
        nodes.set(0, nodes.get(0).replace("'shape':{}}", "'shape':{'dim':[{},{},{},{}]}}"));
        assertRefused("how large its picture is", this::read);
    }

    @Test
    void whatFitsNotTogetherIsRefused() {
        String[][] cases = {{"two of its nodes", "Relu6", "", "image"}, {"reads one that is not there", "Relu6", "", "none"},
            {"the operation FFT, whose", "FFT", "", "image"}, {"before height and width", "Conv2D", CONV
                    + ",'data_format':" + text("NCHW"), "image", "f"},
            {"a filter does not fit", "Conv2D", CONV, "image", "m"}, {"a filter does not fit", "Conv2D", CONV, "image", "g"},
            {"a depthwise filter does not fit", "DepthwiseConv2dNative", CONV, "image", "g"}, {"it computes its weights",
                    "Conv2D", CONV, "image", "image"},
            {"a node lacks an input", "Conv2D", CONV, "image"}, {"a node lacks an input", "AddV2", ""}, {"it lacks",
                    "Conv2D", "'strides':" + list(1, 1, 1, 1), "image", "f"},
            {"strides are not known", "Conv2D", "'padding':" + text("SAME"), "image", "f"},
            {"strides are not known", "Conv2D", CONV + ",'dilations':" + list(1, 1), "image", "f"},
            {"pools in an unknown way", "AvgPool", CONV, "image"}, {"a classifier does not fit", "MatMul", "", "image", "m"},
            {"from its weights alone", "Relu6", "", "f", "image"}, {"For input string", "Conv2D", CONV.replace("2", "x"),
                    "image", "f"},
            {"circle", "Relu6", "", "x"}, {"two of its nodes have", "Relu6", "", "image"}};
        for (String[] row : cases) {
            nodes.clear();
            picture();
            weight("f", 1, 1, 4, 2);
            weight("g", 1, 1, 3, 2);
            weight("m", 3, 3);
            String[] inputs = Arrays.copyOfRange(row, 3, row.length);
            node(row[0].startsWith("two") ? "f" : "x", row[1], row[2], inputs);
            assertRefused(row[0], this::read);
        }
    }

    @Test
    void withoutAManifestOrAttributes() {
        String json = "{\"modelTopology\":{\"node\":[{\"name\":\"i\",\"op\":\"Placeholder\",\"attr\":{\"shape\":{\"shape\":{\"dim\":"
                + "[{\"size\":1},{\"size\":2},{\"size\":2},{\"size\":3}]}}}},{\"name\":\"r\",\"op\":\"Relu\",\"input\":[\"i\"]}]}}";
        assertEquals(1, Layers.ofTensorFlowJs(JsonText.parse(json), new byte[0], 0).layers().size());
        assertRefused("it has no layers", () -> Layers.ofTensorFlowJs(JsonText.parse("{\"modelTopology\":{\"node\":[]}}"),
                new byte[0], 0));
    }
}
