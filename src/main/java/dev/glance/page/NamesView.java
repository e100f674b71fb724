package dev.glance.page;

import dev.glance.model.Hierarchy;
import dev.glance.model.Label;
import dev.glance.model.Labels;
import dev.glance.site.LateScript;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** The list of all that the model knows, read and made when it is opened for the first time. */
final class NamesView {
    private static final String LABELS = "models/labels/imagenet.tsv";

    private final LateScript.Text texts;
    private final Words words;
    private final HTMLElement list = element("names-list");
    private final HTMLElement count = element("names-count");
    private final HTMLInputElement filter = (HTMLInputElement) element("names-filter");
    private final List<HTMLElement> items = new ArrayList<>();
    /** What each item is found by, in lower case. */
    private final List<String> found = new ArrayList<>();
    private Labels labels;

    /** @param texts reads the labels */
    NamesView(LateScript.Text texts, Words words) {
        this.texts = texts;
        this.words = words;
        filter.addEventListener("input", e -> find());
    }

    private static HTMLElement element(String id) {
        HTMLDocument document = Window.current().getDocument();
        return document.getElementById(id);
    }

    /** The list is to be seen. */
    void open() {
        if (labels != null) {
            return;
        }
        texts.read(LABELS).then(tsv -> {
            // Where they cannot be read, the page has said so.
            if (tsv != null && labels == null) {
                labels = Labels.parse(tsv.stringValue());
                refresh();
            }
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
            HTMLElement item = Html.create("li", "", text);
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
        int shown = 0;
        for (int i = 0; i < items.size(); i++) {
            boolean matches = found.get(i).contains(wanted);
            items.get(i).setHidden(!matches);
            shown += matches ? 1 : 0;
        }
        count.setInnerText(shown == 0
                ? words.say("No, it has no name for \u201c{0}\u201d; a photo of one gets another name.", filter.getValue().trim())
                : words.say("{0} of {1}", words.number(shown, 0), words.number(items.size(), 0)));
    }
}
