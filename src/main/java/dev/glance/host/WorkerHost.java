package dev.glance.host;

import dev.glance.classify.Predictions;
import dev.glance.classify.Preprocessor;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.core.JSPromise;

/**
 * Runs the classifier in a worker, so that the page's thread only draws what is already decoded. A worker that ends or
 * falls silent is replaced, and its pictures are done again. Where no worker can be started the page computes itself,
 * and {@link Loaded#dropped()} says why.
 */
public final class WorkerHost implements Host<Picture> {
    /** How often a picture is tried when workers end over it. */
    private static final int ATTEMPTS = 2;
    /** From so many pictures on, the megabytes of LiteRT.js are made up for. */
    private static final int WORTH_LITERT = 24;

    private final SiteFiles site;
    private final Preprocessor preprocessor = new Preprocessor();
    private Attempt loading = new Attempt();
    private LoadRequest request;
    /** What answers; null where there is none, or none any more. */
    private Station station;
    /** Side of the model's input in pixels. */
    private int inputSize;
    private JSPromise<Station> restarting;
    /** Whether it was tried to find a faster station. */
    private boolean warm;
    private boolean closed;
    private final Pool pool;
    /** Computes where no worker can be started. */
    private LocalHost page;
    /** Keeps pictures in order although some take a moment before they can be sent. */
    private JSPromise<Object> lastSent = JSPromise.resolve("");

    /** A load under way. */
    private static final class Attempt {
        private Link link;
        private boolean cancelled;
    }

    /**
     * @param site where the site's files are
     */
    public WorkerHost(SiteFiles site) {
        this.site = site;
        pool = Pool.enter(site);
    }

    @Override
    public void load(LoadRequest wanted, LoadProgress progress, Answer<Loaded> answer) {
        cancelLoad();
        Attempt attempt = new Attempt();
        loading = attempt;
        double start = Performance.now();
        progress.progress("Starting", -1);
        JSPromise<Link> early = Link.early(site, wanted);
        JSPromise<Link> opened = early == null ? Link.open(site, Station.scripts(site, wanted))
                : early.<Link>flatThen(JSPromise::resolve, reason -> Link.open(site, Station.scripts(site, wanted)));
        JSPromise<Loaded> loaded = opened.flatThen(link -> {
            attempt.link = link;
            if (attempt.cancelled) {
                link.close();
            }
            return Station.load(link, wanted, progress);
        }).<Loaded>flatThen(ready -> {
            if (attempt.cancelled) {
                ready.link().close();
                throw Answers.cancelled();
            }
            replace(wanted, ready);
            return JSPromise.resolve(ready.loaded());
        }, reason -> attempt.cancelled ? JSPromise.reject(Answers.cancelled()) : instead(wanted, progress, reason));
        Answers.settle(loaded.<Loaded>flatThen(value -> JSPromise.resolve(value.after(Performance.now() - start)),
                reason -> JSPromise.reject(attempt.cancelled ? Answers.cancelled() : reason)), answer);
    }

    /** Where it is the worker that fails, not the model or the request, the page computes. */
    private JSPromise<Loaded> instead(LoadRequest wanted, LoadProgress progress, Object reason) {
        GlanceException error = JsErrors.of(reason);
        return switch (error.code()) {
            case INTERNAL -> onThisPage(wanted, progress, JsErrors.text(reason));
            case WORKER_LOST -> onThisPage(wanted, progress, error.what());
            // From disk a worker has the scripts of one backend only.
            case BACKEND_NONE, TENSORFLOW_MISSING -> site.fromDisk() ? onThisPage(wanted, progress, error.what())
                    : JSPromise.reject(error);
            default -> JSPromise.reject(error);
        };
    }

    private void replace(LoadRequest wanted, Station ready) {
        closeAll();
        request = wanted;
        station = ready;
        inputSize = ready.loaded().inputSize();
        warm = false;
    }

    private JSPromise<Loaded> onThisPage(LoadRequest wanted, LoadProgress progress, String why) {
        LocalHost local = page != null ? page : new LocalHost(site);
        page = local;
        return Answers.<Loaded>promise(loaded -> local.load(wanted, progress, loaded)).then(loaded -> {
            if (station != null) {
                station.link().closeWhenIdle();
                station = null;
            }
            request = wanted;
            return loaded.without("worker: " + why);
        });
    }

    @Override
    public void cancelLoad() {
        loading.cancelled = true;
        if (loading.link != null && (station == null || station.link() != loading.link)) {
            loading.link.close();
        }
        if (page != null) {
            page.cancelLoad();
        }
    }

    @Override
    public Picture still(Picture picture, String crop) {
        if (station == null && page != null) {
            return page.still(picture, crop);
        }
        return preprocessor.still(picture, CropMode.of(crop), inputSize());
    }

