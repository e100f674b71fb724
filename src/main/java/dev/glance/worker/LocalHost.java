package dev.glance.worker;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.classify.Backends;
import dev.glance.classify.Classifier;
import dev.glance.classify.ModelSource;
import dev.glance.classify.Prepared;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Host;
import dev.glance.host.Job;
import dev.glance.host.LoadProgress;
import dev.glance.host.LoadRequest;
import dev.glance.host.Loaded;
import dev.glance.host.Many;
import dev.glance.host.Opening;
import dev.glance.host.Result;
import dev.glance.image.View;
import dev.glance.site.SiteFiles;
import dev.glance.web.AbortController;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Picture;
import dev.glance.web.Port;
import dev.glance.web.Promises;
import java.util.List;
import org.teavm.jso.browser.Performance;

/** Runs jobs on the thread that calls: in a worker, or on the page where there are none. */
public final class LocalHost implements Host<Picture> {
    private final ModelSource source;
    private final Backends backends;
    private Classifier classifier;
    private AbortController loading = new AbortController();
    /** The end of the queue: a picture is computed when the one before it is done, well or not. */
    private Promise<Void> last = Promise.resolved(null);

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
    public Promise<Loaded> load(LoadRequest request, LoadProgress progress) {
        if (source == null) {
            throw new IllegalStateException("this host has its model");
        }
        cancelLoad();
        AbortController controller = new AbortController();
        loading = controller;
        double start = Performance.now();
        boolean several = request.isThreaded() && Port.isOwnWorker();
        progress.progress("Loading the model", -1);
        return Promises.pure(Classifier.load(source, backends, request.model(), request.size(), request.backend(),
                several ? request.threads() : 1, fraction -> progress.progress(fraction < 1 ? "Loading the model" : "Starting", fraction < 1
                        ? fraction : -1), controller)).then(loaded -> {
                            if (controller != loading) {
                                loaded.close();
                                throw new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.", "Start it again.");
                            }
                            if (classifier != null) {
                                classifier.close();
                            }
                            classifier = loaded;
                            if (request.isThreaded() && !several) {
                                drop("threads: the page's own thread computes alone");
                            }
                            return new Loaded(loaded.model().id(), loaded.model().name(), loaded.model().sha256(),
                                    loaded.backend(), loaded.threads(), loaded.dropped(), loaded.model().labels().size(),
                                    loaded.inputSize(), BrowserFeatures.thread(), loaded.anySize(),
                                    loaded.model().severalLooks(), loaded.model().crop(), Performance.now() - start);
                        });
    }

    @Override
    public void cancelLoad() {
        loading.abort();
        loading = new AbortController();
    }

    @Override
    public Picture still(Picture picture, Job<?> job) {
        return classifier().still(picture, views(job));
    }

    private List<View> views(Job<?> job) {
        return job.views(classifier().inputSize(), classifier().anySize());
    }

    @Override
    public <A> Promise<A> run(Job<A> job, Picture picture) {
        return enqueue(job, Promises.pure(Promises.now(() -> classifier().prepare(picture, views(job)))));
    }

    /** Does something with a picture that was prepared elsewhere. */
    <A> Promise<A> run(Job<A> job, Prepared prepared) {
        return enqueue(job, Promise.resolved(prepared));
    }

    /** Decoding goes on while the pictures before are computed. */
    private <A> Promise<A> enqueue(Job<A> job, Promise<Prepared> prepared) {
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        prepared.listen(ready -> { }, failure -> { });
        Promise<A> result = last.flatThen(ignored -> prepared)
                .flatThen(ready -> Promises.pure(Promises.now(() -> Work.of(job).run(job, classifier(), ready))));
        last = result.<Void>then(value -> null).recover(failure -> Promise.resolved(null));
        return result;
    }

    @Override
    public <A> Stream<Result<A>> runAll(Job<A> job, Stream<Opening<Picture>> pictures, int expected) {
        Many<Picture, A> many = new Many<>(pictures, new Many.Staff() {
            @Override
            public void lost() {
                throw new IllegalStateException("this thread is never lost");
            }

            @Override
            public void over() {
                // The thread stays.
            }
        });
        many.open(picture -> run(job, picture));
        return many.results();
    }

    /**
     * How long the model takes on a picture of its own size.
     *
     * @param rounds how often to try, at least 1
     * @return milliseconds, the median
     */
    Promise<Double> measure(int rounds) {
        return Promises.pure(Promises.of(() -> classifier().measure(rounds)));
    }

    /** Adds something that was given up for this, which each receipt then says. */
    void drop(String reason) {
        classifier().drop(reason);
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
