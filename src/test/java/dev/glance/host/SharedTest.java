package dev.glance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.async.FakeTimer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final FakeTimer timer = new FakeTimer();
    private final Set<String> held = new HashSet<>();
    private final Shared<String> shared = new Shared<>(timer, thing -> () -> held.contains(thing) ? thing : null);
    private final Set<String> gone = new HashSet<>();
    private final List<String> heard = new ArrayList<>();

    private void find(String who) {
        shared.find("m", () -> gone.contains(who)).listen(thing -> heard.add(who + " " + thing), failure -> heard.add("failed"));
    }

    private void offer(String thing) {
        held.add(thing);
        shared.offer("m", thing);
    }

    @Test
    void theFirstMakesItForAll() {
        find("a");
        find("b");
        find("c");
        assertEquals(List.of("a null"), heard);
        offer("x");
        find("d");
        assertEquals(List.of("a null", "b x", "c x", "d x"), heard);
        assertEquals(0, timer.waiting());
    }

    @Test
    void whatNobodyHoldsIsMadeAnew() {
        find("a");
        offer("x");
        held.clear();
        find("b");
        assertEquals(List.of("a null", "b null"), heard);
    }

    @Test
    void whereItFailsTheNextOneTries() {
        find("a");
        find("b");
        find("c");
        shared.offer("m", null);
        assertEquals(List.of("a null", "b null"), heard);
        offer("x");
        assertEquals(List.of("a null", "b null", "c x"), heard);
        assertEquals(0, timer.waiting());
    }

    @Test
    void whereTheMakerIsGoneAnotherTakesOver() {
        find("a");
        find("b");
        timer.pass(Shared.LOOK_MS);
        assertEquals(List.of("a null"), heard, "it takes its time");
        gone.add("a");
        find("c");
        assertEquals(List.of("a null", "c null"), heard, "at once");
        gone.add("c");
        timer.pass(Shared.LOOK_MS);
        assertEquals(List.of("a null", "c null", "b null"), heard, "who waits, soon");
        offer("x");
        find("d");
        assertEquals("d x", heard.get(3));
        assertEquals(0, timer.waiting());
    }
}
