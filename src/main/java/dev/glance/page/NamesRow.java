package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.model.Label;
import dev.glance.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** A class in a list of answers: its names, how probable it is, and a bar of that length. */
final class NamesRow {
    private NamesRow() {
    }

    static HTMLElement of(Prediction prediction, Words words, Texts texts) {
        Label label = prediction.label();
        HTMLElement names = Html.with("span", "names", Html.create("span", "label", texts.name(label)));
        for (String synonym : synonyms(label, words)) {
            names.appendChild(Html.create("span", "synonyms", " \u00b7 " + synonym));
        }
        HTMLElement fill = Html.create("span", "fill", "");
        fill.getStyle().setProperty("width", Numbers.text(Math.max(0.5, prediction.probability() * 100)) + "%");
        HTMLElement bar = Html.with("span", "bar", fill);
        bar.setAttribute("aria-hidden", "true");
        HTMLElement row = Html.with("li", "", names, Html.create("span", "percent", texts.percent(prediction.probability())), bar);
        row.setAttribute("data-index", Integer.toString(prediction.index()));
        row.setAttribute("data-probability", Numbers.text(prediction.probability()));
        return row;
    }

    /** The other names: in another language than English all the English ones. */
    static List<String> synonyms(Label label, Words words) {
        List<String> others = new ArrayList<>();
        for (int i = words.hasName(label.wordNetId()) ? 0 : 1; i < label.names().size(); i++) {
            others.add(label.names().get(i));
        }
        return others;
    }
}
