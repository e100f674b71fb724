package dev.glance.page;

import dev.glance.model.Hierarchy;
import dev.glance.model.Label;
import dev.glance.model.Labels;
import dev.glance.site.SiteFiles;
import dev.glance.web.JsErrors;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** The list of all that the model knows, read and made when it is opened for the first time. */
final class NamesView {
    private static final String LABELS = "models/labels/imagenet.tsv";

    private final SiteFiles site;
    private final Words words;
    private final DomView view;
    private final HTMLElement panel;
    private final HTMLElement list;
    private final HTMLInputElement filter;
    private final List<HTMLElement> items = new ArrayList<>();
    /** What each item is found by, in lower case. */
    private final List<String> found = new ArrayList<>();
    private Labels labels;

    NamesView(SiteFiles site, Words words, DomView view) {
        this.site = site;
        this.words = words;
        this.view = view;
        panel = view.element("names");
        list = view.element("names-list");
        filter = (HTMLInputElement) view.element("names-filter");
    }

    void listen() {
        panel.addEventListener("toggle", e -> open());
        filter.addEventListener("input", e -> find());
    }

    private void open() {
        if (labels != null || !panel.hasAttribute("open")) {
            return;
        }
        site.readText(LABELS).then(tsv -> {
            labels = Labels.parse(tsv);
            refresh();
            return null;
        }).catchError(reason -> {
            view.setText("names-count", JsErrors.of(reason).getMessage());
            return null;
        });
    }

    /** Says it in the language in use. */
    void refresh() {
        if (labels == null) {
            return;
        }
        list.clear();
        items.clear();
        found.clear();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            String name = words.hasName(label.wordNetId()) ? words.name(label.wordNetId(), "") + " \u00b7 " : "";
            String text = name + String.join(" \u00b7 ", label.names());
            HTMLElement item = view.text("li", "", text);
            list.appendChild(item);
            items.add(item);
            StringBuilder all = new StringBuilder(text);
            Hierarchy hierarchy = labels.hierarchy();
            for (int node = hierarchy.above(i); node >= 0; node = hierarchy.parent(node)) {
                all.append('\n').append(hierarchy.name(node)).append('\n').append(words.name(hierarchy.wordNetId(node), ""));
            }
            found.add(all.toString().toLowerCase());
        }
        find();
    }

    private void find() {
        String wanted = filter.getValue().trim().toLowerCase();
        int count = 0;
        for (int i = 0; i < items.size(); i++) {
            boolean matches = found.get(i).contains(wanted);
            items.get(i).setHidden(!matches);
            count += matches ? 1 : 0;
        }
        view.setText("names-count", count == 0
                ? words.say("No, it has no name for \u201c{0}\u201d; a photo of one gets another name.", filter.getValue().trim())
                : words.say("{0} of {1}", words.number(count, 0), words.number(items.size(), 0)));
    }
}
