package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Labels;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.AbortController;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/**
 * One model on the best backend that passes its self-check: load, preprocess, predict, top k. It owns every tensor that
 * it makes. When the backend is lost while it computes, the next one takes over and the picture is done again.
 */
public final class Classifier implements AutoCloseable {
    /** How long a backend may take to start and to pass the self-check, shader compilation included. */
    private static final int START_MS = 60_000;

    private final Backends backends;
    private final Reader reader;
    private final Preprocessor preprocessor = new Preprocessor();
    private final List<String> dropped = new ArrayList<>();
    private final List<String> candidates;
    private Model model;
    private TfjsEngine engine;

    /** Gets a model's bytes; again when the backend that held the weights is lost. */
    private interface Reader {
        JSPromise<Model> read();
    }

    private Classifier(Backends backends, Reader reader, List<String> candidates) {
        this.backends = backends;
        this.reader = reader;
        this.candidates = new ArrayList<>(candidates);
    }

    /**
     * Loads a model of the site and finds a backend for it.
     *
     * @param source     where models come from
     * @param backends   what can compute
     * @param entry      which model
     * @param backend    the backend to try first; empty to choose
     * @param progress   hears of the model file's bytes
     * @param controller ends the loading early: the result is then {@code cancelled}
     * @return rejected with a GlanceException
     */
    public static JSPromise<Classifier> load(ModelSource source, Backends backends, CatalogEntry entry, String backend,
            ModelSource.Progress progress, AbortController controller) {
        // The model comes in while scripts load and graphics are asked what they can do, which takes a while.
        JSPromise<ModelFile> file = source.read(entry, progress, controller);
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        file.catchError(reason -> null);
        return Promises.of(() -> backends.candidates(backend)).flatThen(candidates -> {
            backends.preload(candidates.get(0));
            Classifier classifier = new Classifier(backends, () -> again(source, entry), candidates);
            return file.flatThen(classifier::startNext);
        });
    }

    /**
     * Finds a backend for a model that is not the site's.
     *
     * @param model   the model
     * @param backend the backend to try first; empty to choose
     * @return rejected with a GlanceException
     */
    public static JSPromise<Classifier> load(Backends backends, Model model, String backend) {
        return backends.candidates(backend).flatThen(candidates ->
                new Classifier(backends, () -> JSPromise.resolve(model), candidates).startNext(model));
    }

    private static JSPromise<Model> again(ModelSource source, CatalogEntry entry) {
        return source.read(entry, fraction -> { }, new AbortController()).then(file -> file);
    }

    /** The model. */
    public Model model() {
        return model;
    }

    /** The backend in use. */
    public String backend() {
        return engine.backend();
    }

    /** Backends that were given up, each as "name: why". */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** The model on its backend, for callers that work with tensors. It stays this object's. */
    public Network network() {
        return engine.network();
    }

    /**
     * A picture as a tensor, cropped and at the model's size unless the crop is {@code stretch}.
     *
     * @return [height, width, 3], int32 in 0..255; the caller's
     * @throws GlanceException as {@link #classify(Picture, CropMode, int)} is rejected
     */
    public Tensor pixels(Picture picture, CropMode crop) {
        return Browser.fromPixels(preprocessor.pixels(picture, crop, network().size()));
    }

    /**
     * Classifies one picture.
     *
     * @param picture a decoded picture; it stays the caller's
     * @param crop    which part of it the model sees
     * @param topK    how many classes to answer with, at least 1; more than there are means all
     * @return rejected with a GlanceException
     */
    public JSPromise<Predictions> classify(Picture picture, CropMode crop, int topK) {
        double start = Performance.now();
        ImageData pixels = preprocessor.pixels(picture, crop, network().size());
        double drawn = Performance.now();
        return run(pixels).then(logits -> {
            double done = Performance.now();
            Receipt receipt = new Receipt(model.id(), model.sha256(), engine.backend(), crop.word(), picture.width(),
                    picture.height(), drawn - start, done - drawn, dropped());
            return new Predictions(top(logits, model.labels(), topK), receipt);
        });
    }

