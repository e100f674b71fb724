package dev.glance.host;

import dev.glance.classify.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many pictures, computed at several desks at a time, whose results come out in the order of the pictures. It takes
 * pictures only as far as somebody has use for the results. A picture that fails is a result; a desk that is lost gives
 * its pictures to the others, each once.
 *
 * @param <P> a picture as the desks take it
 */
final class Many<P> implements Source<Result> {
    /** At a desk: one picture is computed while the next is decoded. */
    private static final int PER_DESK = 2;
    /** Pictures under way or waiting to be fetched by the caller, for each desk. */
    private static final int AHEAD = 4;
    private static final int ATTEMPTS = 2;

    private final Source<Opening<P>> pictures;
    private final Staff staff;
    private final List<Seat> seats = new ArrayList<>();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final Map<Integer, Result> results = new HashMap<>();
    private int taken;
    private int delivered;
    private boolean taking;
    private boolean exhausted;
    /** Once set, that is the answer to everything. */
    private GlanceException ending;
    private boolean over;
    /** Who asked and has no answer yet, first come first served. */
    private final Deque<Answer<Optional<Result>>> waiting = new ArrayDeque<>();

    /** Where pictures are computed. */
    interface Desk<P> {
        /** A failure of {@code worker-lost} means that the desk is lost. */
        void classify(P picture, Answer<Predictions> answer);
    }

    /** Who provides the desks. */
    interface Staff {
        /** A desk was lost. */
        void lost();

        /** No desk is needed any more; called once. */
        void over();
    }

    /** A desk with what it has to do. */
    private final class Seat {
        private final Desk<P> desk;
        private int busy;
        private boolean lost;

        Seat(Desk<P> desk) {
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

    Many(Source<Opening<P>> pictures, Staff staff) {
        this.pictures = pictures;
        this.staff = staff;
    }

    /** Another desk is there. */
    void open(Desk<P> desk) {
        seats.add(new Seat(desk));
        pump();
    }

    /** There will be no other desks. With none at all, nothing can be computed. */
    void noMoreDesks(GlanceException why) {
        if (seats.isEmpty()) {
            end(why);
        }
    }

    /** Whether no more desks are of use. */
    boolean isOver() {
        return over;
    }

    @Override
    public void next(Answer<Optional<Result>> answer) {
        waiting.add(answer);
        pump();
        deliver();
    }

    @Override
    public void close() {
        end(new GlanceException(ErrorCode.CANCELLED, "The pictures were cancelled.", "Start them again."));
    }

    private void end(GlanceException why) {
        if (ending == null) {
            ending = why;
            tasks.clear();
            results.clear();
            pictures.close();
            finish();
            deliver();
        }
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
        while (seat != null && ending == null && !tasks.isEmpty()) {
            start(seat, tasks.poll());
            seat = freest();
        }
        if (seat != null && ending == null && !exhausted && !taking && taken - delivered < AHEAD * seats.size()) {
            taking = true;
            pictures.next(new Answer<>() {
                @Override
                public void success(Optional<Opening<P>> opening) {
                    taking = false;
                    if (opening.isPresent()) {
                        tasks.add(new Task(taken, opening.get()));
                        taken++;
                        pump();
                    } else {
                        exhausted = true;
                        deliver();
                    }
                }

                @Override
                public void failure(GlanceException error) {
                    taking = false;
                    end(error);
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
        task.opening.open(new Answer<>() {
            @Override
            public void success(P picture) {
                seat.desk.classify(picture, new Answer<>() {
                    @Override
                    public void success(Predictions predictions) {
                        done(seat, new Result(task.index, predictions, null));
                    }

                    @Override
                    public void failure(GlanceException error) {
                        if (error.code() == ErrorCode.WORKER_LOST) {
                            lose(seat);
                            if (task.attempts < ATTEMPTS) {
                                seat.busy--;
                                tasks.addFirst(task);
                                pump();
                                return;
                            }
                        }
                        done(seat, new Result(task.index, null, error));
                    }
                });
            }

            @Override
            public void failure(GlanceException error) {
                done(seat, new Result(task.index, null, error));
            }
        });
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

    private void done(Seat seat, Result result) {
        seat.busy--;
        if (ending == null) {
            results.put(result.index(), result);
            deliver();
            pump();
        }
    }

    private void deliver() {
        while (!waiting.isEmpty()) {
            if (ending != null) {
                waiting.poll().failure(ending);
                continue;
            }
            Result result = results.remove(delivered);
            if (result != null) {
                delivered++;
                waiting.poll().success(Optional.of(result));
                pump();
            } else if (exhausted && delivered == taken) {
                finish();
                waiting.poll().success(Optional.empty());
            } else {
                return;
            }
        }
    }
}
