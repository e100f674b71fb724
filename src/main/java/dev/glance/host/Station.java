package dev.glance.host;

import dev.glance.classify.Predictions;
import dev.glance.classify.Preprocessor;
import dev.glance.classify.WorkerScripts;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.site.SiteFiles;
import dev.glance.web.Message;
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
    static List<String> scripts(SiteFiles site, LoadRequest request) {
        return WorkerScripts.of(request.first().backend(), site.fromDisk());
    }

    /** Starts a worker and loads a model in it. */
    static JSPromise<Station> open(SiteFiles site, LoadRequest request) {
        return Link.open(site, scripts(site, request)).flatThen(link -> load(link, request, (stage, fraction) -> { }));
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

    /**
     * Classifies one picture. A file that cannot be decoded here is drawn by the page, which shows more than a worker
     * decodes: what there is of a file that was cut short, for example.
     */
    void classify(Preprocessor preprocessor, Parcel parcel, CropMode crop, int topK, Answer<Predictions> answer) {
        call(parcel, topK, new Answer<>() {
            @Override
            public void success(Predictions value) {
                answer.success(value);
            }

            @Override
            public void failure(GlanceException error) {
                JSPromise<Parcel> shown = error.code() == ErrorCode.PICTURE_UNDECODABLE
                        ? parcel.shown(preprocessor, crop, loaded.inputSize()) : null;
                if (shown == null) {
                    answer.failure(error);
                    return;
                }
                shown.then(again -> {
                    call(again, topK, answer);
                    return null;
                }, reason -> {
                    answer.failure(error);
                    return null;
                });
            }
        });
    }

    private void call(Parcel parcel, int topK, Answer<Predictions> answer) {
        link.call("classify", parcel.body().set("topK", topK), new JSArray<>(), CLASSIFY_SILENCE_MS,
                (stage, fraction) -> { }, Answers.map(answer, Wire::predictions));
    }
}