    /**
     * Classifies pixels that are a tensor already; the whole picture is squashed to the model's size.
     *
     * @param pixels [height, width, 3] or [1, height, width, 3], 0..255; it stays the caller's
     * @param topK   how many classes to answer with, at least 1; more than there are means all
     * @return rejected with a GlanceException
     */
    public JSPromise<List<Prediction>> classify(Tensor pixels, int topK) {
        TfjsEngine current = engine;
        return Promises.of(() -> current.values(Tf.tidy(() -> network().logits(network().input(pixels)))))
                .then(logits -> top(logits, model.labels(), topK));
    }

    /**
     * The k most probable classes for the given logits.
     *
     * @param logits one a class
     * @param labels as many labels
     */
    public static List<Prediction> top(float[] logits, Labels labels, int topK) {
        double[] probabilities = Scores.softmax(logits);
        List<Prediction> top = new ArrayList<>();
        for (int index : Scores.top(probabilities, topK)) {
            top.add(new Prediction(index, labels.get(index), probabilities[index]));
        }
        return top;
    }

    private JSPromise<float[]> run(ImageData pixels) {
        TfjsEngine current = engine;
        return Promises.of(() -> current.logits(pixels)).flatCatchError(reason -> {
            GlanceException error = JsErrors.of(reason);
            if (error.code() != ErrorCode.BACKEND_LOST && !backends.isLost(current.backend())) {
                return JSPromise.reject(error);
            }
            return recover(current, error).flatThen(ready -> run(pixels));
        });
    }

    /** Replaces an engine that stopped working; several pictures may find out at the same time. */
    private JSPromise<Classifier> recover(TfjsEngine stopped, GlanceException error) {
        if (engine != stopped) {
            return JSPromise.resolve(this);
        }
        giveUp(stopped.backend(), error.what());
        stopped.close();
        backends.drop(stopped.backend());
        if (candidates.isEmpty()) {
            return JSPromise.reject(error);
        }
        return reader.read().flatThen(this::startNext);
    }

    private JSPromise<Classifier> startNext(Model file) {
        model = file;
        if (candidates.isEmpty()) {
            throw none();
        }
        String name = candidates.get(0);
        JSPromise<TfjsEngine> started = Promises.of(() -> start(name, file));
        return Promises.within(started, START_MS, "it took more than " + START_MS / 1000 + " seconds to start")
                .flatThen(ready -> {
                    engine = ready;
                    return JSPromise.resolve(this);
                }, reason -> {
                    GlanceException error = JsErrors.of(reason);
                    if (error.code() != ErrorCode.INTERNAL && error.code() != ErrorCode.BACKEND_LOST) {
                        // Another backend would not help: TensorFlow.js or the model is missing.
                        return JSPromise.reject(error);
                    }
                    giveUp(name, JsErrors.text(reason));
                    if (backends.isLost(name)) {
                        backends.drop(name);
                    }
                    return startNext(file);
                });
    }

    private JSPromise<TfjsEngine> start(String name, Model file) {
        return backends.start(name).flatThen(ready -> file.open())
                .flatThen(network -> {
                    TfjsEngine candidate = new TfjsEngine(name, backends, network);
                    return Promises.of(() -> candidate.logits(checkPixels(network.size()))).then(logits -> {
                        String complaint = file.complaint(logits);
                        if (complaint != null) {
                            throw new IllegalStateException("it failed the self-check: " + complaint);
                        }
                        return candidate;
                    }).flatCatchError(reason -> {
                        candidate.close();
                        return JSPromise.reject(reason);
                    });
                });
    }

    private void giveUp(String name, String why) {
        candidates.remove(name);
        dropped.add(name + ": " + why);
    }

    private GlanceException none() {
        StringBuilder reasons = new StringBuilder();
        for (String reason : dropped) {
            reasons.append(reasons.length() == 0 ? "" : "; ").append(reason);
        }
        return new GlanceException(ErrorCode.BACKEND_NONE, "No way to compute works here (" + reasons + ").",
                "Use a current browser with WebAssembly or WebGL, and reload the page.");
    }

    private static ImageData checkPixels(int size) {
        int[] rgb = CheckPicture.rgb(size);
        Uint8ClampedArray rgba = new Uint8ClampedArray(size * size * 4);
        for (int i = 0; i < size * size; i++) {
            for (int channel = 0; channel < 3; channel++) {
                rgba.set(4 * i + channel, rgb[3 * i + channel]);
            }
            rgba.set(4 * i + 3, 255);
        }
        return new ImageData(rgba, size, size);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
