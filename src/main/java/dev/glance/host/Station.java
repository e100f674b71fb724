package dev.glance.host;

import dev.glance.async.CancelToken;
import dev.glance.async.Promise;
import dev.glance.error.ErrorCode;

/**
 * A worker with a model that is ready.
 *
 * @param codec  how to talk to it
 * @param line   the line to it; the holder's to close
 * @param loaded what it has loaded
 * @param <M>    the body of a message
 */
record Station<M>(Codec<M> codec, Line<M> line, Loaded loaded) {
    /** Longer than a backend may take to start and compile its shaders in silence. */
    static final int LOAD_SILENCE_MS = 90_000;
    private static final int MEASURE_SILENCE_MS = 60_000;
    private static final int TELL_SILENCE_MS = 60_000;

    /** Starts a worker and loads a model in it, unless that is cancelled before it is done. */
    static <M> Promise<Station<M>> open(Workshop<M, ?> workshop, LoadRequest request, CancelToken token) {
        return workshop.open(request).flatThen(line -> load(workshop.codec(), line, request, LoadProgress.NOBODY, token));
    }

    /** Loads a model in a worker, which is closed where that fails or is cancelled. */
    static <M> Promise<Station<M>> load(Codec<M> codec, Line<M> line, LoadRequest request, LoadProgress progress,
            CancelToken token) {
        Runnable forget = token.onCancel(line::close);
        return line.call("load", codec.of(request.first()), LOAD_SILENCE_MS, progress)
                .then(body -> new Station<>(codec, line, codec.loaded(body))).onSettled(forget).recover(failure -> {
                    line.close();
                    return Promise.failed(token.isCancelled() ? token.reason() : failure);
                });
    }

    /**
     * Does something with one picture. A file that cannot be decoded here is drawn by the page, which shows more than a worker
     * decodes: what there is of a file that was cut short, for example. So is one that cannot be read here: WebKit's workers
     * have no right to the files of a page that was opened from disk.
     *
     * @param parcel stays the caller's
     */
    <A> Promise<A> run(Job<A> job, Parcel<M> parcel) {
        return call(job, parcel).recover(failure -> {
            boolean ofTheFile = failure.code() == ErrorCode.PICTURE_UNDECODABLE
                    || failure.code() == ErrorCode.PICTURE_UNREACHABLE;
            Promise<Parcel<M>> shown = ofTheFile ? parcel.shown() : null;
            // What the page says of it then adds nothing.
            return shown == null ? Promise.failed(failure) : shown.recover(ignored -> Promise.failed(failure))
                    .flatThen(again -> call(job, again).onSettled(again::close));
        });
    }

    private <A> Promise<A> call(Job<A> job, Parcel<M> parcel) {
        return line.call(job.word(), codec.of(job, parcel.body()), job.silenceMs(), LoadProgress.NOBODY)
                .then(body -> codec.answer(job, body));
    }

    /** Has the receipts of its answers say from now on that something more is given up. */
    void drop(String reason) {
        // Where it is lost, nobody is left to say it.
        line.call("drop", codec.of(reason), TELL_SILENCE_MS, LoadProgress.NOBODY).listen(told -> { }, lost -> { });
    }

    /** As this one, with something more given up from the start on. */
    Station<M> without(String reason) {
        drop(reason);
        return new Station<>(codec, line, loaded.without(reason));
    }

    /** How long the model takes, in milliseconds, the median of so many rounds. */
    Promise<Double> measure(int rounds) {
        return line.call("measure", codec.rounds(rounds), MEASURE_SILENCE_MS, LoadProgress.NOBODY).then(codec::milliseconds);
    }
}
