package dev.glance.async;

import dev.glance.error.GlanceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stream and its producer's side. What is put before somebody asks is kept; the producer who would rather be asked
 * looks at {@link #wanted} when {@code asked} is run.
 *
 * @param <T> what it hands out
 */
public final class StreamSource<T> implements Stream<T> {
    private final Runnable asked;
    private final Runnable closed;
    /** Values that nobody has asked for yet; if there are any, nobody waits. */
    private final Deque<T> kept = new ArrayDeque<>();
    private final Deque<Deferred<Optional<T>>> waiting = new ArrayDeque<>();
    private boolean over;
    /** The answer to all calls once it is over and what was kept is handed out; null for empty. */
    private GlanceException failure;

    /**
     * @param asked  is run by each call of {@link #next} that has to wait
     * @param closed is run once, when the stream is closed before the producer has ended it
     */
    public StreamSource(Runnable asked, Runnable closed) {
        this.asked = asked;
        this.closed = closed;
    }

    /**
     * A stream of what a step gives again and again until that is empty or fails. A step is begun when somebody waits
     * for it and the one before it has ended; after the last one there is no other.
     *
     * @param step   what it throws at once is a failure
     * @param closed is run once, when the stream is closed before the last step has ended; what the step under way gives
     *               is dropped
     */
    public static <T> Stream<T> of(Supplier<Promise<Optional<T>>> step, Runnable closed) {
        Steps<T> steps = new Steps<>(step);
        steps.source = new StreamSource<>(steps, closed);
        return steps.source;
    }

    @Override
    public Promise<Optional<T>> next() {
        if (!kept.isEmpty()) {
            return Promise.resolved(Optional.of(kept.poll()));
        }
        Deferred<Optional<T>> answer = new Deferred<>();
        waiting.add(answer);
        if (over) {
            answerAll();
        } else {
            asked.run();
        }
        return answer.promise();
    }

    /** How many calls of {@link #next} wait for a value. */
    public int wanted() {
        return waiting.size();
    }

    /**
     * Hands a value to whoever has waited longest, or keeps it.
     *
     * @param value not null
     * @return false where the stream is over; the value remains the producer's then
     */
    public boolean put(T value) {
        if (over) {
            return false;
        }
        if (waiting.isEmpty()) {
            kept.add(value);
        } else {
            waiting.poll().resolve(Optional.of(value));
        }
        return true;
    }

    /** There are no others: after what is kept, every answer is empty. Does nothing once the stream is over. */
    public void end() {
        if (!over) {
            finish(null);
        }
    }

    /** There are no others, because of a failure: after what is kept, it is every answer. Does nothing once it is over. */
    public void fail(GlanceException why) {
        if (!over) {
            finish(why);
        }
    }

    @Override
    public void close() {
        boolean early = !over;
        kept.clear();
        finish(CancelToken.cancelled());
        if (early) {
            closed.run();
        }
    }

    private void finish(GlanceException why) {
        over = true;
        failure = why;
        answerAll();
    }

    private void answerAll() {
        while (!waiting.isEmpty()) {
            Deferred<Optional<T>> answer = waiting.poll();
            if (failure != null) {
                answer.fail(failure);
            } else {
                answer.resolve(Optional.empty());
            }
        }
    }

    /** Makes steps as long as somebody waits, one at a time. */
    private static final class Steps<T> implements Runnable {
        private final Supplier<Promise<Optional<T>>> step;
        private StreamSource<T> source;
        private boolean stepping;

        Steps(Supplier<Promise<Optional<T>>> step) {
            this.step = step;
        }

        @Override
        public void run() {
            if (stepping || source.wanted() == 0) {
                return;
            }
            stepping = true;
            Promise.of(step).listen(value -> {
                stepping = false;
                if (value.isPresent()) {
                    source.put(value.get());
                    run();
                } else {
                    source.end();
                }
            }, source::fail);
        }
    }
}
