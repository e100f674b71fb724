package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Nets;
import dev.glance.model.Tflite;
import dev.glance.model.TfliteProgram;
import dev.glance.probe.ArtifactsProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.teavm.tooling.TeaVMToolException;

/** Classifiers that are no MobileNets of the catalog, made here: both engines compute the same of them. */
class TfliteIT {
    private static final Map<String, byte[]> FILES = Nets.all();
    private static final int PICTURES = 3;
    /** Rounding of float32. */
    private static final double FLOAT_TOLERANCE = 1e-4;
    /** 8 bits at every layer; {@code dev.glance.classify.LiteRtEngine} allows as much. */
    private static final double BYTE_TOLERANCE = 0.1;

    private static final String TENSORFLOW = """
            async ({topology, signature, weights, pixels, backend}) => {
              const tf = glanceTf;
              const decode = (text, type) => new type(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
              await tf.setBackend(backend);
              const inputs = {}, specs = [], data = [];
              for (const {name, shape, dtype, packed, values} of weights) {
                const numbers = decode(values, dtype === 'int32' ? Int32Array : Float32Array);
                if (packed) {
                  inputs[name] = tf.tensor(numbers, shape);
                } else {
                  specs.push({name, shape, dtype});
                  data.push(numbers.buffer);
                }
              }
              const model = tf.loadGraphModelSync(tf.io.fromMemorySync({format: 'graph-model', modelTopology:
                  JSON.parse(topology), signature: JSON.parse(signature), weightSpecs: specs,
                  weightData: await new Blob(data).arrayBuffer()}));
              const numbers = decode(pixels, Float32Array);
              inputs.image = tf.tensor(numbers, [numbers.length / (32 * 32 * 3), 32, 32, 3]);
              return Array.from(await model.execute(inputs, 'logits').data());
            }""";

    private static String base64(float[] floats, int[] ints) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * (floats != null ? floats.length : ints.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (floats != null) {
            bytes.asFloatBuffer().put(floats);
        } else {
            bytes.asIntBuffer().put(ints);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static TfliteProgram program(String name) {
        byte[] file = FILES.get(name);
        double[] range = Tflite.inputRange(file);
        return range == null ? Tflite.program(file, -1, 1) : Tflite.program(file, range[0], range[1]);
    }

    /** Pictures as the network takes them. */
    private static float[] floats(String name) {
        TfliteProgram program = program(name);
        int size = 3 * Nets.SIZE * Nets.SIZE;
        float[] pixels = new float[PICTURES * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (program.min()
                    + (Nets.bytes(i / size)[i % size] & 0xff) * (program.max() - program.min()) / 255);
        }
        return pixels;
    }

    private static Map<String, Object> graph(String name, String backend) {
        GraphArtifacts artifacts = Tflite.read(FILES.get(name));
        List<Map<String, Object>> weights = new ArrayList<>();
        for (GraphArtifacts.Weight weight : artifacts.weights()) {
            weights.add(Map.of("name", weight.name(), "shape",
                    Arrays.stream(weight.shape()).boxed().toList(), "dtype", weight.dtype(),
                    "packed", weight.packed() != null, "values", base64(weight.floats(), weight.ints())));
        }
        return Map.of("topology", artifacts.topology(), "signature", artifacts.signature(), "weights", weights,
                "pixels", base64(floats(name), null), "backend", backend);
    }

    @SuppressWarnings("unchecked")
    private static double[] run(ScriptPage page, String function, Map<String, Object> argument) {
        return ((List<Number>) page.run(function, argument)).stream().mapToDouble(Number::doubleValue).toArray();
    }

    private static ScriptPage page(String... scripts) {
        ScriptPage page = new ScriptPage(Sites.http());
        for (String script : scripts) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions().setUrl(Sites.http() + script));
        }
        return page;
    }

    /** The answers of LiteRT.js, by name. */
    private static Map<String, double[]> expected() {
        Map<String, double[]> answers = new LinkedHashMap<>();
        try (LiteRtPage page = new LiteRtPage()) {
            for (String name : FILES.keySet()) {
                answers.put(name, page.run(program(name).bytes(), Nets.SIZE, floats(name)));
            }
        }
        return answers;
    }

    private static void assertSame(String what, double tolerance, double[] expected, double[] actual) {
        assertEquals(PICTURES * Nets.CLASSES, expected.length, what);
        assertEquals(expected.length, actual.length, what);
        double greatest = 0;
        double off = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(expected[i]));
            off = Math.max(off, Math.abs(expected[i] - actual[i]));
        }
        System.out.println(what + ": off by " + off / greatest);
        assertTrue(off <= tolerance * greatest, what + " is off by " + off + " of " + greatest);
    }

    @Test
    void tensorFlowComputesWhatLiteRtDoes() {
        Map<String, double[]> expected = expected();
        try (ScriptPage small = page("tf/tf-mobilenet.js"); ScriptPage whole = page("tf/tf.js", "tf/tf-backend-wasm.js",
                "tf/tf-backend-cpu.js", "tf/tf-backend-webgl.js")) {
            small.run("() => glanceTf.wasm.setWasmPaths('tf/')");
            whole.run("() => glanceTf.wasm.setWasmPaths('tf/')");
            boolean webGl = whole.run("() => document.createElement('canvas').getContext('webgl2') !== null").equals(true);
            for (String name : FILES.keySet()) {
                boolean bytes = name.contains("int8") || name.contains("bytes") || name.contains("dynamic");
                double tolerance = bytes ? BYTE_TOLERANCE : FLOAT_TOLERANCE;
                double[] wasm = run(whole, TENSORFLOW, graph(name, "wasm"));
                assertSame(name + " on wasm", tolerance, expected.get(name), wasm);
                assertSame(name + " on cpu", FLOAT_TOLERANCE, wasm, run(whole, TENSORFLOW, graph(name, "cpu")));
                if (webGl) {
                    assertSame(name + " on webgl", 1e-3, wasm, run(whole, TENSORFLOW, graph(name, "webgl")));
                }
                if (!Tflite.read(FILES.get(name)).needsAll()) {
                    assertSame(name + " on the smaller wasm", FLOAT_TOLERANCE, wasm,
                            run(small, TENSORFLOW, graph(name, "wasm")));
                }
            }
        }
    }

    @Test
    void theBrowserReadsThemAsTheJvmDoes() throws IOException, TeaVMToolException {
        try (ScriptPage page = new ScriptPage(Sites.http())) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions()
                    .setContent(ProbeScript.compile(ArtifactsProbe.class)));
            for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
                assertEquals(Tflite.read(file.getValue()).sha256(), page.run("text => artifactsSha256("
                        + "Int8Array.from(atob(text), c => c.charCodeAt(0)))",
                        Base64.getEncoder().encodeToString(file.getValue())), file.getKey());
            }
        }
    }
}
