package dev.glance.host;

import dev.glance.classify.Predictions;
import dev.glance.classify.Preprocessor;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.SiteFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.teavm.jso.browser.Window;

/**
 * Workers for many pictures, one a core. They are kept for a while, so that the next many find them ready.
 */
final class Pool implements AutoCloseable {
    /** A worker with LiteRT.js and a MobileNet takes about this much. */
    private static final double GIGABYTES_A_WORKER = 0.15;
    /** What one page may take of the machine's memory. */
    private static final double SHARE = 0.25;
    private static final int MAX_WORKERS = 8;
    private static final int KEEP_MS = 60_000;

    private final SiteFiles site;
    private final Preprocessor preprocessor = new Preprocessor();
    private final Deque<Station> idle = new ArrayDeque<>();
    private final List<Job> jobs = new ArrayList<>();
    private LoadRequest request;
    private int timer;
    private boolean closed;

    Pool(SiteFiles site) {
        this.site = site;
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
        Window.clearTimeout(timer);
        if (!wanted.equals(request)) {
            closeIdle();
            request = wanted;
        }
        Job job = new Job(wanted, crop, topK);
        job.many = new Many<>(pictures, job);
        jobs.add(job);
        for (int i = size(); i > 0; i--) {
            job.hire();
        }
        return job.many;
    }

    /** The workers for one call. */
    private final class Job implements Many.Staff {
        private final LoadRequest wanted;
        private final CropMode crop;
        private final int topK;
        private final List<Station> stations = new ArrayList<>();
        private Many<Picture> many;
        private int coming;
        /** A worker that is lost is replaced, but not for ever. */
        private int replacements = 2 * MAX_WORKERS;

        Job(LoadRequest wanted, CropMode crop, int topK) {
            this.wanted = wanted;
            this.crop = crop;
            this.topK = topK;
        }

        private void hire() {
            coming++;
            while (!idle.isEmpty()) {
                Station station = idle.pop();
                // It may have died while nobody needed it.
                if (!station.link().isEnded()) {
                    seat(station);
                    return;
                }
            }
            Station.open(site, wanted).then(station -> {
                seat(station);
                return null;
            }, reason -> {
                coming--;
                noMore(JsErrors.of(reason));
                return null;
            });
        }

        private void noMore(GlanceException why) {
            if (coming == 0) {
                many.noMoreDesks(why);
            }
        }

        private void seat(Station station) {
            coming--;
            if (many.isOver()) {
                release(station, wanted);
                return;
            }
            stations.add(station);
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
            if (replacements > 0) {
                replacements--;
                hire();
            } else {
                noMore(Link.lost("workers ended again and again"));
            }
        }

        @Override
        public void over() {
            jobs.remove(this);
            stations.forEach(station -> release(station, wanted));
        }
    }

    private void release(Station station, LoadRequest loaded) {
        if (closed || station.link().isEnded() || !loaded.equals(request)) {
            station.link().close();
            return;
        }
        idle.push(station);
        Window.clearTimeout(timer);
        timer = Window.setTimeout(this::closeIdle, KEEP_MS);
    }

    private void closeIdle() {
        while (!idle.isEmpty()) {
            idle.pop().link().close();
        }
    }

    @Override
    public void close() {
        closed = true;
        Window.clearTimeout(timer);
        closeIdle();
        for (Job job : new ArrayList<>(jobs)) {
            job.many.close();
        }
    }
}
