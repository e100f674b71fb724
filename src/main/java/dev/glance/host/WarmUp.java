package dev.glance.host;

import dev.glance.async.CancelToken;
import dev.glance.async.Promise;
import dev.glance.error.ErrorCode;

/**
 * Finds out what is faster than what answered first, in workers of their own, so that nobody waits for it: the graphics processor,
 * where the backend was left open, else several threads. What is found is remembered for this device and model.
 */
final class WarmUp {
    private static final int ROUNDS = 5;
    /** A little faster is not worth the change. */
    private static final double WORTH = 0.8;

    private WarmUp() {
    }

    /**
     * Tries it.
     *
     * @param first what answers now
     * @param token cancelled where nobody wants to know any more
     * @return the station to use from now on: the given one, or another that is faster; never fails
     */
    static <M> Promise<Station<M>> faster(Workshop<M, ?> workshop, LoadRequest request, Station<M> first,
            CancelToken token) {
        Promise<Station<M>> best = request.backend().isEmpty() ? onGpu(workshop, request, first, token) : Promise.resolved(first);
        return best.flatThen(found -> found != first ? Promise.resolved(found)
                : new ThreadTrial<>(workshop, request, first, token).best());
    }

    private static <M> Promise<Station<M>> onGpu(Workshop<M, ?> workshop, LoadRequest request, Station<M> first,
            CancelToken token) {
        String name = first.loaded().modelSha256();
        if (workshop.remembered(name).equals(first.loaded().backend())) {
            return Promise.resolved(first);
        }
        return Station.open(workshop, request.on(LoadRequest.GPU), token).flatThen(gpu ->
                better(gpu, first, ROUNDS).then(best -> {
                    if (best == first) {
                        gpu.line().close();
                    }
                    workshop.remember(name, best.loaded().backend());
                    return best;
                }).recover(lost -> {
                    // One of the two was lost meanwhile: nothing is known, nothing changes.
                    gpu.line().close();
                    return Promise.resolved(first);
                })).recover(failure -> {
                    // None is there or computes rightly; a file that did not come, say, would tell nothing.
                    if (failure.code() == ErrorCode.BACKEND_NONE) {
                        workshop.remember(name, first.loaded().backend());
                    }
                    return Promise.resolved(first);
                });
    }

    /** Which of two is to be used, after so many rounds each: the other one only where it is clearly faster. */
    static <M> Promise<Station<M>> better(Station<M> other, Station<M> first, int rounds) {
        return other.measure(rounds).flatThen(otherMs -> first.measure(rounds).then(
                firstMs -> otherMs < WORTH * firstMs ? other : first));
    }
}
