package dev.glance.api;

import dev.glance.classify.Backends;
import dev.glance.classify.Classifier;
import dev.glance.classify.CustomModel;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Network;
import dev.glance.classify.Prediction;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.tfjs.Tensor;
import dev.glance.tfjs.Tf;
import dev.glance.web.AbortController;
import dev.glance.web.ClassAndProbability;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Promises;
import dev.glance.web.SiteFiles;
import java.util.List;
import org.teavm.jso.JSObject;
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

    private final ModelSource source;
    private final Backends backends;

    private MobileNetApi(SiteFiles site) {
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
                        options.backend()));
            }
            return Classifier.load(source, backends, entry(catalog, options), options.backend(), fraction -> { },
                    new AbortController());
        }).then(classifier -> new LoadedModel(classifier, crop).forJs());
    }

    private static CatalogEntry entry(Catalog catalog, LoadOptions options) {
        return options.model().isEmpty() && options.hasVersion()
                ? catalog.require(options.version(), options.alpha()) : catalog.require(options.model());
    }

    /** A promise whose rejections are JavaScript errors. */
    private static <T> JSPromise<T> forJs(JSPromise<T> promise) {
        return promise.flatCatchError(reason -> JSPromise.reject(JsObjects.error(JsErrors.of(reason))));
    }

    /** What a caller gets. */
    private static final class LoadedModel {
        private final Classifier classifier;
        private final CropMode crop;
        private boolean disposed;

        LoadedModel(Classifier classifier, CropMode crop) {
            this.classifier = classifier;
            this.crop = crop;
        }

        JSObject forJs() {
            return JsObjects.model((img, topK) -> MobileNetApi.forJs(Promises.of(() -> classify(img, topK))),
                    (img, embedding) -> {
                        try {
                            return infer(img, JsObjects.isTruthy(embedding));
                        } catch (RuntimeException e) {
                            return JsObjects.error(JsErrors.of(JsErrors.cause(e)));
                        }
                    }, this::dispose);
        }

        private JSPromise<JSArray<ClassAndProbability>> classify(JSObject img, JSObject topK) {
            requireOpen();
            int k = topK(topK);
            if (JsObjects.isTensor(img)) {
                Tensor tensor = (Tensor) img;
                if (tensor.getRank() == 4 && tensor.getShape().get(0) != 1) {
                    throw new GlanceException(ErrorCode.OPTION, "classify takes one picture, not a batch of "
                            + tensor.getShape().get(0) + ".", "Use infer for a batch, or classify one after another.");
                }
                return classifier.classify(tensor, k).then(LoadedModel::plain);
            }
            return Pixels.whenReady(img).flatThen(ready -> classifier.classify(picture(img), crop, k))
                    .then(predictions -> plain(predictions.top()));
        }

        private Tensor infer(JSObject img, boolean embedding) {
            requireOpen();
            Network network = classifier.network();
            return Tf.tidy(() -> {
                Tensor pixels = JsObjects.isTensor(img) ? (Tensor) img : classifier.pixels(picture(img), crop);
                Tensor input = network.input(pixels);
                return embedding ? network.embedding(input) : network.logits(input);
            });
        }

        private void dispose() {
            if (!disposed) {
                disposed = true;
                classifier.close();
            }
        }

        private void requireOpen() {
            if (disposed) {
                throw new GlanceException(ErrorCode.OPTION, "This model was disposed of.",
                        "Load it again with mobilenet.load.");
            }
        }

        private static Picture picture(JSObject img) {
            Picture picture = Pixels.of(img);
            if (picture == null) {
                throw new GlanceException(ErrorCode.OPTION, "What was handed over is no picture: "
                        + JsObjects.text(img) + ".",
                        "Give an img, video, canvas, ImageData, ImageBitmap or tensor.");
            }
            return picture;
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

        private static JSArray<ClassAndProbability> plain(List<Prediction> top) {
            JSArray<ClassAndProbability> plain = new JSArray<>();
            for (Prediction prediction : top) {
                plain.push(ClassAndProbability.of(prediction.label().joined(), prediction.probability()));
            }
            return plain;
        }
    }
}
