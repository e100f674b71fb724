package dev.glance.host;

import dev.glance.async.Deferred;
import dev.glance.async.FakeTimer;
import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.async.StreamSource;
import dev.glance.async.Timer;
import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.View;
import dev.glance.model.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Workers that answer when the test says so; pictures are texts, and so is what was heard. */
final class FakeWorkshop implements Workshop<Object, String> {
    final FakeTimer timer = new FakeTimer();
    /** Every worker that was started, ended ones included. */
    final List<Worker> workers = new ArrayList<>();
    final Map<String, String> memory = new HashMap<>();
    final List<String> log = new ArrayList<>();
    final FakePage page = new FakePage();
    int cores = 2;
    double gigabytes = 8;
    boolean fromDisk;
    boolean hasLiteRt = true;
    /** Why several threads cannot compute one picture; empty where they can. */
    String hindrance = "not isolated";
    /** Why no worker can be started; null where one can. */
    GlanceException refusal;
    /** The worker that the page started first of all; null where there is none. */
    Promise<Line<Object>> early;
    /** Pictures that take a moment to pack. */
    final Map<String, Deferred<Parcel<Object>>> slow = new HashMap<>();
    private double milliseconds;

    /** A message to a worker. */
    record Sent(String type, int id, Object body) {
    }

    /** The far end of a line. */
    final class Worker implements Endpoint<Object> {
        final LoadRequest wanted;
        final Line<Object> line;
        final List<Sent> sent = new ArrayList<>();
        private Listener<Object> listener;
        boolean terminated;
        /** What it refuses to be sent; null for nothing. */
        GlanceException unsendable;

        Worker(LoadRequest wanted) {
            this.wanted = wanted;
            line = new Line<>(this, codec(), timer, path -> Promise.resolved("bytes of " + path));
        }

        @Override
        public void listen(Listener<Object> newListener) {
            listener = newListener;
        }

        @Override
        public void send(String type, int id, Object body) {
            if (unsendable != null) {
                throw unsendable;
            }
            sent.add(new Sent(type, id, body));
        }

        @Override
        public void terminate() {
            terminated = true;
        }

        void says(String type, int id, Object body) {
            listener.received(type, id, body);
        }

        void dies() {
            listener.failed("it was ended");
        }

        void isUp() {
            says("done", 0, "hello");
        }

        /** The oldest request of a type that has no answer yet. */
        Sent take(String type) {
            for (Sent one : sent) {
                if (one.type().equals(type)) {
                    sent.remove(one);
                    return one;
                }
            }
            throw new AssertionError("nobody asked for " + type + " but for " + sent);
        }

        boolean isAsked(String type) {
            return sent.stream().anyMatch(one -> one.type().equals(type));
        }

        void loads(String backend) {
            loads(backend, 1);
        }

        void loads(String backend, int threads) {
            says("done", take("load").id(), FakeWorkshop.loaded(backend, threads));
        }

        void answers() {
            Sent asked = take("classify");
            says("done", asked.id(), predictions(String.valueOf(asked.body())));
        }

        void fails(String type, ErrorCode code) {
            says("failed", take(type).id(), failure(code));
        }

        void measures(double ms) {
            says("done", take("measure").id(), ms);
        }
    }

    /** A host that computes at once. */
    final class FakePage implements Host<String> {
        int loads;
        int closed;
        int cancelled;
        GlanceException failure;

        @Override
        public Promise<Loaded> load(LoadRequest request, LoadProgress progress) {
            loads++;
            return failure != null ? Promise.failed(failure) : Promise.resolved(new Loaded("id", "Name", "sha", "wasm", 1, List.of(),
                    1000, 224, "page", true, true, "", 0));
        }

        @Override
        public void cancelLoad() {
            cancelled++;
        }

