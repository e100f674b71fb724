package dev.glance.host;

import dev.glance.classify.Backends;
import dev.glance.classify.Classifier;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.web.AbortController;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.SiteFiles;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.core.JSPromise;

/** Runs the classifier on the thread that calls. */
public final class PageHost implements Host<Picture> {
    private final ModelSource source;
    private final Backends backends;
    private Classifier classifier;
    private AbortController loading = new AbortController();
    /** The end of the queue: a picture is begun when the one before it is done, well or not. */
    private JSPromise<Object> last = JSPromise.resolve("");

    /**
     * @param site where the site's files are
     */
    public PageHost(SiteFiles site) {
        source = new ModelSource(site);
        backends = new Backends(site);
    }

    @Override
    public void load(LoadRequest request, LoadProgress progress, Answer<Loaded> answer) {
        cancelLoad();
        AbortController controller = new AbortController();
        loading = controller;
        double start = Performance.now();
        progress.progress("Loading the catalog", -1);
        backends.preload();
        settle(Promises.of(() -> source.catalog()).flatThen(catalog -> Classifier.load(source, backends,
                catalog.require(request.model()), request.backend(),
                fraction -> progress.progress(fraction < 1 ? "Loading the model" : "Starting", fraction < 1
                        ? fraction : -1), controller)).then(loaded -> {
                            if (controller != loading) {
                                loaded.close();
                                throw new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.",
                                        "Start it again.");
                            }
                            if (classifier != null) {
                                classifier.close();
                            }
                            classifier = loaded;
                            return new Loaded(loaded.model().id(), loaded.model().name(), loaded.backend(),
                                    loaded.dropped(), loaded.model().labels().size(), Performance.now() - start);
                        }), answer);
    }

    @Override
    public void cancelLoad() {
        loading.abort();
        loading = new AbortController();
    }

    @Override
    public void classify(Picture picture, String crop, int topK, Answer<Predictions> answer) {
        JSPromise<Predictions> result = last.flatThen(ignored -> {
            if (classifier == null) {
                throw new GlanceException(ErrorCode.CANCELLED, "There is no model to classify with.",
                        "Load one first.");
            }
            return classifier.classify(picture, CropMode.of(crop), topK);
        });
        last = result.then(value -> "", reason -> "");
        settle(result, answer);
    }

    @Override
    public void close() {
        cancelLoad();
        if (classifier != null) {
            classifier.close();
            classifier = null;
        }
    }

    private static <T> void settle(JSPromise<T> promise, Answer<T> answer) {
        promise.then(value -> {
            answer.success(value);
            return null;
        }, reason -> {
            answer.failure(JsErrors.of(reason));
            return null;
        });
    }
}
