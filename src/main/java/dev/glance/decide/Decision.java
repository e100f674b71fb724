package dev.glance.decide;

import dev.glance.model.Calibration;
import dev.glance.model.Hierarchy;
import dev.glance.model.Label;
import dev.glance.model.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * From logits to what is said. Where no class is probable enough, the broader name that says most and still is: the
 * probabilities are summed up the hierarchy (Deng et al., "Hedging Your Bets", CVPR 2012).
 */
public final class Decision {
    /** How probable a name must be to be given as the answer; the paper's accuracy guarantee, over calibrated numbers. */
    public static final double ENOUGH = 0.8;
    /** A name that says less, such as "animal", is no answer; log2(classes / classes below it). */
    public static final double LEAST_BITS = 2;

    private final Labels labels;
    private final double[] plain;
    private final double[] calibrated;
    private final boolean something;
    /** Of a picture that follows others; else null. */
    private final float[] memory;

    /**
     * @param views       logits of one or more views of a picture, one a class; the probabilities are averaged
     * @param correlation of neighbouring pixels, see {@code Texture}; 1 where it is not known
     */
    public Decision(List<float[]> views, double correlation, Labels labels, Calibration calibration) {
        this.labels = labels;
        plain = mean(views, 1);
        calibrated = calibration.temperature() == 1 ? plain : mean(views, calibration.temperature());
        memory = null;
        something = isSomething(greatest(views.get(0)), correlation, calibration);
    }

    /**
     * Of a picture that follows others, see {@link Smoothing}. All its probabilities are calibrated.
     *
     * @param logits      one a class
     * @param correlation of neighbouring pixels; 1 where it is not known
     * @param before      what is remembered; empty for the first picture
     * @param weight      how much this one counts, 0..1
     */
    public Decision(float[] logits, double correlation, Labels labels, Calibration calibration, float[] before, double weight) {
        this.labels = labels;
        memory = Smoothing.after(before, weight, Scores.softmax(logits, calibration.temperature()), greatest(logits), correlation);
        calibrated = Smoothing.probabilities(memory);
        plain = calibrated;
        something = isSomething(Smoothing.greatestLogit(memory), Smoothing.correlation(memory), calibration);
    }

    private static double greatest(float[] logits) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        return greatest;
    }

    private static boolean isSomething(double greatest, double correlation, Calibration calibration) {
        return greatest >= calibration.leastLogit() && correlation >= calibration.leastCorrelation();
    }

    /** What is remembered of this picture and those before; null for a single one. */
    public float[] memory() {
        return memory;
    }

    private static double[] mean(List<float[]> views, double temperature) {
        double[] mean = new double[views.get(0).length];
        for (float[] logits : views) {
            double[] probabilities = Scores.softmax(logits, temperature);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += probabilities[i] / views.size();
            }
        }
        return mean;
    }

    /**
     * The most probable classes, most probable first.
     *
     * @param topK      how many, at least 0; more than there are means all
     * @param calibrate whether with probabilities that mean what they say instead of plain softmax
     */
    public List<Prediction> best(int topK, boolean calibrate) {
        double[] probabilities = calibrate ? calibrated : plain;
        List<Prediction> best = new ArrayList<>();
        for (int index : Scores.top(probabilities, topK)) {
            best.add(new Prediction(index, labels.get(index), probabilities[index]));
        }
        return best;
    }

    /** What can be said. */
    public Verdict verdict() {
        int first = Scores.top(calibrated, 1)[0];
        if (!something) {
            return new Verdict(Verdict.Kind.NOTHING, Name.NONE, 0, Name.NONE, Name.NONE);
        }
        if (calibrated[first] >= ENOUGH) {
            int above = labels.hierarchy().above(first);
            return new Verdict(Verdict.Kind.SURE, name(first), calibrated[first], Name.NONE,
                    above < 0 ? Name.NONE : name(labels.hierarchy(), above));
        }
        Hierarchy hierarchy = labels.hierarchy();
        double[] sums = hierarchy.sums(calibrated);
        int best = narrowest(hierarchy, sums);
        if (best < 0) {
            return new Verdict(Verdict.Kind.UNSURE, Name.NONE, 0, name(first), Name.NONE);
        }
        double bits = Math.log((double) labels.size() / hierarchy.classes(best)) / Math.log(2);
        int perhaps = first;
        if (!hierarchy.isBelow(first, best)) {
            perhaps = -1;
            for (int i = 0; i < calibrated.length; i++) {
                if (hierarchy.isBelow(i, best) && (perhaps < 0 || calibrated[i] > calibrated[perhaps])) {
                    perhaps = i;
                }
            }
        }
        return new Verdict(bits >= LEAST_BITS ? Verdict.Kind.BROADER : Verdict.Kind.UNSURE, name(hierarchy, best),
                Math.min(1, sums[best]), name(perhaps), Name.NONE);
    }

    private Name name(int index) {
        Label label = labels.get(index);
        return new Name(label.wordNetId(), label.name());
    }

    private static Name name(Hierarchy hierarchy, int node) {
        return new Name(hierarchy.wordNetId(node), hierarchy.name(node));
    }

    /** The name above the fewest classes that is probable enough; of several the most probable one. */
    private static int narrowest(Hierarchy hierarchy, double[] sums) {
        int best = -1;
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] >= ENOUGH && (best < 0 || hierarchy.classes(i) < hierarchy.classes(best)
                    || hierarchy.classes(i) == hierarchy.classes(best) && sums[i] > sums[best])) {
                best = i;
            }
        }
        return best;
    }
}
