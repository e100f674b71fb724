package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Labels;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.AbortController;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSPromise;

/**
 * A model for callers that work with tensors, on their own thread. TensorFlow.js and its backend are ready from the
 * start; the weights are put there when they are first used, which takes a moment, so that a caller who never does has
 * no second copy of them.
 */
public final class TensorModel implements AutoCloseable {
    private final ModelFile file;
    private final String backend;
    private Network network;

    private TensorModel(ModelFile file, String backend) {
        this.file = file;
        this.backend = backend;
    }

    /**
     * Loads a model of the site and starts a backend.
     *
     * @param backend the backend to try first; empty to choose
     * @return rejected with a GlanceException
     */
    public static JSPromise<TensorModel> load(ModelSource source, Backends backends, CatalogEntry entry,
            String backend) {
        List<String> names = new ArrayList<>();
        for (String name : new String[] {backend, Backends.WASM, Backends.CPU}) {
            if (Backends.isTensorFlow(name) && !names.contains(name)) {
                names.add(name);
            }
        }
        JSPromise<ModelFile> file = source.read(entry, fraction -> { }, new AbortController());
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        file.catchError(reason -> null);
        return startFirst(backends, names, "").flatThen(name -> file.then(read -> new TensorModel(read, name)));
    }

    private static JSPromise<String> startFirst(Backends backends, List<String> names, String reasons) {
        if (names.isEmpty()) {
            throw new GlanceException(ErrorCode.BACKEND_NONE, "No way to compute works here (" + reasons + ").",
                    "Use a current browser with WebAssembly or WebGL, and reload the page.");
        }
        String name = names.get(0);
        return Promises.of(() -> backends.start(name)).flatThen(ready -> JSPromise.resolve(name), reason -> {
            GlanceException error = JsErrors.of(reason);
            return error.code() == ErrorCode.INTERNAL ? startFirst(backends, names.subList(1, names.size()),
                    reasons + (reasons.isEmpty() ? "" : "; ") + name + ": " + JsErrors.text(reason))
                    : JSPromise.reject(error);
        });
    }

    /**
     * The model on its backend; it stays this object's.
     *
     * @throws GlanceException {@code model-format}, or {@code backend-none} where the backend computes it wrongly
     */
    public Network network() {
        if (network == null) {
            Network opened = file.openNow();
            Tensor logits = Tf.tidy(() -> opened.logits(opened.input(Browser.fromPixels(
                    Preprocessor.checkPixels(opened.size())))));
            String complaint = file.complaint(logits.dataFloatSync().toJavaArray(), SelfCheck.TOLERANCE);
            logits.dispose();
            if (complaint != null) {
                opened.close();
                throw new GlanceException(ErrorCode.BACKEND_NONE, "The backend " + backend + " failed the self-check: "
                        + complaint + ".", "Load the model with another backend.");
            }
            network = opened;
        }
        return network;
    }

    /** The model's classes. */
    public Labels labels() {
        return file.labels();
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
            network = null;
        }
    }
}
