package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.Bilinear;
import dev.glance.litert.CompileOptions;
import dev.glance.litert.CompiledModel;
import dev.glance.litert.CpuOptions;
import dev.glance.litert.LiteRt;
import dev.glance.litert.LiteRtTensor;
import dev.glance.model.TfliteProgram;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import java.util.Arrays;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** LiteRT.js on wasm: runs a {@code .tflite} file itself, with 8-bit activations where the file has them. */
final class LiteRtEngine implements Engine {
    /** Activations of 8 bits round at every layer; measured 2 to 5 % on the models of the catalog. */
    private static final double TOLERANCE = 0.1;
    private static final int IMAGENET_CLASSES = 1000;
    /** How long one picture may take. */
    private static final int ANSWER_MS = 60_000;

    private final CompiledModel model;
    private final TfliteProgram program;
    private final int threads;
    private final float[] levels;
    private final JSArray<JSNumber> shape;
    /** The input's values, filled anew for each picture. */
    private final float[] values;
    private final Float32Array input;

    private LiteRtEngine(CompiledModel model, TfliteProgram program, int threads) {
        this.model = model;
        this.program = program;
        this.threads = threads;
        levels = Levels.of(program.min(), program.max());
        int size = program.size();
        shape = JSArray.of(JSNumber.valueOf(1), JSNumber.valueOf(size), JSNumber.valueOf(size), JSNumber.valueOf(3));
        values = new float[size * size * 3];
        input = Float32Array.fromJavaArray(values);
    }

    /**
     * Compiles a model; rejected with a text or error on why not.
     *
     * @param threads how many compute one picture; the runtime was started for as many
     */
    static JSPromise<Engine> open(TfliteProgram program, int threads) {
        CpuOptions cpu = CpuOptions.create();
        cpu.setNumThreads(threads);
        CompileOptions options = CompileOptions.create();
        options.setAccelerator("wasm");
        options.setCpuOptions(cpu);
        return LiteRt.loadAndCompile(new Uint8Array(Int8Array.fromJavaArray(program.bytes()).getBuffer()), options)
                .then(model -> new LiteRtEngine(model, program, threads));
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public String backend() {
        return Backends.LITERT;
    }

    @Override
    public int size() {
        return program.size();
    }

    @Override
    public boolean anySize() {
        return false;
    }

    @Override
    public JSPromise<float[]> unscaled(ImageData pixels) {
        return logits(pixels);
    }

    @Override
    public double tolerance() {
        return TOLERANCE;
    }

    @Override
    public JSPromise<float[]> logits(ImageData pixels) {
        fill(pixels);
        LiteRtTensor tensor = new LiteRtTensor(input, shape);
        JSPromise<float[]> logits = model.run(tensor).flatThen(outputs -> outputs.get(0).data().then(data -> {
            float[] all = logits(((Float32Array) data).copyToJavaArray());
            delete(outputs);
            return all;
        }));
        return Promises.within(logits, ANSWER_MS, "no answer came within " + ANSWER_MS / 1000 + " seconds")
                .<float[]>flatThen(read -> {
                    tensor.delete();
                    return JSPromise.resolve(read);
                }, reason -> {
                    tensor.delete();
                    return JSPromise.reject(new GlanceException(ErrorCode.BACKEND_LOST, "LiteRT.js stopped working: "
                            + JsErrors.text(reason) + ".", "Press Predict again."));
                });
    }

    private static void delete(JSArrayReader<LiteRtTensor> tensors) {
        for (int i = 0; i < tensors.getLength(); i++) {
            tensors.get(i).delete();
        }
    }

    private void fill(ImageData pixels) {
        byte[] rgba = Levels.rgba(pixels);
        int size = program.size();
        if (pixels.getWidth() != size || pixels.getHeight() != size) {
            rgba = Bilinear.resize(rgba, pixels.getWidth(), pixels.getHeight(), size);
        }
        Levels.fill(rgba, levels, values);
    }

    /** A background class left out. */
    private static float[] logits(float[] all) {
        return all.length == IMAGENET_CLASSES + 1 ? Arrays.copyOfRange(all, 1, all.length) : all;
    }

    @Override
    public void close() {
        model.delete();
    }
}
