package dev.glance.host;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.async.StreamSource;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Many pictures, computed at several desks at a time, whose results come out in the order of the pictures. It takes
 * pictures only as far as somebody has use for the results. A picture that fails is a result; a desk that is lost gives
 * its pictures to the others, each once.
 *
 * @param <P> a picture as the desks take it
 * @param <A> the answer for each
 */
public final class Many<P, A> {
    /** At a desk: one picture is computed while the next is decoded. */
    private static final int PER_DESK = 2;
    /** Pictures under way or waiting to be fetched by the caller, for each desk. */
    private static final int AHEAD = 4;
    private static final int ATTEMPTS = 2;

    private final Stream<Opening<P>> pictures;
    private final Staff staff;
    private final Set<Seat> seats = new LinkedHashSet<>();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final Map<Integer, Result<A>> done = new HashMap<>();
    private final StreamSource<Result<A>> results = new StreamSource<>(this::asked, this::cancel);
    private int taken;
    private int delivered;
    private boolean taking;
    private boolean exhausted;
    private boolean over;

    /** Where pictures are computed. */
    public interface Desk<P, A> {
        /** A failure of {@code worker-lost} means that the desk is lost. */
        Promise<A> run(P picture);
    }

    /** Who provides the desks. */
    public interface Staff {
        /** A desk was lost. */
        void lost();

        /** No desk is needed any more; called once. */
        void over();
    }

    /** A desk with what it has to do. */
    private final class Seat {
        private final Desk<P, A> desk;
        private int busy;
        private boolean lost;

        Seat(Desk<P, A> desk) {
            this.desk = desk;
        }
    }

    /** A picture that is not done. */
    private final class Task {
        private final int index;
        private final Opening<P> opening;
        private int attempts;

        Task(int index, Opening<P> opening) {
            this.index = index;
            this.opening = opening;
        }
    }

    public Many(Stream<Opening<P>> pictures, Staff staff) {
        this.pictures = pictures;
        this.staff = staff;
    }

    /** What comes out; closing it ends the rest. */
    public Stream<Result<A>> results() {
        return results;
    }

    /** Another desk is there. */
    public void open(Desk<P, A> desk) {
        seats.add(new Seat(desk));
        pump();
    }

    /** A desk takes no other pictures; those that it has, it does. */
    void close(Desk<P, A> desk) {
        seats.removeIf(seat -> seat.desk == desk);
    }

    /** There will be no other desks. With none at all, nothing can be computed. */
    void noMoreDesks(GlanceException why) {
        if (seats.isEmpty() && !over) {
            results.fail(why);
            cancel();
        }
    }

    private void asked() {
        pump();
        deliver();
    }

    /** Nobody wants the rest. */
    private void cancel() {
        tasks.clear();
        done.clear();
        pictures.close();
        finish();
    }

    private void finish() {
        if (!over) {
            over = true;
            staff.over();
        }
    }

    /** Gives out work, and takes pictures where there is too little of it. */
    private void pump() {
        Seat seat = freest();
        while (seat != null && !over && !tasks.isEmpty()) {
            start(seat, tasks.poll());
            seat = freest();
        }
        if (seat != null && !over && !exhausted && !taking && taken - delivered < AHEAD * seats.size()) {
            taking = true;
            pictures.next().listen(opening -> {
                taking = false;
                if (opening.isPresent()) {
                    tasks.add(new Task(taken, opening.get()));
                    taken++;
                    pump();
                } else {
                    exhausted = true;
                    deliver();
                }
            }, failure -> {
                taking = false;
                if (!over) {
                    results.fail(failure);
                    cancel();
                }
            });
        }
    }

    private Seat freest() {
        Seat best = null;
        for (Seat seat : seats) {
            if (seat.busy < PER_DESK && (best == null || seat.busy < best.busy)) {
                best = seat;
            }
        }
        return best;
    }

    private void start(Seat seat, Task task) {
        seat.busy++;
        task.attempts++;
        Promise.of(task.opening::open).listen(picture -> Promise.of(() -> seat.desk.run(picture)).listen(
                answer -> done(seat, new Result<>(task.index, answer, null)), failure -> failed(seat, task, failure)),
                failure -> done(seat, new Result<>(task.index, null, failure)));
    }

    private void failed(Seat seat, Task task, GlanceException failure) {
        if (failure.code() == ErrorCode.WORKER_LOST) {
            lose(seat);
            if (task.attempts < ATTEMPTS && !over) {
                tasks.addFirst(task);
                pump();
                return;
            }
        }
        done(seat, new Result<>(task.index, null, failure));
    }

    private void lose(Seat seat) {
        if (!seat.lost) {
            seat.lost = true;
            seats.remove(seat);
            if (!over) {
                staff.lost();
            }
        }
    }

    private void done(Seat seat, Result<A> result) {
        seat.busy--;
        if (!over) {
            done.put(result.index(), result);
            deliver();
            pump();
        }
    }

    private void deliver() {
        while (results.wanted() > 0 && done.containsKey(delivered)) {
            Result<A> result = done.remove(delivered);
            delivered++;
            results.put(result);
            pump();
        }
        if (exhausted && delivered == taken && results.wanted() > 0) {
            finish();
            results.end();
        }
    }
}
