package dev.glance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.StreamSource;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.FakeWorkshop.Worker;
import dev.glance.image.CropMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerHostTest {
    private static final Classify JOB = new Classify(CropMode.SQUARE, 3, false, false);

    private final FakeWorkshop workshop = new FakeWorkshop();
    private final WorkerHost<Object, String> host = new WorkerHost<>(workshop);

    @AfterEach
    void nothingIsLeft() {
        host.close();
        workshop.comeUp();
        assertEquals(0, workshop.alive(), "workers left after closing");
        assertEquals(0, workshop.timer.waiting(), "timers left after closing");
    }

    private void load(String backend) {
        workshop.hear("load", host.load(new LoadRequest("", backend), LoadProgress.NOBODY));
    }

    private void classify(String picture) {
        workshop.hear(picture, host.run(JOB, picture));
    }

    private void assertHeard(String... lines) {
        assertEquals(List.of(lines), workshop.log);
        workshop.log.clear();
    }

    /** A worker with a model, with a backend of the person's choice, so that nothing else is tried. */
    private Worker loaded() {
        load("wasm");
        Worker worker = workshop.last();
        worker.isUp();
        worker.loads("wasm");
        assertHeard("load: wasm[]");
        return worker;
    }

    @Test
    void loadsAndClassifies() {
        List<String> stages = new ArrayList<>();
        workshop.hear("load", host.load(new LoadRequest("m", ""), (stage, fraction) -> stages.add(stage)));
        Worker worker = workshop.last();
        assertFalse(worker.isAsked("load"), "it is not up yet");
        worker.isUp();
        FakeWorkshop.Sent asked = worker.sent.get(0);
        assertEquals(new LoadRequest("m", LoadRequest.FIRST), asked.body());
        worker.says("progress", asked.id(), "half");
        assertEquals(List.of("Starting", "half"), stages);
        worker.loads("wasm");
        assertHeard("load: wasm[]");
        workshop.memory.put("sha", "wasm");
        classify("cat");
        assertHeard("read cat");
        worker.answers();
        assertHeard("closed cat", "cat: cat");
        assertEquals("dog at 224, 1 times", host.still("dog", JOB));
        assertEquals("dog at 224, 4 times", host.still("dog", new Classify(CropMode.SQUARE, 3, false, true)),
                "at one size, which any engine can compute");
    }

    @Test
    void howLongItTookCountsFromTheRequest() {
        List<Double> times = new ArrayList<>();
        host.load(new LoadRequest("", "wasm"), LoadProgress.NOBODY).listen(value -> times.add(value.loadMs()), failure -> { });
        workshop.last().isUp();
        workshop.last().loads("wasm");
        assertEquals(List.of(10.0), times);
    }

    @Test
    void picturesAreReadWhenTheyAreHandedOverAndSentInOrder() {
        Worker worker = loaded();
        Deferred<Parcel<Object>> slow = new Deferred<>();
        workshop.slow.put("slow", slow);
        classify("slow");
        classify("fast");
        classify("last");
        assertHeard("read slow", "read fast", "read last");
        assertFalse(worker.isAsked("classify"));
        slow.resolve(workshop.parcel("slow"));
        assertEquals(List.of("slow", "fast", "last"), worker.sent.stream().map(FakeWorkshop.Sent::body).toList());
        worker.answers();
        worker.answers();
        worker.answers();
        assertHeard("closed slow", "slow: slow", "closed fast", "fast: fast", "closed last", "last: last");
    }

    @Test
    void aPictureThatCannotBePackedFailsAlone() {
        Worker worker = loaded();
        Deferred<Parcel<Object>> slow = new Deferred<>();
        workshop.slow.put("bad", slow);
        classify("bad");
        classify("good");
        slow.fail(FakeWorkshop.failure(ErrorCode.PICTURE_TAINTED));
        worker.answers();
        assertHeard("read bad", "read good", "bad failed: picture-tainted", "closed good", "good: good");
    }

    @Test
    void withoutAModelNothingIsClassified() {
        classify("cat");
        assertHeard("cat failed: cancelled");
        assertThrows(GlanceException.class, () -> host.still("cat", JOB));
        assertThrows(GlanceException.class, () -> host.runAll(JOB, new StreamSource<>(() -> { }, () -> { }), 1));
    }

    @Test
    void aFailureOfThePictureIsThePictures() {
        Worker worker = loaded();
        classify("cat");
        worker.fails("classify", ErrorCode.PICTURE_EMPTY);
        assertHeard("read cat", "closed cat", "cat failed: picture-empty");
        assertEquals(1, workshop.workers.size());
    }

    @Test
    void aFileCutShortIsClassifiedAsThePageShowsIt() {
        Worker worker = loaded();
        classify("a cut");
        worker.fails("classify", ErrorCode.PICTURE_UNDECODABLE);
        worker.answers();
        assertHeard("read a cut", "closed a cut, shown", "closed a cut", "a cut: a cut, shown");
        classify("b lost");
        worker.fails("classify", ErrorCode.PICTURE_UNDECODABLE);
        assertHeard("read b lost", "closed b lost", "b lost failed: picture-undecodable");
        classify("c");
        worker.fails("classify", ErrorCode.PICTURE_UNDECODABLE);
        assertHeard("read c", "closed c", "c failed: picture-undecodable");
        classify("e cut");
        worker.fails("classify", ErrorCode.PICTURE_UNREACHABLE);
        worker.answers();
        assertHeard("read e cut", "closed e cut, shown", "closed e cut", "e cut: e cut, shown");
        classify("d cut");
        worker.fails("classify", ErrorCode.PICTURE_TOO_LARGE);
        assertHeard("read d cut", "closed d cut", "d cut failed: picture-too-large");
    }

    @Test
    void aWorkerThatEndsIsReplacedAndItsPicturesAreDoneAgain() {
        Worker worker = loaded();
        classify("one");
        classify("two");
        worker.dies();
        assertEquals(2, workshop.workers.size(), "one for both");
        Worker second = workshop.last();
        second.isUp();
        second.loads("wasm");
        second.answers();
        second.answers();
        assertHeard("read one", "read two", "closed one", "one: one", "closed two", "two: two");
        classify("three");
        second.answers();
        assertEquals("three: three", workshop.log.get(2));
        workshop.log.clear();
    }

    @Test
    void silenceIsDeath() {
        Worker worker = loaded();
        classify("one");
        workshop.timer.pass(JOB.silenceMs() - 1);
        assertFalse(worker.terminated);
        workshop.timer.pass(1);
        assertTrue(worker.terminated);
        workshop.last().isUp();
        workshop.last().loads("wasm");
        workshop.last().answers();
        assertHeard("read one", "closed one", "one: one");
    }

    @Test
    void aPictureOverWhichTwoWorkersEndIsAFailure() {
        Worker worker = loaded();
        classify("evil");
        worker.dies();
        workshop.last().isUp();
        workshop.last().loads("wasm");
        workshop.last().dies();
        assertHeard("read evil", "closed evil", "evil failed: worker-lost");
        classify("good");
        workshop.last().isUp();
        workshop.last().loads("wasm");
        workshop.last().answers();
        assertHeard("read good", "closed good", "good: good");
    }

    @Test
    void whereAWorkerCannotBeReplacedNowItIsTriedAgainWithTheNextPicture() {
        Worker worker = loaded();
        workshop.refusal = FakeWorkshop.failure(ErrorCode.SITE_FILE);
        classify("one");
        worker.dies();
        assertHeard("read one", "closed one", "one failed: site-file");
        classify("two");
        assertHeard("read two", "closed two", "two failed: site-file");
        workshop.refusal = null;
        classify("three");
        workshop.last().isUp();
        workshop.last().loads("wasm");
        workshop.last().answers();
        assertHeard("read three", "closed three", "three: three");
    }

    @Test
    void aLostBackendIsReplacedWhereTheChoiceWasLeftOpen() {
        workshop.memory.put("sha", "wasm");
        load("");
        Worker worker = workshop.last();
        worker.isUp();
        worker.loads("wasm");
        classify("one");
        worker.fails("classify", ErrorCode.BACKEND_LOST);
        workshop.last().isUp();
        workshop.last().loads("wasm");
        workshop.last().answers();
        assertHeard("load: wasm[]", "read one", "closed one", "one: one");
        assertTrue(worker.terminated);
        host.load(new LoadRequest("", "webgl"), LoadProgress.NOBODY);
        workshop.last().isUp();
        workshop.last().loads("webgl");
        classify("two");
        workshop.last().fails("classify", ErrorCode.BACKEND_LOST);
        assertHeard("read two", "closed two", "two failed: backend-lost");
    }

    @Test
    void whereNoWorkerCanBeStartedThePageComputes() {
        workshop.refusal = new GlanceException(ErrorCode.WORKER_LOST, "there are none.", "x");
        load("");
        assertHeard("load: wasm[worker: there are none.]");
        classify("cat");
        assertHeard("cat: cat on the page");
        assertEquals("cat as the page sees it", host.still("cat", JOB));
        assertSame(workshop.pages, host.runAll(JOB, new StreamSource<>(() -> { }, () -> { }), 1));
        host.cancelLoad();
        assertEquals(1, workshop.page.cancelled);
        load("");
        host.close();
        assertEquals(1, workshop.page.closed);
        workshop.log.clear();
    }

    @Test
    void whatIsTheModelsFaultIsNotTriedOnThePage() {
        for (ErrorCode code : List.of(ErrorCode.MODEL_MISSING, ErrorCode.BACKEND_NONE, ErrorCode.TENSORFLOW_MISSING)) {
            load("");
            workshop.last().isUp();
            workshop.last().fails("load", code);
            assertHeard("load failed: " + code.word());
            assertTrue(workshop.last().terminated);
        }
        assertEquals(0, workshop.page.loads);
        workshop.fromDisk = true;
        for (ErrorCode code : List.of(ErrorCode.INTERNAL, ErrorCode.BACKEND_NONE, ErrorCode.TENSORFLOW_MISSING)) {
            load("");
            workshop.last().isUp();
            workshop.last().fails("load", code);
            assertHeard("load: wasm[worker: what]");
        }
    }

    @Test
    void afterThePageHasComputedAWorkerTakesOverAgain() {
        workshop.refusal = new GlanceException(ErrorCode.WORKER_LOST, "there are none.", "x");
        load("");
        workshop.refusal = null;
        workshop.log.clear();
        Worker worker = loaded();
        assertEquals(1, workshop.page.closed);
        classify("cat");
        worker.answers();
        assertHeard("read cat", "closed cat", "cat: cat");
        workshop.refusal = new GlanceException(ErrorCode.WORKER_LOST, "there are none.", "x");
        load("");
        assertTrue(worker.terminated, "nobody needs it any more");
        workshop.log.clear();
    }

    @Test
    void aCancelledLoadEndsItsWorkerAndNotTheOneBefore() {
        Worker first = loaded();
        load("wasm");
        Worker second = workshop.last();
        second.isUp();
        host.cancelLoad();
        assertHeard("load failed: cancelled");
        assertTrue(second.terminated);
        assertFalse(first.terminated);
        classify("cat");
        first.answers();
        assertHeard("read cat", "closed cat", "cat: cat");
        load("wasm");
        Worker third = workshop.last();
        host.cancelLoad();
        third.isUp();
        assertHeard("load failed: cancelled");
        assertTrue(third.terminated, "cancelled before it was up");
    }

    @Test
    void anotherLoadReplacesTheModelOnceItIsThere() {
        Worker first = loaded();
        classify("one");
        load("webgl");
        Worker second = workshop.last();
        second.isUp();
        second.loads("webgl");
        assertFalse(first.terminated, "it still answers");
        first.answers();
        assertTrue(first.terminated);
        assertHeard("read one", "load: webgl[]", "closed one", "one: one");
    }

    @Test
    void theWorkerThatWasStartedFirstOfAllIsUsedWithoutWaitingForIt() {
        Worker early = workshop.new Worker(new LoadRequest("", ""));
        workshop.workers.add(early);
        workshop.early = Promise.resolved(early.line);
        workshop.memory.put("sha", "wasm");
        load("");
        early.loads("wasm");
        early.isUp();
        assertHeard("load: wasm[]");
        assertEquals(1, workshop.workers.size());
    }

    @Test
    void whereTheFirstOfAllCouldNotBeStartedAnotherIs() {
        workshop.early = Promise.failed(FakeWorkshop.failure(ErrorCode.INTERNAL));
        loaded();
        assertEquals(1, workshop.workers.size());
    }

    @Test
    void closingEndsAllAtOnceAndIsSafeTwice() {
        Worker worker = loaded();
        classify("cat");
        host.close();
        host.close();
        assertTrue(worker.terminated);
        assertHeard("read cat", "closed cat", "cat failed: cancelled");
    }

    @Test
    void aWorkerThatComesBackAfterClosingIsEnded() {
        Worker worker = loaded();
        classify("cat");
        worker.dies();
        host.close();
        workshop.last().isUp();
        assertTrue(workshop.last().terminated);
        assertHeard("read cat", "closed cat", "cat failed: cancelled");
    }

    // After the first answer, the graphics processor is tried.

    private Worker answered(String backend) {
        load("");
        Worker worker = workshop.last();
        worker.isUp();
        worker.loads(backend);
        classify("cat");
        worker.answers();
        assertHeard("load: " + backend + "[]", "read cat", "closed cat", "cat: cat");
        return worker;
    }

    @Test
    void aFasterGraphicsProcessorTakesOver() {
        Worker first = answered("wasm");
        Worker gpu = workshop.last();
        assertEquals(new LoadRequest("", "gpu"), gpu.wanted);
        gpu.isUp();
        gpu.loads("webgl");
        gpu.measures(7.9);
        assertFalse(gpu.isAsked("measure"));
        first.measures(10);
        assertTrue(first.terminated);
        assertEquals("webgl", workshop.memory.get("sha"));
        classify("dog");
        gpu.answers();
        assertEquals("dog: dog", workshop.log.get(2));
        assertEquals(2, workshop.workers.size(), "it is tried once");
        workshop.log.clear();
    }

    @Test
    void oneThatIsHardlyFasterDoesNot() {
        Worker first = answered("wasm");
        Worker gpu = workshop.last();
        gpu.isUp();
        gpu.loads("webgl");
        gpu.measures(8);
        first.measures(10);
        assertTrue(gpu.terminated);
        assertFalse(first.terminated);
        assertEquals("wasm", workshop.memory.get("sha"));
    }

    // Then several threads are, where the page is isolated.

    private static final String THREADS = "sha threads wasm";

    /** What answers first, on a page that is isolated and has been quiet for a while since. */
    private Worker quiet(int cores) {
        workshop.memory.put("sha", "wasm");
        workshop.hindrance = "";
        workshop.cores = cores;
        Worker first = answered("wasm");
        assertEquals(1, workshop.workers.size(), "nothing is loaded at once");
        workshop.timer.pass(WarmUp.QUIET_MS);
        return first;
    }

    /** The worker that was started last has so many threads, and takes so long where what answers takes 10 milliseconds. */
    private Worker tried(int threads, Worker best, double bestMs, double ms) {
        Worker more = workshop.last();
        assertEquals(new LoadRequest("", 0, "wasm", threads), more.wanted);
        more.isUp();
        more.loads("wasm", threads);
        more.measures(ms);
        best.measures(bestMs);
        return more;
    }

    @Test
    void twoThreadsTakeOverWhereTheyAreFaster() {
        Worker first = quiet(4);
        Worker two = tried(2, first, 10, 7.9);
        assertTrue(first.terminated);
        assertEquals("2", workshop.memory.get(THREADS));
        classify("dog");
        two.answers();
        assertEquals("dog: dog", workshop.log.get(2));
        assertEquals(2, workshop.workers.size());
        workshop.log.clear();
    }

    @Test
    void oneThreadStaysWhereTwoAreHardlyFaster() {
        Worker first = quiet(8);
        Worker two = tried(2, first, 10, 8);
        assertTrue(two.terminated);
        assertFalse(first.terminated);
        assertEquals("1", workshop.memory.get(THREADS));
        assertEquals(2, workshop.workers.size());
    }

    @Test
    void threadsAreDoubledAsLongAsThatIsWorthIt() {
        Worker first = quiet(16);
        Worker two = tried(2, first, 10, 6);
        assertFalse(first.terminated, "it answers until all is known");
        Worker four = tried(4, two, 6, 4);
        assertTrue(two.terminated);
        Worker eight = tried(8, four, 4, 3.9);
        assertTrue(eight.terminated);
        assertTrue(first.terminated);
        assertFalse(four.terminated);
        assertEquals("4", workshop.memory.get(THREADS));
        assertEquals(1, workshop.alive());
    }

    @Test
    void halfOfTheCoresAreLeftToOthers() {
        Worker first = quiet(6);
        tried(2, first, 10, 6);
        assertEquals("2", workshop.memory.get(THREADS));
        assertEquals(2, workshop.workers.size());
    }

    @Test
    void howManyWasFoundOnceIsUsedWithoutMeasuring() {
        workshop.memory.put(THREADS, "2");
        Worker first = quiet(4);
        Worker two = workshop.last();
        two.isUp();
        two.loads("wasm", 2);
        assertFalse(two.isAsked("measure"));
        assertTrue(first.terminated);
    }

    @Test
    void whereOneThreadWasFoundNothingIsTried() {
        workshop.memory.put(THREADS, "1");
        quiet(4);
        assertEquals(1, workshop.workers.size());
    }

    @Test
    void otherCoresAreMeasuredAnew() {
        workshop.memory.put(THREADS, "8");
        Worker first = quiet(4);
        tried(2, first, 10, 6);
        assertEquals("2", workshop.memory.get(THREADS));
    }

    @Test
    void withoutIsolationOrCoresNothingIsTried() {
        workshop.memory.put("sha", "wasm");
        answered("wasm");
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(1, workshop.workers.size());
        workshop.hindrance = "";
        workshop.cores = 3;
        answered("wasm");
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(2, workshop.workers.size());
    }

    @Test
    void theGraphicsProcessorAloneNeedsNone() {
        workshop.hindrance = "";
        workshop.memory.put("sha", "webgl");
        answered("webgl");
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(1, workshop.workers.size());
    }

    @Test
    void threadsThatFailAreToldByWhatAnswers() {
        Worker first = quiet(4);
        workshop.last().isUp();
        workshop.last().fails("load", ErrorCode.BACKEND_NONE);
        FakeWorkshop.Sent drop = first.take("drop");
        assertEquals("threads: what", drop.body());
        first.says("done", drop.id(), "told");
        assertFalse(first.terminated);
        assertEquals("", workshop.remembered(THREADS));
    }

    @Test
    void fourThatFailLeaveTwo() {
        Worker first = quiet(8);
        Worker two = tried(2, first, 10, 6);
        workshop.last().isUp();
        workshop.last().fails("load", ErrorCode.BACKEND_NONE);
        assertTrue(first.terminated);
        assertFalse(two.terminated);
        assertFalse(first.isAsked("drop"));
        assertEquals("", workshop.remembered(THREADS));
    }

    @Test
    void threadsLostWhileMeasuringChangeNothing() {
        Worker first = quiet(4);
        workshop.last().isUp();
        workshop.last().loads("wasm", 2);
        workshop.last().dies();
        assertFalse(first.terminated);
        assertEquals("", workshop.remembered(THREADS));
    }

    @Test
    void whatIsClosedOrReplacedMeanwhileTriesNone() {
        workshop.memory.put("sha", "wasm");
        workshop.hindrance = "";
        answered("wasm");
        load("");
        workshop.last().isUp();
        workshop.last().loads("wasm");
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(2, workshop.workers.size());
        assertEquals("", workshop.remembered(THREADS));
        workshop.log.clear();
        classify("dog");
        workshop.last().answers();
        host.close();
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(2, workshop.workers.size());
        workshop.log.clear();
    }

    private void loadOn(int threads) {
        workshop.hear("load", host.load(new LoadRequest("", 0, "litert", threads), LoadProgress.NOBODY));
    }

    @Test
    void threadsThatAreAskedForAreThereAtOnce() {
        workshop.hindrance = "";
        loadOn(8);
        Worker worker = workshop.last();
        assertEquals(new LoadRequest("", 0, "litert", 2), worker.wanted, "there are two cores");
        worker.isUp();
        worker.loads("litert", 2);
        classify("cat");
        worker.answers();
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(1, workshop.workers.size());
        assertHeard("load: litert[]", "read cat", "closed cat", "cat: cat");
    }

    @Test
    void tooFewCoresForThreadsAreTold() {
        workshop.hindrance = "";
        workshop.hear("load", host.load(new LoadRequest("", 0, "", 2), LoadProgress.NOBODY));
        workshop.last().isUp();
        workshop.last().loads("wasm");
        assertHeard("load: wasm[threads: there are too few cores]");
    }

    @Test
    void liteRtHasAThreadForEachCore() {
        workshop.hindrance = "";
        load("litert");
        Worker first = workshop.last();
        first.isUp();
        first.loads("litert");
        classify("cat");
        first.answers();
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(new LoadRequest("", 0, "litert", 2), workshop.last().wanted);
        workshop.last().isUp();
        workshop.last().loads("litert", 2);
        workshop.last().measures(5);
        first.measures(10);
        assertTrue(first.terminated);
        assertEquals("2", workshop.memory.get("sha threads litert"));
        workshop.log.clear();
    }

    @Test
    void oneThreadThatIsAskedForStaysOne() {
        workshop.hindrance = "";
        loadOn(1);
        workshop.last().isUp();
        workshop.last().loads("litert");
        classify("cat");
        workshop.last().answers();
        workshop.timer.pass(WarmUp.QUIET_MS);
        assertEquals(1, workshop.workers.size());
        workshop.log.clear();
    }

    @Test
    void threadsThatAreAskedForAndHinderedAreTold() {
        loadOn(2);
        Worker worker = workshop.last();
        assertEquals(new LoadRequest("", "litert"), worker.wanted);
        worker.isUp();
        worker.loads("litert");
        assertEquals("threads: not isolated", worker.take("drop").body());
        assertHeard("load: litert[threads: not isolated]");
    }

    @Test
    void threadsThatAreAskedForAndFailLeaveOne() {
        workshop.hindrance = "";
        loadOn(2);
        workshop.last().isUp();
        workshop.last().fails("load", ErrorCode.BACKEND_NONE);
        workshop.last().isUp();
        workshop.last().loads("litert");
        assertEquals(1, workshop.alive());
        assertHeard("load: litert[threads: what]");
    }

    @Test
    void threadsThatStopLeaveOne() {
        workshop.hindrance = "";
        loadOn(2);
        workshop.last().isUp();
        workshop.last().loads("litert", 2);
        classify("cat");
        workshop.last().fails("classify", ErrorCode.BACKEND_LOST);
        assertEquals(new LoadRequest("", "litert"), workshop.last().wanted);
        workshop.last().isUp();
        workshop.last().loads("litert");
        workshop.last().answers();
        assertHeard("load: litert[]", "read cat", "closed cat", "cat: cat");
    }

    @Test
    void manyPicturesHaveOneThreadAWorker() {
        workshop.hindrance = "";
        loadOn(2);
        workshop.last().isUp();
        workshop.last().loads("litert", 2);
        host.runAll(JOB, new StreamSource<>(() -> { }, () -> { }), 50);
        assertEquals(new LoadRequest("", "litert"), workshop.last().wanted);
        workshop.log.clear();
    }

    @Test
    void whatWasFoundOnceIsNotTriedAgain() {
        workshop.memory.put("sha", "wasm");
        answered("wasm");
        assertEquals(1, workshop.workers.size());
    }

    @Test
    void whereThereIsNoneThatIsRemembered() {
        answered("wasm");
        workshop.last().isUp();
        workshop.last().fails("load", ErrorCode.BACKEND_NONE);
        assertEquals("wasm", workshop.memory.get("sha"));
        assertEquals(1, workshop.alive());
    }

    @Test
    void aFileThatDidNotComeTellsNothing() {
        answered("wasm");
        workshop.last().isUp();
        workshop.last().fails("load", ErrorCode.MODEL_MISSING);
        assertEquals("", workshop.remembered("sha"));
    }

    @Test
    void aWorkerLostWhileMeasuringChangesNothing() {
        Worker first = answered("wasm");
        Worker gpu = workshop.last();
        gpu.isUp();
        gpu.loads("webgl");
        gpu.dies();
        assertEquals("", workshop.remembered("sha"));
        assertFalse(first.terminated);
        workshop.timer.pass(1);
    }

    @Test
    void aWorkerThatIsSlowToMeasureIsGivenUp() {
        Worker first = answered("wasm");
        Worker gpu = workshop.last();
        gpu.isUp();
        gpu.loads("webgl");
        workshop.timer.pass(60_000);
        assertTrue(gpu.terminated);
        assertFalse(first.terminated);
    }

    @Test
    void oneThatTakesOverTooLateIsEnded() {
        Worker first = answered("wasm");
        Worker gpu = workshop.last();
        gpu.isUp();
        gpu.loads("webgl");
        gpu.measures(1);
        load("wasm");
        workshop.last().isUp();
        workshop.last().loads("wasm");
        assertFalse(first.terminated, "it is still being measured");
        first.measures(10);
        assertTrue(first.terminated && gpu.terminated);
        assertEquals(1, workshop.alive());
        workshop.log.clear();
    }
}
