package dev.glance.host;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.Timer;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The page's end of the line to one worker. Every call is answered: by the worker, or with a {@code worker-lost} failure
 * once the worker is gone or has been silent for too long. It is ended then and never used again.
 *
 * @param <M> the body of a message
 */
public final class Line<M> implements Endpoint.Listener<M>, AutoCloseable {
    /** How long a worker may take to come up; it has one script to read. */
    static final int READY_MS = 20_000;
    /** The number of the greeting, which nobody asks for. */
    private static final int GREETING = 0;

    private final Endpoint<M> endpoint;
    private final Codec<M> codec;
    private final Timer timer;
    private final Function<M, Promise<M>> reading;
    private final Map<Integer, Call<M>> calls = new LinkedHashMap<>();
    private final Promise<Line<M>> ready;
    private int lastId;
    private Runnable stopWatching = () -> { };
    private boolean closing;
    private boolean ended;

    /** A request under way. */
    private record Call<M>(Deferred<M> answer, LoadProgress progress, int silenceMs) {
    }

    /**
     * @param endpoint the worker, which says {@code done} with the number 0 when it is up
     * @param reading  answers the worker's own requests, which are for files of the site; fails never
     */
    public Line(Endpoint<M> endpoint, Codec<M> codec, Timer timer, Function<M, Promise<M>> reading) {
        this.endpoint = endpoint;
        this.codec = codec;
        this.timer = timer;
        this.reading = reading;
        Call<M> greeting = new Call<>(new Deferred<>(), LoadProgress.NOBODY, READY_MS);
        calls.put(GREETING, greeting);
        ready = greeting.answer().promise().then(hello -> this);
        // Not everybody waits for it: what is asked meanwhile fails too.
        ready.listen(line -> { }, failure -> { });
        endpoint.listen(this);
        watch();
    }

    /** There when the worker is up. */
    public Promise<Line<M>> ready() {
        return ready;
    }

    /**
     * Sends a request.
     *
     * @param type      what is asked for
     * @param body      with what
     * @param silenceMs how long the worker may say nothing at all before it is given up
     */
    Promise<M> call(String type, M body, int silenceMs, LoadProgress progress) {
        if (ended) {
            return Promise.failed(lost("it has ended"));
        }
        lastId++;
        int id = lastId;
        Call<M> call = new Call<>(new Deferred<>(), progress, silenceMs);
        calls.put(id, call);
        try {
            endpoint.send(type, id, body);
        } catch (RuntimeException e) {
            calls.remove(id);
            return Promise.failed(GlanceException.of(e));
        }
        if (calls.size() == 1) {
            watch();
        }
        return call.answer().promise();
    }

    /** Whether it is of no more use. */
    boolean isEnded() {
        return ended;
    }

    /** Ends the worker as soon as nothing is under way. */
    void closeWhenIdle() {
        closing = true;
        closeIfIdle();
    }

    private void closeIfIdle() {
        if (closing && calls.isEmpty()) {
            close();
        }
    }

    /** Ends the worker at once; what is under way fails as {@code cancelled}. */
    @Override
    public void close() {
        end(new GlanceException(ErrorCode.CANCELLED, "The worker was closed.", "Load the model again."));
    }

    @Override
    public void received(String type, int id, M body) {
        if (ended) {
            return;
        }
        switch (type) {
            case "progress" -> {
                if (calls.containsKey(id)) {
                    codec.progress(body, calls.get(id).progress());
                }
            }
            case "done" -> {
                if (calls.containsKey(id)) {
                    calls.remove(id).answer().resolve(body);
                }
            }
            case "failed" -> {
                if (calls.containsKey(id)) {
                    calls.remove(id).answer().fail(codec.error(body));
                }
            }
            case "read" -> reading.apply(body).listen(read -> {
                if (!ended) {
                    endpoint.send("read", id, read);
                }
            }, failure -> end(lost(failure.what())));
            default -> end(lost("it sent a message of type " + type));
        }
        watch();
        closeIfIdle();
    }

    @Override
    public void failed(String why) {
        end(lost(why));
    }

    /** From now on the worker has its time to say something. */
    private void watch() {
        stopWatching.run();
        int patience = 0;
        for (Call<M> call : calls.values()) {
            patience = Math.max(patience, call.silenceMs());
        }
        if (calls.containsKey(GREETING)) {
            // While it is not up, nothing else keeps it silent.
            patience = READY_MS;
        }
        if (patience > 0 && !ended) {
            int seconds = patience / 1000;
            stopWatching = timer.after(patience, () -> end(lost("it said nothing for " + seconds + " seconds")));
        }
    }

    private void end(GlanceException why) {
        if (ended) {
            return;
        }
        ended = true;
        stopWatching.run();
        endpoint.terminate();
        List<Call<M>> left = new ArrayList<>(calls.values());
        calls.clear();
        for (Call<M> call : left) {
            call.answer().fail(why);
        }
    }

    static GlanceException lost(String why) {
        return new GlanceException(ErrorCode.WORKER_LOST, "The worker that computes stopped: " + why + ".",
                "Press Predict again; if it happens again, close other pages to free memory.");
    }
}
