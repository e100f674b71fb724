package dev.glance.host;

import dev.glance.async.CancelSource;
import dev.glance.async.CancelToken;
import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/**
 * Runs jobs in a worker, so that the page's thread only draws what is already decoded. A worker that ends or
 * falls silent is replaced, and its pictures are done again. Where no worker can be started the page computes itself,
 * and {@link Loaded#dropped()} says why.
 *
 * @param <M> the body of a message to a worker
 * @param <P> a picture
 */
public final class WorkerHost<M, P> implements Host<P> {
    /** How often a picture is tried when workers end over it. */
    private static final int ATTEMPTS = 2;
    /** From so many pictures on, the megabytes of LiteRT.js are made up for. */
    private static final int WORTH_LITERT = 24;

    private final Workshop<M, P> workshop;
    private final Pool<M, P> pool;
    /** For the load under way, or the last one. */
    private CancelSource loading = new CancelSource();
    /** Cancelled when the host is closed. */
    private final CancelSource closing = new CancelSource();
    private LoadRequest request;
    /** What answers; null where there is none, or none any more. */
    private Station<M> station;
    /** Side of the model's input in pixels. */
    private Loaded loaded;
    private Promise<Station<M>> restarting;
    /** Whether it was tried to find a faster station. */
    private boolean warm;
    /** Computes where no worker can be started. */
    private Host<P> page;
    /** Keeps pictures in order although some take a moment before they can be sent. */
    private Promise<Void> lastSent = Promise.resolved(null);

    public WorkerHost(Workshop<M, P> workshop) {
        this.workshop = workshop;
        pool = Pool.enter(workshop);
    }

    @Override
    public Promise<Loaded> load(LoadRequest wanted, LoadProgress progress) {
        cancelLoad();
        CancelSource attempt = new CancelSource();
        CancelToken token = attempt.token();
        loading = attempt;
        double start = workshop.now();
        progress.progress("Starting", -1);
        Promise<Line<M>> early = workshop.early(wanted);
        Promise<Station<M>> begun = wanted.isThreaded() ? onThreads(wanted, progress, token)
                : begin(early == null ? workshop.open(wanted) : early.recover(failure -> workshop.open(wanted)), wanted, progress, token);
        return begun.then(ready -> {
            replace(wanted, ready);
            return ready.loaded();
        }).recover(failure -> token.isCancelled() ? Promise.failed(failure) : instead(wanted, progress, failure))
                .then(loaded -> loaded.after(workshop.now() - start)).unless(token);
    }

    private Promise<Station<M>> begin(Promise<Line<M>> opened, LoadRequest wanted, LoadProgress progress, CancelToken token) {
        return opened.flatThen(line -> Station.load(workshop.codec(), line, wanted, progress, token));
    }

    /** On as many threads as are asked for and the machine has; where that fails on one, which then says why. */
    private Promise<Station<M>> onThreads(LoadRequest wanted, LoadProgress progress, CancelToken token) {
        int most = WarmUp.mostThreads(workshop, wanted);
        String hindrance = most < 2 ? "there are too few cores" : workshop.hindersThreads(wanted.first());
        LoadRequest several = wanted.with(Math.min(wanted.threads(), most));
        Promise<Station<M>> station = !hindrance.isEmpty() ? Promise.failed(new GlanceException(ErrorCode.BACKEND_NONE, hindrance,
                "Ask for one thread.")) : begin(workshop.open(several), several, progress, token);
        LoadRequest one = wanted.onOneThread();
        return station.recover(failure -> token.isCancelled() ? Promise.failed(failure)
                : begin(workshop.open(one), one, progress, token).then(ready -> ready.without(WarmUp.withoutThreads(failure))));
    }

    /** Where it is the worker that fails, not the model or the request, the page computes. */
    private Promise<Loaded> instead(LoadRequest wanted, LoadProgress progress, GlanceException failure) {
        return switch (failure.code()) {
            case INTERNAL, WORKER_LOST -> onThisPage(wanted, progress, failure.what());
            // From disk a worker has the scripts of one backend only.
            case BACKEND_NONE, TENSORFLOW_MISSING -> workshop.fromDisk() ? onThisPage(wanted, progress, failure.what())
                    : Promise.failed(failure);
            default -> Promise.failed(failure);
        };
    }

    private void replace(LoadRequest wanted, Station<M> ready) {
        closeAll();
        request = wanted;
        station = ready;
        loaded = ready.loaded();
        warm = false;
    }

    private Promise<Loaded> onThisPage(LoadRequest wanted, LoadProgress progress, String why) {
        Host<P> local = page != null ? page : workshop.here();
        page = local;
        return local.load(wanted, progress).then(loaded -> {
            if (station != null) {
                station.line().closeWhenIdle();
                station = null;
            }
            request = wanted;
            return loaded.without("worker: " + why);
        });
    }

