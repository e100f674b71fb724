package dev.glance.api;

import dev.glance.async.Stream;
import dev.glance.classify.Backends;
import dev.glance.classify.Classifier;
import dev.glance.classify.CustomModel;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Preprocessor;
import dev.glance.classify.TensorModel;
import dev.glance.decide.Decision;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Host;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.Result;
import dev.glance.host.WorkerHost;
import dev.glance.image.Crop;
import dev.glance.model.Calibration;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Labels;
import dev.glance.site.JsonValue;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.Tensor;
import dev.glance.web.ClassAndProbability;
import dev.glance.web.Console;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.ScriptTable;
import dev.glance.web.TensorFlow;
import dev.glance.web.TextArrays;
import dev.glance.worker.BrowserWorkshop;
import dev.glance.worker.LocalHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;

/**
 * The global {@code mobilenet}, a drop-in for {@code @tensorflow-models/mobilenet} 2.1.
 *
 * @see <a href="https://github.com/tensorflow/tfjs-models/tree/master/mobilenet">the original's README</a>
 */
public final class MobileNetApi {
    /** {@code mobilenet.version}. */
    public static final String VERSION = "0.1.0";

    private static final int DEFAULT_TOP_K = 3;

    private final SiteFiles site;
    private final ModelSource source;
    private final Backends backends;
    /** The models of the site that are loaded, by what they were asked for. */
    private final Map<String, Shared> models = new HashMap<>();
    private final AddressedModels addressed;

    private MobileNetApi(SiteFiles site) {
        this.site = site;
        source = new ModelSource(site);
        backends = Backends.of(site);
        addressed = AddressedModels.of(site);
    }

    /** Defines the global. It loads nothing before {@code mobilenet.load} is called; what the script's tag starts is taken up. */
    public static void install(SiteFiles site) {
        MobileNetApi api = new MobileNetApi(site);
        JsObjects.install(options -> forJs(Promises.of(() -> api.load(new LoadOptions(options)))), VERSION,
                site.address(""));
    }

    private JSPromise<JSObject> load(LoadOptions options) {
        return options.isAddress() ? brought(options).then(LoadedModel::forJs) : source.catalog().flatThen(catalog -> {
            if (!JSObjects.isUndefined(options.modelUrl())) {
                return custom(options, catalog.require("").labels(), options.crop(""));
            }
            CatalogEntry entry = entry(catalog, options);
            if (options.hasVersion() && (entry.version() != options.version() || entry.alpha() != options.alpha())) {
                Console.warn("Glance: this site has no MobileNet of version " + options.versionText() + " and alpha "
                        + options.alphaText() + "; " + entry.id() + " answers instead. With {strict: true} that is an error.");
            }
            return load(entry, options.backend(ScriptTable.backend(entry.id())), options.of(entry), null);
        }).then(LoadedModel::forJs);
    }

    private JSPromise<LoadedModel> custom(LoadOptions options, String labels, Crop crop) {
        return source.labels(labels).flatThen(names -> Classifier.load(backends, new CustomModel(options.modelUrl(),
                names, options.inputMin(), options.inputMax()), options.backend()))
                .then(classifier -> new LoadedModel(new LocalHost(classifier), classifier.backend(), classifier.dropped(),
                        new OfClassifier(classifier), crop, options));
    }

    /** A model at an address: once its files are here, it is one like those of the site. */
    private JSPromise<LoadedModel> brought(LoadOptions options) {
        return addressed.read(options.wish(), () -> host(options)).flatThen(files -> {
            return load(ModelSource.own(JsonValue.parse(files.text("entry"))), options.backend(files.text("only")), options, files);
        });
    }

    private Host<Picture> host(LoadOptions options) {
        return options.worker() ? new WorkerHost<>(BrowserWorkshop.of(site)) : new LocalHost(site);
    }

    /**
     * A model of the site, or as one: pictures go to a worker, tensors stay here.
     *
     * @param files those that are to be added to the site's; null for none
     */
    private JSPromise<LoadedModel> load(CatalogEntry entry, String backend, LoadOptions options, Message files) {
        int size = entry.size(options.size());
        Crop crop = options.crop(entry.crop());
        if (files != null) {
            addressed.hold(files);
        }
        LoadRequest request = new LoadRequest(entry.id(), size, backend, options.threads());
        String key = entry.id() + ' ' + size + ' ' + backend + ' ' + request.threads() + ' ' + options.worker();
        Shared shared = models.get(key);
        if (shared == null) {
            shared = new Shared(key, entry, request, !options.worker(), host(options));
            models.put(key, shared);
        }
        Shared model = shared;
        model.users++;
        return model.loaded.flatThen(loaded -> model.tensors.then(tensors -> new LoadedModel(model.host, loaded.backend(),
                loaded.dropped(), new OfSite(tensors, model::leave), crop, options)))
                .<LoadedModel>flatThen(JSPromise::resolve, reason -> {
                    model.leave();
                    return JSPromise.reject(reason);
                });
    }

