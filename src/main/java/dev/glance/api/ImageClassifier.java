package dev.glance.api;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.classify.ModelSource;
import dev.glance.decide.Explanation;
import dev.glance.decide.LayerMaps;
import dev.glance.decide.Predictions;
import dev.glance.decide.Seen;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Classify;
import dev.glance.host.Compute;
import dev.glance.host.Explain;
import dev.glance.host.Host;
import dev.glance.host.Job;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.Look;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.host.WorkerHost;
import dev.glance.image.Cover;
import dev.glance.image.Crop;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.ScriptTable;
import dev.glance.web.TensorFlow;
import dev.glance.web.TextArrays;
import dev.glance.web.Urls;
import dev.glance.worker.BrowserWorkshop;
import dev.glance.worker.LocalHost;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Float64Array;

/**
 * Says what is in a picture, in the browser. For Java that TeaVM compiles to JavaScript:
 * <pre>{@code
 * ImageClassifier.load(ImageClassifierOptions.builder().build())
 *         .flatThen(classifier -> classifier.classify(image))
 *         .then(answer -> answer.top().get(0).label().className());
 * }</pre>
 *
 * <p>It computes in a worker, so that the page never waits. Calls are answered in order. Every promise is rejected with a
 * {@link GlanceException}; {@link #failure} makes one of whatever a chain of promises was rejected with.
 *
 * <p>A picture is an img, picture, SVG image, canvas, OffscreenCanvas, video, ImageData, ImageBitmap, VideoFrame, an object
 * {@code {data, width, height}} with 3 or 4 bytes a pixel, File, Blob, Response, the bytes of a file as an ArrayBuffer or a view
 * of one, an address as a JSString, or a tensor of pixels: {@code [height, width, 3]}, or one such in a batch, with values of
 * 0..255, which are rounded. What has its pixels is read before the call returns: what becomes of it afterwards does
 * not matter. An img or video that is still loading is waited for, half a minute at most.
 */
public final class ImageClassifier implements AutoCloseable {
    private final Life life;
    private final Crop crop;
    private final boolean calibrated;
    private final boolean careful;
    private final int topK;

    /** What all have in common that were made of one: they are closed together. */
    private static final class Life {
        private final Host<Picture> host;
        /** What was loaded; null where others keep that. */
        private final Loaded model;
        private final Runnable leave;
        /** Results of many pictures that somebody is still going through. */
        private final Set<Stream<?>> under = new LinkedHashSet<>();
        private boolean closed;

        Life(Host<Picture> host, Loaded model, Runnable leave) {
            this.host = host;
            this.model = model;
            this.leave = leave;
        }
    }

    private ImageClassifier(Life life, ImageClassifierOptions options) {
        this.life = life;
        crop = Crop.of(options.crop().isEmpty() ? life.model.crop() : options.crop());
        calibrated = options.calibrated();
        careful = options.careful();
        topK = options.topK();
    }

    /**
     * One for pictures beside something else that has the model, with the plain softmax.
     *
     * @param leave is run when it is closed
     */
    ImageClassifier(Host<Picture> host, Crop crop, boolean careful, Runnable leave) {
        life = new Life(host, null, leave);
        this.crop = crop;
        calibrated = false;
        this.careful = careful;
        topK = 0;
    }

    /**
     * Loads a model and makes ready what computes. It takes a worker of its own: load once, and use it for all pictures.
     *
     * @return rejected with a GlanceException: {@code option}, {@code model-unknown}, {@code model-not-in-site},
     *         {@code model-missing}, {@code model-altered}, {@code site-file}, {@code backend-none}, {@code tensorflow-missing},
     *         {@code cancelled}; of a model at an address also {@code model-format}, {@code model-operation}, {@code labels-format},
     *         {@code model-none}, {@code model-several}, {@code model-part-missing}
     */
    public static JSPromise<ImageClassifier> load(ImageClassifierOptions options) {
        return ask(() -> Promises.of(() -> {
            if (!options.worker() && TensorFlow.pageHinders()) {
                throw new GlanceException(ErrorCode.TENSORFLOW_MISSING, "The page has a TensorFlow.js that cannot serve here.",
                        "Leave the worker on; or let the page have version 4 with core and converter, or none.");
            }
            // The one that workers of this site are given their files from.
            SiteFiles site = BrowserWorkshop.of(new SiteFiles(Urls.resolve(options.site()))).site();
            if (!options.modelUrl().isEmpty()) {
                AddressedModels models = AddressedModels.of(site);
                return models.read(wish(options), () -> host(site, options)).flatThen(files -> {
                    String id = files.text("id");
                    models.hold(files);
                    return load(site, id, files.text("only"), options, () -> models.release(id));
                });
            }
            JSPromise<String> model = options.version() == 0 ? JSPromise.resolve(options.model()) : new ModelSource(site).catalog()
                    .then(catalog -> catalog.require(options.version(), options.alpha()).id());
            return model.flatThen(id -> load(site, id, ScriptTable.backend(id), options, () -> { }));
        }));
    }

