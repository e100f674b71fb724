package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.JsErrors;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;

/** TensorFlow.js on one of its backends. */
final class TfjsEngine implements Engine {
    private final String backend;
    private final Backends backends;
    private final Network network;

    TfjsEngine(String backend, Backends backends, Network network) {
        this.backend = backend;
        this.backends = backends;
        this.network = network;
    }

    @Override
    public String backend() {
        return backend;
    }

    /** The model itself, for callers that work with tensors. */
    Network network() {
        return network;
    }

    @Override
    public JSPromise<float[]> logits(ImageData pixels) {
        return values(Tf.tidy(() -> network.logits(network.input(Browser.fromPixels(pixels)))));
    }

    /** The values of some logits, which are then disposed of. */
    JSPromise<float[]> values(Tensor logits) {
        return logits.dataFloat().flatThen(data -> {
            logits.dispose();
            if (backends.isLost(backend)) {
                throw lost("the browser took the graphics away");
            }
            return JSPromise.resolve(data.toJavaArray());
        }, reason -> {
            logits.dispose();
            return JSPromise.reject(lost(JsErrors.text(reason)));
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
