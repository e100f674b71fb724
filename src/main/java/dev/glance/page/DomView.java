package dev.glance.page;

import dev.glance.decide.Explanation;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Seen;
import dev.glance.decide.Verdict;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.web.Blobs;
import dev.glance.web.Canvas;
import dev.glance.web.Numbers;
import dev.glance.model.Label;
import dev.glance.web.Pointers;
import dev.glance.web.TwinScripts;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.xml.NodeList;
import org.teavm.jso.file.File;

/** The page's elements. Text only ever goes in as text, never as HTML. */
final class DomView implements View {
    /** The longest that something less urgent waits. */
    private static final int PATIENCE_MS = 2_000;
    /** Left above the picture where the page is scrolled to it, in CSS pixels. */
    private static final int MARGIN = 6;

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement root = document.getDocumentElement();
    /** What waits until the page has nothing more urgent to do. */
    private final List<Runnable> later = new ArrayList<>();
    private boolean busy = true;
    private final Words words;
    private final Texts texts;
    private final CropView cropView;
    private final HeatView heatView;
    /** The answer that is shown, and how many of its names unless more are asked for. */
    private Predictions shown;
    private int shownCount;
    private boolean more;
    /** Path of a file of the site that the error shown asks for; and the name of the one whose script is offered. */
    private String missing = "";
    private String offered = "";
    private String offeredUrl = "";
    private final List<HTMLElement> sampleButtons = new ArrayList<>();
    /** The path of the sample that is on the stage or on its way there. */
    private String sample = "";

    DomView(Words words) {
        this.words = words;
        texts = new Texts(words);
        cropView = new CropView(words, texts);
        heatView = new HeatView(words, texts);
    }

    /** Says what stands in the page itself in the language in use. */
    void translate() {
        root.setAttribute("lang", words.language().equals("zh") ? "zh-CN" : words.language());
        document.setTitle(words.say("Glance: what is in this picture?"));
        for (String attribute : new String[] {"data-t", "aria-label", "title", "alt"}) {
            NodeList<? extends HTMLElement> elements = document.querySelectorAll("[" + attribute + "]");
            for (int i = 0; i < elements.getLength(); i++) {
                translate(elements.get(i), attribute);
            }
        }
    }

    private void translate(HTMLElement element, String attribute) {
        String kept = attribute.equals("data-t") ? "data-t" : "data-en-" + attribute;
        String english = element.hasAttribute(kept) ? element.getAttribute(kept) : "";
        if (english.isEmpty()) {
            english = attribute.equals("data-t") ? element.getTextContent() : element.getAttribute(attribute);
            element.setAttribute(kept, english);
        }
        if (attribute.equals("data-t")) {
            element.setTextContent(words.say(english));
        } else {
            element.setAttribute(attribute, words.say(english));
        }
    }

    HTMLElement element(String id) {
        return document.getElementById(id);
    }

    @Override
    public void state(PageState state) {
        root.setAttribute("data-state", state.word());
        element("predict").setAttribute("aria-disabled", Boolean.toString(state == PageState.CLASSIFYING));
        busy = state == PageState.LOADING || state == PageState.CLASSIFYING;
        if (!busy) {
            runLater();
        }
    }

    /** Runs something as soon as nothing is being loaded or computed, or after two seconds of that. */
    void later(Runnable task) {
        if (!busy) {
            task.run();
            return;
        }
        if (later.isEmpty()) {
            Window.setTimeout(this::runLater, PATIENCE_MS);
        }
        later.add(task);
    }

    private void runLater() {
        List<Runnable> tasks = List.copyOf(later);
        later.clear();
        tasks.forEach(Runnable::run);
    }

    @Override
    public void status(String text, String spoken) {
        HTMLElement status = element("status");
        // The same words again would be read aloud again.
        if (spoken.equals(status.getAttribute("data-spoken"))) {
            return;
        }
        status.setAttribute("data-spoken", spoken);
        status.clear();
        if (text.equals(spoken)) {
            status.setInnerText(text);
            return;
        }
        HTMLElement seen = text("span", "", text);
        seen.setAttribute("aria-hidden", "true");
        status.appendChild(seen);
        status.appendChild(text("span", "hidden", spoken));
    }