    /** Does something; whatever fails is rejected with a GlanceException. */
    private static <T> JSPromise<T> ask(Promises.Work<T> work) {
        return Promises.now(work).flatCatchError(reason -> JSPromise.reject(JsErrors.of(reason)));
    }

    private static Message wish(ImageClassifierOptions options) {
        Message wish = Message.create().set("address", Urls.resolve(options.modelUrl())).set("size", options.size());
        if (!options.labels().isEmpty()) {
            wish.set("labels", TextArrays.of(options.labels()));
        } else if (!options.labelsUrl().isEmpty()) {
            wish.set("labels", options.labelsUrl());
        }
        return options.inputRange() == null ? wish : wish.set("range", Float64Array.copyFromJavaArray(options.inputRange()));
    }

    private static Host<Picture> host(SiteFiles site, ImageClassifierOptions options) {
        return options.worker() ? new WorkerHost<>(BrowserWorkshop.of(site)) : new LocalHost(site);
    }

    /**
     * @param own   what the model asks to be computed with; empty where anything will do
     * @param after is run when nothing is loaded any more
     */
    private static JSPromise<ImageClassifier> load(SiteFiles site, String model, String own, ImageClassifierOptions options,
            Runnable after) {
        Host<Picture> host = host(site, options);
        Runnable leave = () -> {
            host.close();
            after.run();
        };
        Promise<Loaded> loading = host.load(new LoadRequest(model, options.size(), options.backend().isEmpty() ? own
                : options.backend(), options.threads()), options.progress());
        // It may be cancelled already.
        Runnable heard = options.cancel() == null ? () -> { } : options.cancel().onCancel(host::cancelLoad);
        return Promises.js(loading.onSettled(heard).then(loaded -> new ImageClassifier(new Life(host, loaded, leave), options))
                .recover(failure -> {
                    leave.run();
                    return Promise.failed(failure);
                }));
    }

    /**
     * Another way to ask the same model: with the crop, careful, calibrated and topK of some options, of which nothing else is
     * looked at. It costs nothing. Whichever is closed, both are.
     */
    public ImageClassifier with(ImageClassifierOptions options) {
        return new ImageClassifier(life, options);
    }

    /** What was loaded, and what computes it. */
    public Loaded model() {
        return life.model;
    }

    /**
     * Says what is in a picture.
     *
     * @param picture see above
     * @return rejected with a GlanceException: {@code option} for what is no picture, {@code picture-empty},
     *         {@code picture-undecodable}, {@code picture-tainted}, {@code picture-unreachable}, ...
     */
    public JSPromise<Predictions> classify(JSObject picture) {
        return classify(picture, topK);
    }

    /**
     * As the other one.
     *
     * @param classes how many to answer with, at least 1; more than there are means all
     */
    public JSPromise<Predictions> classify(JSObject picture, int classes) {
        return ask(() -> {
            requireClasses(classes);
            return classifyNow(picture, classes);
        });
    }

    /**
     * As the other one, as if a part of what the model sees were covered: what would be said without it? One look only.
     *
     * @param cover that part
     */
    public JSPromise<Predictions> classify(JSObject picture, int classes, Cover cover) {
        return ask(() -> {
            requireClasses(classes);
            return run(new Classify(crop, classes, calibrated, false, cover), picture);
        });
    }

    /** As the other one; what fails at once is thrown. */
    JSPromise<Predictions> classifyNow(JSObject picture, int classes) {
        return run(job(classes), picture);
    }

    private Classify job(int classes) {
        return new Classify(crop, classes, calibrated, careful);
    }

    private static void requireClasses(int classes) {
        if (classes < 1) {
            throw new GlanceException(ErrorCode.OPTION, "An answer cannot have " + classes + " classes.", "Ask for at least 1.");
        }
    }

    private <A> JSPromise<A> run(Job<A> job, JSObject value) {
        requireOpen();
        // Read before this returns, where it can be: what the caller does next must not change the answer.
        Picture now = Inputs.now(value);
        return now != null ? Promises.js(life.host.run(job, now))
                : Inputs.later(value).flatThen(picture -> Promises.js(life.host.run(job, picture)));
    }

