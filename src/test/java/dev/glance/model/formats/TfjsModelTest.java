package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.model.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TfjsModelTest {
    private static final String MANIFEST = "[{'paths':['group1-shard1of2.bin','group1-shard2of2.bin'],'weights':["
            + "{'name':'conv/kernel','shape':[3,3,3,8],'dtype':'float32','quantization':{'dtype':'uint8','scale':0.1,'min':-1}},"
            + "{'name':'conv/bias','shape':[8],'dtype':'float32'},{'name':'axis','shape':[],'dtype':'int32'}]}]";
    private static final String SIGNATURE = "{'inputs':{'image':{'name':'image:0','dtype':'DT_FLOAT','tensorShape':{'dim':["
            + "{'size':'-1'},{'size':'160'},{'size':'160'},{'size':'3'}]}}},"
            + "'outputs':{'scores':{'name':'Identity:0','tensorShape':{'dim':[{'size':'-1'},{'size':'5'}]}}}}";
    private static final String NODES = "[{'name':'image','op':'Placeholder','attr':{'shape':{'shape':{'dim':["
            + "{'size':'1'},{'size':'128'},{'size':'96'},{'size':3}]}}}},"
            + "{'name':'axis','op':'Const','input':[]},{'name':'probabilities','op':'Softmax','input':['image:0']},"
            + "{'name':'flat','op':'Reshape','input':['probabilities:0','^axis','axis']},"
            + "{'name':'Identity','op':'Identity','input':['flat']}]";
    /** As Teachable Machine exports: two models within one. */
    private static final String NESTED = "{'class_name':'Sequential','config':{'name':'s','layers':["
            + "{'class_name':'Sequential','config':{'layers':[{'class_name':'Model','config':{'layers':["
            + "{'class_name':'InputLayer','config':{'batch_input_shape':[null,224,224,3]}},"
            + "{'class_name':'Conv2D','config':{'filters':16,'activation':'softmax'}}]}},"
            + "{'class_name':'GlobalAveragePooling2D','config':{}}]}},"
            + "{'class_name':'Sequential','config':[{'class_name':'Dense','config':{'units':100,'activation':'relu'}},"
            + "{'class_name':'Dense','config':{'units':7,'activation':'softmax'}}]}]}}";

    private static String graph(String signature, String nodes) {
        return "{'format':'graph-model','generatedBy':'2.0'," + (signature == null ? "" : "'signature':" + signature + ",")
                + "'modelTopology':{'node':" + nodes + ",'library':{}},'weightsManifest':" + MANIFEST + "}";
    }

    private static String layers(String topology) {
        return "{'format':'layers-model','modelTopology':" + topology + ",'weightsManifest':" + MANIFEST + "}";
    }

    /** A model whose weights are as given. */
    private static String weights(String manifest) {
        return "{'modelTopology':{'node':[]},'weightsManifest':" + manifest + "}";
    }

    private static String weight(String dtype, String shape) {
        return weights("[{'paths':['a'],'weights':[{'name':'w','shape':" + shape + ",'dtype':'" + dtype + "'}]}]");
    }

    private static TfjsModel read(String text) {
        return TfjsModel.read(text.replace('\'', '"'), JsonText::parse);
    }

    private static TfjsModel sequential(String... layers) {
        return read(layers("{'class_name':'Sequential','config':[" + String.join(",", layers) + "]}"));
    }

    private static String layer(String type, String config) {
        return "{'class_name':'" + type + "','config':{" + config + "}}";
    }

    private static void refused(ErrorCode code, String why, String text) {
        Refused.with(code, why, () -> read(text));
    }

    // Weights.

    @Test
    void theWeightsAreListed() {
        TfjsModel model = read(graph(SIGNATURE, NODES));
        assertTrue(model.graph());
        assertEquals(graph(SIGNATURE, NODES).replace('\'', '"'), model.text());
        assertEquals(List.of("group1-shard1of2.bin", "group1-shard2of2.bin"), model.shards());
        assertEquals(3, model.weights().size());
        TfjsModel.Weight kernel = model.weights().get(0);
        assertEquals("conv/kernel", kernel.name());
        assertEquals("float32", kernel.dtype());
        assertEquals("uint8", kernel.kept());
        assertArrayEquals(new int[] {3, 3, 3, 8}, kernel.shape());
        assertEquals(216, kernel.bytes());
        assertEquals("float32", model.weights().get(1).kept());
        assertEquals(32, model.weights().get(1).bytes());
        assertEquals(4, model.weights().get(2).bytes(), "a scalar");
        assertEquals(216 + 32 + 4, model.weightBytes());
        assertTrue(model.exact());
    }

    @Test
    void groupsFollowEachOther() {
        TfjsModel model = read(weights("[{'paths':['b','sub/a'],'weights':[]},{'paths':['c'],'weights':["
                + "{'name':'w','shape':[2],'dtype':'bool'}]}]"));
        assertEquals(List.of("b", "sub/a", "c"), model.shards());
        assertEquals(2, model.weightBytes());
    }

    @Test
    void eachTypeHasItsLength() {
        String[] types = {"bool", "uint8", "uint16", "float16", "int32", "float32", "complex64"};
        int[] lengths = {1, 1, 2, 2, 4, 4, 8};
        for (int i = 0; i < types.length; i++) {
            assertEquals(10 * lengths[i], read(weight(types[i], "[2,5]")).weightBytes(), types[i]);
        }
        assertEquals(0, read(weight("float32", "[0,5]")).weightBytes());
        TfjsModel texts = read(weight("string", "[3]"));
        assertEquals(12, texts.weightBytes());
        assertFalse(texts.exact());
        refused(ErrorCode.MODEL_FORMAT, "of the type \u201cint64\u201d", weight("int64", "[1]"));
        for (String half : new String[] {"{'dtype':'float16'}", "{'dtype':'uint16','scale':1,'min':0}"}) {
            assertEquals(4, read(weights("[{'paths':[],'weights':[{'name':'w','shape':[2],'dtype':'float32','quantization':"
                    + half + "}]}]")).weightBytes());
        }
    }

    @Test
    void shardsAreAsLongAsTheWeights() {
        TfjsModel model = read(graph(SIGNATURE, NODES));
        model.check(new int[] {200, 52});
        for (int[] lengths : new int[][] {{200, 51}, {200, 53}, {252}, {252, 0, 0}, {}, {Integer.MAX_VALUE, Integer.MAX_VALUE}}) {
            Refused.with(ErrorCode.MODEL_FORMAT, "its weights are 252 bytes", () -> model.check(lengths));
        }
        Refused.with(ErrorCode.MODEL_FORMAT, "have 200 + 51.", () -> model.check(new int[] {200, 51}));
        TfjsModel texts = read(weight("string", "[3]"));
        texts.check(new int[] {12});
        texts.check(new int[] {100});
        Refused.with(ErrorCode.MODEL_FORMAT, "its weights are 12 bytes", () -> texts.check(new int[] {11}));
    }

    @Test
    void foreignShardsAreRefused() {
        for (String path : new String[] {"https://example.com/w.bin", "//example.com/w", "/w.bin", "../w.bin", "a/../../w",
            "data:,x", "%2e%2e/w", "..%2fw", "w?x", "w#x", ""}) {
            refused(ErrorCode.MODEL_UNSAFE, "from elsewhere, \u201c" + path + "\u201d", weights("[{'paths':['" + path
                    + "'],'weights':[]}]"));
        }
        refused(ErrorCode.MODEL_FORMAT, "the file \u201ca\u201d twice", weights("[{'paths':['a'],'weights':[]},"
                + "{'paths':['a'],'weights':[]}]"));
    }

    @Test
    void weightsHaveLimits() {
        assertEquals(512 << 20, read(weight("float32", "[134217728]")).weightBytes());
        refused(ErrorCode.MODEL_UNSAFE, "larger than 512 MB", weight("float32", "[134217729]"));
        refused(ErrorCode.MODEL_UNSAFE, "larger than 512 MB", weight("float32", "[2000000000,2000000000,2000000000]"));
        String half = "{'name':'w','shape':[67108864],'dtype':'float32'}";
        String rest = "{'name':'w','shape':[],'dtype':'bool'}";
        assertEquals(512 << 20, read(weights("[{'paths':[],'weights':[" + half + "," + half + "]}]")).weightBytes());
        refused(ErrorCode.MODEL_UNSAFE, "larger than 512 MB", weights("[{'paths':[],'weights':[" + half + "," + half + ","
                + rest + "]}]"));
        StringBuilder paths = new StringBuilder("'s0'");
        for (int i = 1; i < 1024; i++) {
            paths.append(",'s").append(i).append("'");
        }
        assertEquals(1024, read(weights("[{'paths':[" + paths + "],'weights':[]}]")).shards().size());
        refused(ErrorCode.MODEL_UNSAFE, "in more than 1024 files", weights("[{'paths':[" + paths + ",'x'],'weights':[]}]"));
        String many = rest + ("," + rest).repeat(TfjsModel.MAX_WEIGHTS - 1);
        assertEquals(TfjsModel.MAX_WEIGHTS, read(weights("[{'paths':[],'weights':[" + many + "]}]")).weightBytes());
        refused(ErrorCode.MODEL_UNSAFE, "more than 100000 weights", weights("[{'paths':[],'weights':[" + many + "," + rest + "]}]"));
        assertEquals(8, read(weight("bool", "[1,1,1,1,1,1,1,8]")).weights().get(0).shape().length == 8 ? 8 : 0);
        refused(ErrorCode.MODEL_FORMAT, "more than 8 dimensions", weight("bool", "[1,1,1,1,1,1,1,1,1]"));
        refused(ErrorCode.MODEL_FORMAT, "a negative size", weight("bool", "[-1]"));
    }

    @Test
    void otherTextsAreNone() {
        refused(ErrorCode.MODEL_FORMAT, "it is no JSON", "<html>");
        refused(ErrorCode.MODEL_OTHER, "before TensorFlow.js 1.0", "[{'paths':[],'weights':[]}]");
        refused(ErrorCode.MODEL_FORMAT, "its format is \u201ctflite\u201d",
                graph(SIGNATURE, NODES).replace("graph-model", "tflite"));
        for (String text : new String[] {"{}", "1", "null", "{'modelTopology':{'node':[]}}", "{'weightsManifest':[]}",
            "{'modelTopology':1,'weightsManifest':[]}", "{'modelTopology':{},'weightsManifest':[]}", weights("{}"),
            weights("[{}]"), weights("[{'paths':[1],'weights':[]}]"), weights("[{'paths':[],'weights':[{}]}]"),
            weight("bool", "3"), weight("bool", "[1.5]"), weight("bool", "['1']"),
            weights("[{'paths':[],'weights':[{'shape':[],'dtype':'bool'}]}]"),
            weights("[{'paths':[],'weights':[{'name':'w','shape':[],'dtype':'float32','quantization':{'dtype':'uint8','min':0}}]}]"),
            weights("[{'paths':[],'weights':[{'name':'w','shape':[],'dtype':'float32','quantization':{'dtype':'uint16','scale':0}}]}]"),
            weights("[{'paths':[],'weights':[{'name':'w','shape':[],'dtype':'float32','quantization':{'dtype':'int32','min':0,'scale':0}}]}]"),
            graph("[]", NODES), graph(SIGNATURE.replace("'-1'", "'x'"), NODES), graph(null, "[{'op':'Softmax'}]"),
            graph(null, "[{'name':'a'}]"), layers("{}"), layers("{'class_name':'Sequential','config':{}}")}) {
            refused(ErrorCode.MODEL_FORMAT, "none of a TensorFlow.js model", text);
        }
    }

    // What goes in and comes out.

    @Test
    void aGraphsSignatureSaysItsShapes() {
        TfjsModel model = read(graph(SIGNATURE, NODES));
        assertArrayEquals(new int[] {-1, 160, 160, 3}, model.input());
        assertEquals(160, model.size());
        assertEquals(5, model.classes());
        assertTrue(model.softmax());
    }

    @Test
    void aGraphWithoutSignatureHasAPlaceholder() {
        TfjsModel model = read(graph(null, NODES));
        assertArrayEquals(new int[] {1, 128, 96, 3}, model.input());
        assertEquals(0, model.size(), "not square");
        assertEquals(0, model.classes());
        assertTrue(model.softmax());
        assertFalse(read(graph(null, NODES.replace("'Softmax'", "'Relu'"))).softmax());
        assertFalse(read(graph(null, NODES.replace("'Softmax'", "'Identity'"))).softmax());
        TfjsModel two = read(graph(null, NODES.replace("]}]", "]},{'name':'other','op':'Relu','input':['flat']}]")));
        assertFalse(two.softmax(), "two ends");
        assertFalse(read(graph(null, "[]")).softmax());
        assertTrue(read(graph(null, NODES.replace("'Reshape'", "'Squeeze'"))).softmax());
        assertFalse(read(graph(null, NODES.replace("'Reshape'", "'Mul'"))).softmax());
    }

    @Test
    void whatASignatureDoesNotSayIsUnknown() {
        TfjsModel model = read(graph("{'inputs':{'image':{}},'outputs':{'scores':{}}}", "[]"));
        assertEquals(0, model.input().length);
        assertEquals(0, model.classes());
        assertFalse(model.softmax());
        model = read(graph("{}", NODES));
        assertTrue(model.softmax());
        assertEquals(96, model.input()[2]);
        String shape = "'tensorShape':{'dim':[{'size':'5'}]}";
        model = read(graph("{'inputs':{'size':{" + shape + "}},'outputs':{'a':{'name':'Identity'," + shape + "},'b':{" + shape
                + "}}}", NODES));
        assertArrayEquals(new int[] {1, 128, 96, 3}, model.input(), "the one that is a picture's");
        assertEquals(0, model.classes(), "two outputs");
        assertFalse(model.softmax());
        model = read(graph(SIGNATURE.replace("'5'", "'-1'").replace("'160'", "'-1'"), NODES));
        assertEquals(0, model.classes());
        assertEquals(0, model.size());
        model = read(graph(SIGNATURE.replace("{'size':'5'}", "{}").replace("'-1'", "'-7'"), NODES));
        assertEquals(0, model.classes());
        assertEquals(-1, model.input()[0]);
        assertEquals(0, read(graph(SIGNATURE.replace("[{'size':'-1'},{'size':'5'}]", "[]"), NODES)).classes());
    }

    /** Nodes that read each other have no end; the search has. */
    @Test
    void aCircleHasNoSoftmax() {
        String circle = "[{'name':'Identity','op':'Identity','input':['b']},{'name':'b','op':'Identity','input':['Identity']}]";
        assertFalse(read(graph(SIGNATURE, circle)).softmax());
        assertFalse(read(graph(null, circle)).softmax());
        assertFalse(read(graph(SIGNATURE, "[{'name':'Identity','op':'Identity'}]")).softmax());
    }

    @Test
    void aTeachableMachinesLayersAreFoundInTheModelsWithin() {
        TfjsModel model = read(layers(NESTED));
        assertFalse(model.graph());
        assertArrayEquals(new int[] {-1, 224, 224, 3}, model.input());
        assertEquals(224, model.size());
        assertEquals(7, model.classes());
        assertTrue(model.softmax());
        assertFalse(read(layers(NESTED.replace("7,'activation':'softmax'", "7,'activation':'linear'"))).softmax());
    }

    @Test
    void aConvertedKerasModelHasAConfigOfItsOwn() {
        TfjsModel model = read("{'modelTopology':{'keras_version':'2','model_config':" + NESTED.replace("'Model'", "'Functional'")
                + "},'weightsManifest':[]}");
        assertFalse(model.graph(), "also without a format");
        assertEquals(7, model.classes());
        assertEquals(224, model.size());
    }

    @Test
    void theLastLayerWithValuesCounts() {
        String dense = layer("Dense", "'units':9,'activation':'linear'");
        TfjsModel model = sequential(layer("Dense", "'units':4,'batchInputShape':[null,8]"), dense, layer("Dropout", ""),
                layer("Activation", "'activation':'softmax'"));
        assertEquals(9, model.classes());
        assertTrue(model.softmax());
        assertEquals(0, model.input().length, "not a picture's");
        assertTrue(sequential(dense, layer("Softmax", "")).softmax());
        assertFalse(sequential(dense, layer("Activation", "'activation':'relu'")).softmax());
        assertFalse(sequential(layer("Softmax", ""), dense).softmax());
        assertFalse(sequential(layer("Dense", "'units':3,'activation':{'class_name':'softmax'}")).softmax());
        model = sequential(layer("Conv2D", "'filters':6,'batchInputShape':[1,null,32,3]"), layer("GlobalAveragePooling2D", ""),
                layer("Reshape", ""), layer("Flatten", ""));
        assertEquals(6, model.classes());
        assertFalse(model.softmax());
        assertArrayEquals(new int[] {1, -1, 32, 3}, model.input());
        assertEquals(0, model.size());
        assertEquals(0, sequential(dense, layer("LSTM", "'units':5")).classes(), "it is not known what comes out of that");
        assertEquals(0, sequential().classes());
        assertEquals(0, sequential(layer("Dense", "")).classes());
        assertEquals(0, sequential(layer("Dense", "'units':-1")).classes());
        assertEquals(32, sequential(layer("InputLayer", "'batch_shape':[null,32,32,1]")).size());
    }

    @Test
    void modelsWithinModelsHaveALimit() {
        for (int depth : new int[] {20, 21}) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < depth; i++) {
                text.append("{'class_name':'Sequential','config':[");
            }
            text.append("{'class_name':'Sequential','config':[]}");
            for (int i = 0; i < depth; i++) {
                text.append("]}");
            }
            if (depth == 20) {
                assertEquals(0, read(layers(text.toString())).classes());
            } else {
                refused(ErrorCode.MODEL_FORMAT, "a model in a model", layers(text.toString()));
            }
        }
    }

    @Test
    void tenThousandDamagedFiles() {
        for (String file : List.of(graph(SIGNATURE, NODES), layers(NESTED))) {
            Damage.survive(file.replace('\'', '"'), text -> TfjsModel.read(text, JsonText::parse).check(new int[] {200, 52}),
                    ErrorCode.MODEL_FORMAT, ErrorCode.MODEL_UNSAFE, ErrorCode.MODEL_OTHER);
        }
    }

    @Test
    void realModels() throws IOException {
        Path models = Folders.PROJECT.resolveSibling("shared/models");
        for (String name : new String[] {"mobilenet_v1_0.25_128_graph", "mobilenet_v1_0.25_224"}) {
            Path folder = models.resolve(name);
            if (Files.isDirectory(folder)) {
                TfjsModel model = TfjsModel.read(Files.readString(folder.resolve("model.json")), JsonText::parse);
                assertEquals(name.endsWith("graph"), model.graph());
                assertEquals(name.endsWith("graph") ? 128 : 224, model.size());
                assertEquals(name.endsWith("graph") ? 1001 : 1000, model.classes());
                assertEquals(!name.endsWith("graph"), model.softmax());
                model.check(new int[] {(int) Files.size(folder.resolve(model.shards().get(0)))});
            }
        }
    }
}
