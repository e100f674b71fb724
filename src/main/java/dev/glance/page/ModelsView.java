package dev.glance.page;

import dev.glance.model.CatalogEntry;
import dev.glance.web.Entries;
import dev.glance.web.Message;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;

/** The list of models. */
final class ModelsView {
    private static final String INPUT = "model-file";

    private final ModelsPage page;
    private final Words words;
    private final HTMLElement panel = Window.current().getDocument().getElementById("models");
    private final HTMLElement hint = Html.create("p", "hint", "");
    private final HTMLElement list = Html.create("ul", "shelf", "");
    private final HTMLElement status = Html.create("p", "hint", "");
    private final HTMLElement bring = Html.create("label", "button", "");
    private final HTMLInputElement input = (HTMLInputElement) Html.create("input", "", "");

    ModelsView(ModelsPage page, Words words) {
        this.page = page;
        this.words = words;
        input.setAttribute("type", "file");
        input.setAttribute("id", INPUT);
        input.setAttribute("multiple", "");
        bring.setAttribute("for", INPUT);
        status.setAttribute("role", "status");
        input.addEventListener("change", e -> {
            page.take(Entries.of(input));
            // So that the same file can be chosen again.
            input.setValue("");
        });
        HTMLElement row = Html.create("div", "bring", "");
        row.appendChild(input);
        row.appendChild(bring);
        row.appendChild(status);
        panel.appendChild(list);
        panel.appendChild(row);
        panel.appendChild(hint);
    }

    /** Shows the list. */
    void open() {
        panel.setAttribute("open", "");
    }

    /** Says what is going on; nothing for an empty text. */
    void say(String text) {
        Html.say(status, text);
    }

    /** Says everything anew. */
    void refresh() {
        Html.say(bring, words.say("Bring a model"));
        Html.say(hint, words.say("A .tflite file, a model.json with its weights, or an export of Teachable Machine: as files, as a "
                + "zip, or dropped anywhere on the page. It stays on this device."));
        input.setAttribute("aria-label", words.say("Bring a model"));
        list.clear();
        for (CatalogEntry entry : page.site()) {
            add(entry.id(), "here", entry.name(), entry.bytes(), entry.inputSize(), entry.classes());
        }
        page.own().forEach((id, model) -> {
            HTMLElement item = add(id, "mine", model.text("name"), model.number("bytes"), (int) model.number("size"),
                    (int) model.number("classes"));
            item.appendChild(Html.create("p", "hint", checked(model)));
            HTMLElement forget = Html.button("quiet", words.say("Forget"));
            forget.setAttribute("aria-label", words.say("Forget {0}", model.text("name")));
            forget.onClick(e -> page.forget(id));
            item.appendChild(forget);
        });
    }

    private String checked(Message model) {
        String time = words.say("{0} ms on {1}", words.number(model.number("milliseconds"), 0), model.text("backend"));
        return time + " \u00b7 " + (model.number("agrees") == 1 ? words.say("{0} computes the same", model.text("other"))
                : words.say("{0} does not compute it, or computes something else", model.text("other")));
    }

    private HTMLElement add(String id, String state, String name, double bytes, int size, int classes) {
        HTMLElement item = Html.create("li", "", "");
        item.setAttribute("data-model-id", id);
        item.setAttribute("data-state", state);
        HTMLElement use = Html.button("", name);
        boolean used = id.equals(Window.current().getDocument().getDocumentElement().getAttribute("data-model"));
        use.setAttribute("aria-pressed", used ? "true" : "false");
        use.onClick(e -> page.use(id));
        item.appendChild(use);
        item.appendChild(Html.create("p", "hint", words.say("{0} MB \u00b7 {1} px \u00b7 {2} classes", words.number(bytes / 1e6, 1),
                words.number(size, 0), words.number(classes, 0))));
        list.appendChild(item);
        return item;
    }
}
