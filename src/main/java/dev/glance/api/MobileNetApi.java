package dev.glance.api;

import dev.glance.classify.Backends;
import dev.glance.classify.Classifier;
import dev.glance.classify.CustomModel;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Network;
import dev.glance.classify.Prediction;
import dev.glance.classify.Predictions;
import dev.glance.classify.Preprocessor;
import dev.glance.classify.TensorModel;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Answers;
import dev.glance.host.Host;
import dev.glance.host.Loaded;
import dev.glance.host.LoadRequest;
import dev.glance.host.LocalHost;
import dev.glance.host.Result;
import dev.glance.host.Source;
import dev.glance.host.WorkerHost;
import dev.glance.image.CropMode;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Labels;
import dev.glance.tfjs.Browser;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.Blobs;
import dev.glance.web.ClassAndProbability;
import dev.glance.web.Images;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Promises;
import dev.glance.web.SiteFiles;
import java.util.List;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;

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

    private MobileNetApi(SiteFiles site) {
        this.site = site;
        source = new ModelSource(site);
        backends = new Backends(site);
    }

    /** Defines the global. Nothing is loaded before {@code mobilenet.load} is called. */
    public static void install(SiteFiles site) {
        MobileNetApi api = new MobileNetApi(site);
        JsObjects.install(options -> forJs(Promises.of(() -> api.load(new LoadOptions(options)))), VERSION);
    }

    private JSPromise<JSObject> load(LoadOptions options) {
        CropMode crop = options.crop();
        return source.catalog().flatThen(catalog -> {
            if (!JSObjects.isUndefined(options.modelUrl())) {
                String labels = catalog.require("").labels();
                return source.labels(labels).flatThen(names -> Classifier.load(backends, new CustomModel(
                        options.modelUrl(), names, options.inputMin(), options.inputMax(), options.embeddingNode()),
                        options.backend())).then(classifier -> new LoadedModel(classifier, crop));
            }
            return load(entry(catalog, options), options, crop);
        }).then(LoadedModel::forJs);
    }

    /** A model of the site: pictures go to a worker, tensors stay here. */
    private JSPromise<LoadedModel> load(CatalogEntry entry, LoadOptions options, CropMode crop) {
        Host<Picture> host = options.worker() ? new WorkerHost(site) : new LocalHost(site);
        JSPromise<TensorModel> tensors = TensorModel.load(source, backends, entry, options.backend());
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        tensors.catchError(reason -> null);
        return Answers.<Loaded>promise(answer -> host.load(new LoadRequest(entry.id(), options.backend()),
                (stage, fraction) -> { }, answer)).flatThen(loaded -> tensors.then(model ->
                        new LoadedModel(host, loaded.backend(), model, crop))).<LoadedModel>flatThen(JSPromise::resolve,
                        reason -> {
                            host.close();
                            return JSPromise.reject(reason);
                        });
    }

    private static CatalogEntry entry(Catalog catalog, LoadOptions options) {
        return options.model().isEmpty() && options.hasVersion()
                ? catalog.require(options.version(), options.alpha()) : catalog.require(options.model());
    }

    /** Whatever a caller may hand over as a picture. */
    static JSPromise<Picture> picture(JSObject img) {
        return Blobs.isBlob(img) ? JSPromise.resolve(Picture.encoded((Blob) img))
                : Pixels.whenReady(img).flatThen(ready -> Images.file(img, Picture.LARGE)).then(file -> {
                    Picture picture = decoded(img);
                    return new Picture(picture.source(), file, picture.width(), picture.height());
                });
    }

    private static Picture decoded(JSObject img) {
        Picture picture = Pixels.of(img);
        if (picture == null) {
            throw new GlanceException(ErrorCode.OPTION, "What was handed over is no picture: "
                    + JsObjects.text(img) + ".",
                    "Give an img, video, canvas, ImageData or ImageBitmap; classify and classifyAll also take a File or "
                    + "Blob, classify and infer a tensor.");
        }
        return picture;
    }

    static JSArray<ClassAndProbability> plain(List<Prediction> top) {
        JSArray<ClassAndProbability> plain = new JSArray<>();
        for (Prediction prediction : top) {
            plain.push(ClassAndProbability.of(prediction.label().joined(), prediction.probability()));
        }
        return plain;
    }

    /** A promise whose rejections are JavaScript errors. */
    static <T> JSPromise<T> forJs(JSPromise<T> promise) {
        return promise.flatCatchError(reason -> JSPromise.reject(JsObjects.error(JsErrors.of(reason))));
    }

    /** What a caller gets. */
    private static final class LoadedModel {
        private final Host<Picture> host;
        private final String backend;
        private final Supplier<Network> network;
        private final Labels labels;
        private final Runnable close;
        private final CropMode crop;
        private final Preprocessor preprocessor = new Preprocessor();
        private boolean disposed;

        /** A model on this thread. */
        LoadedModel(Classifier classifier, CropMode crop) {
            host = new LocalHost(classifier);
            backend = classifier.backend();
            network = classifier::network;
            labels = classifier.model().labels();
            close = host::close;
            this.crop = crop;
        }

        /** A model in a worker, and on this thread for tensors. */
        LoadedModel(Host<Picture> host, String backend, TensorModel tensors, CropMode crop) {
            this.host = host;
            this.backend = backend;
            network = tensors::network;
            labels = tensors.labels();
            close = () -> {
                host.close();
                tensors.close();
            };
            this.crop = crop;
        }

        JSObject forJs() {
            return JsObjects.model(backend, (img, topK) -> MobileNetApi.forJs(Promises.of(() -> classify(img, topK))),
                    (values, options) -> orError(() -> classifyAll(values, options)),
                    (img, embedding) -> orError(() -> infer(img, JsObjects.isTruthy(embedding))), this::dispose);
        }

        private static JSObject orError(Supplier<JSObject> call) {
            try {
                return call.get();
            } catch (RuntimeException e) {
                return JsObjects.error(JsErrors.of(JsErrors.cause(e)));
            }
        }

        private JSObject classifyAll(JSObject values, JSObject options) {
            requireOpen();
            int k = topK(JsObjects.property(options, "topk"));
            JSObject signal = JsObjects.property(options, "signal");
            ManyPictures pictures = new ManyPictures(values);
            Source<Result> results = host.classifyAll(pictures, JsObjects.count(values), crop.word(), k);
            if (!JSObjects.isUndefined(signal)) {
                JsObjects.onAbort(signal, results::close);
            }
            return pictures.forJs(results);
        }

        private JSPromise<JSArray<ClassAndProbability>> classify(JSObject img, JSObject topK) {
            requireOpen();
            int k = topK(topK);
            if (JsObjects.isTensor(img)) {
                return classify((Tensor) img, k).then(MobileNetApi::plain);
            }
            return picture(img).flatThen(picture -> Answers.<Predictions>promise(answer ->
                    host.classify(picture, crop.word(), k, answer))).then(predictions -> plain(predictions.top()));
        }

        private JSPromise<List<Prediction>> classify(Tensor tensor, int topK) {
            if (tensor.getRank() == 4 && tensor.getShape().get(0) != 1) {
                throw new GlanceException(ErrorCode.OPTION, "classify takes one picture, not a batch of "
                        + tensor.getShape().get(0) + ".", "Use infer for a batch, or classify one after another.");
            }
            Network net = network.get();
            Tensor logits = Tf.tidy(() -> net.logits(net.input(tensor)));
            return logits.dataFloat().then(values -> {
                logits.dispose();
                return Classifier.top(values.toJavaArray(), labels, topK);
            });
        }

        private Tensor infer(JSObject img, boolean embedding) {
            requireOpen();
            Network net = network.get();
            return Tf.tidy(() -> {
                Tensor pixels = JsObjects.isTensor(img) ? (Tensor) img
                        : Browser.fromPixels(preprocessor.pixels(decoded(img), crop, net.size()));
                Tensor input = net.input(pixels);
                return embedding ? net.embedding(input) : net.logits(input);
            });
        }

        private void dispose() {
            if (!disposed) {
                disposed = true;
                close.run();
            }
        }

        private void requireOpen() {
            if (disposed) {
                throw new GlanceException(ErrorCode.OPTION, "This model was disposed of.",
                        "Load it again with mobilenet.load.");
            }
        }

        private static int topK(JSObject topK) {
            if (JSObjects.isUndefined(topK)) {
                return DEFAULT_TOP_K;
            }
            if (!JsObjects.isNumber(topK) || JsObjects.number(topK) < 0) {
                throw new GlanceException(ErrorCode.OPTION, "topk is no number of classes: "
                        + JsObjects.text(topK) + ".", "Give a number such as 3, or leave it out.");
            }
            return (int) Math.min(Integer.MAX_VALUE, JsObjects.number(topK));
        }
    }
}
