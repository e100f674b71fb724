package dev.glance.host;

import dev.glance.classify.Backends;
import dev.glance.error.ErrorCode;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Remembered;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/**
 * Finds out whether the graphics processor is faster than what answered first, in a worker of its own, so that nobody
 * waits for its shaders. What is found is remembered for this device and model.
 */
final class WarmUp {
    private static final int ROUNDS = 5;
    private static final int MEASURE_SILENCE_MS = 60_000;
    /** A little faster is not worth the change. */
    private static final double WORTH = 0.8;

    private WarmUp() {
    }

    /**
     * Tries it.
     *
     * @param first what answers now
     * @return the station to use from now on: the given one, or another that is faster; never rejected
     */
    static JSPromise<Station> faster(SiteFiles site, LoadRequest request, Station first) {
        String name = first.loaded().modelSha256();
        if (Remembered.get(name).equals(first.loaded().backend())) {
            return JSPromise.resolve(first);
        }
        return Station.open(site, new LoadRequest(request.model(), Backends.GPU)).<Station>flatThen(gpu ->
                measure(gpu).flatThen(gpuMs -> measure(first).then(firstMs -> gpuMs < WORTH * firstMs ? gpu : first))
                        .<Station>flatThen(best -> {
                            if (best == first) {
                                gpu.link().close();
                            }
                            Remembered.set(name, best.loaded().backend());
                            return JSPromise.resolve(best);
                        }, reason -> {
                            // One of the two was lost meanwhile: nothing is known, nothing changes.
                            gpu.link().close();
                            return JSPromise.resolve(first);
                        }), reason -> {
                            // None is there or computes rightly; a file that did not come, say, would tell nothing.
                            if (JsErrors.of(reason).code() == ErrorCode.BACKEND_NONE) {
                                Remembered.set(name, first.loaded().backend());
                            }
                            return JSPromise.resolve(first);
                        });
    }

    private static JSPromise<Double> measure(Station station) {
        return Answers.<Message>promise(answer -> station.link().call("measure", Message.create().set("rounds", ROUNDS),
                new JSArray<>(), MEASURE_SILENCE_MS, (stage, fraction) -> { }, answer))
                .then(body -> body.number("milliseconds"));
    }
}