    /**
     * Says what is in many pictures, on as many workers as the machine has cores. Pictures are taken only a few ahead of the
     * results, and one that fails is a result with its error.
     *
     * @param pictures see above
     * @throws GlanceException {@code option} once it is closed
     */
    public ManyResults classifyAll(Iterable<? extends JSObject> pictures) {
        int count = pictures instanceof Collection ? ((Collection<?>) pictures).size() : -1;
        return new ManyResults(all(topK, Inputs.stream(pictures.iterator(), picture -> still(picture, topK)), count));
    }

    /** A decoded picture as it is now, for a later turn. */
    Picture still(Picture picture, int classes) {
        return life.host.still(picture, job(classes));
    }

    /**
     * As the other one, of pictures that are opened when their turn comes.
     *
     * @param count how many there are; negative where that is not known
     */
    Stream<Result<Predictions>> all(int classes, Stream<Opening<Picture>> pictures, int count) {
        requireOpen();
        Stream<Result<Predictions>> results = life.host.runAll(job(classes), pictures, count);
        life.under.add(results);
        return results;
    }

    /** Nobody goes on with some results. */
    void forget(Stream<?> results) {
        life.under.remove(results);
    }

    /**
     * What the model's classifier reads of a picture: numbers by which pictures can be compared, or others be told apart.
     *
     * @return 1280 numbers of a MobileNet V2, 1024 times alpha of a V1; rejected as {@link #classify} is, and as
     *         {@code model-operation} where the model has none
     */
    public JSPromise<float[]> embed(JSObject picture) {
        return ask(() -> run(new Compute(crop, LayerMaps.EMBEDDING), picture));
    }

    /**
     * What the model computes of a picture before that becomes probabilities.
     *
     * @return one number a class, neither calibrated nor averaged over several looks; rejected as {@link #classify} is
     */
    public JSPromise<float[]> logits(JSObject picture) {
        return ask(() -> run(new Compute(crop, ""), picture));
    }

    /**
     * What a layer of the model makes of a picture.
     *
     * @param node what the model calls the layer's result: of a {@code .tflite} file {@code op_} and the number of its tensor; of a
     *             MobileNet, {@code feature_map} is the last one with places, and {@code features} its mean. Under Inspect,
     *             Glance's page lists the layers of each model
     * @return at most its first 64 channels, as maps of at most 64 rows and columns; rejected as {@link #classify} is, and as
     *         {@code model-operation} where the model has no such layer
     */
    public JSPromise<LayerMaps> activations(JSObject picture, String node) {
        return ask(() -> {
            if (node.isBlank()) {
                throw new GlanceException(ErrorCode.OPTION, "A layer without a name was asked for.",
                        "Name one, such as feature_map, or use embed or logits.");
            }
            return run(new Compute(crop, node), picture).then(LayerMaps::read);
        });
    }

    /** What the model sees of a picture: the part that it is given, in its size. */
    public JSPromise<Seen> seen(JSObject picture) {
        return ask(() -> run(new Look(crop), picture));
    }

    /**
     * Which places of a picture speak for some classes.
     *
     * @param classes their numbers, see {@link dev.glance.decide.Prediction#index}
     * @return rejected as {@link #classify} is, and as {@code model-operation} where that cannot be said of the model
     */
    public JSPromise<Explanation> explain(JSObject picture, List<Integer> classes) {
        return ask(() -> run(new Explain(crop, classes), picture));
    }

    void requireOpen() {
        if (life.closed) {
            throw new GlanceException(ErrorCode.OPTION, "This model was disposed of.", "Load it again.");
        }
    }

    /**
     * The failure behind whatever a promise was rejected with; {@code internal} where it is none of Glance's, such as an exception
     * of what was to be done with an answer.
     */
    public static GlanceException failure(Object reason) {
        return reason instanceof GlanceException ? (GlanceException) reason : new GlanceException(ErrorCode.INTERNAL,
                "Something else than the classifier failed: " + JsErrors.text(reason) + ".", "Look at what is done with its answers.");
    }

    /** Frees the model and ends its worker. Results that somebody is going through end. Safe to call twice. */
    @Override
    public void close() {
        if (!life.closed) {
            life.closed = true;
            List.copyOf(life.under).forEach(Stream::close);
            life.under.clear();
            life.leave.run();
        }
    }
}
