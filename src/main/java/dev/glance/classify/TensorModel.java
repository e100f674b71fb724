package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Calibration;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Format;
import dev.glance.model.Labels;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.AbortController;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import dev.glance.web.TensorFlow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teavm.jso.core.JSPromise;

/**
 * A model for callers that work with tensors, on their own thread. TensorFlow.js and its backend are ready from the
 * start; the weights are put there when they are first used, which takes a moment, so that a caller who never does has
 * no second copy of them.
 */
public final class TensorModel implements AutoCloseable {
    private final ModelFile file;
    private final Backends backends;
    private final String backend;
    /**
     * As many small tensors as the model will have: whoever counts tensors around a first use finds as many more as around
     * a later one.
     */
    private final List<Tensor> reserved = new ArrayList<>();
    private Network network;
    /** One that could not wait to be made ready; null where there is none. */
    private Network early;

    private TensorModel(ModelFile file, Backends backends, String backend) {
        this.file = file;
        this.backends = backends;
        this.backend = backend;
        backends.on(backend, () -> {
            for (int i = 0; i < file.entry().tensors(); i++) {
                reserved.add(Tf.scalar(0));
            }
            return null;
        });
    }

    /**
     * Loads a model of the site and starts a backend: the one asked for, else the one that the page's own TensorFlow.js
     * uses, else wasm.
     *
     * @param size    side of the input in pixels that it is to be computed at, one of the entry's
     * @param backend the backend to try first; empty to choose
     * @param waits   whether a layers model is made ready too, which cannot be done at its first use; without, it is none for
     *                tensors
     * @return rejected with a GlanceException
     */
    public static JSPromise<TensorModel> load(ModelSource source, Backends backends, CatalogEntry entry, int size,
            String backend, boolean waits) {
        JSPromise<ModelFile> file = source.read(entry, size, fraction -> { }, new AbortController());
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        file.catchError(reason -> null);
        return backends.tensorFlow().flatThen(ready -> {
            Set<String> names = new LinkedHashSet<>();
            String pages = TensorFlow.isPages() ? TensorFlow.backendInUse() : "";
            for (String name : new String[] {backend, pages, Backends.WASM, Backends.CPU}) {
                if (Backends.isTensorFlow(name)) {
                    names.add(name);
                }
            }
            return startFirst(backends, new ArrayList<>(names), "");
        }).flatThen(name -> file.flatThen(read -> {
            TensorModel model = new TensorModel(read, backends, name);
            return !waits || entry.format().kind() != Format.Kind.LAYERS ? JSPromise.resolve(model) : backends.need(entry.format())
                    .flatThen(ready -> backends.on(name, read::open)).then(opened -> {
                        model.early = opened;
                        return model;
                    });
        }));
    }

    private static JSPromise<String> startFirst(Backends backends, List<String> names, String reasons) {
        if (names.isEmpty()) {
            throw new GlanceException(ErrorCode.BACKEND_NONE, "No way to compute works here (" + reasons + ").",
                    "Use a current browser with WebAssembly or WebGL, and reload the page.");
        }
        String name = names.get(0);
        return Promises.of(() -> backends.start(name)).flatThen(ready -> JSPromise.resolve(name), reason -> {
            GlanceException error = JsErrors.of(reason);
            names.remove(0);
            return error.code() == ErrorCode.INTERNAL ? startFirst(backends, names,
                    reasons + (reasons.isEmpty() ? "" : "; ") + name + ": " + JsErrors.text(reason))
                    : JSPromise.reject(error);
        });
    }

    /** The backend that computes. */
    public String backend() {
        return backend;
    }

    /** What is computed from a model at once. */
    public interface Computation {
        Tensor compute(Network network);
    }

    /**
     * Computes with the model on its backend.
     *
     * @return the caller's
     * @throws GlanceException {@code model-format}, or {@code backend-none} where the backend computes it wrongly
     */
    public Tensor compute(Computation computation) {
        return backends.on(backend, () -> {
            if (network == null) {
                network = checked();
            }
            Network current = network;
            return Tf.tidy(() -> computation.compute(current));
        });
    }

    private Network checked() {
        reserved.forEach(Tensor::dispose);
        reserved.clear();
        Network opened = early != null ? early : file.openNow();
        early = null;
        Tensor logits = Tf.tidy(() -> opened.logits(opened.input(Browser.fromPixels(
                Preprocessor.checkPixels(opened.size())))));
        String complaint = file.complaint(opened.size(), logits.dataFloatSync().toJavaArray(), SelfCheck.TOLERANCE);
        logits.dispose();
        if (complaint != null) {
            opened.close();
            throw new GlanceException(ErrorCode.BACKEND_NONE, "The backend " + backend + " failed the self-check: "
                    + complaint + ".", "Load the model with another backend.");
        }
        return opened;
    }

    /** Side of the model's input in pixels. */
    public int size() {
        return file.size();
    }

    /** The model's classes. */
    public Labels labels() {
        return file.labels();
    }

    /** What its numbers are worth. */
    public Calibration calibration() {
        return file.calibration();
    }

    @Override
    public void close() {
        reserved.forEach(Tensor::dispose);
        reserved.clear();
        network = network != null ? network : early;
        if (network != null) {
            network.close();
            network = null;
        }
    }
}
