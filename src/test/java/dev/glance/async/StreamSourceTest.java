package dev.glance.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamSourceTest {
    private final Heard heard = new Heard();
    private final StreamSource<Integer> source = new StreamSource<>(() -> heard.say("asked"), () -> heard.say("closed"));

    /** Asks once; what comes is written down as "name value". */
    private void ask(Stream<Integer> stream, String name) {
        stream.next().listen(value -> heard.say(name + " " + (value.isPresent() ? value.get() : "end")),
                failure -> heard.say(name + " " + failure.code().word()));
    }

    /** Asks again and again until the end or a failure. */
    private void askForAll(Stream<Integer> stream) {
        stream.next().listen(value -> {
            heard.say(value.isPresent() ? "" + value.get() : "end");
            if (value.isPresent()) {
                askForAll(stream);
            }
        }, failure -> heard.say(failure.code().word()));
    }

    @Test
    void whatWasPutIsHandedOutInOrder() {
        source.put(1);
        source.put(2);
        ask(source, "a");
        ask(source, "b");
        assertEquals(List.of("a 1", "b 2"), heard.lines());
    }

    @Test
    void whoAsksBeforeItIsThereWaits() {
        ask(source, "a");
        assertEquals(List.of("asked"), heard.lines());
        assertEquals(1, source.wanted());
        assertTrue(source.put(1));
        assertEquals(List.of("asked", "a 1"), heard.lines());
        assertEquals(0, source.wanted());
    }

    @Test
    void whoAsksAgainGetsTheOneAfterIt() {
        ask(source, "a");
        ask(source, "b");
        ask(source, "c");
        assertEquals(3, source.wanted());
        source.put(1);
        source.put(2);
        source.end();
        assertEquals(List.of("asked", "asked", "asked", "a 1", "b 2", "c end"), heard.lines());
    }

    @Test
    void afterTheEndEveryNextIsEmpty() {
        source.put(1);
        source.end();
        ask(source, "a");
        ask(source, "b");
        ask(source, "c");
        assertEquals(List.of("a 1", "b end", "c end"), heard.lines());
        assertEquals(0, source.wanted());
    }

    @Test
    void afterAFailureEveryNextIsThat() {
        source.put(1);
        source.fail(Heard.failure(ErrorCode.OPTION));
        ask(source, "a");
        ask(source, "b");
        ask(source, "c");
        assertEquals(List.of("a 1", "b option", "c option"), heard.lines());
    }

    @Test
    void theFirstEndCounts() {
        source.end();
        source.fail(Heard.failure(ErrorCode.OPTION));
        assertFalse(source.put(1));
        ask(source, "a");
        StreamSource<Integer> failed = new StreamSource<>(() -> { }, () -> { });
        failed.fail(Heard.failure(ErrorCode.OPTION));
        failed.fail(Heard.failure(ErrorCode.INTERNAL));
        failed.end();
        assertFalse(failed.put(1));
        ask(failed, "b");
        assertEquals(List.of("a end", "b option"), heard.lines());
    }

    @Test
    void afterCloseWhoWaitsAndWhoAsksAreToldSo() {
        ask(source, "a");
        ask(source, "b");
        source.close();
        ask(source, "c");
        assertEquals(List.of("asked", "asked", "a cancelled", "b cancelled", "closed", "c cancelled"), heard.lines());
        assertFalse(source.put(1), "what comes now stays with the producer");
    }

    @Test
    void closingTwiceIsClosingOnce() {
        source.close();
        source.close();
        assertEquals(List.of("closed"), heard.lines());
    }

    @Test
    void whatNobodyFetchedIsGoneAfterClose() {
        source.put(1);
        source.close();
        ask(source, "a");
        assertEquals(List.of("closed", "a cancelled"), heard.lines());
    }

    @Test
    void closingAfterTheEndCancelsWithoutTellingTheProducer() {
        source.put(1);
        source.end();
        source.close();
        ask(source, "a");
        assertEquals(List.of("a cancelled"), heard.lines());
    }

    @Test
    void aListenerMayAskAgain() {
        askForAll(source);
        source.put(1);
        source.put(2);
        source.end();
        assertEquals(List.of("asked", "1", "asked", "2", "asked", "end"), heard.lines());
    }

    // Steps.

    @Test
    void stepsAreMadeOneAtATimeAndOnlyWhenSomebodyWaits() {
        List<Deferred<Optional<Integer>>> steps = new ArrayList<>();
        Stream<Integer> stream = StreamSource.of(() -> {
            steps.add(new Deferred<>());
            return steps.get(steps.size() - 1).promise();
        }, () -> { });
        assertEquals(0, steps.size());
        ask(stream, "a");
        ask(stream, "b");
        assertEquals(1, steps.size(), "the second waits for the first");
        steps.get(0).resolve(Optional.of(1));
        assertEquals(2, steps.size());
        steps.get(1).resolve(Optional.of(2));
        assertEquals(2, steps.size(), "nobody waits");
        ask(stream, "c");
        steps.get(2).resolve(Optional.empty());
        ask(stream, "d");
        assertEquals(3, steps.size(), "after the last step there is no other");
        assertEquals(List.of("a 1", "b 2", "c end", "d end"), heard.lines());
    }

    @Test
    void aStepThatFailsIsTheEnd() {
        int[] steps = {0};
        Stream<Integer> stream = StreamSource.of(() -> {
            steps[0]++;
            throw Heard.failure(ErrorCode.PICTURE_MISSING);
        }, () -> { });
        ask(stream, "a");
        ask(stream, "b");
        assertEquals(List.of("a picture-missing", "b picture-missing"), heard.lines());
        assertEquals(1, steps[0]);
    }

    @Test
    void whatTheLastStepGivesAfterCloseIsDropped() {
        Deferred<Optional<Integer>> step = new Deferred<>();
        Stream<Integer> stream = StreamSource.of(step::promise, () -> heard.say("closed"));
        ask(stream, "a");
        stream.close();
        step.resolve(Optional.of(1));
        ask(stream, "b");
        assertEquals(List.of("a cancelled", "closed", "b cancelled"), heard.lines());
    }

    @Test
    void manyStepsThatAreThereAtOnceDoNotFillTheStack() {
        int[] count = {0};
        Stream<Integer> stream = StreamSource.of(() -> {
            count[0]++;
            return Promise.resolved(count[0] <= 100_000 ? Optional.of(count[0]) : Optional.empty());
        }, () -> { });
        askForAll(stream);
        assertEquals(100_001, heard.lines().size());
        assertEquals("100000", heard.lines().get(99_999));
        assertEquals("end", heard.lines().get(100_000));
    }
}
