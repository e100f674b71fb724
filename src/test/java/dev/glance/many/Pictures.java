package dev.glance.many;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.decide.Verdict.Kind;
import dev.glance.model.Hierarchy;
import dev.glance.model.Label;
import dev.glance.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** Answers for tests, over eight classes: animal above dog and bird, tool. */
final class Pictures {
    static final Labels LABELS = Labels.parse("""
            index\twnid\tnames\tbroader
            0\tc0\tbeagle; rabbit hound\t2
            1\tc1\tpug\t2
            2\tc2\trobin; redbreast\t3
            3\tc3\towl\t3
            4\tc4\thammer\t4
            5\tc5\tsaw\t4
            6\tc6\thot pot\t0
            7\tc7\tcloud\t

            b0\tthing\t
            b1\tanimal\t0
            b2\tdog\t1
            b3\tbird\t1
            b4\ttool\t0
            """);
    static final Receipt RECEIPT = new Receipt("mobilenet-v2", "ab12", "litert", "worker", 1, "square", 640, 480, false, 1,
            12.25, 20, List.of("webgpu: \"no\"\nadapter"));

    private Pictures() {
    }

    static Name name(int index) {
        Label label = LABELS.get(index);
        return new Name(label.wordNetId(), label.name());
    }

    private static Name node(int node) {
        Hierarchy hierarchy = LABELS.hierarchy();
        return new Name(hierarchy.wordNetId(node), hierarchy.name(node));
    }

    /** The first class as given, the two that follow it with a tenth and a hundredth of the rest. */
    static List<Prediction> top(int index, double probability) {
        List<Prediction> top = new ArrayList<>();
        double[] probabilities = {probability, (1 - probability) / 10, (1 - probability) / 100};
        for (int i = 0; i < 3; i++) {
            int other = (index + i) % LABELS.size();
            top.add(new Prediction(other, LABELS.get(other), probabilities[i]));
        }
        return top;
    }

    static Predictions sure(int index, double probability) {
        int above = LABELS.hierarchy().above(index);
        return new Predictions(top(index, probability), new Verdict(Kind.SURE, name(index), probability, Name.NONE,
                above < 0 ? Name.NONE : node(above)), RECEIPT);
    }

    static Predictions broader(int node, int index, double probability) {
        return new Predictions(top(index, probability / 2), new Verdict(Kind.BROADER, node(node), probability, name(index),
                Name.NONE), RECEIPT);
    }

    static Predictions unsure(int index, double probability) {
        return new Predictions(top(index, probability), new Verdict(Kind.UNSURE, node(0), 0.99, name(index), Name.NONE),
                RECEIPT);
    }

    static Predictions nothing(int index) {
        return new Predictions(top(index, 0.3), new Verdict(Kind.NOTHING, Name.NONE, 0, Name.NONE, Name.NONE), RECEIPT);
    }
}
