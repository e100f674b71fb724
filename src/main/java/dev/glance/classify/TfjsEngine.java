package dev.glance.classify;

import dev.glance.decide.Explanation;
import dev.glance.decide.LayerMaps;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.NumberArray;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import dev.glance.web.TensorFlow;
import java.util.List;
import java.util.function.Supplier;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float32Array;

/** TensorFlow.js on one of its backends. */
final class TfjsEngine implements Engine {
    private static final String TAKEN_AWAY = "the browser took the graphics away";
    /** How long one picture may take. */
    private static final int ANSWER_MS = 60_000;

    private static final double LEAST_PROBABILITY = 1e-30;

    private final String backend;
    private final Backends backends;
    private final Network network;
    private final float[] levels;

    TfjsEngine(String backend, Backends backends, Network network) {
        this.backend = backend;
        this.backends = backends;
        this.network = network;
        levels = Levels.of(network.min(), network.max());
    }

    @Override
    public int threads() {
        return backends.threads(backend);
    }

    @Override
    public String backend() {
        return backend;
    }

    @Override
    public int size() {
        return network.size();
    }

    @Override
    public double tolerance() {
        return SelfCheck.TOLERANCE;
    }

    /** The model itself, for callers that work with tensors. */
    Network network() {
        return network;
    }

    @Override
    public boolean anySize() {
        return network.anySize() && isOnCpu();
    }

    /** A graphics processor is checked with what it has to do later, reading and scaling of pixels included. */
    private boolean isOnCpu() {
        return !backend.equals(Backends.WEBGL) && !backend.equals(Backends.WEBGPU);
    }

    @Override
    public JSPromise<float[]> unscaled(ImageData pixels) {
        return isOnCpu() ? logits(() -> tensor(pixels)) : logits(pixels);
    }

    @Override
    public JSPromise<float[]> logits(ImageData pixels) {
        int size = network.size();
        boolean ready = isOnCpu() && pixels.getWidth() == size && pixels.getHeight() == size;
        return logits(() -> ready ? tensor(pixels) : network.input(Browser.fromPixels(pixels)));
    }

    private JSPromise<float[]> logits(Supplier<Tensor> input) {
        return values(compute(() -> network.outputs(input.get()))).then(values -> {
            // Logits but for a number that they have in common, which makes no difference.
            for (int i = 0; i < values.length && network.probabilities(); i++) {
                values[i] = (float) Math.log(Math.max(values[i], LEAST_PROBABILITY));
            }
            return values;
        });
    }

    /**
     * Which places of a picture speak for some classes.
     *
     * @param labels how many classes there are, a background class not counted
     */
    JSPromise<Explanation> explain(ImageData pixels, List<Integer> classes, int labels) {
        Tensor activation = compute(() -> network.activation(network.input(Browser.fromPixels(pixels))));
        NumberArray shape = activation.getShape();
        return values(activation).then(all -> Explanation.of(shape.get(0), shape.get(1), all, classes, labels));
    }

    /**
     * What a layer makes of a picture.
     *
     * @param node what the network calls the layer's result; {@link LayerMaps#EMBEDDING} for what its classifier reads
     * @return see {@link LayerMaps#read}; the embedding itself
     */
    JSPromise<float[]> activations(ImageData pixels, String node) {
        boolean embedding = node.equals(LayerMaps.EMBEDDING);
        Tensor values = compute(() -> {
            Tensor input = network.input(Browser.fromPixels(pixels));
            return embedding ? network.embedding(input, "") : network.layer(input, node);
        });
        NumberArray shape = values.getShape();
        int rank = shape.getLength();
        int channels = shape.get(rank - 1);
        int width = rank > 2 ? shape.get(rank - 2) : 1;
        return values(values).then(all -> embedding ? all : LayerMaps.pack(all.length / channels / width, width, channels, all));
    }

    private Tensor compute(Supplier<Tensor> computation) {
        if (backends.isLost(backend)) {
            throw lost(TAKEN_AWAY);
        }
        return backends.on(backend, () -> Tf.tidy(computation::get));
    }

    /** Pixels as the model's input, not scaled; instead of four kernels that each make a tensor of it. */
    private Tensor tensor(ImageData pixels) {
        NumberArray shape = NumberArray.of(1, pixels.getHeight(), pixels.getWidth(), 3);
        Tensor unfilled = (Tensor) TensorFlow.unfilled(shape);
        float[] values = unfilled == null ? new float[pixels.getWidth() * pixels.getHeight() * 3]
                : TensorFlow.values(unfilled).toJavaArray();
        Levels.fill(Levels.rgba(pixels), levels, values);
        return unfilled == null ? Tf.tensor(Float32Array.fromJavaArray(values), shape) : unfilled;
    }

    /** The values of a tensor, which is then disposed of. */
    private JSPromise<float[]> values(Tensor logits) {
        // TensorFlow.js waits for ever for a graphics context that is gone.
        JSPromise<Float32Array> values = new JSPromise<>((resolve, reject) -> {
            Runnable listener = () -> reject.accept(lost(TAKEN_AWAY));
            backends.lossListeners(backend).add(listener);
            logits.dataFloat().then(data -> {
                backends.lossListeners(backend).remove(listener);
                resolve.accept(data);
                return null;
            }, reason -> {
                backends.lossListeners(backend).remove(listener);
                reject.accept(reason);
                return null;
            });
        });
        return Promises.within(values, ANSWER_MS, "no answer came within " + ANSWER_MS / 1000 + " seconds")
                .<float[]>flatThen(data -> {
            logits.dispose();
            return JSPromise.resolve(data.toJavaArray());
        }, reason -> {
            logits.dispose();
            GlanceException error = JsErrors.of(reason);
            return JSPromise.reject(error.code() == ErrorCode.BACKEND_LOST ? error : lost(JsErrors.text(reason)));
        });
    }

    private GlanceException lost(String why) {
        return new GlanceException(ErrorCode.BACKEND_LOST, "The backend " + backend + " stopped working: " + why + ".",
                "Press Predict again; if it happens again, add ?backend=wasm to the address.");
    }

    @Override
    public void close() {
        network.close();
    }
}
