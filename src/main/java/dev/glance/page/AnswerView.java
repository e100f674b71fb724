package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.model.Label;
import dev.glance.web.Clipboard;
import dev.glance.web.Numbers;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** What can be said of the picture, the names, and more of them. */
final class AnswerView {
    private final DomView view;
    private final Words words;
    private final Texts texts;
    private Predictions shown;
    /** How many names are shown unless more are asked for. */
    private int count;
    private boolean more;

    AnswerView(DomView view, Words words, Texts texts) {
        this.view = view;
        this.words = words;
        this.texts = texts;
    }

    /** @param first how many names are shown at first */
    void show(Predictions predictions, int first) {
        shown = predictions;
        count = first;
        verdict(predictions.verdict());
        list();
        Receipt receipt = predictions.receipt();
        view.setText("receipt-time", words.say("{0} (model {1})", texts.milliseconds(receipt.preprocessMs()
                + receipt.inferenceMs()), texts.milliseconds(receipt.inferenceMs())));
    }

    void clear() {
        view.element("predictions").clear();
        view.element("verdict").setHidden(true);
        view.element("actions").setHidden(true);
        more = false;
        view.setText("receipt-time", "\u2013");
    }

    void listen() {
        view.element("more").onClick(e -> {
            more = !more;
            list();
        });
        view.element("copy").onClick(e -> Clipboard.write(copied()).then(done -> {
            view.setText("copy", words.say("Copied"));
            return null;
        }, reason -> {
            view.setText("copy", words.say("Not allowed here"));
            return null;
        }));
    }

    private List<Prediction> names() {
        return more ? shown.top() : shown.top(count);
    }

    private void verdict(Verdict verdict) {
        HTMLElement box = view.element("verdict");
        box.clear();
        box.setHidden(false);
        box.setAttribute("data-verdict", verdict.kind().word());
        box.setAttribute("data-wnid", verdict.name().wordNetId());
        box.setAttribute("data-probability", Numbers.text(verdict.probability()));
        String headline = texts.headline(verdict);
        if (!headline.isEmpty()) {
            HTMLElement line = view.text("strong", "", "");
            line.appendChild(view.text("span", "", headline));
            if (verdict.kind() == Verdict.Kind.BROADER) {
                line.appendChild(view.text("span", "percent", texts.percent(verdict.probability())));
            }
            box.appendChild(line);
        }
        box.appendChild(view.text("span", "", texts.explanation(verdict)));
    }

    private void list() {
        HTMLElement list = view.element("predictions");
        list.clear();
        names().forEach(prediction -> list.appendChild(NamesRow.of(prediction, words, texts)));
        view.element("actions").setHidden(false);
        view.element("more").setHidden(count >= shown.top().size());
        view.element("more").setAttribute("aria-expanded", Boolean.toString(more));
        list.setClassName(more ? "more" : "");
        view.setText("more", words.say(more ? "Fewer" : "More"));
        view.element("more").setAttribute("aria-label", words.say(more ? "Fewer names" : "More names"));
        view.setText("copy", words.say("Copy"));
    }

    /** What is shown, as text to paste elsewhere. */
    private String copied() {
        StringBuilder text = new StringBuilder();
        text.append(texts.said(shown.verdict())).append('\n');
        for (Prediction prediction : names()) {
            text.append(names(prediction.label())).append('\t').append(texts.percent(prediction.probability()))
                    .append('\n');
        }
        return text.toString();
    }

    private String names(Label label) {
        StringBuilder names = new StringBuilder(texts.name(label));
        NamesRow.synonyms(label, words).forEach(synonym -> names.append(", ").append(synonym));
        return names.toString();
    }
}