    @Override
    public void cancelLoad() {
        loading.cancel(new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.", "Start it again."));
        if (page != null) {
            page.cancelLoad();
        }
    }

    private boolean isOnPage() {
        return station == null && page != null;
    }

    @Override
    public P still(P picture, Job<?> job) {
        // Any worker's engine may have to take it.
        return isOnPage() ? page.still(picture, job) : workshop.still(picture, job.views(loaded().inputSize(), false));
    }

    @Override
    public <A> Promise<A> run(Job<A> job, P picture) {
        if (isOnPage()) {
            return page.run(job, picture);
        }
        Promise<Parcel<M>> parcel = Promise.of(() -> workshop.pack(picture, job.views(loaded().inputSize(), loaded().anySize())));
        // Waited for below, perhaps after others; until then a failure must not count as unheard.
        parcel.listen(ready -> { }, failure -> { });
        Promise<Promise<A>> sent = lastSent.flatThen(ignored -> parcel).then(ready -> {
            // Where the one before was lost and could not be replaced at that time, it is tried once more.
            Promise<A> answer = station != null ? send(job, ready, ATTEMPTS) : sendAgain(null, job, ready, ATTEMPTS);
            return answer.onSettled(ready::close);
        });
        lastSent = sent.<Void>then(answer -> null).recover(failure -> Promise.resolved(null));
        return sent.flatThen(answer -> answer);
    }

    private <A> Promise<A> sendAgain(Station<M> lost, Job<A> job, Parcel<M> parcel, int attempts) {
        return restart(lost).flatThen(again -> send(job, parcel, attempts));
    }

    private <A> Promise<A> send(Job<A> job, Parcel<M> parcel, int attempts) {
        Station<M> asked = station;
        return asked.run(job, parcel).then(answer -> {
            warmUp(asked);
            return answer;
        }).recover(failure -> {
            // A station that took over has no other backend to fall back to; what came first has.
            boolean gone = failure.code() == ErrorCode.WORKER_LOST || failure.code() == ErrorCode.BACKEND_LOST
                    && (request.backend().isEmpty() || asked.loaded().threads() > 1);
            return gone && attempts > 1 ? sendAgain(asked, job, parcel, attempts - 1) : Promise.failed(failure);
        });
    }

    @Override
    public <A> Stream<Result<A>> runAll(Job<A> job, Stream<Opening<P>> pictures, int expected) {
        if (isOnPage()) {
            return page.runAll(job, pictures, expected);
        }
        if (request == null) {
            throw noModel();
        }
        // Several workers have the cores already.
        LoadRequest one = request.onOneThread();
        LoadRequest many = one;
        if (request.backend().isEmpty()) {
            boolean worthWhile = (expected < 0 || expected >= WORTH_LITERT) && workshop.hasLiteRt(request.model());
            many = one.on(worthWhile ? LoadRequest.MANY : LoadRequest.FIRST);
        }
        return pool.runAll(many, many.equals(one.first()) ? null : station, job, pictures);
    }

    /** What was loaded last; its worker may be lost since. */
    private Loaded loaded() {
        if (request == null) {
            throw noModel();
        }
        return loaded;
    }

    private static GlanceException noModel() {
        return new GlanceException(ErrorCode.CANCELLED, "There is no model to classify with.", "Load one first.");
    }

    /** After the first answer, something faster may take over. */
    private void warmUp(Station<M> first) {
        if (warm) {
            return;
        }
        warm = true;
        new WarmUp<>(workshop, request, first, closing.token()).best().listen(best -> {
            if (best == first) {
                return;
            }
            if (station == first) {
                station = best;
                first.line().closeWhenIdle();
            } else {
                best.line().close();
            }
        }, failure -> {
            throw failure;
        });
    }

    /** Replaces a station that is lost; several pictures may find out at the same time. */
    private Promise<Station<M>> restart(Station<M> lost) {
        if (station != null && station != lost) {
            return Promise.resolved(station);
        }
        Promise<Station<M>> again = restarting;
        if (again == null) {
            if (lost != null) {
                lost.line().closeWhenIdle();
            }
            again = Station.open(workshop, request.onOneThread(), closing.token());
            restarting = again;
            again.listen(ready -> {
                restarting = null;
                station = ready;
            }, failure -> {
                restarting = null;
                station = null;
            });
        }
        return again;
    }

    private void closeAll() {
        if (station != null) {
            station.line().closeWhenIdle();
            station = null;
        }
        if (page != null) {
            page.close();
            page = null;
        }
    }

    @Override
    public void close() {
        if (!closing.cancel(new GlanceException(ErrorCode.CANCELLED, "The model was closed.", "Load it again."))) {
            return;
        }
        cancelLoad();
        if (station != null) {
            station.line().close();
        }
        closeAll();
        pool.leave();
    }
}
