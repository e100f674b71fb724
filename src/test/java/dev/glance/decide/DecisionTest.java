package dev.glance.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.decide.Verdict.Kind;
import dev.glance.model.Calibration;
import dev.glance.model.Labels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecisionTest {
    /** Eight classes: thing (8) above animal (4) above dog (2) and cat (2); tool (3) above pen (1); and one above nothing but thing. */
    private static final Labels LABELS = Labels.parse("""
            index\twnid\tnames\tbroader
            0\tc0\tbeagle; hound\t2
            1\tc1\tpug\t2
            2\tc2\ttabby\t3
            3\tc3\tlynx\t3
            4\tc4\thammer\t4
            5\tc5\tsaw\t4
            6\tc6\tfile\t4
            7\tc7\tcloud\t0

            b0\tthing\t
            b1\tanimal\t0
            b2\tdog\t1
            b3\tcat\t1
            b4\ttool\t0
            """);
    private static final Calibration HALF = new Calibration(0.5, 3, 0.6);

    /** Logits whose softmax at the given temperature is as given. */
    private static float[] logits(double temperature, double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (temperature * Math.log(probabilities[i] + 1e-9) + 20);
        }
        return logits;
    }

    private static Verdict verdict(double... probabilities) {
        return new Decision(List.of(logits(0.5, probabilities)), 0.9, LABELS, HALF).verdict();
    }

    private static void assertVerdict(Kind kind, String id, String name, double probability, String perhaps, String broader,
            Verdict found) {
        assertEquals(kind, found.kind());
        assertEquals(new Name(id, name), found.name());
        assertEquals(perhaps, found.perhaps().text());
        assertEquals(broader, found.broader().text());
        assertEquals(probability, found.probability(), 1e-5);
    }

    /** A change that stays is 63 % there after the time constant, whatever the pictures in between are. */
    @Test
    void answersToPicturesThatFollowEachOtherMoveTowardsTheNewest() {
        assertEquals(0, Smoothing.weight(0));
        assertEquals(1 - Math.exp(-1), Smoothing.weight(Smoothing.TIME_MS), 1e-12);
        float[] cat = logits(0.5, 0, 0, 0, 1, 0, 0, 0, 0);
        float[] beagle = logits(0.5, 1, 0, 0, 0, 0, 0, 0, 0);
        for (int steps : new int[] {1, 4, 40}) {
            Decision decision = new Decision(beagle, 0.9, LABELS, HALF, new float[0], 0.1);
            assertEquals(1, decision.best(1, true).get(0).probability(), 1e-6, "the first counts whole");
            for (int i = 0; i < steps; i++) {
                decision = new Decision(cat, 0.9, LABELS, HALF, decision.memory(), Smoothing.weight(Smoothing.TIME_MS / steps));
            }
            assertEquals(3, decision.best(1, true).get(0).index());
            assertEquals(0.632, decision.best(1, true).get(0).probability(), 1e-3, steps + " steps");
            assertEquals(0.368, decision.best(2, false).get(1).probability(), 1e-3);
            assertEquals("animal", decision.verdict().name().text(), "the broader name of what is seen and what was");
        }
        Decision other = new Decision(cat, 0.9, LABELS, HALF, new float[] {1, 2}, 0.5);
        assertEquals(1, other.best(1, true).get(0).probability(), 1e-6, "what another model left is forgotten");
    }

    @Test
    void onePictureOfNothingAmongOthersIsPassedOver() {
        float[] beagle = logits(0.5, 1, 0, 0, 0, 0, 0, 0, 0);
        float[] faint = logits(0.5, 1, 0, 0, 0, 0, 0, 0, 0);
        for (int i = 0; i < faint.length; i++) {
            faint[i] -= 19;
        }
        Decision decision = new Decision(beagle, 0.9, LABELS, HALF, new float[0], 1);
        assertEquals(Kind.SURE, new Decision(faint, 0.9, LABELS, HALF, decision.memory(), 0.5).verdict().kind());
        assertEquals(Kind.NOTHING, new Decision(faint, 0.9, LABELS, HALF, decision.memory(), 0.99).verdict().kind());
        assertEquals(Kind.SURE, new Decision(beagle, 0.4, LABELS, HALF, decision.memory(), 0.5).verdict().kind());
        assertEquals(Kind.NOTHING, new Decision(beagle, 0.4, LABELS, HALF, decision.memory(), 0.7).verdict().kind());
    }

    @Test
    void aClassThatIsProbableEnoughIsSure() {
        assertVerdict(Kind.SURE, "c0", "beagle", 0.81, "", "dog", verdict(0.81, 0.19, 0, 0, 0, 0, 0, 0));
        assertVerdict(Kind.SURE, "c7", "cloud", 0.9, "", "thing", verdict(0.1, 0, 0, 0, 0, 0, 0, 0.9));
    }

    @Test
    void elseTheNarrowestNameThatIs() {
        assertVerdict(Kind.BROADER, "b2", "dog", 0.9, "pug", "", verdict(0.4, 0.5, 0.1, 0, 0, 0, 0, 0));
        assertEquals(Kind.BROADER, verdict(0.79, 0.21, 0, 0, 0, 0, 0, 0).kind());
    }

    @Test
    void aNameThatSaysLittleIsNoAnswer() {
        // 8 classes, 4 of them animals: one bit. 3 tools: 1.4 bits.
        assertVerdict(Kind.UNSURE, "b1", "animal", 1, "tabby", "", verdict(0.3, 0.2, 0.4, 0.1, 0, 0, 0, 0));
        assertVerdict(Kind.UNSURE, "b4", "tool", 0.85, "saw", "", verdict(0, 0.15, 0, 0, 0.2, 0.5, 0.15, 0));
        assertVerdict(Kind.UNSURE, "b0", "thing", 1, "beagle", "", verdict(0.3, 0.1, 0.1, 0, 0.2, 0.1, 0, 0.2));
    }

    @Test
    void theGuessLiesBelowTheName() {
        // The likeliest of all, a cloud, is no animal.
        double[] probabilities = {0.17, 0.17, 0.25, 0.215, 0, 0, 0, 0.195};
        assertVerdict(Kind.UNSURE, "b1", "animal", 0.805, "tabby", "", verdict(probabilities));
        assertVerdict(Kind.BROADER, "b2", "dog", 0.801, "beagle", "", verdict(0.41, 0.391, 0, 0, 0, 0, 0, 0.199));
    }

    @Test
    void whatLooksLikeNoPhotoOfAThingIsNone() {
        float[] sure = logits(0.5, 0.9, 0.1, 0, 0, 0, 0, 0, 0);
        assertVerdict(Kind.NOTHING, "", "", 0, "", "", new Decision(List.of(sure), 0.59, LABELS, HALF).verdict());
        float[] faint = new float[8];
        faint[0] = 2.9f;
        assertEquals(Kind.NOTHING, new Decision(List.of(faint), 0.9, LABELS, HALF).verdict().kind());
        faint[0] = 3;
        assertEquals(Kind.SURE, new Decision(List.of(faint), 0.6, LABELS, HALF).verdict().kind());
        faint[0] = 0;
        assertEquals(Kind.UNSURE, new Decision(List.of(faint), -1, LABELS, Calibration.NONE).verdict().kind());
    }

    @Test
    void numbersAreCalibratedWhereThatIsAskedFor() {
        Decision decision = new Decision(List.of(logits(0.5, 0.7, 0.3, 0, 0, 0, 0, 0, 0)), 1, LABELS, HALF);
        assertEquals(0.7, decision.best(3, true).get(0).probability(), 1e-5);
        double plain = Math.sqrt(0.7) / (Math.sqrt(0.7) + Math.sqrt(0.3));
        assertEquals(plain, decision.best(3, false).get(0).probability(), 1e-3);
        assertEquals(List.of(3, 8), List.of(decision.best(3, true).size(), decision.best(99, false).size()));
        assertEquals("beagle", decision.best(1, true).get(0).label().name());
    }

    @Test
    void severalViewsAreAveraged() {
        Decision decision = new Decision(List.of(logits(1, 0.9, 0.1, 0, 0, 0, 0, 0, 0), logits(1, 0.5, 0.1, 0.4, 0, 0, 0, 0, 0)),
                1, LABELS, Calibration.NONE);
        assertEquals(0.7, decision.best(1, true).get(0).probability(), 1e-5);
        assertEquals(0.2, decision.best(3, true).get(1).probability(), 1e-5);
        assertVerdict(Kind.BROADER, "b2", "dog", 0.801, "beagle", "",
                new Decision(List.of(logits(1, 0.71, 0.091, 0.199, 0, 0, 0, 0, 0)), 1, LABELS, Calibration.NONE).verdict());
    }

    @Test
    void withoutBroaderNamesItIsAClassOrNothingCertain() {
        Labels flat = Labels.parse("index\twnid\tnames\n0\t\ta\n1\t\tb\n");
        assertVerdict(Kind.UNSURE, "", "", 0, "b", "",
                new Decision(List.of(new float[] {1, 1.1f}), 1, flat, Calibration.NONE).verdict());
        assertEquals("b", new Decision(List.of(new float[] {1, 9}), 1, flat, Calibration.NONE).verdict().name().text());
    }

    @Test
    void whateverTheLogitsTheNameIsAsProbableAsSaid() {
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            float[] logits = new float[8];
            for (int j = 0; j < 8; j++) {
                logits[j] = (float) (random.nextGaussian() * 4);
            }
            Decision decision = new Decision(List.of(logits), 1, LABELS, new Calibration(0.7, -100, 0));
            Verdict verdict = decision.verdict();
            assertTrue(verdict.probability() >= Decision.ENOUGH && verdict.probability() <= 1, verdict.toString());
            assertEquals(verdict.kind() == Kind.SURE, decision.best(1, true).get(0).probability() >= Decision.ENOUGH);
            assertEquals(verdict.kind() == Kind.SURE, verdict.perhaps().equals(Name.NONE));
        }
    }
}
