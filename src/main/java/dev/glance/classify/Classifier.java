package dev.glance.classify;

import dev.glance.decide.Decision;
import dev.glance.decide.Explanation;
import dev.glance.decide.LayerMaps;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Smoothed;
import dev.glance.decide.Surveyed;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.image.Texture;
import dev.glance.image.View;
import dev.glance.many.Alike;
import dev.glance.many.Grey;
import dev.glance.model.CatalogEntry;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.AbortController;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.ScriptTable;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.function.JSMapping;

/**
 * One model on the best backend that passes its self-check: load, preprocess, predict, top k. It owns every tensor that
 * it makes. When the backend is lost while it computes, the next one takes over and the picture is done again.
 */
public final class Classifier implements AutoCloseable {
    /** How long a backend may take to start and to pass the self-check, shader compilation included. */
    private static final int START_MS = 60_000;

    private final Backends backends;
    private final Preprocessor preprocessor = new Preprocessor();
    private final Thumbnail thumbnails = new Thumbnail();
    private final List<String> dropped = new ArrayList<>();
    private final List<String> candidates;
    private final Model model;
    private Engine engine;
    /** Explains where the engine cannot; null until it has to. */
    private JSPromise<TfjsEngine> another;

    private Classifier(Backends backends, Model model, List<String> candidates) {
        this.backends = backends;
        this.model = model;
        this.candidates = new ArrayList<>(candidates);
    }

