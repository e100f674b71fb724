package dev.glance.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.model.Label;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyTest {
    private final Steady steady = new Steady();

    /** Names and probabilities in turn, most probable first. */
    private static List<Prediction> top(Object... all) {
        List<Prediction> top = new ArrayList<>();
        for (int i = 0; i < all.length; i += 2) {
            top.add(new Prediction(((String) all[i]).charAt(0), new Label("n", List.of((String) all[i])), (double) all[i + 1]));
        }
        return top;
    }

    private String order(Object... top) {
        return next(Verdict.Kind.UNSURE, "", top).top().stream().map(one -> one.label().name()).reduce("", String::concat);
    }

    private Predictions next(Verdict.Kind kind, String name, Object... top) {
        return steady.next(new Predictions(top(top), new Verdict(kind, new Name("", name), 0.5, Name.NONE, Name.NONE), null));
    }

    @Test
    void namesThatAreAboutAsProbableKeepTheirPlaces() {
        assertEquals("abc", order("a", 0.4, "b", 0.38, "c", 0.1));
        assertEquals("abc", order("b", 0.42, "a", 0.38, "c", 0.1));
        assertEquals("abc", order("a", 0.4, "b", 0.39, "c", 0.1));
        assertEquals("bac", order("b", 0.44, "a", 0.38, "c", 0.1), "more than 5 points above");
        assertEquals("bac", order("a", 0.42, "b", 0.38, "c", 0.1));
        assertEquals("cba", order("c", 0.6, "a", 0.2, "b", 0.19), "past two");
    }

    @Test
    void whatStaysALittleMoreProbablePassesAfterSomeAnswers() {
        order("a", 0.4, "b", 0.38);
        for (int i = 1; i < Steady.ORDER_HOLDS; i++) {
            assertEquals("ab", order("b", 0.41, "a", 0.38), "answer " + i);
        }
        assertEquals("ba", order("b", 0.41, "a", 0.38));
        assertEquals("ba", order("b", 0.41, "a", 0.38));
        for (int i = 1; i < Steady.ORDER_HOLDS; i++) {
            assertEquals("ba", order("a", 0.41, "b", 0.38), "counted anew, answer " + i);
        }
        assertEquals("ba", order("b", 0.41, "a", 0.38));
        assertEquals("ba", order("a", 0.41, "b", 0.38), "and anew after each answer in order");
    }

    @Test
    void namesComeAndGoWithTheNumbersOfNow() {
        order("a", 0.4, "b", 0.38);
        Predictions next = next(Verdict.Kind.UNSURE, "", "c", 0.42, "a", 0.39);
        assertEquals("ac", next.top().get(0).label().name() + next.top().get(1).label().name());
        assertEquals(0.39, next.top().get(0).probability());
        assertEquals("d", order("d", 0.9));
    }

    private String said(Verdict.Kind kind, String name, Object... top) {
        Verdict verdict = next(kind, name, top).verdict();
        return verdict.kind().word() + " " + verdict.name().text();
    }

    @Test
    void whatIsSaidChangesWhenItHasBeenTheSameForThreeAnswers() {
        Object[] top = {"a", 0.5, "b", 0.3};
        assertEquals("broader dog", said(Verdict.Kind.BROADER, "dog", top));
        assertEquals("broader dog", said(Verdict.Kind.UNSURE, "animal", top));
        assertEquals("broader dog", said(Verdict.Kind.UNSURE, "animal", top));
        assertEquals("broader dog", said(Verdict.Kind.BROADER, "hound", top));
        assertEquals("broader dog", said(Verdict.Kind.UNSURE, "animal", top));
        assertEquals("broader dog", said(Verdict.Kind.UNSURE, "animal", top));
        assertEquals("unsure animal", said(Verdict.Kind.UNSURE, "animal", top));
        assertEquals(0.5, next(Verdict.Kind.UNSURE, "animal", top).verdict().probability());
    }

    @Test
    void aNameThatWasSureIsNotSaidOfAnother() {
        assertEquals("sure a", said(Verdict.Kind.SURE, "a", "a", 0.9, "b", 0.1));
        assertEquals("sure a", said(Verdict.Kind.UNSURE, "animal", "a", 0.5, "b", 0.46));
        assertEquals("unsure animal", said(Verdict.Kind.UNSURE, "animal", "b", 0.56, "a", 0.4));
    }
}