    /** What several loads of one model have in common: a worker, and the weights on this thread. */
    private final class Shared {
        private final String key;
        private final String id;
        private final Host<Picture> host;
        private final JSPromise<Loaded> loaded;
        private final JSPromise<TensorModel> tensors;
        private TensorModel open;
        private int users;

        Shared(String key, CatalogEntry entry, LoadRequest request, boolean waits, Host<Picture> host) {
            this.key = key;
            id = entry.id();
            this.host = host;
            tensors = TensorModel.load(source, backends, entry, request.size(), request.backend(), waits).then(model -> {
                open = model;
                return model;
            });
            // Waited for by each load; until then nobody listens, and a failure must not count as unheard.
            tensors.catchError(reason -> null);
            loaded = Promises.js(host.load(request, LoadProgress.NOBODY));
        }

        /** One less needs it. */
        void leave() {
            users--;
            if (OwnModels.isOwn(id)) {
                addressed.release(id);
            }
            if (users == 0) {
                models.remove(key);
                host.close();
                if (open != null) {
                    open.close();
                } else {
                    tensors.then(model -> {
                        model.close();
                        return null;
                    }, ignored -> null);
                }
            }
        }
    }

    private static CatalogEntry entry(Catalog catalog, LoadOptions options) {
        if (!options.model().isEmpty() || !options.hasVersion()) {
            return catalog.require(options.model());
        }
        return options.strict() ? catalog.require(options.version(), options.alpha())
                : catalog.nearest(options.version(), options.alpha());
    }

    /** The model on this thread, for tensors. */
    private interface Tensors {
        Tensor compute(TensorModel.Computation computation);

        Labels labels();

        Calibration calibration();

        int size();

        void close();
    }

    private record OfSite(TensorModel model, Runnable leave) implements Tensors {
        @Override
        public Tensor compute(TensorModel.Computation computation) {
            return model.compute(computation);
        }

        @Override
        public Labels labels() {
            return model.labels();
        }

        @Override
        public Calibration calibration() {
            return model.calibration();
        }

        @Override
        public int size() {
            return model.size();
        }

        @Override
        public void close() {
            leave.run();
        }
    }

    private record OfClassifier(Classifier classifier) implements Tensors {
        @Override
        public Tensor compute(TensorModel.Computation computation) {
            return classifier.compute(computation);
        }

        @Override
        public Labels labels() {
            return classifier.model().labels();
        }

        @Override
        public Calibration calibration() {
            return classifier.model().calibration();
        }

        @Override
        public int size() {
            return classifier.inputSize();
        }

        @Override
        public void close() {
            classifier.close();
        }
    }

    /** A picture whose pixels are there: {@code infer} cannot wait. */
    private static Picture decoded(JSObject img) {
        Picture picture = Inputs.now(img);
        if (picture == null || picture.source() == null) {
            throw new GlanceException(ErrorCode.OPTION, "infer answers at once and cannot wait for the pixels of "
                    + JsObjects.described(img) + ".", "Give it a loaded img, a video that plays, a canvas, ImageData, "
                    + "ImageBitmap or a tensor; or use classify.");
        }
        return picture;
    }

    static JSArray<ClassAndProbability> plain(List<Prediction> top) {
        JSArray<ClassAndProbability> plain = new JSArray<>();
        for (Prediction prediction : top) {
            plain.push(ClassAndProbability.of(prediction.label().className(), prediction.probability()));
        }
        return plain;
    }

    private static JSArray<ClassAndProbability> plain(List<Prediction> top, Verdict verdict) {
        JSArray<ClassAndProbability> plain = plain(top);
        JsObjects.attach(plain, "verdict", JsObjects.verdict(verdict.kind().word(), verdict.name().wordNetId(),
                verdict.name().text(), verdict.probability(), verdict.perhaps().text(), verdict.broader().text()));
        return plain;
    }

    /**
     * The predictions, with what can be said as {@code verdict} and where they come from as {@code receipt}, which are none of
     * the array's elements.
     */
    static JSArray<ClassAndProbability> plain(Predictions predictions) {
        JSArray<ClassAndProbability> plain = plain(predictions.top(), predictions.verdict());
        Receipt receipt = predictions.receipt();
        JsObjects.attach(plain, "receipt", JsObjects.receipt(receipt.modelId(), receipt.modelSha256(), receipt.backend(),
                receipt.thread(), receipt.threads(), receipt.crop(), receipt.width(), receipt.height(), receipt.incomplete(),
                receipt.views(), receipt.preprocessMs(), receipt.inferenceMs(), TextArrays.of(receipt.dropped())));
        return plain;
    }

    /** A promise whose rejections are JavaScript errors. */
    static <T> JSPromise<T> forJs(JSPromise<T> promise) {
        return promise.flatCatchError(reason -> JSPromise.reject(JsObjects.error(JsErrors.of(reason))));
    }

