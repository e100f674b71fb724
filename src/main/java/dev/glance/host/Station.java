package dev.glance.host;

import dev.glance.classify.Backends;
import dev.glance.classify.Predictions;
import dev.glance.web.Message;
import dev.glance.web.SiteFiles;
import java.util.List;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/**
 * A worker with a model that is ready.
 *
 * @param link   the line to it; the holder's to close
 * @param loaded what it has loaded
 */
record Station(Link link, Loaded loaded) {
    /** Longer than a backend may take to start and compile its shaders in silence. */
    private static final int LOAD_SILENCE_MS = 90_000;
    /** Decoding and drawing of a picture of a hundred megapixels included. */
    private static final int CLASSIFY_SILENCE_MS = 60_000;

    /** The scripts that a worker needs for a request. */
    static List<String> scripts(LoadRequest request) {
        return Backends.scripts(request.backend());
    }

    /** Starts a worker and loads a model in it. */
    static JSPromise<Station> open(SiteFiles site, LoadRequest request) {
        return Link.open(site, scripts(request)).flatThen(link -> load(link, request, (stage, fraction) -> { }));
    }

    /** Loads a model in a worker, which is closed where that fails. */
    static JSPromise<Station> load(Link link, LoadRequest request, LoadProgress progress) {
        return Answers.<Message>promise(answer -> link.call("load", Wire.of(request.first()), new JSArray<>(), LOAD_SILENCE_MS,
                progress, answer)).<Station>flatThen(body -> JSPromise.resolve(new Station(link, Wire.loaded(body))),
                        reason -> {
                            link.close();
                            return JSPromise.reject(reason);
                        });
    }

    /** Classifies one picture. */
    void classify(Parcel parcel, int topK, Answer<Predictions> answer) {
        link.call("classify", parcel.body().set("topK", topK), parcel.transfer(), CLASSIFY_SILENCE_MS,
                (stage, fraction) -> { }, Answers.map(answer, Wire::predictions));
    }
}