    /**
     * Loads a model of the site and finds a backend for it.
     *
     * @param source     where models come from
     * @param backends   what can compute
     * @param id         which model; empty for the default one
     * @param size       side of its input in pixels; 0 for its own
     * @param backend    the backend to try first; empty to choose
     * @param threads    how many compute one picture; more than one in a worker of ours only, and there with wasm or LiteRT.js and
     *                   nothing else
     * @param progress   hears of the model file's bytes
     * @param controller ends the loading early: the result is then {@code cancelled}
     * @return rejected with a GlanceException
     */
    public static JSPromise<Classifier> load(ModelSource source, Backends backends, String id, int size, String backend,
            int threads, ModelSource.Progress progress, AbortController controller) {
        if (threads > 1) {
            backends.thread(backend, threads);
        }
        JSPromise<List<String>> names = Promises.of(() -> threads > 1 ? JSPromise.resolve(List.of(backend))
                : backends.candidates(backend));
        // The model comes in while scripts load. Where only a graphics processor will do, not before it is known that there
        // is one.
        JSPromise<CatalogEntry> known = (backend.equals(Backends.GPU) ? names : JSPromise.resolve(List.of(backend)))
                .flatThen(possible -> {
                    if (possible.isEmpty()) {
                        throw none(List.of());
                    }
                    return source.entry(id);
                });
        JSPromise<ModelFile> file = known.flatThen(entry -> source.read(entry, entry.size(size), progress, controller));
        // Of the site's own it is known that they need nothing else; of others it has to be known before anything is started.
        JSPromise<JSUndefined> others = ScriptTable.isPlain(id) ? JSPromise.resolve(JSUndefined.instance())
                : known.flatThen(entry -> backends.need(entry.format()));
        others.catchError(reason -> null);
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        file.catchError(reason -> null);
        return others.flatThen(ready -> names).flatThen(candidates -> {
            if (!candidates.isEmpty()) {
                backends.preload(candidates.get(0));
            }
            return file.flatThen(model -> new Classifier(backends, model, candidates).startNext());
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
                new Classifier(backends, model, candidates).startNext());
    }

    /** The model. */
    public Model model() {
        return model;
    }

    /** The backend in use. */
    public String backend() {
        return engine.backend();
    }

    /** How many threads compute one picture. */
    public int threads() {
        return engine.threads();
    }

    /** Backends that were given up, each as "name: why". */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** Adds something that was given up elsewhere for this, as "name: why". */
    public void drop(String reason) {
        dropped.add(reason);
    }

    /**
     * Computes with the model on its backend, for callers that work with tensors.
     *
     * @return the caller's
     * @throws IllegalStateException where it does not run on TensorFlow.js
     */
    public Tensor compute(TensorModel.Computation computation) {
        if (!(engine instanceof TfjsEngine)) {
            throw new IllegalStateException("the model does not run on TensorFlow.js");
        }
        Network network = ((TfjsEngine) engine).network();
        return backends.on(engine.backend(), () -> Tf.tidy(() -> computation.compute(network)));
    }

    /** Side of the model's input in pixels. */
    public int inputSize() {
        return engine.size();
    }

    /**
     * A picture as this model sees it; see {@link Preprocessor#prepare}.
     *
     * @return rejected with a GlanceException
     */
    public JSPromise<Prepared> prepare(Picture picture, List<View> views) {
        return preprocessor.prepare(picture, views);
    }

    /** A decoded picture as it is now; see {@link Preprocessor#still}. */
    public Picture still(Picture picture, List<View> views) {
        return preprocessor.still(picture, views);
    }

    /** Whether it computes at other sizes than its input's too. */
    public boolean anySize() {
        return engine.anySize();
    }

    /**
     * What the model computes of a picture that is prepared for it.
     *
     * @return the logits of the first look; rejected with a GlanceException
     */
    public JSPromise<float[]> logits(Prepared prepared) {
        return run(prepared.pixels(), true);
    }

    /**
     * Classifies a picture that is prepared for this model.
     *
     * @param topK       how many classes to answer with, at least 1; more than there are means all
     * @param calibrated whether with probabilities that mean what they say, see {@link Decision#best}
     * @return rejected with a GlanceException
     */
    public JSPromise<Predictions> classify(Prepared prepared, int topK, boolean calibrated) {
        return look(prepared, topK, calibrated).then(Answer::predictions);
    }

    /**
     * Classifies one of many pictures, with calibrated probabilities.
     *
     * @param side of its thumbnail in pixels
     * @return rejected with a GlanceException
     */
    public JSPromise<Surveyed> survey(Prepared prepared, int topK, int side) {
        ImageData pixels = prepared.pixels();
        ImageData thumbnail = thumbnails.of(pixels, side);
        byte[] grey = Grey.of(Levels.rgba(pixels), pixels.getWidth(), pixels.getHeight());
        return look(prepared, topK, true).then(answer -> new Surveyed(answer.predictions(),
                Alike.signature(answer.logits(), grey), thumbnail));
    }

    /** An answer, and the logits of the first look. */
    private record Answer(Predictions predictions, float[] logits) {
    }

    private JSPromise<Answer> look(Prepared prepared, int topK, boolean calibrated) {
        double start = Performance.now();
        return run(prepared, 0, new ArrayList<>()).then(logits -> {
            Decision decision = new Decision(logits, correlation(prepared), model.labels(), model.calibration());
            return new Answer(new Predictions(decision.best(topK, calibrated), decision.verdict(),
                    receipt(prepared, logits.size(), start)), logits.get(0));
        });
    }

    /**
     * Classifies a picture that follows others, with one look.
     *
     * @param topK   as for {@link #classify}
     * @param memory what is remembered of those before, see {@link dev.glance.decide.Smoothing}; empty for the first one
     * @param weight how much this one counts, 0..1
     * @return rejected with a GlanceException
     */
    public JSPromise<Smoothed> follow(Prepared prepared, int topK, float[] memory, double weight) {
        double start = Performance.now();
        return run(prepared.pixels(), true).then(logits -> {
            Decision decision = new Decision(logits, correlation(prepared), model.labels(), model.calibration(), memory, weight);
            return new Smoothed(new Predictions(decision.best(topK, true), decision.verdict(), receipt(prepared, 1, start)),
                    decision.memory());
        });
    }

    private Receipt receipt(Prepared prepared, int views, double start) {
        return new Receipt(model.id(), model.sha256(), engine.backend(), BrowserFeatures.thread(), engine.threads(), prepared.crop().word(),
                prepared.width(), prepared.height(), prepared.incomplete(), views, prepared.milliseconds(),
                Performance.now() - start, dropped());
    }

    private static double correlation(Prepared prepared) {
        ImageData pixels = prepared.pixels();
        return Texture.correlation(Levels.rgba(pixels), pixels.getWidth(), pixels.getHeight());
    }

    /**
     * Which places of a picture that is prepared for this model speak for some classes. TensorFlow.js computes that, on wasm
     * where something else answers.
     *
     * @param classes numbers of the classes, a background class not counted
     * @return rejected with a GlanceException
     */
    public JSPromise<Explanation> explain(Prepared prepared, List<Integer> classes) {
        return withTensors(ready -> ready.explain(prepared.pixels(), classes, model.labels().size()));
    }

    /**
     * What a layer makes of a picture that is prepared for this model. Computed as {@link #explain} is.
     *
     * @param node what the model calls the layer's result; {@link LayerMaps#EMBEDDING} for what its classifier reads
     * @return see {@link LayerMaps#read}, but the embedding itself; rejected with a GlanceException: {@code model-operation} where
     *         the model has none
     */
    public JSPromise<float[]> activations(Prepared prepared, String node) {
        return withTensors(ready -> ready.activations(prepared.pixels(), node));
    }

    private <T> JSPromise<T> withTensors(JSMapping<TfjsEngine, JSPromise<T>> use) {
        if (another == null && !(engine instanceof TfjsEngine)) {
            another = Promises.of(() -> open(Backends.WASM)).then(opened -> (TfjsEngine) opened);
        }
        return (engine instanceof TfjsEngine own ? JSPromise.resolve(own) : another).flatThen(use)
                .flatCatchError(reason -> {
                    // The next who asks gets a new one.
                    closeAnother();
                    return JSPromise.reject(JsErrors.of(reason));
                });
    }

    /** The logits of each look from the given one on that the engine can take, the first one among them. */
    private JSPromise<List<float[]>> run(Prepared prepared, int from, List<float[]> done) {
        for (int i = from; i < prepared.views().size(); i++) {
            ImageData pixels = prepared.views().get(i);
            boolean scaled = i == 0 || prepared.crop() == CropMode.STRETCH || pixels.getWidth() == engine.size();
            if (scaled || engine.anySize()) {
                int next = i + 1;
                return run(pixels, scaled).flatThen(logits -> {
                    done.add(logits);
                    return run(prepared, next, done);
                });
            }
        }
        return JSPromise.resolve(done);
    }

    /**
     * How long the model takes on a picture of its own size.
     *
     * @param rounds how often to try, at least 1
     * @return milliseconds, the median
     */
    public JSPromise<Double> measure(int rounds) {
        return measure(Preprocessor.checkPixels(engine.size()), new ArrayList<>(), rounds);
    }

    /** @param times those of the rounds before, in order: what the JDK sorts with would be 2 KB for three numbers */
    private JSPromise<Double> measure(ImageData pixels, List<Double> times, int rounds) {
        if (times.size() == rounds) {
            return JSPromise.resolve(times.get(rounds / 2));
        }
        double start = Performance.now();
        return run(pixels, true).flatThen(logits -> {
            double time = Performance.now() - start;
            int place = 0;
            while (place < times.size() && times.get(place) < time) {
                place++;
            }
            times.add(place, time);
            return measure(pixels, times, rounds);
        });
    }

    private JSPromise<float[]> run(ImageData pixels, boolean scaled) {
        Engine current = engine;
        return Promises.of(() -> scaled ? current.logits(pixels) : current.unscaled(pixels)).flatCatchError(reason -> {
            GlanceException error = JsErrors.of(reason);
            if (error.code() != ErrorCode.BACKEND_LOST && !backends.isLost(current.backend())) {
                return JSPromise.reject(error);
            }
            return recover(current, error).flatThen(ready -> run(pixels, scaled));
        });
    }

    /** Replaces an engine that stopped working; several pictures may find out at the same time. */
    private JSPromise<Classifier> recover(Engine stopped, GlanceException error) {
        if (engine != stopped) {
            return JSPromise.resolve(this);
        }
        giveUp(stopped.backend(), error.what());
        stopped.close();
        backends.drop(stopped.backend());
        if (candidates.isEmpty()) {
            return JSPromise.reject(error);
        }
        return startNext();
    }

    private JSPromise<Classifier> startNext() {
        if (candidates.isEmpty()) {
            throw backends.isThreaded() ? new GlanceException(ErrorCode.BACKEND_NONE, String.join("; ", dropped), "Use one thread.")
                    : none(dropped);
        }
        String name = candidates.get(0);
        boolean[] late = {false};
        JSPromise<Engine> started = Promises.of(() -> start(name)).then(ready -> {
            if (late[0]) {
                // Nobody waits for it any more.
                ready.close();
            }
            return ready;
        });
        return Promises.within(started, START_MS, "it took more than " + START_MS / 1000 + " seconds to start")
                .flatThen(ready -> {
                    engine = ready;
                    return JSPromise.resolve(this);
                }, reason -> {
                    late[0] = true;
                    GlanceException error = JsErrors.of(reason);
                    boolean lacking = error.code() == ErrorCode.MODEL_OPERATION && !dropped.isEmpty();
                    if (error.code() != ErrorCode.INTERNAL && error.code() != ErrorCode.BACKEND_LOST && !lacking) {
                        // Another backend would not help: TensorFlow.js or the model is missing.
                        return JSPromise.reject(error);
                    }
                    giveUp(name, JsErrors.text(reason));
                    if (lacking) {
                        // It is to be said why LiteRT.js, which may have it, was no help.
                        return JSPromise.reject(none(dropped));
                    }
                    if (backends.isLost(name)) {
                        backends.drop(name);
                    }
                    return startNext();
                });
    }

    private JSPromise<Engine> start(String name) {
        return open(name).flatThen(candidate -> {
            int side = model.checkSize(candidate.size(), candidate.anySize());
            return Promises.of(() -> candidate.unscaled(Preprocessor.checkPixels(side))).then(logits -> {
                String complaint = model.complaint(side, logits, candidate.tolerance());
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

    private JSPromise<Engine> open(String name) {
        if (name.equals(Backends.LITERT)) {
            int threads = backends.threads(name);
            return backends.liteRt().start(threads).flatThen(ready -> LiteRtEngine.open(model.tflite(), threads));
        }
        return backends.start(name).flatThen(ready -> backends.on(name, model::open))
                .then(network -> new TfjsEngine(name, backends, network));
    }

    private void giveUp(String name, String why) {
        candidates.removeIf(name::equals);
        dropped.add(name + ": " + why);
    }

    private static GlanceException none(List<String> dropped) {
        StringBuilder reasons = new StringBuilder();
        for (String reason : dropped) {
            reasons.append(reasons.length() == 0 ? "" : "; ").append(reason);
        }
        if (dropped.isEmpty()) {
            reasons.append("there is no graphics processor that the browser uses");
        }
        return new GlanceException(ErrorCode.BACKEND_NONE, "No way to compute works here (" + reasons + ").",
                "Use a current browser with WebAssembly or WebGL, and reload the page.");
    }

    private void closeAnother() {
        if (another != null) {
            another.then(opened -> {
                opened.close();
                return null;
                // One that never opened was told to whoever asked for it.
            }, reason -> null);
            another = null;
        }
    }

    @Override
    public void close() {
        closeAnother();
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