    /** What a caller gets. */
    private static final class LoadedModel {
        private final ImageClassifier pictures;
        private final String backend;
        private final List<String> dropped;
        private final Tensors tensors;
        private final Crop crop;
        private final LoadOptions options;
        private final Preprocessor preprocessor = new Preprocessor();

        LoadedModel(Host<Picture> host, String backend, List<String> dropped, Tensors tensors, Crop crop,
                LoadOptions options) {
            // With the reference library's plain softmax: whoever swaps it for this finds the same numbers.
            pictures = new ImageClassifier(host, crop, options.careful(), tensors::close);
            this.backend = backend;
            this.dropped = dropped;
            this.tensors = tensors;
            this.crop = crop;
            this.options = options;
        }

        JSObject forJs() {
            if (!dropped.isEmpty()) {
                Console.warn("Glance computes on " + backend + (backend.equals("cpu") ? ", ten times slower than on wasm"
                        : "") + ". Given up: " + String.join("; ", dropped));
            }
            return JsObjects.model(backend, TextArrays.of(dropped), options.versionText(), options.alphaText(),
                    (img, topK) -> MobileNetApi.forJs(Promises.now(() -> classify(img, topK))),
                    (values, options) -> orError(() -> classifyAll(values, options)),
                    (img, embedding) -> orError(() -> infer(img, JsObjects.isTruthy(embedding))), pictures::close);
        }

        private static JSObject orError(Supplier<JSObject> call) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                return JsObjects.error(JsErrors.of(JsErrors.cause(e)));
            }
        }

        private JSObject classifyAll(JSObject values, JSObject options) {
            pictures.requireOpen();
            int k = topK(JsObjects.property(options, "topk"));
            JSObject signal = JsObjects.property(options, "signal");
            ManyPictures many = new ManyPictures(values, picture -> pictures.still(picture, k));
            Stream<Result<Predictions>> results = pictures.all(k, many, JsObjects.count(values));
            Runnable[] over = {() -> pictures.forget(results)};
            if (!JSObjects.isUndefined(signal)) {
                JsObjects.Action forget = JsObjects.onAbort(signal, results::close);
                over[0] = () -> {
                    pictures.forget(results);
                    forget.run();
                };
            }
            return many.forJs(results, over[0]);
        }

        private JSPromise<JSArray<ClassAndProbability>> classify(JSObject img, JSObject topK) {
            pictures.requireOpen();
            int k = topK(topK);
            return TensorFlow.isTensor(img) ? classify((Tensor) img, k) : pictures.classifyNow(img, k).then(MobileNetApi::plain);
        }

        private JSPromise<JSArray<ClassAndProbability>> classify(Tensor tensor, int topK) {
            Inputs.requirePixels(tensor);
            if (tensor.getRank() == 4 && tensor.getShape().get(0) != 1) {
                throw new GlanceException(ErrorCode.OPTION, "classify takes one picture, not a batch of "
                        + tensor.getShape().get(0) + ".", "Use infer for a batch, or classify one after another.");
            }
            Tensor logits = tensors.compute(net -> net.logits(net.input(own(tensor))));
            return logits.dataFloat().then(values -> {
                logits.dispose();
                Decision decision = new Decision(List.of(values.toJavaArray()), 1, tensors.labels(), tensors.calibration());
                return plain(decision.best(topK, false), decision.verdict());
            });
        }

        /** A tensor of the TensorFlow.js in use here; one of another is copied. */
        private static Tensor own(JSObject tensor) {
            return (Tensor) (TensorFlow.isOwn(tensor) ? tensor : TensorFlow.adopt(tensor));
        }

        private JSObject infer(JSObject img, boolean embedding) {
            pictures.requireOpen();
            if (TensorFlow.isTensor(img)) {
                Inputs.requirePixels(img);
            }
            ImageData pixels = TensorFlow.isTensor(img) ? null : preprocessor.pixels(decoded(img), crop, tensors.size());
            Tensor result = tensors.compute(net -> {
                Tensor input = net.input(pixels == null ? own(img) : Browser.fromPixels(pixels));
                return embedding ? net.embedding(input, options.embeddingNode()) : net.logits(input);
            });
            return TensorFlow.pageHasAnother() ? TensorFlow.handOver(result) : result;
        }

        private static int topK(JSObject topK) {
            if (JSObjects.isUndefined(topK)) {
                return DEFAULT_TOP_K;
            }
            double number = JsObjects.toNumber(topK);
            if (!(number >= 0)) {
                throw new GlanceException(ErrorCode.OPTION, "topk is no number of classes: "
                        + JsObjects.described(topK) + ".", "Give a number such as 3, or leave it out.");
            }
            return (int) Math.min(Integer.MAX_VALUE, number);
        }
    }
}