    @Override
    public void progress(double fraction) {
        if (fraction < 0) {
            element("progress").removeAttribute("value");
        } else {
            element("progress").setAttribute("value", Numbers.text(fraction));
        }
    }

    @Override
    public void cancellable(boolean on) {
        element("cancel").setHidden(!on);
    }

    @Override
    public void model(String id, String name, String backend, String thread) {
        root.setAttribute("data-model", id);
        root.setAttribute("data-backend", backend);
        setText("receipt-model", name);
        root.setAttribute("data-thread", thread);
        setText("receipt-backend", words.say(thread.equals("worker") ? "{0}, in a worker" : "{0}, on the page", backend));
    }

    @Override
    public void reveal() {
        HTMLElement stage = element("stage");
        Window window = Window.current();
        double top = Pointers.top(stage);
        double bottom = Math.max(Pointers.bottom(stage), Math.max(Pointers.bottom(element("predictions")),
                Pointers.bottom(element("error"))));
        if (top < 0 || bottom > window.getInnerHeight()) {
            window.scrollBy(0, (int) Math.floor(top) - MARGIN);
        }
    }

    @Override
    public void picture(String path, String name, String facts, String read, String note) {
        if (!path.equals(sample)) {
            sample = path;
            markSamples();
        }
        setText("picture-name", words.say(name));
        if (!name.equals(offered) && !offered.isEmpty()) {
            withdraw();
        }
        setText("receipt-picture", facts);
        setText("receipt-crop", read);
        say("picture-note", note);
    }

    /** Adds the button of a sample picture, whose path it has in {@code data-path}. */
    void addSample(HTMLElement button) {
        sampleButtons.add(button);
        HTMLElement item = document.createElement("li");
        item.appendChild(button);
        element("samples").appendChild(item);
        button.addEventListener("keydown", e -> step((KeyboardEvent) e, button));
        markSamples();
    }

    /** Marks the one on the stage; that one, or the first, is where Tab goes. */
    private void markSamples() {
        HTMLElement entry = null;
        for (HTMLElement button : sampleButtons) {
            boolean chosen = sample.equals(button.getAttribute("data-path"));
            button.setAttribute("aria-pressed", Boolean.toString(chosen));
            entry = chosen || entry == null ? button : entry;
        }
        for (HTMLElement button : sampleButtons) {
            button.setTabIndex(button == entry ? 0 : -1);
        }
    }

    /** Chooses the sample so many further, around the end; from another picture the first or the last. */
    void stepSample(int by) {
        int at = -1;
        for (int i = 0; i < sampleButtons.size(); i++) {
            at = sample.equals(sampleButtons.get(i).getAttribute("data-path")) ? i : at;
        }
        int count = sampleButtons.size();
        if (count > 0) {
            sampleButtons.get(((at < 0 && by < 0 ? 0 : at) + by + count) % count).click();
        }
    }

    /** Arrow keys go from sample to sample. */
    private void step(KeyboardEvent event, HTMLElement from) {
        int last = sampleButtons.size() - 1;
        int at = sampleButtons.indexOf(from);
        int to = switch (event.getKey()) {
            case "ArrowRight", "ArrowDown" -> Math.min(at + 1, last);
            case "ArrowLeft", "ArrowUp" -> Math.max(at - 1, 0);
            case "Home" -> 0;
            case "End" -> last;
            default -> -1;
        };
        if (to >= 0) {
            event.preventDefault();
            sampleButtons.get(to).focus();
        }
    }

    @Override
    public void crop(Crop crop, int width, int height) {
        cropView.show(crop, width, height);
    }

    @Override
    public void clearCrop() {
        cropView.clear();
    }

    CropView cropView() {
        return cropView;
    }

