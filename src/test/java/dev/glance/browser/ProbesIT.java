package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dev.glance.Folders;
import dev.glance.model.Tflite;
import dev.glance.probe.ArtifactsProbe;
import dev.glance.probe.BindingsProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teavm.tooling.TeaVMToolException;

/** Java that is not part of the site, compiled by TeaVM and run in a browser. */
class ProbesIT {
    private static final String BINDINGS = """
            tensor: [2,2][[-1.5,0],[2,7]]
            add: [2,2][[-0.5,1],[3,8]] [2,2][[-3,0],[4,14]]
            sub: [2,2][[-2.5,-1],[1,6]] [2,2][[0,0],[0,0]]
            mul: [2,2][[-3,0],[4,14]] [2,2][[2.25,0],[4,49]]
            div: [2,2][[-0.75,0],[1,3.5]]
            relu6: [2,2][[0,0],[2,6]]
            round: [2,2][[-2,0],[2,7]] [2,2][[-1,0],[2,7]]
            clip: [2,2][[-1,0],[2,2]]
            max: []7 [2,1][[0],[7]]
            mean: []1.875 [2][0.25,3.5]
            sum: []7.5 []-1.5 []0
            argMax: [2][1,1]
            where: [2,2][[1.5,0],[2,7]]
            reshape: [4][-1.5,0,2,7] [1,2,2][[[-1.5,0],[2,7]]] [2,2][[-1.5,0],[2,7]]
            slice: [2,1][[0],[7]]
            concat: [2,4][[-1.5,0,-1.5,0],[2,7,2,7]] [2,2,2][[[-1.5,0],[2,7]],[[-1.5,0],[2,7]]] 2
            transpose: [2,2][[-1.5,2],[0,7]] [2,2][[0,-1.5],[7,2]] [2,4][[-1.5,0,-1.5,0],[2,7,2,7]]
            gather: [2,2][[2,7],[-1.5,0]] [2,3][[0,1,0],[1,0,0]]
            matMul: [2,2][[2.25,0],[11,49]]
            topk: [2,1][[0],[7]] [2,1][[1],[1]]
            softmax: [2,2][[182,818],[7,993]]
            cast: int32 3
            conv2d: [1,2,2,1][[[[10],[18]],[[42],[50]]]] [1,2,2,1][[[[10],[18]],[[42],[50]]]]
            pool: [1,2,2,1][[[[2.5],[4.5]],[[10.5],[12.5]]]] [1,2,2,1][[[[5],[7]],[[13],[15]]]]
            resize: [1,2,2,1][[[[0],[3]],[[12],[15]]]] [1,2,2,1][[[[0],[2]],[[8],[10]]]]
            crop: [1,2,2,1][[[[0],[3]],[[12],[15]]]] [1,1,2,1][[[[3],[0]]]]
            fromPixels: [1,1,3][[[10,20,30]]] int32 3 3
            left: 0
            keep: false 2.0
            dispose: true
            env: false cpu true
            time: true
            profile: 1 16.0
            toPixels: 8 128 255
            predict: [1,2][[2,2]] x [1,2][[2,2]]
            listModels: true
            again: [1,2][[2,2]]
            saveHandler: graph-model two
            http: [1,2][[2,2]] 1.0
            layers: [1,1][[6]]
            """;

    @TempDir
    private Path folder;

    private static void add(ScriptPage page, String script) {
        page.playwright().addScriptTag(new Page.AddScriptTagOptions().setContent(script));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBindingsDoWhatTensorFlowDoes(boolean wasm) throws IOException, TeaVMToolException {
        Files.write(folder.resolve("weights.bin"),
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(2).array());
        Files.writeString(folder.resolve("model.json"), "{\"format\": \"graph-model\", \"modelTopology\": {\"node\": ["
                + "{\"name\": \"x\", \"op\": \"Placeholder\", \"attr\": {\"dtype\": {\"type\": \"DT_FLOAT\"}, \"shape\":"
                + " {\"shape\": {\"dim\": [{\"size\": \"-1\"}, {\"size\": \"2\"}]}}}}, {\"name\": \"two\", \"op\":"
                + " \"Const\", \"attr\": {\"dtype\": {\"type\": \"DT_FLOAT\"}, \"value\": {\"tensor\": {\"dtype\":"
                + " \"DT_FLOAT\", \"tensorShape\": {\"dim\": [{\"size\": \"1\"}]}}}}}, {\"name\": \"y\", \"op\": \"Mul\","
                + " \"input\": [\"x\", \"two\"], \"attr\": {\"T\": {\"type\": \"DT_FLOAT\"}}}], \"versions\": {}},"
                + " \"weightsManifest\": [{\"paths\": [\"weights.bin\"], \"weights\": [{\"name\": \"two\", \"shape\":"
                + " [1], \"dtype\": \"float32\"}]}]}");
        try (ScriptPage page = new ScriptPage(Sites.http()).withNpm("@tensorflow/tfjs/dist/tf.min.js")
                .withFolder("doubler", folder)) {
            page.run("async () => { await tf.setBackend('cpu'); const model = tf.sequential({layers:"
                    + " [tf.layers.dense({units: 1, inputShape: [3], kernelInitializer: tf.initializers.constant({value:"
                    + " 2})})]}); await model.save('indexeddb://layers'); }");
            if (wasm) {
                page.run("script => (0, eval)(script)", ProbeScript.compileToWasm(BindingsProbe.class));
            } else {
                add(page, ProbeScript.compile(BindingsProbe.class));
            }
            assertEquals(BINDINGS, page.run("() => probe()"));
        }
    }

    @Test
    void theBrowserReadsEveryModelFileAsTheJvmDoes() throws IOException, TeaVMToolException {
        String script = ProbeScript.compile(ArtifactsProbe.class);
        for (Path file : Folders.modelFiles()) {
            try (ScriptPage page = new ScriptPage(Sites.http()).withFolder("files", file.getParent())) {
                add(page, script);
                assertEquals(Tflite.read(Files.readAllBytes(file)).sha256(), page.run("async name =>"
                        + " artifactsSha256(new Int8Array(await (await fetch('files/' + name)).arrayBuffer()))",
                        file.getFileName().toString()), file.toString());
            }
        }
    }
}
