package dev.glance.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private static final int MANY = 100_000;

    private final Heard heard = new Heard();
    private final FakeTimer timer = new FakeTimer();
    private final Deferred<Integer> deferred = new Deferred<>();
    private final Promise<Integer> promise = deferred.promise();
    private final GlanceException optionFailure = Heard.failure(ErrorCode.OPTION);

    @AfterEach
    void nobodyHears() {
        Promise.onUnheard(null, null);
    }

    private static <T> T fail(RuntimeException e) {
        throw e;
    }

    // Settling.

    @Test
    void aListenerHearsTheValueOnceItIsThere() {
        heard.of(promise);
        assertEquals(List.of(), heard.lines());
        assertTrue(deferred.resolve(7));
        assertEquals(List.of("7"), heard.lines());
    }

    @Test
    void aListenerHearsTheFailureItself() {
        List<GlanceException> failures = new ArrayList<>();
        promise.listen(value -> heard.say("a value"), failures::add);
        assertTrue(deferred.fail(optionFailure));
        assertEquals(List.of(), heard.lines());
        assertSame(optionFailure, failures.get(0));
        assertEquals(1, failures.size());
    }

    @Test
    void whatIsSettledStaysSo() {
        assertTrue(deferred.resolve(7));
        assertFalse(deferred.resolve(8));
        assertFalse(deferred.fail(optionFailure));
        assertEquals(List.of("7"), Heard.now(promise));
        Deferred<Integer> failed = new Deferred<>();
        assertTrue(failed.fail(optionFailure));
        assertFalse(failed.resolve(8));
        assertFalse(failed.fail(Heard.failure(ErrorCode.INTERNAL)));
        assertEquals(List.of("option"), Heard.now(failed.promise()));
    }

    @Test
    void aSecondAttemptTellsNobodyAgain() {
        heard.of(promise);
        deferred.resolve(7);
        deferred.resolve(8);
        assertEquals(List.of("7"), heard.lines());
    }

    @Test
    void nullIsAValue() {
        assertEquals(List.of("null"), Heard.now(Promise.resolved(null)));
    }

    @Test
    void whoListensLateHearsAtOnce() {
        assertEquals(List.of("7"), Heard.now(Promise.resolved(7)));
        assertEquals(List.of("option"), Heard.now(Promise.failed(optionFailure)));
    }

    // Deriving.

    @Test
    void thenMakesAnotherValue() {
        heard.of(promise.then(value -> "got " + value));
        deferred.resolve(7);
        assertEquals(List.of("got 7"), heard.lines());
    }

    @Test
    void aFailurePassesThroughWithoutCallingAnything() {
        Promise<String> derived = promise.then(value -> {
            heard.say("then");
            return value;
        }).flatThen(value -> {
            heard.say("flatThen");
            return Promise.resolved("");
        }).onSettled(() -> heard.say("settled"));
        List<GlanceException> failures = new ArrayList<>();
        derived.listen(value -> heard.say("a value"), failures::add);
        deferred.fail(optionFailure);
        assertEquals(List.of("settled"), heard.lines());
        assertSame(optionFailure, failures.get(0));
    }

    @Test
    void flatThenWaitsForWhatFollows() {
        Deferred<String> second = new Deferred<>();
        heard.of(promise.flatThen(value -> second.promise()));
        deferred.resolve(7);
        assertEquals(List.of(), heard.lines());
        second.resolve("done");
        assertEquals(List.of("done"), heard.lines());
    }

    @Test
    void flatThenFailsAsWhatFollows() {
        Deferred<String> second = new Deferred<>();
        heard.of(promise.flatThen(value -> second.promise()));
        deferred.resolve(7);
        second.fail(optionFailure);
        assertEquals(List.of("option"), heard.lines());
    }

    @Test
    void recoverPutsSomethingInTheFailuresPlace() {
        heard.of(promise.recover(failure -> Promise.resolved(failure.code() == ErrorCode.OPTION ? 1 : 2)));
        deferred.fail(optionFailure);
        assertEquals(List.of("1"), heard.lines());
    }

    @Test
    void recoverLeavesAValueAlone() {
        heard.of(promise.recover(failure -> Promise.resolved(1)));
        deferred.resolve(7);
        assertEquals(List.of("7"), heard.lines());
    }

    @Test
    void recoverMayFailOtherwise() {
        assertEquals(List.of("cancelled"), Heard.now(Promise.failed(optionFailure)
                .recover(failure -> Promise.failed(Heard.failure(ErrorCode.CANCELLED)))));
        assertEquals(List.of("cancelled"), Heard.now(Promise.failed(optionFailure)
                .recover(failure -> fail(Heard.failure(ErrorCode.CANCELLED)))));
    }

    @Test
    void onSettledRunsEitherWayAndChangesNothing() {
        heard.of(Promise.resolved(7).onSettled(() -> heard.say("closed")));
        heard.of(Promise.failed(optionFailure).onSettled(() -> heard.say("closed")));
        assertEquals(List.of("closed", "7", "closed", "option"), heard.lines());
    }

    @Test
    void whatACallbackThrowsIsTheFailureOfTheDerivedPromise() {
        Promise<Integer> seven = Promise.resolved(7);
        assertEquals(List.of("option"), Heard.now(seven.then(value -> fail(optionFailure))));
        assertEquals(List.of("option"), Heard.now(seven.flatThen(value -> fail(optionFailure))));
        assertEquals(List.of("option"), Heard.now(seven.onSettled(() -> fail(optionFailure))));
        assertEquals(List.of("internal"), Heard.now(seven.then(value -> fail(new IllegalStateException("odd")))));
        assertEquals(List.of("7"), Heard.now(seven), "and of no other");
    }

    @Test
    void theFirstFailureIsKeptWhereTheActionAfterItFailsToo() {
        assertEquals(List.of("option"), Heard.now(Promise.failed(optionFailure)
                .onSettled(() -> fail(Heard.failure(ErrorCode.INTERNAL)))));
    }

    @Test
    void promisingNothingIsAFailure() {
        assertEquals(List.of("internal"), Heard.now(Promise.resolved(7).flatThen(value -> null)));
        assertEquals(List.of("internal"), Heard.now(Promise.failed(optionFailure).recover(failure -> null)));
        assertEquals(List.of("internal"), Heard.now(Promise.of(() -> null)));
    }

    // Work.

    @Test
    void workIsStartedAtOnce() {
        Promise<Integer> started = Promise.of(() -> {
            heard.say("started");
            return promise;
        });
        assertEquals(List.of("started"), heard.lines());
        heard.of(started);
        deferred.resolve(7);
        assertEquals(List.of("started", "7"), heard.lines());
    }

    @Test
    void whatWorkThrowsAtOnceIsAFailure() {
        List<GlanceException> failures = new ArrayList<>();
        Promise.of(() -> fail(optionFailure)).listen(value -> { }, failures::add);
        assertSame(optionFailure, failures.get(0));
        IllegalStateException cause = new IllegalStateException("odd");
        Promise.of(() -> fail(cause)).listen(value -> { }, failures::add);
        assertEquals(ErrorCode.INTERNAL, failures.get(1).code());
        assertSame(cause, failures.get(1).getCause());
    }

    // All.

    @Test
    void allKeepsTheOrderOfThePromisesWhicheverIsFirst() {
        Deferred<Integer> second = new Deferred<>();
        heard.of(Promise.all(List.of(promise, second.promise(), Promise.resolved(9))));
        second.resolve(8);
        assertEquals(List.of(), heard.lines());
        deferred.resolve(7);
        assertEquals(List.of("[7, 8, 9]"), heard.lines());
    }

    @Test
    void allFailsWithTheFailureThatComesFirst() {
        Deferred<Integer> second = new Deferred<>();
        heard.of(Promise.all(List.of(promise, second.promise())));
        second.fail(optionFailure);
        assertEquals(List.of("option"), heard.lines());
        deferred.fail(Heard.failure(ErrorCode.INTERNAL));
        assertEquals(List.of("option"), heard.lines());
    }

    @Test
    void allOfNoneIsThere() {
        assertEquals(List.of("[]"), Heard.now(Promise.all(List.of())));
    }

    @Test
    void allTakesNullForAValue() {
        assertEquals(List.of("[null, 7]"), Heard.now(Promise.all(List.of(Promise.resolved(null), Promise.resolved(7)))));
    }

    // When callbacks run.

    @Test
    void listenersAreToldInTheOrderOfTheirRegistration() {
        for (String name : List.of("a", "b", "c")) {
            promise.listen(value -> heard.say(name), failure -> { });
        }
        deferred.resolve(7);
        assertEquals(List.of("a", "b", "c"), heard.lines());
    }

    @Test
    void aListenerAddedWhileListenersRunIsRunAfterThem() {
        promise.listen(value -> {
            promise.listen(again -> heard.say("added"), failure -> { });
            heard.say("first");
        }, failure -> { });
        promise.listen(value -> heard.say("second"), failure -> { });
        deferred.resolve(7);
        assertEquals(List.of("first", "second", "added"), heard.lines());
    }

    @Test
    void aCallbackNeverRunsInsideAnother() {
        Deferred<Integer> other = new Deferred<>();
        other.promise().listen(value -> heard.say("other"), failure -> { });
        promise.listen(value -> {
            heard.say("begin");
            other.resolve(1);
            Promise.resolved(2).listen(two -> heard.say("two"), failure -> { });
            heard.say("end");
        }, failure -> { });
        deferred.resolve(7);
        assertEquals(List.of("begin", "end", "other", "two"), heard.lines());
    }

    @Test
    void aLongChainDoesNotFillTheStack() {
        Promise<Integer> last = promise;
        for (int i = 0; i < MANY; i++) {
            last = last.flatThen(value -> Promise.resolved(value + 1));
        }
        heard.of(last);
        deferred.resolve(0);
        assertEquals(List.of("" + MANY), heard.lines());
    }

    @Test
    void aLongChainOfFailuresDoesNotFillTheStack() {
        Promise<Integer> last = promise;
        for (int i = 0; i < MANY; i++) {
            last = last.then(value -> value + 1);
        }
        heard.of(last);
        deferred.fail(optionFailure);
        assertEquals(List.of("option"), heard.lines());
    }

    @Test
    void aLoopOfPromisesDoesNotFillTheStack() {
        heard.of(countTo(MANY, 0));
        assertEquals(List.of("" + MANY), heard.lines());
    }

    private static Promise<Integer> countTo(int end, int at) {
        return at == end ? Promise.resolved(at) : Promise.resolved(at).flatThen(value -> countTo(end, value + 1));
    }

    @Test
    void anErrorIsThrownOnceAllHaveBeenTold() {
        AssertionError error = new AssertionError("a test's");
        promise.listen(value -> {
            throw error;
        }, failure -> { });
        heard.of(promise);
        assertSame(error, assertThrows(AssertionError.class, () -> deferred.resolve(7)));
        assertEquals(List.of("7"), heard.lines());
        assertEquals(List.of("8"), Heard.now(Promise.resolved(8)), "and life goes on");
    }

    // Limits.

    @Test
    void withinItsTimeAPromiseIsItself() {
        Promise<Integer> limited = promise.within(timer, 100, Heard.failure(ErrorCode.BACKEND_LOST));
        heard.of(limited);
        timer.pass(99);
        deferred.resolve(7);
        assertEquals(List.of("7"), heard.lines());
        assertEquals(0, timer.waiting(), "nothing is left to wait for");
    }

    @Test
    void withinItsTimeAFailureIsItself() {
        heard.of(promise.within(timer, 100, Heard.failure(ErrorCode.BACKEND_LOST)));
        deferred.fail(optionFailure);
        assertEquals(List.of("option"), heard.lines());
        assertEquals(0, timer.waiting());
    }

    @Test
    void whatTakesTooLongFails() {
        heard.of(promise.within(timer, 100, Heard.failure(ErrorCode.BACKEND_LOST)));
        timer.pass(99);
        assertEquals(List.of(), heard.lines());
        timer.pass(1);
        assertEquals(List.of("backend-lost"), heard.lines());
        assertTrue(deferred.resolve(7), "the work itself goes on");
        assertEquals(List.of("backend-lost"), heard.lines());
    }

    // Failures that nobody hears.

    private void hook() {
        Promise.onUnheard(timer, failure -> heard.say("unheard " + failure.code().word()));
    }

    @Test
    void aFailureThatNobodyHearsIsReportedOnce() {
        hook();
        deferred.fail(optionFailure);
        assertEquals(List.of(), heard.lines(), "somebody may listen yet");
        timer.pass(0);
        timer.pass(1000);
        assertEquals(List.of("unheard option"), heard.lines());
    }

    @Test
    void aFailureThatIsHeardInTimeIsNotReported() {
        hook();
        deferred.fail(optionFailure);
        heard.of(promise);
        heard.of(Promise.failed(optionFailure));
        timer.pass(0);
        assertEquals(List.of("option", "option"), heard.lines());
    }

    @Test
    void whoeverListensBeforehandLeavesNothingToReport() {
        hook();
        heard.of(promise);
        deferred.fail(optionFailure);
        assertEquals(0, timer.waiting());
        assertEquals(List.of("option"), heard.lines());
    }

    @Test
    void valuesAreNotReported() {
        hook();
        deferred.resolve(7);
        assertEquals(0, timer.waiting());
    }

    @Test
    void onlyTheLastOfAChainIsReported() {
        hook();
        promise.then(value -> value).flatThen(Promise::resolved).onSettled(() -> { });
        deferred.fail(optionFailure);
        timer.pass(0);
        assertEquals(List.of("unheard option"), heard.lines());
    }

    @Test
    void whatAListenerThrowsIsReportedAndTheOthersAreTold() {
        hook();
        promise.listen(value -> fail(optionFailure), failure -> { });
        heard.of(promise);
        deferred.resolve(7);
        timer.pass(0);
        assertEquals(List.of("7", "unheard option"), heard.lines());
    }

    @Test
    void withoutAHookNothingIsKept() {
        assertTrue(deferred.fail(optionFailure));
        promise.listen(value -> { }, failure -> fail(failure));
        hook();
        timer.pass(0);
        assertEquals(List.of(), heard.lines());
    }
}
