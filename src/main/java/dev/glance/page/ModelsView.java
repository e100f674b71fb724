package dev.glance.page;

import dev.glance.model.CatalogEntry;
import dev.glance.web.Entries;
import dev.glance.web.Focus;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.dom.html.HTMLSelectElement;

/** The list of models. */
final class ModelsView {
    private static final String INPUT = "model-file";
    private static final String ADDRESS = "model-address";
    /** What models take pixels as, the commonest first. */
    private static final double[][] RANGES = {{-1, 1}, {0, 1}, {0, 255}};

    private final ModelsPage page;
    private final Words words;
    private final HTMLElement panel = Window.current().getDocument().getElementById("models");
    private final HTMLElement hint = Html.create("p", "hint", "");
    private final HTMLElement list = Html.create("ul", "shelf", "");
    private final HTMLElement status = Html.create("p", "hint", "");
    private final HTMLElement bring = Html.create("label", "button", "");
    private final HTMLElement form = Html.create("form", "address", "");
    private final HTMLElement addressLabel = Html.create("label", "", "");
    private final HTMLInputElement address = (HTMLInputElement) Html.create("input", "", "");
    private final HTMLElement load = Html.create("button", "", "");
    private final HTMLElement loading = Html.create("div", "bring", "");
    private final HTMLElement progress = Html.create("progress", "", "");
    private final HTMLElement arrived = Html.create("p", "hint", "");
    private final HTMLElement cancel = Html.button("quiet", "");
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
        address.setAttribute("type", "url");
        address.setAttribute("inputmode", "url");
        address.setAttribute("id", ADDRESS);
        address.setAttribute("placeholder", "https://");
        address.setAttribute("autocomplete", "off");
        address.setAttribute("spellcheck", "false");
        address.setAttribute("required", "");
        addressLabel.setAttribute("for", ADDRESS);
        load.setAttribute("type", "submit");
        form.addEventListener("submit", e -> {
            e.preventDefault();
            page.fetch(address.getValue());
        });
        cancel.onClick(e -> page.cancel());
        progress.setAttribute("max", "1");
        HTMLElement line = Html.create("div", "row", "");
        line.appendChild(address);
        line.appendChild(load);
        form.appendChild(addressLabel);
        form.appendChild(line);
        panel.appendChild(form);
        loading.appendChild(progress);
        loading.appendChild(arrived);
        loading.appendChild(cancel);
        panel.appendChild(loading);
        cancellable(false);
    }

    /** Whether something is being fetched. */
    void cancellable(boolean fetching) {
        loading.setHidden(!fetching);
        progress.removeAttribute("value");
    }

    /** So many bytes have arrived, of 0 where it is not known of how many, in so many milliseconds. */
    void arrived(double bytes, double total, double milliseconds) {
        double rate = milliseconds > 0 ? bytes / milliseconds : 0;
        String speed = words.say("{0} MB a second", words.number(rate / 1e3, 1));
        String left = total > 0 && rate > 0 ? words.say("{0} s left", words.number(Math.ceil((total - bytes) / rate / 1e3), 0)) : "";
        // Not to be read aloud at each step.
        Html.say(arrived, words.say("{0} of {1} MB", words.number(bytes / 1e6, 1), total > 0 ? words.number(total / 1e6, 1) : "?")
                + " \u00b7 " + speed + (left.isEmpty() ? "" : " \u00b7 " + left));
        if (total > 0) {
            progress.setAttribute("value", Numbers.text(bytes / total));
        }
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
        Html.say(addressLabel, words.say("Address of a model"));
        Html.say(load, words.say("Load"));
        Html.say(cancel, words.say("Cancel"));
        progress.setAttribute("aria-label", words.say("Loading"));
        Html.say(bring, words.say("Bring a model"));
        Html.say(hint, words.say("A .tflite file, a model.json with its weights, or an export of Teachable Machine: as files, as a "
                + "zip, or dropped anywhere on the page. It stays on this device."));
        input.setAttribute("aria-label", words.say("Bring a model"));
        // What has the keyboard is made anew too.
        int place = Focus.place(list);
        list.clear();
        for (CatalogEntry entry : page.site()) {
            add(entry.id(), "here", entry.name(), entry.bytes(), entry.inputSize(), entry.classes());
        }
        page.own().forEach((id, model) -> {
            HTMLElement item = add(id, "mine", model.text("name"), model.number("bytes"), (int) model.number("size"),
                    (int) model.number("classes"));
            item.appendChild(Html.create("p", "hint", checked(model)));
            HTMLElement row = Html.create("div", "bring", "");
            row.appendChild(labels(id, model.text("name")));
            if (model.number("certain") == 0) {
                row.appendChild(range(id, model));
            }
            HTMLElement forget = Html.button("quiet", words.say("Forget"));
            forget.setAttribute("aria-label", words.say("Forget {0}", model.text("name")));
            forget.onClick(e -> page.forget(id));
            row.appendChild(forget);
            item.appendChild(row);
        });
        Focus.give(list, place);
    }

    /** Chooses a list of names. */
    private HTMLElement labels(String id, String name) {
        HTMLInputElement file = (HTMLInputElement) Html.create("input", "", "");
        file.setAttribute("type", "file");
        file.setAttribute("id", "labels-" + id);
        file.setAttribute("accept", ".txt,.csv,.tsv,.json");
        file.setAttribute("aria-label", words.say("Names for {0}", name));
        file.addEventListener("change", e -> page.labels(id, Entries.of(file)));
        HTMLElement label = Html.create("label", "button quiet", words.say("Names"));
        label.setAttribute("for", "labels-" + id);
        HTMLElement both = Html.create("span", "", "");
        both.appendChild(file);
        both.appendChild(label);
        return both;
    }

    /** Chooses what pixels are given as, which the file does not say. */
    private HTMLElement range(String id, Message model) {
        HTMLSelectElement select = (HTMLSelectElement) Html.create("select", "", "");
        for (double[] range : RANGES) {
            HTMLElement option = Html.create("option", "", words.say("{0} to {1}", words.number(range[0], 0), words.number(range[1], 0)));
            select.appendChild(option);
        }
        for (int i = 0; i < RANGES.length; i++) {
            if (RANGES[i][0] == model.number("min") && RANGES[i][1] == model.number("max")) {
                select.setSelectedIndex(i);
            }
        }
        select.addEventListener("change", e -> page.range(id, RANGES[select.getSelectedIndex()][0],
                RANGES[select.getSelectedIndex()][1]));
        HTMLElement label = Html.create("label", "hint", words.say("Pixels") + " ");
        label.appendChild(select);
        return label;
    }

    private String checked(Message model) {
        String time = words.say("{0} ms on {1}", words.number(model.number("milliseconds"), 0), model.text("backend"));
        return model.text("other").isEmpty() ? time : time + " \u00b7 " + (model.number("agrees") == 1 ? words.say("{0} computes the same", model.text("other"))
                : words.say("{0} does not compute it, or computes something else", model.text("other")));
    }

    private HTMLElement add(String id, String state, String name, double bytes, int size, int classes) {
        HTMLElement item = Html.create("li", "", "");
        item.setAttribute("data-model-id", id);
        item.setAttribute("data-state", state);
        item.appendChild(Html.create("strong", "", name));
        item.appendChild(Html.create("p", "hint", words.say("{0} MB \u00b7 {1} px \u00b7 {2} classes", words.number(bytes / 1e6, 1),
                words.number(size, 0), words.number(classes, 0))));
        HTMLElement use = Html.button("", page.isUsed(id) ? words.say("In use") : words.say("Use"));
        use.setAttribute("aria-pressed", page.isUsed(id) ? "true" : "false");
        use.setAttribute("aria-label", words.say("Use {0}", name));
        use.onClick(e -> page.use(id));
        item.appendChild(use);
        list.appendChild(item);
        return item;
    }
}
