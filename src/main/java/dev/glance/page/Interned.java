package dev.glance.page;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.model.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what thousands of answers have in common once. */
final class Interned {
    private final Map<String, String> texts = new HashMap<>();
    private final Map<Integer, Label> labels = new HashMap<>();
    private final Map<String, Name> names = new HashMap<>();

    /** The same answer, made of what is known already. */
    Predictions of(Predictions predictions) {
        List<Prediction> top = new ArrayList<>();
        for (Prediction prediction : predictions.top()) {
            top.add(new Prediction(prediction.index(), labels.computeIfAbsent(prediction.index(), index -> prediction.label()),
                    prediction.probability()));
        }
        Verdict verdict = predictions.verdict();
        Receipt receipt = predictions.receipt();
        return new Predictions(top, new Verdict(verdict.kind(), of(verdict.name()), verdict.probability(), of(verdict.perhaps()),
                of(verdict.broader())), new Receipt(of(receipt.modelId()), of(receipt.modelSha256()), of(receipt.backend()),
                of(receipt.thread()), receipt.threads(), of(receipt.crop()), receipt.width(), receipt.height(), receipt.incomplete(),
                receipt.views(), receipt.preprocessMs(), receipt.inferenceMs(), receipt.dropped()));
    }

    private String of(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    private Name of(Name name) {
        return names.computeIfAbsent(name.wordNetId() + ' ' + name.text(), key -> name);
    }
}
