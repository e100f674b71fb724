package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.decide.Predictions;
import dev.glance.decide.Smoothed;
import dev.glance.decide.Smoothing;
import dev.glance.decide.Steady;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Follow;
import dev.glance.image.Crop;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Looks at moving pictures: one frame at a time, always the newest, as fast as it can. The feed is its own to close.
 *
 * @param <P> a frame as the eye takes it
 * @param <S> what a frame becomes that is kept
 */
final class Watching<P, S> implements Live<S> {
    /** Answers are shown at most this often, in milliseconds, unless another name or verdict is to be shown. */
    static final int SHOW_MS = 100;
    /** Another verdict is told to those who do not see it at most this often. */
    static final int SPEAK_MS = 2_000;
    /** Rate and delay are measured over at least this long. */
    static final int MEASURE_MS = 1_000;
    /** So many frames in turn may fail, as one does whose worker is lost. */
    static final int FAILURES = 5;

    private final String name;
    private final Feed<P, S> feed;
    private final Eye<P> eye;
    private final Crop crop;
    private final int topK;
    private final DoubleSupplier clock;
    private final BooleanSupplier ready;
    private final Listener listener;
    private final Steady steady = new Steady();
    private boolean over;
    /** Whether a frame is being looked at. */
    private boolean busy;
    /** Whether there is a frame that was not looked at. */
    private boolean fresh;
    private double newest;
    private float[] memory = {};
    private double remembered;
    private int failures;
    /** Whether a frame has failed, which may be due to how it was taken or sent. */
    private boolean plainly;
    private Predictions shown;
    private double shownAt;
    private Predictions spoken;
    private double spokenAt;
    private double since;
    private int answers;
    private double late;
    private double rate;
    private double lateMs = -1;

    /**
     * Looks at one frame.
     *
     * @param <P> a frame
     */
    interface Eye<P> {
        Promise<Smoothed> look(Follow job, P frame);
    }

    /**
     * @param feed  closed by {@link #end}
     * @param clock milliseconds
     * @see Live.Source#open
     */
    Watching(String name, Feed<P, S> feed, Eye<P> eye, Crop crop, int topK, DoubleSupplier clock, BooleanSupplier ready,
            Listener listener) {
        this.name = name;
        this.feed = feed;
        this.eye = eye;
        this.crop = crop;
        this.topK = topK;
        this.clock = clock;
        this.ready = ready;
        this.listener = listener;
    }

    @Override
    public void start() {
        feed.show(time -> {
            newest = time;
            fresh = true;
            look();
        }, failure -> {
            if (!over) {
                listener.failed(failure);
            }
        });
        if (!over) {
            listener.changed(state());
        }
    }

    private LiveState.Running state() {
        return new LiveState.Running(name, feed.width(), feed.height(), Optional.ofNullable(shown), Optional.ofNullable(spoken),
                rate, lateMs);
    }

    @Override
    public void look() {
        if (over || busy || !fresh || !ready.getAsBoolean()) {
            return;
        }
        busy = true;
        fresh = false;
        double captured = newest;
        double weight = Smoothing.weight(Math.max(0, captured - remembered));
        feed.take(plainly).flatThen(frame -> eye.look(new Follow(crop, topK, memory, weight), frame)
                .onSettled(() -> feed.free(frame))).listen(answer -> {
                    busy = false;
                    if (!over) {
                        failures = 0;
                        remembered = captured;
                        answered(answer, clock.getAsDouble() - captured);
                        look();
                    }
                }, failure -> {
                    busy = false;
                    if (!over) {
                        failed(failure);
                    }
                });
    }

    private void failed(GlanceException failure) {
        failures++;
        plainly = true;
        if (failures == FAILURES || failure.code() == ErrorCode.BACKEND_NONE || failure.code() == ErrorCode.BACKEND_LOST) {
            listener.failed(failure);
        } else {
            look();
        }
    }

    private void answered(Smoothed answer, double delay) {
        memory = answer.memory();
        double now = clock.getAsDouble();
        Predictions next = steady.next(answer.predictions());
        if (shown == null) {
            // The first one may have had to wait for the model.
            since = now;
        } else {
            answers++;
            late += delay;
        }
        boolean measured = now - since >= MEASURE_MS;
        if (measured) {
            rate = answers * 1000 / (now - since);
            lateMs = late / answers;
            since = now;
            answers = 0;
            late = 0;
        }
        boolean other = shown == null || !Steady.isSame(shown.verdict(), next.verdict())
                || shown.top().get(0).index() != next.top().get(0).index();
        if (other || measured || now - shownAt >= SHOW_MS) {
            shown = next;
            shownAt = now;
            if (spoken == null || !Steady.isSame(spoken.verdict(), next.verdict()) && now - spokenAt >= SPEAK_MS) {
                spoken = next;
                spokenAt = now;
            }
            listener.changed(state());
        }
    }

    @Override
    public S freeze() {
        over = true;
        return feed.freeze();
    }

    @Override
    public void end() {
        over = true;
        feed.close();
    }
}
