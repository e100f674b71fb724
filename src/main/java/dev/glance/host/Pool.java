package dev.glance.host;

import dev.glance.classify.Predictions;
import dev.glance.classify.Preprocessor;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.site.SiteFiles;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.browser.Window;

/**
 * The workers for many pictures: as many as the machine has room for, whoever asks and however often at a time. Calls for
 * the same model share theirs. They are kept for a while, so that the next many find them ready.
 */
final class Pool {
    /** A worker with LiteRT.js and a MobileNet takes about this much. */
    private static final double GIGABYTES_A_WORKER = 0.15;
    /** What one page may take of the machine's memory. */
    private static final double SHARE = 0.25;
    private static final int MAX_WORKERS = 8;
    private static final int KEEP_MS = 60_000;

    /** By the address of the site: a page has one, whatever it loads. */
    private static final Map<String, Pool> POOLS = new HashMap<>();

    private final SiteFiles site;
    private final Preprocessor preprocessor = new Preprocessor();
    private final List<Team> teams = new ArrayList<>();
    /** How many hosts may still ask. */
    private int users;

    private Pool(SiteFiles site) {
        this.site = site;
    }

    /** The page's own; to be left by whoever has entered it. */
    static Pool enter(SiteFiles site) {
        Pool pool = POOLS.computeIfAbsent(site.address(""), key -> new Pool(site));
        pool.users++;
        return pool;
    }

    /** One less may ask. The last one takes the workers along. */
    void leave() {
        users--;
        if (users == 0) {
            new ArrayList<>(teams).forEach(Team::end);
        }
    }

    /** How many workers this machine has the cores and the memory for. */
    static int size() {
        int byMemory = (int) (BrowserFeatures.memoryGigabytes() * SHARE / GIGABYTES_A_WORKER);
        return Math.max(1, Math.min(MAX_WORKERS, Math.min(byMemory, BrowserFeatures.cores())));
    }

    /**
     * Classifies many pictures.
     *
     * @param wanted   the model and the backend that each worker begins with
     * @param pictures see {@link Host#classifyAll}
     */
    Source<Result> classifyAll(LoadRequest wanted, Source<Opening<Picture>> pictures, CropMode crop, int topK) {
        Team team = team(wanted);
        Job job = new Job(team, crop, topK);
        job.many = new Many<>(pictures, job);
        team.add(job);
        return job.many;
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
            if (team.jobs.isEmpty()) {
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
        private final List<Station> stations = new ArrayList<>();
        private final List<Job> jobs = new ArrayList<>();
        private int coming;
        /** A worker that is lost is replaced, but not for ever. */
        private int replacements = 2 * MAX_WORKERS;
        private int timer;
        private boolean ended;

        Team(LoadRequest wanted) {
            this.wanted = wanted;
        }

        private void add(Job job) {
            Window.clearTimeout(timer);
            jobs.add(job);
            // One may have died while nobody needed it.
            stations.removeIf(station -> station.link().isEnded());
            for (Station station : stations) {
                job.seat(station);
            }
            // Whatever else goes on, this gets on too.
            for (int more = Math.max(stations.isEmpty() && coming == 0 ? 1 : 0, room()); more > 0; more--) {
                hire();
            }
        }

        private void hire() {
            coming++;
            Station.open(site, wanted).then(station -> {
                coming--;
                if (ended) {
                    station.link().close();
                    return null;
                }
                stations.add(station);
                for (Job job : new ArrayList<>(jobs)) {
                    job.seat(station);
                }
                return null;
            }, reason -> {
                coming--;
                noMore(JsErrors.of(reason));
                return null;
            });
        }

        private void noMore(GlanceException why) {
            if (coming == 0) {
                for (Job job : new ArrayList<>(jobs)) {
                    job.many.noMoreDesks(why);
                }
            }
        }

        /** Some station was lost; each call with a picture there says so. */
        private void lost() {
            int before = stations.size();
            stations.removeIf(station -> station.link().isEnded());
            for (int i = stations.size(); i < before; i++) {
                if (replacements > 0) {
                    replacements--;
                    hire();
                } else {
                    noMore(Link.lost("workers ended again and again"));
                }
            }
        }

        private void remove(Job job) {
            jobs.remove(job);
            if (jobs.isEmpty() && !ended) {
                Window.clearTimeout(timer);
                timer = Window.setTimeout(this::end, KEEP_MS);
            }
        }

        private void end() {
            ended = true;
            teams.remove(this);
            Window.clearTimeout(timer);
            for (Job job : new ArrayList<>(jobs)) {
                job.many.close();
            }
            stations.forEach(station -> station.link().close());
        }
    }

    /** One call. */
    private final class Job implements Many.Staff {
        private final Team team;
        private final CropMode crop;
        private final int topK;
        private Many<Picture> many;

        Job(Team team, CropMode crop, int topK) {
            this.team = team;
            this.crop = crop;
            this.topK = topK;
        }

        private void seat(Station station) {
            many.open((picture, answer) -> classify(station, picture, answer));
        }

        private void classify(Station station, Picture picture, Answer<Predictions> answer) {
            Promises.now(() -> Parcel.of(preprocessor, picture, crop, station.loaded().inputSize())).then(parcel -> {
                station.classify(preprocessor, parcel, crop, topK, new Answer<>() {
                    @Override
                    public void success(Predictions value) {
                        parcel.close();
                        answer.success(value);
                    }

                    @Override
                    public void failure(GlanceException error) {
                        parcel.close();
                        answer.failure(error);
                    }
                });
                return null;
            }, reason -> {
                answer.failure(JsErrors.of(reason));
                return null;
            });
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
