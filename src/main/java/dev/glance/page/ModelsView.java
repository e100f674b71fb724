package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.error.GlanceException;
import dev.glance.model.CatalogEntry;
import dev.glance.web.Entries;
import dev.glance.web.Focus;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.web.Urls;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.dom.html.HTMLSelectElement;

/** The list of models. */
final class ModelsView {
    private static final String STYLE = "models.css";
    private static final String INPUT = "model-file";
    private static final String ADDRESS = "model-address";
    private static final String DOT = " \u00b7 ";
    /** What models take pixels as, the commonest first. */
    private static final double[][] RANGES = {{-1, 1}, {0, 1}, {0, 255}};

    /** Height and width of the pictures that models take, in pixels. */
    private static final int[] SIZES = {28, 32, 64, 96, 128, 160, 192, 224, 240, 256, 260, 288, 299, 300, 320, 331, 380, 384, 448, 512};

    private final ModelsPage page;
    private final Words words;
    private final Texts texts;
    private final HTMLElement panel = Window.current().getDocument().getElementById("models");
    private final HTMLElement hint = Html.create("p", "hint", "");
    private final HTMLElement list = Html.create("ul", "shelf", "");
    private final HTMLElement status = Html.create("p", "hint", "");
    /** The page tells it at its top too, to whoever does not see. */
    private final HTMLElement undo = Html.button("quiet", "");
    private Runnable undone = () -> { };
    private final HTMLElement problem = Html.create("p", "notice problem", "");
    /** What is going on; in view wherever one is in the panel. */
    private final HTMLElement going = Html.create("div", "going", "");
    private final HTMLElement comparison = Html.create("section", "comparison", "");
    private final HTMLElement awayTitle = Html.create("h2", "", "");
    private final HTMLElement away = Html.create("ul", "shelf", "");
    private final HTMLElement all = Html.create("div", "", "");
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
    /** What two models answered; empty where nobody has asked. */
    private List<Predictions> compared = List.of();

    ModelsView(ModelsPage page, Words words) {
        this.page = page;
        this.words = words;
        texts = new Texts(words);
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
        comparison.setAttribute("aria-live", "polite");
        for (HTMLElement part : new HTMLElement[] {status, undo, loading, problem}) {
            going.appendChild(part);
        }
        for (HTMLElement part : new HTMLElement[] {list, comparison, row, hint, form, awayTitle, away, going}) {
            all.appendChild(part);
        }
        show();
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
        undo.setHidden(true);
        undo.onClick(e -> undone.run());
        progress.setAttribute("max", "1");
        HTMLElement line = Html.create("div", "row", "");
        line.appendChild(address);
        line.appendChild(load);
        form.appendChild(addressLabel);
        form.appendChild(line);
        loading.appendChild(progress);
        loading.appendChild(arrived);
        loading.appendChild(cancel);
        cancellable(false);
    }

    /** Once its style is there: until then it would look like nothing. */
    private void show() {
        HTMLElement style = Html.create("link", "", "");
        style.setAttribute("rel", "stylesheet");
        style.setAttribute("href", STYLE);
        for (String settled : new String[] {"load", "error"}) {
            style.addEventListener(settled, e -> panel.appendChild(all));
        }
        Window.current().getDocument().getHead().appendChild(style);
    }

    /** Whether something is being fetched. */
    void cancellable(boolean fetching) {
        loading.setHidden(!fetching);
        progress.removeAttribute("value");
    }

    /** So many bytes have arrived, of 0 where it is not known of how many. */
    void arrived(double bytes, double total, Rate rate) {
        String text = words.say("{0} of {1} MB", words.number(bytes / 1e6, 1), total > 0 ? words.number(total / 1e6, 1) : "?");
        if (rate.isKnown()) {
            text += DOT + words.say("{0} MB a second", words.number(rate.bytesASecond() / 1e6, 1));
        }
        if (rate.isKnown() && total > 0) {
            text += DOT + words.say("{0} s left", words.number(Math.ceil((total - bytes) / rate.bytesASecond()), 0));
        }
        // Not to be read aloud at each step.
        Html.say(arrived, text);
        if (total > 0) {
            progress.setAttribute("value", Numbers.text(bytes / total));
        } else {
            progress.removeAttribute("value");
        }
    }

    /** Shows the list. */
    void open() {
        panel.setAttribute("open", "");
    }

    /** Says what is going on; nothing for an empty text. What went wrong before is over then. */
    void say(String text) {
        Html.say(status, text);
        Html.say(problem, "");
        undo.setHidden(true);
    }

    /** Offers to undo what was said last. */
    void undo(Runnable work) {
        undone = work;
        Html.say(undo, words.say("Bring it back"));
        undo.setHidden(false);
    }

