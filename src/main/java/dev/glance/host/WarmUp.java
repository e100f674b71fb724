package dev.glance.host;

import dev.glance.async.CancelToken;
import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/**
 * Finds out what is faster than what answered first, in workers of their own, so that nobody waits for it: the graphics processor,
 * where the backend was left open; else two threads, and then twice as many as long as that is worth it. What is found is
 * remembered for this device and model.
 *
 * @param <M> the body of a message to a worker
 */
final class WarmUp<M> {
    /** What a page loads after its first answer goes before threads are tried, and a busy machine would be measured wrongly. */
    static final int QUIET_MS = 3_000;
    private static final int MOST_THREADS = 8;
    private static final int ROUNDS = 5;
    /** Of the first ones many are slow: browsers compile WebAssembly better once it has been used for a while. */
    private static final int THREAD_ROUNDS = 31;
    /** A little faster is not worth the change. */
    private static final double WORTH = 0.8;

    private final Workshop<M, ?> workshop;
    private final LoadRequest request;
    private final Station<M> first;
    private final CancelToken token;

    /**
     * @param request what was asked for
     * @param first   what answers now
     * @param token   cancelled where nobody wants to know any more
     */
    WarmUp(Workshop<M, ?> workshop, LoadRequest request, Station<M> first, CancelToken token) {
        this.workshop = workshop;
        this.request = request;
        this.first = first;
        this.token = token;
    }

    /**
     * How many threads there are to be at most, whoever asks for them. TensorFlow.js waits for each of its threads, so that one core
     * which something else needs doubles the time; it uses half of them. LiteRT.js goes on without those that are late.
     */
    static int mostThreads(Workshop<?, ?> workshop, LoadRequest request) {
        int cores = workshop.cores();
        return Math.min(MOST_THREADS, request.first().backend().equals(LoadRequest.FIRST) ? cores / 2 : cores);
    }

    /** What is given up where several threads do not work. */
    static String withoutThreads(GlanceException why) {
        return "threads: " + why.what();
    }

    /** The station to use from now on: the given one, or another that is faster; never fails. */
    Promise<Station<M>> best() {
        return onGpu().flatThen(best -> best == first ? onThreads() : Promise.resolved(best));
    }

    private Promise<Station<M>> onGpu() {
        String name = first.loaded().modelSha256();
        if (!request.backend().isEmpty() || workshop.remembered(name).equals(first.loaded().backend())) {
            return Promise.resolved(first);
        }
        return faster(request.on(LoadRequest.GPU), first, ROUNDS).then(best -> {
            workshop.remember(name, best.loaded().backend());
            return best;
        }).recover(failure -> {
            // None is there or computes rightly; a file that did not come, say, would tell nothing.
            if (failure.code() == ErrorCode.BACKEND_NONE) {
                workshop.remember(name, first.loaded().backend());
            }
            return Promise.resolved(first);
        });
    }

    private Promise<Station<M>> onThreads() {
        LoadRequest same = request.on(first.loaded().backend());
        String name = first.loaded().modelSha256() + " threads " + same.backend();
        String known = workshop.remembered(name);
        if (request.threads() > 0 || !same.canHaveThreads() || mostThreads(workshop, same) < 2 || known.equals("1")
                || !workshop.hindersThreads(same).isEmpty()) {
            return Promise.resolved(first);
        }
        Deferred<Void> quiet = new Deferred<>();
        Runnable forget = token.onCancel(workshop.timer().after(QUIET_MS, () -> quiet.resolve(null)));
        return quiet.promise().onSettled(forget).flatThen(now -> first.line().isEnded() ? Promise.resolved(first)
                : onThreads(same, name, known, first, 2));
    }

    private Promise<Station<M>> onThreads(LoadRequest same, String name, String known, Station<M> best, int threads) {
        if (threads > mostThreads(workshop, same)) {
            workshop.remember(name, Integer.toString(best.loaded().threads()));
            return Promise.resolved(best);
        }
        LoadRequest more = same.with(threads);
        Promise<Station<M>> next = known.equals(Integer.toString(threads)) ? Station.open(workshop, more, token)
                : faster(more, best, THREAD_ROUNDS).flatThen(faster -> onThreads(same, name, known, faster,
                        faster == best ? Integer.MAX_VALUE : 2 * threads));
        return next.recover(failure -> {
            if (best == first && !token.isCancelled()) {
                first.drop(withoutThreads(failure));
            }
            return Promise.resolved(best);
        });
    }

    /**
     * Another station where it is clearly faster than the best one so far, else that one. What is not used is closed, but for what
     * answers now.
     */
    private Promise<Station<M>> faster(LoadRequest other, Station<M> best, int rounds) {
        return Station.open(workshop, other, token).flatThen(next -> next.measure(rounds)
                .flatThen(nextMs -> best.measure(rounds).then(bestMs -> {
                    boolean worth = nextMs < WORTH * bestMs;
                    if (!worth || best != first) {
                        (worth ? best : next).line().close();
                    }
                    return worth ? next : best;
                })).recover(lost -> {
                    // One of the two was lost meanwhile.
                    next.line().close();
                    return Promise.failed(lost);
                }));
    }
}
