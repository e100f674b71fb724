package dev.glance.host;

import dev.glance.async.CancelSource;
import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The workers for many pictures: as many as the machine has room for, whoever asks and however often at a time. Calls for
 * the same model share theirs. They are kept for a while, so that the next many find them ready.
 *
 * @param <M> the body of a message to a worker
 * @param <P> a picture
 */
final class Pool<M, P> {
    /** How long workers are kept that nobody needs. */
    static final int KEEP_MS = 60_000;
    /** A worker with LiteRT.js and a MobileNet takes about this much. */
    private static final double GIGABYTES_A_WORKER = 0.15;
    /** What one page may take of the machine's memory. */
    private static final double SHARE = 0.25;
    private static final int MAX_WORKERS = 8;

    /** A workshop has one, whatever is loaded there. */
    private static final Map<Workshop<?, ?>, Pool<?, ?>> POOLS = new HashMap<>();

    private final Workshop<M, P> workshop;
    private final Set<Team> teams = new LinkedHashSet<>();
    /** How many hosts may still ask. */
    private int users;

    private Pool(Workshop<M, P> workshop) {
        this.workshop = workshop;
    }

    /** The workshop's own; to be left by whoever has entered it. */
    @SuppressWarnings("unchecked")
    static <M, P> Pool<M, P> enter(Workshop<M, P> workshop) {
        Pool<M, P> pool = (Pool<M, P>) POOLS.computeIfAbsent(workshop, key -> new Pool<>(workshop));
        pool.users++;
        return pool;
    }

    /** One less may ask. The last one takes the workers along. */
    void leave() {
        users--;
        if (users == 0) {
            POOLS.remove(workshop);
            new ArrayList<>(teams).forEach(Team::end);
        }
    }

    /** How many workers the machine has the cores and the memory for. */
    int size() {
        int byMemory = (int) (workshop.memoryGigabytes() * SHARE / GIGABYTES_A_WORKER);
        return Math.max(1, Math.min(MAX_WORKERS, Math.min(byMemory, workshop.cores())));
    }

    /**
     * Does something with many pictures.
     *
     * @param wanted   the model and the backend that each worker begins with
     * @param first    does the first pictures while workers start, if they have to; null for none
     * @param pictures see {@link Host#runAll}
     */
    <A> Stream<Result<A>> runAll(LoadRequest wanted, Station<M> first, Job<A> job, Stream<Opening<P>> pictures) {
        Team team = team(wanted);
        Call<A> call = new Call<>(team, job, pictures);
        team.add(call);
        if (first != null && team.stations.isEmpty()) {
            call.begin(first);
        }
        return call.many.results();
    }

    private Team team(LoadRequest wanted) {
        for (Team team : teams) {
            if (team.wanted.equals(wanted)) {
                return team;
            }
        }
        Team team = new Team(wanted);
        teams.add(team);
        return team;
    }

    /** How many more workers there is room for; those that nobody needs at present make room. */
    private int room() {
        int busy = 0;
        for (Team team : new ArrayList<>(teams)) {
            if (team.calls.isEmpty()) {
                team.end();
            } else {
                busy += team.stations.size() + team.coming;
            }
        }
        return size() - busy;
    }

    /** The workers with one model. */
    private final class Team {
        private final LoadRequest wanted;
        private final List<Station<M>> stations = new ArrayList<>();
        private final Set<Call<?>> calls = new LinkedHashSet<>();
        private int coming;
        /** A worker that is lost is replaced, but not for ever. */
        private int replacements = 2 * MAX_WORKERS;
        private Runnable stay = () -> { };
        /** Cancelled at the end, so that nobody who comes later stays. */
        private final CancelSource ending = new CancelSource();

        Team(LoadRequest wanted) {
            this.wanted = wanted;
        }

        private void add(Call<?> call) {
            stay.run();
            calls.add(call);
            // One may have died while nobody needed it.
            stations.removeIf(station -> station.line().isEnded());
            for (Station<M> station : stations) {
                call.seat(station);
            }
            // Whatever else goes on, this gets on too.
            for (int more = Math.max(stations.isEmpty() && coming == 0 ? 1 : 0, room()); more > 0; more--) {
                hire();
            }
        }

        private void hire() {
            coming++;
            Station.open(workshop, wanted, ending.token()).listen(station -> {
                coming--;
                stations.add(station);
                for (Call<?> call : new ArrayList<>(calls)) {
                    call.seat(station);
                }
            }, failure -> {
                coming--;
                noMore(failure);
            });
        }

        private void noMore(GlanceException why) {
            if (coming == 0) {
                for (Call<?> call : new ArrayList<>(calls)) {
                    call.many.noMoreDesks(why);
                }
            }
        }

        /** Some station was lost; each call with a picture there says so. */
        private void lost() {
            int before = stations.size();
            stations.removeIf(station -> station.line().isEnded());
            for (int i = stations.size(); i < before; i++) {
                if (replacements > 0) {
                    replacements--;
                    hire();
                } else {
                    noMore(Line.lost("workers ended again and again"));
                }
            }
            if (stations.isEmpty()) {
                // What did the first pictures may have been the last that there was.
                noMore(Line.lost("no other could be started"));
            }
        }

        private void remove(Call<?> call) {
            calls.remove(call);
            if (calls.isEmpty() && !ending.token().isCancelled()) {
                stay.run();
                stay = workshop.timer().after(KEEP_MS, this::end);
            }
        }

        private void end() {
            ending.cancel();
            teams.remove(this);
            stay.run();
            for (Call<?> call : new ArrayList<>(calls)) {
                call.many.results().close();
            }
            stations.forEach(station -> station.line().close());
        }
    }

    /** Many pictures that somebody has handed over. */
    private final class Call<A> implements Many.Staff {
        private final Team team;
        private final Job<A> job;
        private final Many<P, A> many;
        /** What does the first pictures, until there are workers. */
        private Many.Desk<P, A> first;

        Call(Team team, Job<A> job, Stream<Opening<P>> pictures) {
            this.team = team;
            this.job = job;
            many = new Many<>(pictures, this);
        }

        private void begin(Station<M> station) {
            first = picture -> run(station, picture);
            many.open(first);
        }

        private void seat(Station<M> station) {
            many.open(picture -> run(station, picture));
            if (first != null) {
                many.close(first);
                first = null;
            }
        }

        private Promise<A> run(Station<M> station, P picture) {
            return workshop.pack(picture, job.views(station.loaded().inputSize(), station.loaded().anySize()))
                    .flatThen(parcel -> station.run(job, parcel).onSettled(parcel::close));
        }

        @Override
        public void lost() {
            team.lost();
        }

        @Override
        public void over() {
            team.remove(this);
        }
    }
}
