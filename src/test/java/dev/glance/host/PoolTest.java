package dev.glance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.async.StreamSource;
import dev.glance.decide.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.host.FakeWorkshop.Worker;
import dev.glance.image.CropMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final FakeWorkshop workshop = new FakeWorkshop();
    private final WorkerHost<Object, String> host = new WorkerHost<>(workshop);
    /** The worker for single pictures. */
    private Worker single;
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        host.close();
        workshop.comeUp();
        assertEquals(0, workshop.alive(), "workers left after closing");
        assertEquals(0, workshop.timer.waiting(), "timers left after closing");
    }

    private void load(String backend) {
        host.load(new LoadRequest("m", backend), LoadProgress.NOBODY);
        single = workshop.last();
        single.isUp();
        single.loads("wasm");
    }

    private Stream<Result<Predictions>> many(String name, int count, int expected) {
        StreamSource<Opening<String>> pictures = new StreamSource<>(() -> { }, () -> { });
        for (int i = 0; i < count; i++) {
            String picture = name + i;
            pictures.put(() -> Promise.resolved(picture));
        }
        pictures.end();
        Stream<Result<Predictions>> results = host.runAll(new Classify(CropMode.SQUARE, 1, false, false), pictures, expected);
        listen(results);
        return results;
    }

    private void listen(Stream<Result<Predictions>> results) {
        results.next().listen(result -> {
            if (result.isEmpty()) {
                heard.add("end");
                return;
            }
            Result<Predictions> one = result.get();
            heard.add(one.error() != null ? one.error().code().word() : one.answer().top().get(0).label().name());
            listen(results);
        }, failure -> heard.add("failed " + failure.code().word()));
    }

    /** Those that were hired for many pictures and live. */
    private List<Worker> hired() {
        return workshop.workers.stream().filter(worker -> !worker.terminated && worker != single).toList();
    }

    private void start(Worker worker) {
        worker.isUp();
        worker.loads("litert");
    }

    /** All that there is to do is done, by whichever worker has it. */
    private void work() {
        boolean more = true;
        while (more) {
            more = false;
            for (Worker worker : List.copyOf(workshop.workers)) {
                if (!worker.terminated && worker.isAsked("classify")) {
                    worker.answers();
                    more = true;
                }
            }
        }
    }

    @Test
    void thereAreAsManyWorkersAsTheMachineHasRoomFor() {
        int[][] machines = {{1, 8, 1}, {2, 8, 2}, {4, 8, 4}, {64, 8, 8}, {8, 1, 1}, {8, 0, 1}, {8, 2, 3}, {8, 4, 6}};
        for (int[] machine : machines) {
            workshop.cores = machine[0];
            workshop.gigabytes = machine[1];
            assertEquals(machine[2], Pool.enter(workshop).size(), machine[0] + " cores, " + machine[1] + " GB");
            Pool.enter(workshop).leave();
            Pool.enter(workshop).leave();
            Pool.enter(workshop).leave();
        }
    }

    @Test
    void resultsComeInOrderFromSeveralWorkers() {
        load("wasm");
        many("p", 9, 9);
        assertEquals(2, hired().size());
        hired().forEach(this::start);
        work();
        assertEquals(List.of("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "end"), heard);
    }

    @Test
    void theFirstPicturesAreDoneWhileWorkersStart() {
        load("");
        many("p", 40, 40);
        assertTrue(single.isAsked("classify"), "nobody else is there");
        single.answers();
        single.answers();
        assertEquals(List.of("p0", "p1"), heard);
        start(hired().get(0));
        int left = 0;
        while (single.isAsked("classify")) {
            single.answers();
            left++;
        }
        assertEquals(2, left, "what it had begun, and no more");
        hired().get(1).dies();
        work();
        assertEquals("end", heard.get(40));
        load("");
        many("q", 30, 30);
        assertFalse(single.isAsked("classify"), "workers are there from before");
        work();
        assertEquals("end", heard.get(71));
    }

    @Test
    void whereNoWorkerStartsTheSingleOneDoesThemAll() {
        load("");
        many("p", 40, 40);
        hired().forEach(Worker::dies);
        work();
        assertEquals("p39", heard.get(39));
        assertEquals("end", heard.get(40));
    }

    @Test
    void whereTheSingleOneIsLostTooItIsTold() {
        load("");
        many("p", 40, 40);
        hired().forEach(Worker::dies);
        single.dies();
        assertEquals("failed worker-lost", heard.get(heard.size() - 1));
    }

    @Test
    void manyPicturesAreWorthLiteRtAndAFewAreNot() {
        load("");
        many("p", 1, 23).close();
        assertEquals(new LoadRequest("m", "wasm"), workshop.last().wanted);
        many("p", 1, 24).close();
        assertEquals(new LoadRequest("m", "litert"), workshop.last().wanted);
        many("p", 1, -1).close();
        assertEquals(new LoadRequest("m", "litert"), workshop.last().wanted);
        workshop.hasLiteRt = false;
        many("p", 1, 100).close();
        assertEquals(new LoadRequest("m", "wasm"), workshop.last().wanted);
        load("webgl");
        many("p", 1, 100).close();
        assertEquals(new LoadRequest("m", "webgl"), workshop.last().wanted);
        work();
    }

    @Test
    void callsForOneModelShareTheirWorkers() {
        load("wasm");
        many("a", 3, 3);
        many("b", 3, 3);
        assertEquals(2, hired().size(), "for both");
        hired().forEach(this::start);
        work();
        assertEquals(8, heard.size());
        assertTrue(heard.containsAll(List.of("a0", "a1", "a2", "b0", "b1", "b2", "end")));
    }

    @Test
    void workersStayAWhileForTheNext() {
        load("wasm");
        many("a", 2, 2);
        hired().forEach(this::start);
        work();
        List<Worker> workers = hired();
        workshop.timer.pass(Pool.KEEP_MS - 1);
        many("b", 2, 2);
        assertEquals(workers, hired());
        workshop.timer.pass(Pool.KEEP_MS - 2);
        assertEquals(2, hired().size(), "they are needed");
        work();
        assertEquals(List.of("a0", "a1", "end", "b0", "b1", "end"), heard);
        workshop.timer.pass(Pool.KEEP_MS - 1);
        assertEquals(2, hired().size());
        workshop.timer.pass(1);
        assertEquals(0, hired().size());
    }

    @Test
    void anotherModelGetsTheRoomOfOneThatNobodyNeeds() {
        load("wasm");
        many("a", 2, 2);
        hired().forEach(this::start);
        work();
        load("webgl");
        many("b", 2, 2);
        assertEquals(2, hired().size());
        assertEquals("webgl", hired().get(0).wanted.backend());
    }

    @Test
    void anotherModelGetsOneWorkerWhereThereIsNoRoom() {
        load("wasm");
        many("a", 2, 2);
        load("webgl");
        many("b", 2, 2);
        assertEquals(List.of("wasm", "wasm", "webgl"), hired().stream().map(worker -> worker.wanted.backend()).sorted().toList());
    }

    @Test
    void aWorkerThatDiedIdleCostsNoPicture() {
        load("wasm");
        many("a", 2, 2);
        hired().forEach(this::start);
        work();
        hired().get(0).dies();
        many("b", 4, 4);
        assertEquals(2, hired().size());
        work();
        assertEquals(List.of("a0", "a1", "end", "b0", "b1", "b2", "b3", "end"), heard);
    }

    @Test
    void aLostWorkerIsReplacedAndItsPicturesGoToTheOthers() {
        load("wasm");
        many("a", 6, 6);
        hired().forEach(this::start);
        hired().get(0).dies();
        assertEquals(2, hired().size());
        work();
        assertEquals(List.of("a0", "a1", "a2", "a3", "a4", "a5", "end"), heard);
    }

    @Test
    void workersThatEndAgainAndAgainAreNotReplacedForEver() {
        workshop.cores = 1;
        load("wasm");
        many("a", 100, 100);
        for (int i = 0; i < 17; i++) {
            Worker worker = hired().get(0);
            start(worker);
            worker.dies();
        }
        assertEquals(0, hired().size());
        assertEquals("failed worker-lost", heard.get(heard.size() - 1));
    }

    @Test
    void whereNoWorkerCanBeHiredItFails() {
        load("wasm");
        many("a", 2, 2);
        for (Worker worker : hired()) {
            worker.isUp();
            worker.fails("load", ErrorCode.MODEL_MISSING);
        }
        assertEquals(List.of("failed model-missing"), heard);
    }

    @Test
    void oneWorkerIsEnough() {
        load("wasm");
        many("a", 2, 2);
        start(hired().get(0));
        hired().get(1).isUp();
        hired().get(1).fails("load", ErrorCode.MODEL_MISSING);
        work();
        assertEquals(List.of("a0", "a1", "end"), heard);
    }

    @Test
    void whatIsClosedBeginsNoOtherPicture() {
        load("wasm");
        Stream<Result<Predictions>> results = many("a", 100, 100);
        hired().forEach(this::start);
        results.close();
        work();
        assertEquals(List.of("failed cancelled"), heard);
        assertTrue(workshop.log.size() < 20, "read " + workshop.log.size());
    }

    @Test
    void closingTheHostEndsWhatIsUnderWay() {
        load("wasm");
        many("a", 100, 100);
        Worker coming = hired().get(1);
        start(hired().get(0));
        host.close();
        assertEquals(List.of("failed cancelled"), heard);
        coming.isUp();
        assertTrue(coming.terminated);
    }

    @Test
    void twoHostsOfOneWorkshopShareAndTheLastTakesTheWorkersAlong() {
        WorkerHost<Object, String> other = new WorkerHost<>(workshop);
        load("wasm");
        many("a", 2, 2);
        hired().forEach(this::start);
        work();
        other.close();
        assertEquals(2, hired().size());
        assertFalse(hired().get(0).terminated);
        host.close();
        assertEquals(0, workshop.alive());
    }

    @Test
    void parcelsAreClosedWhateverBecomesOfThem() {
        load("wasm");
        many("a", 2, 2);
        start(hired().get(0));
        hired().get(0).answers();
        hired().get(0).fails("classify", ErrorCode.PICTURE_UNDECODABLE);
        assertEquals(List.of("read a0", "read a1", "closed a0", "closed a1"), workshop.log);
        assertEquals(List.of("a0", "picture-undecodable", "end"), heard);
    }
}