    @Override
    public void predictions(Predictions predictions, int count) {
        shown = predictions;
        shownCount = count;
        verdict(predictions.verdict());
        list();
        Receipt receipt = predictions.receipt();
        setText("receipt-time", words.say("{0} (model {1})", texts.milliseconds(receipt.preprocessMs() + receipt.inferenceMs()),
                texts.milliseconds(receipt.inferenceMs())));
    }

    private void verdict(Verdict verdict) {
        HTMLElement box = element("verdict");
        box.clear();
        box.setHidden(false);
        box.setAttribute("data-verdict", verdict.kind().word());
        box.setAttribute("data-wnid", verdict.name().wordNetId());
        box.setAttribute("data-probability", Numbers.text(verdict.probability()));
        String headline = texts.headline(verdict);
        if (!headline.isEmpty()) {
            HTMLElement line = text("strong", "", "");
            line.appendChild(text("span", "", headline));
            if (verdict.kind() == Verdict.Kind.BROADER) {
                line.appendChild(text("span", "percent", texts.percent(verdict.probability())));
            }
            box.appendChild(line);
        }
        box.appendChild(text("span", "", texts.explanation(verdict)));
    }

    private void list() {
        HTMLElement list = element("predictions");
        list.clear();
        int all = shown.top().size();
        int count = more ? all : Math.min(shownCount, all);
        for (int i = 0; i < count; i++) {
            list.appendChild(row(shown.top().get(i)));
        }
        element("actions").setHidden(false);
        element("more").setHidden(shownCount >= all);
        element("more").setAttribute("aria-expanded", Boolean.toString(more));
        list.setClassName(more ? "more" : "");
        setText("more", words.say(more ? "Fewer" : "More"));
        element("more").setAttribute("aria-label", words.say(more ? "Fewer names" : "More names"));
        setText("copy", words.say("Copy"));
    }

    /** Shows more names than the first ones, or no longer. */
    void toggleMore() {
        more = !more;
        list();
    }