    /** Says what went wrong. */
    void fail(GlanceException failure) {
        Html.say(problem, words.failure(failure));
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
            HTMLElement item = add(list, entry.id(), "here", entry.name(), entry.bytes(), entry.inputSize(), entry.classes(), entry.id());
            double milliseconds = Measured.of(entry.id());
            if (milliseconds > 0) {
                item.appendChild(Html.create("p", "hint", words.say("{0} ms a picture", words.number(milliseconds, 0))));
            }
            item.appendChild(Html.with("div", "bring", use(entry.id(), entry.name()), compare(entry.id(), entry.name())));
        }
        page.own().forEach((id, model) -> {
            String name = model.text("name");
            HTMLElement item = add(list, id, model.number("fetched") == 1 ? "kept" : "mine", name, model.number("bytes"),
                    (int) model.number("size"), (int) model.number("classes"), ModelsPage.known(model));
            item.appendChild(Html.create("p", "hint", checked(model)));
            if (!model.text("lacking").isEmpty()) {
                item.appendChild(Html.create("p", "hint", words.say("Only LiteRT.js computes it: TensorFlow.js lacks {0}",
                        model.text("lacking"))));
            }
            if (model.number("mixed") == 1) {
                item.appendChild(Html.create("p", "hint", words.say("Its file normalises each colour in another way. Here all three get "
                        + "the mean of these, which changes answers a little.")));
            }
            item.appendChild(Html.with("div", "bring", use(id, name), compare(id, name)));
            HTMLElement asked = Html.create("div", "bring", "");
            if (model.number("certain") == 0) {
                asked.appendChild(range(id, model));
            }
            if (model.number("open") == 1) {
                asked.appendChild(size(id, (int) model.number("size")));
            }
            if (asked.hasChildNodes()) {
                item.appendChild(asked);
            }
            HTMLElement row = Html.create("div", "bring", "");
            row.appendChild(labels(id, name));
            HTMLElement save = Html.button("quiet", words.say("Save as a site"));
            save.setAttribute("aria-label", words.say("Save {0} as a site", name));
            save.setAttribute("title", words.say("A zip with this page and the model: unzipped, it opens by double-click, without a connection, "
                    + "and from any web server."));
            save.setAttribute("data-save", id);
            save.onClick(e -> page.save(id));
            row.appendChild(save);
            HTMLElement forget = Html.button("quiet", words.say("Forget"));
            forget.setAttribute("aria-label", words.say("Forget {0}", name));
            forget.onClick(e -> page.forget(id));
            row.appendChild(forget);
            item.appendChild(row);
        });
        Focus.give(list, place);
        place = Focus.place(away);
        away.clear();
        for (Message entry : page.away()) {
            away(entry);
        }
        Focus.give(away, place);
        Html.say(awayTitle, words.say("Published ones that are not in this site"));
        awayTitle.setHidden(page.away().isEmpty());
        compare();
    }

    /** One that can be fetched: from where, and how much, is said before. */
    private void away(Message entry) {
        String name = entry.text("name");
        HTMLElement item = add(away, entry.text("id"), "away", name, entry.number("bytes"), (int) entry.number("inputSize"),
                (int) entry.number("classes"), entry.text("id"));
        StringBuilder hosts = new StringBuilder();
        for (String address : page.addresses(entry)) {
            hosts.append(hosts.length() == 0 ? "" : words.say(", else ")).append(Urls.host(address));
        }
        item.appendChild(Html.create("p", "hint", words.say("From {0}", hosts.toString())));
        HTMLElement fetch = Html.button("quiet", words.say("Fetch {0} MB", words.number(entry.number("bytes") / 1e6, 1)));
        fetch.setAttribute("aria-label", words.say("Fetch {0}", name));
        fetch.onClick(e -> page.fetch(entry));
        item.appendChild(fetch);
    }

    /** Shows what two models say of the picture on the stage; none for an empty list. */
    void compared(List<Predictions> answers) {
        compared = answers;
        compare();
        if (!answers.isEmpty()) {
            Focus.reveal(comparison);
        }
    }

    private void compare() {
        comparison.clear();
        if (compared.isEmpty()) {
            return;
        }
        comparison.appendChild(Html.create("h2", "", words.say("The picture on the stage, as two models see it at one look")));
        for (Predictions predictions : compared) {
            HTMLElement names = Html.create("ol", "compared", "");
            for (Prediction prediction : predictions.top()) {
                names.appendChild(NamesRow.of(prediction, words, texts));
            }
            Receipt receipt = predictions.receipt();
            HTMLElement half = Html.with("div", "", Html.create("h3", "", page.name(receipt.modelId())),
                    Html.create("p", "hint", texts.said(predictions.verdict())), names,
                    Html.create("p", "hint", words.say("{0} on {1}", texts.milliseconds(receipt.inferenceMs()), receipt.backend())));
            half.setAttribute("data-compared", receipt.modelId());
            comparison.appendChild(half);
        }
    }

    private HTMLElement use(String id, String name) {
        HTMLElement use = Html.button("", page.isUsed(id) ? words.say("In use") : words.say("Use"));
        use.setAttribute("aria-pressed", page.isUsed(id) ? "true" : "false");
        use.setAttribute("aria-label", words.say("Use {0}", name));
        use.onClick(e -> page.use(id));
        return use;
    }

    private HTMLElement compare(String id, String name) {
        HTMLElement compare = Html.button("quiet", words.say("Compare"));
        compare.setAttribute("aria-label", words.say("Compare {0} with the model in use", name));
        compare.setHidden(page.isUsed(id));
        compare.onClick(e -> page.compare(id, name));
        return compare;
    }

    /** Chooses a list of names. */
    private HTMLElement labels(String id, String name) {
        HTMLInputElement file = (HTMLInputElement) Html.create("input", "", "");
        file.setAttribute("type", "file");
        file.setAttribute("id", "labels-" + id);
        file.setAttribute("accept", ".txt,.csv,.tsv,.json");
        file.setAttribute("aria-label", words.say("Names for {0}", name));
        file.addEventListener("change", e -> {
            page.labels(id, Entries.of(file));
            file.setValue("");
        });
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
        int chosen = RANGES.length;
        for (int i = 0; i < RANGES.length; i++) {
            chosen = RANGES[i][0] == model.number("min") && RANGES[i][1] == model.number("max") ? i : chosen;
            range(select, RANGES[i][0], RANGES[i][1], 0);
        }
        if (chosen == RANGES.length) {
            range(select, model.number("min"), model.number("max"), 2);
        }
        select.setSelectedIndex(chosen);
        select.addEventListener("change", e -> {
            int index = select.getSelectedIndex();
            double[] range = index < RANGES.length ? RANGES[index] : new double[] {model.number("min"), model.number("max")};
            page.range(id, range[0], range[1]);
        });
        return labelled(words.say("Pixels"), select);
    }

    private void range(HTMLElement select, double min, double max, int decimals) {
        select.appendChild(Html.create("option", "", words.say("{0} to {1}", words.number(min, decimals), words.number(max, decimals))));
    }

    /** Chooses at what size pictures are given, which the files do not say. */
    private HTMLElement size(String id, int size) {
        HTMLSelectElement select = (HTMLSelectElement) Html.create("select", "", "");
        for (int i = 0; i < SIZES.length; i++) {
            select.appendChild(Html.create("option", "", words.say("{0} px", words.number(SIZES[i], 0))));
            if (SIZES[i] == size) {
                select.setSelectedIndex(i);
            }
        }
        select.setAttribute("data-size", id);
        select.addEventListener("change", e -> page.size(id, SIZES[select.getSelectedIndex()]));
        return labelled(words.say("Size"), select);
    }

    private static HTMLElement labelled(String text, HTMLElement field) {
        HTMLElement label = Html.create("label", "hint", text + " ");
        label.appendChild(field);
        return label;
    }

    /** How often it is right, and who says so; empty where that is not known. */
    private String right(String known) {
        double measured = Accuracy.MEASURED.of(known);
        if (measured != PlotLayout.UNKNOWN) {
            return words.say("{0} % of 1,000 pictures right, measured for Glance", words.number(100 * measured, 1));
        }
        double published = Accuracy.PUBLISHED.of(known);
        return published == PlotLayout.UNKNOWN ? ""
                : words.say("{0} % of ILSVRC 2012 right, says tensorflow.org", words.number(100 * published, 1));
    }

    private String checked(Message model) {
        double latest = Measured.of(model.text("id"));
        String time = words.say("{0} ms on {1}", words.number(latest > 0 ? latest : model.number("milliseconds"), 0),
                model.text("backend"));
        return model.text("other").isEmpty() ? time : time + " \u00b7 " + (model.number("agrees") == 1
                ? words.say("{0} computes the same", model.text("other"))
                : words.say("{0} does not compute it, or computes something else", model.text("other")));
    }

    /** @param known what the catalog calls it; empty where it does not know it */
    private HTMLElement add(HTMLElement list, String id, String state, String name, double bytes, int size, int classes, String known) {
        HTMLElement item = Html.create("li", "", "");
        item.setAttribute("data-model-id", id);
        item.setAttribute("data-state", state);
        item.appendChild(Html.create("strong", "", name));
        item.appendChild(Html.create("p", "hint", words.say("{0} \u00b7 {1} px \u00b7 {2} classes", Figures.bytes(words, bytes),
                words.number(size, 0), words.number(classes, 0))));
        String right = right(known);
        if (!right.isEmpty()) {
            item.appendChild(Html.create("p", "hint", right));
        }
        list.appendChild(item);
        return item;
    }
}
