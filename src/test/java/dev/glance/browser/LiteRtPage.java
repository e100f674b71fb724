package dev.glance.browser;

import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** LiteRT.js without Glance: what it computes of a file. */
final class LiteRtPage implements AutoCloseable {
    private static final String RUN = """
            async ({bytes, size, pixels}) => {
              const decode = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
              globalThis.started ??= litert.loadLiteRt('litert/litert_wasm_internal.js');
              await started;
              const model = await litert.loadAndCompile(decode(bytes), {accelerator: 'wasm'});
              const all = [], length = 3 * size * size;
              const numbers = new Float32Array(decode(pixels).buffer);
              for (let i = 0; i < numbers.length; i += length) {
                const input = new litert.Tensor(numbers.slice(i, i + length), [1, size, size, 3]);
                const [output] = await model.run(input);
                all.push(...await output.data());
              }
              model.delete();
              return all;
            }""";

    private final ScriptPage page = new ScriptPage(Sites.http());

    LiteRtPage() {
        for (String script : List.of("litert/litert.js", "litert/litert_wasm_internal.js")) {
            page.playwright().addScriptTag(new Page.AddScriptTagOptions().setUrl(Sites.http() + script));
        }
    }

    /**
     * What a file that takes and gives float32 computes.
     *
     * @param size   height and width of its pictures
     * @param pixels of one picture after the other
     * @return the values of the first, then those of the next
     */
    @SuppressWarnings("unchecked")
    double[] run(byte[] file, int size, float[] pixels) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(pixels);
        List<Number> values = (List<Number>) page.run(RUN, Map.of("bytes", Base64.getEncoder().encodeToString(file), "size", size,
                "pixels", Base64.getEncoder().encodeToString(bytes.array())));
        return values.stream().mapToDouble(Number::doubleValue).toArray();
    }

    @Override
    public void close() {
        page.close();
    }
}
