package dev.glance.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps answers that follow each other from changing to and fro. A name passes the one before it when it is more than 5 points
 * above it, or when the order of the numbers has been another than the one shown for 5 answers. What is said changes when the
 * same has been to be said for 3 answers; at once where a name was sure that is not the first any more.
 */
public final class Steady {
    /** How much more probable a name must be to pass another at once. */
    static final double MARGIN = 0.05;
    /** After so many answers the numbers' own order is shown. */
    static final int ORDER_HOLDS = 5;
    /** So often the same must be to be said in turn. */
    static final int VERDICT_HOLDS = 3;

    private List<Prediction> shown = List.of();
    private int disordered;
    private Verdict said;
    private Verdict next;
    private int nextHeld;

    /** What to show of the newest answer. */
    public Predictions next(Predictions newest) {
        shown = ordered(newest.top());
        return new Predictions(shown, verdict(newest.verdict()), newest.receipt());
    }

    private List<Prediction> ordered(List<Prediction> top) {
        List<Prediction> order = new ArrayList<>();
        for (Prediction before : shown) {
            for (Prediction now : top) {
                if (now.index() == before.index()) {
                    order.add(now);
                }
            }
        }
        for (Prediction now : top) {
            if (!order.contains(now)) {
                order.add(now);
            }
        }
        for (int i = 1; i < order.size(); i++) {
            Prediction moving = order.get(i);
            int at = i;
            while (at > 0 && moving.probability() > order.get(at - 1).probability() + MARGIN) {
                order.set(at, order.get(at - 1));
                at--;
            }
            order.set(at, moving);
        }
        disordered = order.equals(top) ? 0 : disordered + 1;
        if (disordered < ORDER_HOLDS) {
            return order;
        }
        disordered = 0;
        return top;
    }

    private Verdict verdict(Verdict newest) {
        boolean untrue = said != null && said.kind() == Verdict.Kind.SURE && !isFirst(said.name());
        nextHeld = next != null && isSame(next, newest) ? nextHeld + 1 : 1;
        next = newest;
        if (said == null || untrue || isSame(said, newest) || nextHeld >= VERDICT_HOLDS) {
            said = newest;
        }
        return said;
    }

    private boolean isFirst(Name name) {
        return shown.get(0).label().name().equals(name.text());
    }

    /** Whether two verdicts say the same, whatever the numbers. */
    public static boolean isSame(Verdict one, Verdict other) {
        return one.kind() == other.kind() && one.name().equals(other.name());
    }
}