        @Override
        public String still(String picture, Job<?> job) {
            return picture + " as the page sees it";
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> Promise<A> run(Job<A> job, String picture) {
            return Promise.resolved((A) predictions(picture + " on the page"));
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public <A> Stream<Result<A>> runAll(Job<A> job, Stream<Opening<String>> pictures, int expected) {
            return (Stream) pages;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** What {@link FakePage} answers many pictures with. */
    final StreamSource<Result<Predictions>> pages = new StreamSource<>(() -> { }, () -> { });

    static Loaded loaded(String backend) {
        return loaded(backend, 1);
    }

    static Loaded loaded(String backend, int threads) {
        return new Loaded("id", "Name", "sha", backend, threads, List.of(), 1000, 224, "worker",
                backend.equals("wasm") || backend.equals("cpu"), true, "", 0);
    }

    static Predictions predictions(String name) {
        return new Predictions(List.of(new Prediction(1, new Label("n1", List.of(name)), 1)),
                new Verdict(Verdict.Kind.SURE, new Name("n1", name), 1, Name.NONE, Name.NONE),
                new Receipt("id", "sha", "wasm", "worker", 1, "square", 1, 1, false, 1, 1, 1, List.of()));
    }

    static GlanceException failure(ErrorCode code) {
        return new GlanceException(code, "what", "remedy");
    }

    /** Writes down what becomes of a promise. */
    void hear(String name, Promise<?> promise) {
        promise.listen(value -> log.add(name + ": " + said(value)), failure -> log.add(name + " failed: " + failure.code().word()));
    }

    private static Object said(Object value) {
        if (value instanceof Predictions) {
            return ((Predictions) value).top().get(0).label().name();
        }
        return value instanceof Loaded ? ((Loaded) value).backend() + ((Loaded) value).dropped() : value;
    }

    /** The worker that was started last. */
    Worker last() {
        return workers.get(workers.size() - 1);
    }

    /** Those that were being started are there now. */
    void comeUp() {
        for (Worker worker : List.copyOf(workers)) {
            if (!worker.terminated) {
                worker.isUp();
            }
        }
    }

    int alive() {
        return (int) workers.stream().filter(worker -> !worker.terminated).count();
    }

    @Override
    public Codec<Object> codec() {
        return new Codec<>() {
            @Override
            public Object of(LoadRequest request) {
                return request;
            }

            @Override
            public Object rounds(int rounds) {
                return rounds;
            }

            @Override
            public Object of(String dropped) {
                return dropped;
            }

            @Override
            public void progress(Object body, LoadProgress progress) {
                progress.progress((String) body, 0.5);
            }

            @Override
            public Loaded loaded(Object body) {
                return (Loaded) body;
            }

            @Override
            public <A> Object of(Job<A> job, Object picture) {
                return picture;
            }

            @Override
            @SuppressWarnings("unchecked")
            public <A> A answer(Job<A> job, Object body) {
                return (A) body;
            }

            @Override
            public double milliseconds(Object body) {
                return (Double) body;
            }

            @Override
            public GlanceException error(Object body) {
                return (GlanceException) body;
            }
        };
    }

    @Override
    public Timer timer() {
        return timer;
    }

    @Override
    public double now() {
        milliseconds += 10;
        return milliseconds;
    }

    @Override
    public int cores() {
        return cores;
    }

    @Override
    public double memoryGigabytes() {
        return gigabytes;
    }

    @Override
    public boolean fromDisk() {
        return fromDisk;
    }

    @Override
    public boolean hasLiteRt(String model) {
        return hasLiteRt;
    }

    @Override
    public String hindersThreads(LoadRequest request) {
        return hindrance;
    }

    @Override
    public Promise<Line<Object>> open(LoadRequest request) {
        if (refusal != null) {
            return Promise.failed(refusal);
        }
        Worker worker = new Worker(request);
        workers.add(worker);
        return worker.line.ready();
    }

    @Override
    public Promise<Line<Object>> early(LoadRequest request) {
        return early;
    }

    @Override
    public Promise<Parcel<Object>> pack(String picture, List<View> views) {
        log.add("read " + picture);
        return slow.containsKey(picture) ? slow.get(picture).promise() : Promise.resolved(parcel(picture));
    }

    /** A picture as it is sent; of one that ends in "cut", the page shows more than a worker decodes. */
    Parcel<Object> parcel(String picture) {
        return new Parcel<>() {
            @Override
            public Object body() {
                return picture;
            }

            @Override
            public Promise<Parcel<Object>> shown() {
                if (picture.endsWith("lost")) {
                    return Promise.failed(failure(ErrorCode.PICTURE_EMPTY));
                }
                return picture.endsWith("cut") ? Promise.resolved(parcel(picture + ", shown")) : null;
            }

            @Override
            public void close() {
                log.add("closed " + picture);
            }
        };
    }

    @Override
    public String still(String picture, List<View> views) {
        return picture + " at " + views.get(0).size() + ", " + views.size() + " times";
    }

    @Override
    public String remembered(String name) {
        return memory.getOrDefault(name, "");
    }

    @Override
    public void remember(String name, String value) {
        memory.put(name, value);
    }

    @Override
    public Host<String> here() {
        return page;
    }
}