    /** What is shown, as text to paste elsewhere. */
    String copied() {
        StringBuilder text = new StringBuilder();
        text.append(texts.said(shown.verdict())).append('\n');
        for (Prediction prediction : shown.top().subList(0, more ? shown.top().size()
                : Math.min(shownCount, shown.top().size()))) {
            text.append(names(prediction.label())).append('\t').append(texts.percent(prediction.probability()))
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public void explanation(Explanation explanation, List<Prediction> top, Crop crop, int width, int height) {
        heatView.show(explanation, top, crop, width, height);
    }

    @Override
    public void seen(Seen seen) {
        HTMLElement canvas = element("input");
        Canvas.paint(canvas, seen.rgba(), seen.width(), seen.height());
        canvas.setHidden(false);
    }

    @Override
    public void clearExplanation() {
        heatView.clear();
    }

    @Override
    public void clearPredictions() {
        element("predictions").clear();
        element("verdict").setHidden(true);
        element("actions").setHidden(true);
        element("input").setHidden(true);
        more = false;
        setText("receipt-time", "\u2013");
    }

    @Override
    public void note(String text) {
        say("note", text);
    }

    private void say(String id, String text) {
        element(id).setHidden(text.isEmpty());
        setText(id, text);
    }

    @Override
    public void error(GlanceException error, String instead, boolean offerDefault) {
        HTMLElement box = element("error");
        String message = words.language() + error.getMessage() + instead;
        // The same words again would be read aloud again.
        if (!box.isHidden() && message.equals(box.getAttribute("data-message"))) {
            return;
        }
        box.clear();
        box.setAttribute("data-code", error.code().word());
        box.setAttribute("data-message", message);
        box.setHidden(false);
        String what = error.what();
        String remedy = error.remedy();
        if (!words.isEnglish()) {
            what = words.say("what " + error.code().word());
            remedy = words.say("remedy " + error.code().word());
        }
        box.appendChild(text("strong", "", what));
        box.appendChild(text("span", "", remedy + (instead.isEmpty() ? "" : " " + instead)));
        if (!words.isEnglish()) {
            HTMLElement original = text("span", "original", error.getMessage());
            original.setAttribute("lang", "en");
            box.appendChild(original);
        }
        if (offerDefault) {
            HTMLElement link = text("a", "", words.say("Open the page with the site\u2019s own choice"));
            link.setAttribute("href", "index.html");
            box.appendChild(document.createTextNode(" "));
            box.appendChild(link);
        }
        missing = error.file();
        if (!missing.isEmpty()) {
            HTMLElement choose = text("button", "", words.say("Choose {0}", fileName(missing)));
            choose.setAttribute("type", "button");
            choose.onClick(e -> element("file").click());
            box.appendChild(choose);
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Offers the script that makes the page read a file of the site from disk, if it is the one that the error shown is about.
     *
     * @param file what was chosen
     */
    void offerTwin(File file) {
        String path = missing;
        if (!file.getName().equals(fileName(path))) {
            return;
        }
        withdraw();
        offered = file.getName();
        TwinScripts.of(path, file).then(twin -> {
            HTMLElement keep = element("keep");
            int slash = path.lastIndexOf('/');
            keep.clear();
            String sentence = slash < 0 ? words.say("To make the page open with it by double-click, save {0} beside index.html.")
                    : words.say("To make the page open with it by double-click, save {0} in the folder {1}, beside the picture.",
                            "{0}", path.substring(0, slash));
            int place = sentence.indexOf("{0}");
            keep.appendChild(document.createTextNode(sentence.substring(0, place)));
            HTMLElement link = text("a", "", offered + ".js");
            offeredUrl = Blobs.createUrl(twin);
            link.setAttribute("href", offeredUrl);
            link.setAttribute("download", offered + ".js");
            keep.appendChild(link);
            keep.appendChild(document.createTextNode(sentence.substring(place + "{0}".length())));
            keep.setHidden(false);
            return null;
            // Whoever shows a file that cannot be read says so.
        }, reason -> null);
    }

    private void withdraw() {
        offered = "";
        element("keep").setHidden(true);
        Blobs.revokeUrl(offeredUrl);
    }

    @Override
    public void clearError() {
        HTMLElement box = element("error");
        box.setHidden(true);
        box.clear();
        box.removeAttribute("data-code");
        box.removeAttribute("data-message");
    }

    HTMLElement text(String tag, String className, String text) {
        HTMLElement element = document.createElement(tag);
        if (!className.isEmpty()) {
            element.setClassName(className);
        }
        element.setInnerText(text);
        return element;
    }

    /** The other names: in another language than English all the English ones. */
    private List<String> synonyms(Label label) {
        return label.names().subList(words.hasName(label.wordNetId()) ? 0 : 1, label.names().size());
    }

    private String names(Label label) {
        StringBuilder names = new StringBuilder(texts.name(label));
        synonyms(label).forEach(synonym -> names.append(", ").append(synonym));
        return names.toString();
    }

    private HTMLElement row(Prediction prediction) {
        HTMLElement row = document.createElement("li");
        row.setAttribute("data-index", Integer.toString(prediction.index()));
        row.setAttribute("data-probability", Numbers.text(prediction.probability()));
        HTMLElement names = text("span", "names", "");
        Label label = prediction.label();
        names.appendChild(text("span", "label", texts.name(label)));
        for (String synonym : synonyms(label)) {
            names.appendChild(text("span", "synonyms", " \u00b7 " + synonym));
        }
        row.appendChild(names);
        row.appendChild(text("span", "percent", texts.percent(prediction.probability())));
        HTMLElement bar = text("span", "bar", "");
        bar.setAttribute("aria-hidden", "true");
        HTMLElement fill = text("span", "fill", "");
        fill.getStyle().setProperty("width", Numbers.text(Math.max(0.5, prediction.probability() * 100)) + "%");
        bar.appendChild(fill);
        row.appendChild(bar);
        return row;
    }

    void setText(String id, String text) {
        element(id).setInnerText(text);
    }
}
