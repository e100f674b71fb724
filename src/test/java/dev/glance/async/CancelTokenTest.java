package dev.glance.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelTokenTest {
    private final Heard heard = new Heard();
    private final CancelSource source = new CancelSource();
    private final CancelToken token = source.token();
    private final Deferred<Integer> work = new Deferred<>();

    @AfterEach
    void nobodyHears() {
        Promise.onUnheard(null, null);
    }

    @Test
    void workGoesOnUntilItIsCancelled() {
        assertFalse(token.isCancelled());
        assertNull(token.reason());
        token.throwIfCancelled();
        assertTrue(source.cancel());
        assertTrue(token.isCancelled());
        assertEquals(ErrorCode.CANCELLED, assertThrows(GlanceException.class, token::throwIfCancelled).code());
    }

    @Test
    void theFirstReasonStays() {
        GlanceException why = Heard.failure(ErrorCode.CANCELLED);
        assertTrue(source.cancel(why));
        assertFalse(source.cancel());
        assertFalse(source.cancel(Heard.failure(ErrorCode.CANCELLED)));
        assertSame(why, token.reason());
        assertSame(why, assertThrows(GlanceException.class, token::throwIfCancelled));
    }

    @Test
    void actionsAreRunOnceInTheirOrder() {
        token.onCancel(() -> heard.say("a"));
        token.onCancel(() -> heard.say("b"));
        assertEquals(List.of(), heard.lines());
        source.cancel();
        source.cancel();
        assertEquals(List.of("a", "b"), heard.lines());
        assertEquals(0, token.kept());
    }

    @Test
    void anActionThatComesLateIsRunAtOnce() {
        source.cancel();
        Runnable forget = token.onCancel(() -> heard.say("late"));
        assertEquals(List.of("late"), heard.lines());
        assertEquals(0, token.kept());
        forget.run();
        assertEquals(List.of("late"), heard.lines());
    }

    @Test
    void whatIsOverIsForgotten() {
        Runnable forget = token.onCancel(() -> heard.say("a"));
        token.onCancel(() -> heard.say("b"));
        assertEquals(2, token.kept());
        forget.run();
        forget.run();
        assertEquals(1, token.kept());
        source.cancel();
        assertEquals(List.of("b"), heard.lines());
    }

    @Test
    void anActionMayForgetTheOneAfterIt() {
        Runnable[] forget = new Runnable[1];
        token.onCancel(() -> {
            heard.say("first");
            forget[0].run();
        });
        forget[0] = token.onCancel(() -> heard.say("second"));
        source.cancel();
        assertEquals(List.of("first"), heard.lines());
    }

    @Test
    void anActionThatThrowsDoesNotStopTheOthers() {
        FakeTimer timer = new FakeTimer();
        Promise.onUnheard(timer, failure -> heard.say("unheard " + failure.code().word()));
        token.onCancel(() -> {
            throw Heard.failure(ErrorCode.INTERNAL);
        });
        token.onCancel(() -> heard.say("second"));
        source.cancel();
        timer.pass(0);
        assertEquals(List.of("second", "unheard internal"), heard.lines());
    }

    @Test
    void aPromiseFailsAsSoonAsItsTokenIsCancelled() {
        heard.of(work.promise().unless(token));
        source.cancel();
        assertEquals(List.of("cancelled"), heard.lines());
        assertTrue(work.resolve(7), "what it stands for goes on");
        assertEquals(List.of("cancelled"), heard.lines());
    }

    @Test
    void aPromiseOfACancelledTokenFailsAtOnce() {
        source.cancel();
        assertEquals(List.of("cancelled"), Heard.now(Promise.resolved(7).unless(token)));
    }

    @Test
    void aTokenKeepsNothingOfWorkThatIsOver() {
        heard.of(work.promise().unless(token));
        assertEquals(1, token.kept());
        work.resolve(7);
        assertEquals(List.of("7"), heard.lines());
        assertEquals(0, token.kept());
        heard.of(Promise.failed(Heard.failure(ErrorCode.OPTION)).unless(token));
        assertEquals(List.of("7", "option"), heard.lines());
        assertEquals(0, token.kept());
    }

    @Test
    void aLinkedTokenIsCancelledWithEachOfItsParents() {
        for (int i = 0; i < 2; i++) {
            CancelSource[] parents = {new CancelSource(), new CancelSource()};
            CancelToken child = new CancelSource(parents[0].token(), parents[1].token()).token();
            GlanceException why = Heard.failure(ErrorCode.CANCELLED);
            parents[i].cancel(why);
            assertSame(why, child.reason());
            assertEquals(0, parents[0].token().kept() + parents[1].token().kept());
            assertFalse(parents[1 - i].token().isCancelled());
        }
    }

    @Test
    void aLinkedTokenAloneDoesNotCancelItsParent() {
        CancelSource child = new CancelSource(token);
        assertEquals(1, token.kept());
        assertTrue(child.cancel());
        assertFalse(token.isCancelled());
        assertEquals(0, token.kept());
    }

    @Test
    void aTokenLinkedToACancelledOneIsCancelledFromTheBeginning() {
        CancelSource live = new CancelSource();
        GlanceException why = Heard.failure(ErrorCode.CANCELLED);
        source.cancel(why);
        CancelSource child = new CancelSource(live.token(), token, live.token());
        assertSame(why, child.token().reason());
        assertEquals(0, live.token().kept());
        assertFalse(child.cancel());
    }

    @Test
    void allThatAreLinkedAreCancelledBeforeAnyHears() {
        CancelToken[] child = new CancelToken[1];
        token.onCancel(() -> heard.say("parent " + child[0].isCancelled()));
        child[0] = new CancelSource(token).token();
        child[0].onCancel(() -> heard.say("child"));
        source.cancel();
        assertEquals(List.of("parent true", "child"), heard.lines());
    }

    @Test
    void workThatIsOverIsNoLongerLinked() {
        CancelSource child = new CancelSource(token);
        child.close();
        child.close();
        assertEquals(0, token.kept());
        source.cancel();
        assertFalse(child.token().isCancelled());
        assertTrue(child.cancel(), "its own hand still cancels it");
    }
}
