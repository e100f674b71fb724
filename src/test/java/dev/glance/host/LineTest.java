package dev.glance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.host.FakeWorkshop.Worker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {
    private final FakeWorkshop workshop = new FakeWorkshop();
    private final Worker worker = workshop.new Worker(new LoadRequest("", ""));
    private final Line<Object> line = worker.line;

    private void call(String type, int silenceMs) {
        workshop.hear(type, line.call(type, type + "?", silenceMs, LoadProgress.NOBODY));
    }

    private void assertHeard(String... lines) {
        assertEquals(List.of(lines), workshop.log);
        workshop.log.clear();
    }

    @Test
    void itIsReadyWhenTheWorkerSaysSo() {
        workshop.hear("ready", line.ready().then(ready -> ready == line));
        assertHeard();
        worker.isUp();
        assertHeard("ready: true");
        workshop.timer.pass(1_000_000);
        assertFalse(line.isEnded(), "nothing is asked, so nothing has to be said");
        assertEquals(0, workshop.timer.waiting());
    }

    @Test
    void aWorkerThatDoesNotComeUpIsGivenUp() {
        workshop.hear("ready", line.ready().then(ready -> "yes"));
        call("load", 90_000);
        workshop.timer.pass(Line.READY_MS - 1);
        assertHeard();
        workshop.timer.pass(1);
        assertHeard("ready failed: worker-lost", "load failed: worker-lost");
        assertTrue(worker.terminated && line.isEnded());
    }

    @Test
    void eachAnswerGoesToWhoAsked() {
        worker.isUp();
        call("a", 1000);
        call("b", 1000);
        int a = worker.take("a").id();
        int b = worker.take("b").id();
        worker.says("done", b, "of b");
        worker.says("failed", a, FakeWorkshop.failure(ErrorCode.MODEL_MISSING));
        assertHeard("b: of b", "a failed: model-missing");
        assertEquals(0, workshop.timer.waiting(), "nobody waits any more");
    }

    @Test
    void whatIsAnsweredTwiceOrWasNeverAskedIsPassedOver() {
        worker.isUp();
        call("a", 1000);
        int a = worker.take("a").id();
        worker.says("done", a, "one");
        worker.says("done", a, "two");
        worker.says("failed", a, FakeWorkshop.failure(ErrorCode.INTERNAL));
        worker.says("progress", a, "three");
        worker.says("done", 77, "four");
        assertHeard("a: one");
        assertFalse(line.isEnded());
    }

    @Test
    void progressIsToldAndCountsAsSpeech() {
        worker.isUp();
        List<String> stages = new ArrayList<>();
        workshop.hear("load", line.call("load", "", 1000, (stage, fraction) -> stages.add(stage + fraction)));
        int id = worker.take("load").id();
        for (int i = 0; i < 5; i++) {
            workshop.timer.pass(900);
            worker.says("progress", id, "half");
        }
        assertEquals(5, stages.size());
        assertEquals("half0.5", stages.get(0));
        workshop.timer.pass(999);
        assertFalse(line.isEnded());
        workshop.timer.pass(1);
        assertHeard("load failed: worker-lost");
    }

    @Test
    void theMostPatientCallDecidesHowLongTheWorkerMayBeSilent() {
        worker.isUp();
        call("short", 1000);
        call("long", 5000);
        int id = worker.take("short").id();
        workshop.timer.pass(900);
        // The clock began with the first call; it is wound up again with everything that is said.
        worker.says("progress", id, "on");
        workshop.timer.pass(4999);
        assertFalse(line.isEnded());
        workshop.timer.pass(1);
        assertHeard("short failed: worker-lost", "long failed: worker-lost");
        assertTrue(worker.terminated);
    }

    @Test
    void aDeadWorkerFailsAllThatWaitAndAllThatAskLater() {
        worker.isUp();
        call("a", 1000);
        call("b", 1000);
        worker.dies();
        assertHeard("a failed: worker-lost", "b failed: worker-lost");
        call("c", 1000);
        assertHeard("c failed: worker-lost");
        assertTrue(worker.sent.stream().noneMatch(sent -> sent.type().equals("c")));
        worker.says("done", 1, "late");
        worker.dies();
        assertHeard();
        assertEquals(0, workshop.timer.waiting());
    }

    @Test
    void whatCannotBeSentFailsAlone() {
        worker.isUp();
        worker.unsendable = FakeWorkshop.failure(ErrorCode.OPTION);
        call("a", 1000);
        assertHeard("a failed: option");
        worker.unsendable = null;
        call("b", 1000);
        worker.says("done", worker.take("b").id(), "fine");
        assertHeard("b: fine");
    }

    @Test
    void closingCancelsWhatIsUnderWay() {
        worker.isUp();
        call("a", 1000);
        line.close();
        line.close();
        assertHeard("a failed: cancelled");
        assertTrue(worker.terminated);
    }

    @Test
    void closingWhenIdleWaitsForTheLastAnswer() {
        worker.isUp();
        call("a", 1000);
        call("b", 1000);
        line.closeWhenIdle();
        worker.says("done", worker.take("b").id(), "2");
        assertFalse(worker.terminated);
        worker.says("done", worker.take("a").id(), "1");
        assertHeard("b: 2", "a: 1");
        assertTrue(worker.terminated);
        Worker idle = workshop.new Worker(new LoadRequest("", ""));
        idle.isUp();
        idle.line.closeWhenIdle();
        assertTrue(idle.terminated, "at once where nothing is under way");
    }

    @Test
    void theWorkerMayAskForFiles() {
        worker.isUp();
        call("load", 1000);
        worker.says("read", 5, "models/a");
        FakeWorkshop.Sent read = worker.take("read");
        assertEquals("bytes of models/a", read.body());
        assertEquals(5, read.id());
        line.close();
        worker.says("read", 6, "models/b");
        assertFalse(worker.isAsked("read"), "nothing is said to a worker that is gone");
    }

    @Test
    void aWorkerThatSpeaksAnotherLanguageIsGivenUp() {
        worker.isUp();
        call("a", 1000);
        worker.says("gibberish", 1, "");
        assertHeard("a failed: worker-lost");
        assertTrue(worker.terminated);
    }
}