    @Override
    public void classify(Picture picture, String crop, int topK, Answer<Predictions> answer) {
        if (station == null && page != null) {
            page.classify(picture, crop, topK, answer);
            return;
        }
        ask(picture, CropMode.of(crop), topK, answer);
    }

    @Override
    public Source<Result> classifyAll(Source<Opening<Picture>> pictures, int expected, String crop, int topK) {
        if (station == null && page != null) {
            return page.classifyAll(pictures, expected, crop, topK);
        }
        if (request == null) {
            throw noModel();
        }
        LoadRequest many = request;
        if (request.backend().isEmpty()) {
            boolean worthWhile = (expected < 0 || expected >= WORTH_LITERT) && !site.fromDisk();
            many = new LoadRequest(request.model(), worthWhile ? LoadRequest.MANY : LoadRequest.FIRST);
        }
        return pool.classifyAll(many, pictures, CropMode.of(crop), topK);
    }

    private static GlanceException noModel() {
        return new GlanceException(ErrorCode.CANCELLED, "There is no model to classify with.", "Load one first.");
    }

    private void ask(Picture picture, CropMode crop, int topK, Answer<Predictions> answer) {
        JSPromise<Parcel> parcel = Promises.now(() -> Parcel.of(preprocessor, picture, crop, inputSize()));
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        parcel.catchError(reason -> null);
        lastSent = lastSent.flatThen(ignored -> parcel).<Object>then(ready -> {
            Answer<Predictions> closing = new Answer<>() {
                @Override
                public void success(Predictions value) {
                    ready.close();
                    answer.success(value);
                }

                @Override
                public void failure(GlanceException error) {
                    ready.close();
                    answer.failure(error);
                }
            };
            if (station != null) {
                send(ready, crop, topK, ATTEMPTS, closing);
            } else {
                // The one before was lost and could not be replaced at that time.
                sendAgain(null, ready, crop, topK, ATTEMPTS, closing);
            }
            return "";
        }, reason -> {
            answer.failure(JsErrors.of(reason));
            return "";
        });
    }

    private int inputSize() {
        if (request == null) {
            throw noModel();
        }
        return inputSize;
    }

    private void sendAgain(Station lost, Parcel parcel, CropMode crop, int topK, int attempts,
            Answer<Predictions> answer) {
        restart(lost).then(again -> {
            send(parcel, crop, topK, attempts, answer);
            return null;
        }, reason -> {
            answer.failure(JsErrors.of(reason));
            return null;
        });
    }

    private void send(Parcel parcel, CropMode crop, int topK, int attempts, Answer<Predictions> answer) {
        Station asked = station;
        asked.classify(preprocessor, parcel, crop, topK, new Answer<>() {
            @Override
            public void success(Predictions value) {
                answer.success(value);
                warmUp(asked);
            }

            @Override
            public void failure(GlanceException error) {
                // A station that took over has no other backend to fall back to; what came first has.
                boolean gone = error.code() == ErrorCode.WORKER_LOST
                        || request.backend().isEmpty() && error.code() == ErrorCode.BACKEND_LOST;
                if (!gone || attempts <= 1) {
                    answer.failure(error);
                    return;
                }
                sendAgain(asked, parcel, crop, topK, attempts - 1, answer);
            }
        });
    }

    /** After the first answer, something faster may take over. */
    private void warmUp(Station first) {
        if (warm || !request.backend().isEmpty()) {
            return;
        }
        warm = true;
        WarmUp.faster(site, request, first).then(best -> {
            if (best == first) {
                return null;
            }
            if (station == first) {
                station = best;
                first.link().closeWhenIdle();
            } else {
                best.link().close();
            }
            return null;
        });
    }

    /** Replaces a station that is lost; several pictures may find out at the same time. */
    private JSPromise<Station> restart(Station lost) {
        if (station != null && station != lost) {
            return JSPromise.resolve(station);
        }
        if (restarting == null) {
            if (lost != null) {
                lost.link().closeWhenIdle();
            }
            restarting = Station.open(site, request).<Station>flatThen(ready -> {
                restarting = null;
                if (closed) {
                    ready.link().close();
                    throw new GlanceException(ErrorCode.CANCELLED, "The model was closed.", "Load it again.");
                }
                station = ready;
                return JSPromise.resolve(ready);
            }, reason -> {
                restarting = null;
                station = null;
                return JSPromise.reject(reason);
            });
        }
        return restarting;
    }

    private void closeAll() {
        if (station != null) {
            station.link().closeWhenIdle();
            station = null;
        }
        if (page != null) {
            page.close();
            page = null;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cancelLoad();
        if (station != null) {
            station.link().close();
        }
        closeAll();
        pool.leave();
    }
}
