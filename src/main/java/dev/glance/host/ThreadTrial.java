package dev.glance.host;

import dev.glance.async.CancelToken;
import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.error.GlanceException;

/**
 * Finds out how many threads compute one picture fastest with what answers now, in workers of their own: two, then twice as many
 * as long as that is worth it. How many is remembered for this device, model and backend.
 *
 * @param <M> the body of a message to a worker
 */
final class ThreadTrial<M> {
    /** What a page loads after its first answer goes first, and a busy machine would be measured wrongly. */
    static final int QUIET_MS = 3_000;
    static final int MOST_THREADS = 8;
    /** Before that, browsers have not compiled WebAssembly as well as they can. */
    private static final int WARM_ROUNDS = 20;
    private static final int ROUNDS = 11;

    private final Workshop<M, ?> workshop;
    private final LoadRequest request;
    private final Station<M> first;
    private final CancelToken token;
    private final String name;

    /**
     * @param request what was asked for
     * @param first   what answers now
     * @param token   cancelled where nobody wants to know any more
     */
    ThreadTrial(Workshop<M, ?> workshop, LoadRequest request, Station<M> first, CancelToken token) {
        this.workshop = workshop;
        this.request = request.on(first.loaded().backend());
        this.first = first;
        this.token = token;
        name = first.loaded().modelSha256() + " threads " + first.loaded().backend();
    }

    /** How many threads there are to be at most, whoever asks for them. */
    static int most(Workshop<?, ?> workshop) {
        return Math.min(MOST_THREADS, workshop.cores());
    }

    /** What is given up where several threads do not work. */
    static String dropped(GlanceException why) {
        return "threads: " + why.what();
    }

    /** The station to use from now on: the given one, or another that is faster; never fails. */
    Promise<Station<M>> best() {
        String known = workshop.remembered(name);
        if (request.threads() > 0 || !request.canHaveThreads() || most(workshop) < 2 || known.equals("1")
                || !workshop.hindersThreads(request).isEmpty()) {
            return Promise.resolved(first);
        }
        Deferred<Void> quiet = new Deferred<>();
        Runnable forget = token.onCancel(workshop.timer().after(QUIET_MS, () -> quiet.resolve(null)));
        return quiet.promise().onSettled(forget).flatThen(now -> first.line().isEnded() ? Promise.resolved(first) : begin(known));
    }

    private Promise<Station<M>> begin(String known) {
        for (int threads = 2; threads <= most(workshop); threads *= 2) {
            if (known.equals(Integer.toString(threads))) {
                return open(threads).recover(failure -> Promise.resolved(without(failure)));
            }
        }
        return twice(first);
    }

    private Promise<Station<M>> open(int threads) {
        return Station.open(workshop, request.with(threads), token);
    }

    private Promise<Station<M>> twice(Station<M> best) {
        int threads = 2 * best.loaded().threads();
        return threads > most(workshop) ? Promise.resolved(found(best)) : open(threads).flatThen(more -> better(more, best))
                .recover(failure -> Promise.resolved(best == first ? without(failure) : best));
    }

    private Promise<Station<M>> better(Station<M> more, Station<M> best) {
        return more.measure(WARM_ROUNDS).flatThen(warm -> best.measure(WARM_ROUNDS)).flatThen(warm ->
                WarmUp.better(more, best, ROUNDS)).flatThen(faster -> {
            if (faster == best) {
                more.line().close();
                return Promise.resolved(found(best));
            }
            if (best != first) {
                best.line().close();
            }
            return twice(more);
        }).recover(lost -> {
            // One of the two was lost meanwhile: nothing is known, nothing changes.
            more.line().close();
            return Promise.resolved(best);
        });
    }

    private Station<M> found(Station<M> best) {
        workshop.remember(name, Integer.toString(best.loaded().threads()));
        return best;
    }

    /** One thread goes on, and says so. */
    private Station<M> without(GlanceException failure) {
        return token.isCancelled() ? first : first.without(dropped(failure));
    }
}
