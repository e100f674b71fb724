package dev.glance.host;

import dev.glance.classify.Backends;
import dev.glance.classify.Classifier;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Predictions;
import dev.glance.classify.Prepared;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.site.SiteFiles;
import dev.glance.web.AbortController;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.core.JSPromise;

/** Runs the classifier on the thread that calls: in a worker, or on the page where there are none. */
public final class LocalHost implements Host<Picture> {
    private final ModelSource source;
    private final Backends backends;
    private Classifier classifier;
    private AbortController loading = new AbortController();
    /** The end of the queue: a picture is computed when the one before it is done, well or not. */
    private JSPromise<Object> last = JSPromise.resolve("");

    /**
     * @param site where the site's files are
     */
    public LocalHost(SiteFiles site) {
        source = new ModelSource(site);
        backends = Backends.of(site);
    }

    /**
     * @param classifier what is loaded already; it belongs to the new object, which can load nothing else
     */
    public LocalHost(Classifier classifier) {
        source = null;
        backends = null;
        this.classifier = classifier;
    }

    @Override
    public void load(LoadRequest request, LoadProgress progress, Answer<Loaded> answer) {
        if (source == null) {
            throw new IllegalStateException("this host has its model");
        }
        cancelLoad();
        AbortController controller = new AbortController();
        loading = controller;
        double start = Performance.now();
        progress.progress("Loading the model", -1);
        Answers.settle(Classifier.load(source, backends, request.model(), request.backend(),
                fraction -> progress.progress(fraction < 1 ? "Loading the model" : "Starting", fraction < 1
                        ? fraction : -1), controller).then(loaded -> {
                            if (controller != loading) {
                                loaded.close();
                                throw Answers.cancelled();
                            }
                            if (classifier != null) {
                                classifier.close();
                            }
                            classifier = loaded;
                            return new Loaded(loaded.model().id(), loaded.model().name(), loaded.model().sha256(),
                                    loaded.backend(), loaded.dropped(), loaded.model().labels().size(),
                                    loaded.inputSize(), BrowserFeatures.thread(), Performance.now() - start);
                        }), answer);
    }

    @Override
    public void cancelLoad() {
        loading.abort();
        loading = new AbortController();
    }

    @Override
    public Picture still(Picture picture, String crop) {
        return classifier().still(picture, CropMode.of(crop));
    }

    @Override
    public void classify(Picture picture, String crop, int topK, Answer<Predictions> answer) {
        Answers.settle(enqueue(Promises.now(() -> classifier().prepare(picture, CropMode.of(crop))), topK), answer);
    }

    @Override
    public Source<Result> classifyAll(Source<Opening<Picture>> pictures, int expected, String crop, int topK) {
        Many<Picture> many = new Many<>(pictures, new Many.Staff() {
            @Override
            public void lost() {
                throw new IllegalStateException("this thread is never lost");
            }

            @Override
            public void over() {
                // The thread stays.
            }
        });
        many.open((picture, answer) -> classify(picture, crop, topK, answer));
        return many;
    }

    /** Classifies a picture that was prepared elsewhere. */
    void classify(Prepared prepared, int topK, Answer<Predictions> answer) {
        Answers.settle(enqueue(JSPromise.resolve(prepared), topK), answer);
    }

    /** Decoding goes on while the pictures before are computed. */
    private JSPromise<Predictions> enqueue(JSPromise<Prepared> prepared, int topK) {
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        prepared.catchError(reason -> null);
        JSPromise<Predictions> result = last.flatThen(ignored -> prepared)
                .flatThen(ready -> classifier().classify(ready, topK));
        last = result.then(value -> "", reason -> "");
        return result;
    }

    /**
     * How long the model takes on a picture of its own size.
     *
     * @param rounds how often to try, at least 1
     * @return milliseconds, the median
     */
    JSPromise<Double> measure(int rounds) {
        return Promises.of(() -> classifier().measure(rounds));
    }

    private Classifier classifier() {
        if (classifier == null) {
            throw new GlanceException(ErrorCode.CANCELLED, "There is no model to classify with.", "Load one first.");
        }
        return classifier;
    }

    @Override
    public void close() {
        cancelLoad();
        if (classifier != null) {
            classifier.close();
            classifier = null;
        }
    }
}
