package dev.glance.page;

import dev.glance.decide.Explanation;
import dev.glance.decide.Predictions;
import dev.glance.decide.Seen;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.web.Canvas;
import dev.glance.web.Numbers;
import dev.glance.web.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** What nobody waits for waits so long for those who do. */
    private static final int QUIET_MS = 3_000;
    /** Left above the picture where the page is scrolled to it, in CSS pixels. */
    private static final int MARGIN = 6;

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement root = document.getDocumentElement();
    /** What waits until the page has nothing more urgent to do. */
    private final List<Runnable> later = new ArrayList<>();
    private boolean busy = true;
    private final Words words;
    private final CropView cropView;
    private final More more;
    private final AnswerView answerView;
    private final SamplesView samplesView = new SamplesView(this);
    /** Path of a file of the site that the error shown asks for; and the name of the one whose script is offered. */
    private String missing = "";
    private String offered = "";

    DomView(Words words, More more) {
        this.more = more;
        this.words = words;
        Texts texts = new Texts(words);
        answerView = new AnswerView(this, words, texts);
        cropView = new CropView(words, texts);
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

    /** Runs something once nothing has been loaded or computed for a while. */
    void whenQuiet(Runnable task) {
        later(() -> Window.setTimeout(() -> {
            if (busy) {
                whenQuiet(task);
            } else {
                task.run();
            }
        }, QUIET_MS));
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
            HTMLElement before = status.querySelector("[aria-hidden]");
            if (before != null) {
                before.setInnerText(text);
            }
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
    public void model(String id, String name, String backend, String thread, int threads) {
        root.setAttribute("data-model", id);
        root.setAttribute("data-backend", backend);
        setText("receipt-model", name);
        root.setAttribute("data-thread", thread);
        setText("receipt-backend", threads > 1 ? words.say("{0}, in a worker, on {1} threads", backend, words.number(threads, 0))
                : words.say(thread.equals("worker") ? "{0}, in a worker" : "{0}, on the page", backend));
    }

    @Override
    public void reveal() {
        HTMLElement stage = element("stage");
        Window window = Window.current();
        // Not the stage's, which may stick to the window.
        double top = Pointers.top(document.querySelector("main"));
        double bottom = Math.max(Pointers.bottom(stage), Math.max(Pointers.bottom(element("predictions")),
                Pointers.bottom(element("error"))));
        if (top < 0 || bottom > window.getInnerHeight()) {
            window.scrollBy(0, (int) Math.floor(top) - MARGIN);
        }
    }

    /** Scrolls as little as it takes to see the end of something. */
    private void show(HTMLElement element) {
        double hidden = Pointers.bottom(element) - Window.current().getInnerHeight();
        if (hidden > 0) {
            Window.current().scrollBy(0, (int) Math.ceil(hidden) + MARGIN);
        }
    }

    /** What is opened over the page is in view, and closes when something else is pressed. */
    void listen() {
        HTMLElement help = element("help");
        help.addEventListener("toggle", e -> {
            if (help.hasAttribute("open")) {
                show(element("help-text"));
            }
        });
        document.addEventListener("click", e -> {
            if (!Pointers.isWithin(e, help)) {
                help.removeAttribute("open");
            }
        });
        document.addEventListener("keydown", e -> {
            if (((KeyboardEvent) e).getKey().equals("Escape")) {
                help.removeAttribute("open");
            }
        });
    }

    @Override
    public void live(Optional<LiveState> live) {
        HTMLElement button = element("camera");
        if (live.isEmpty()) {
            if (document.getActiveElement() == element("camera-stop")) {
                // That is about to go.
                button.focus();
            }
            root.removeAttribute("data-live");
        } else {
            root.setAttribute("data-live", live.get() instanceof LiveState.Running ? "on" : "opening");
        }
        button.setAttribute("aria-pressed", Boolean.toString(live.isPresent()));
    }

    @Override
    public void picture(String path, String name, String facts, String read, String note) {
        samplesView.show(path);
        setText("picture-name", words.say(name));
        if (!name.equals(offered) && !offered.isEmpty()) {
            offered = "";
            more.with(door -> door.getWithdraw().run());
        }
        setText("receipt-picture", facts);
        setText("receipt-crop", read);
        say("picture-note", note);
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
        answerView.show(predictions, count);
    }

    @Override
    public void explanation(Explanation explanation, Predictions predictions) {
        if (more.explain(explanation, predictions)) {
            // It is drawn where the picture is; beside that, its words may lie further down.
            reveal();
            HTMLElement panel = element("why-panel");
            if (Pointers.left(panel) > Pointers.left(element("stage")) + Pointers.width(element("stage")) / 2) {
                show(panel);
            }
        }
    }

    @Override
    public void seen(Seen seen) {
        HTMLElement canvas = element("input");
        Canvas.paint(canvas, seen.rgba(), seen.width(), seen.height());
        canvas.setHidden(false);
    }

    @Override
    public void covered(Predictions predictions) {
        more.covered(predictions);
    }

    AnswerView answerView() {
        return answerView;
    }

    SamplesView samplesView() {
        return samplesView;
    }

    @Override
    public void clearExplanation() {
        more.clear();
    }

    @Override
    public void clearPredictions() {
        answerView.clear();
        element("input").setHidden(true);
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
        // What lacks of a model is brought with the rest of it.
        missing = error.code() == ErrorCode.MODEL_PART_MISSING ? "" : error.file();
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
        if (file.getName().equals(fileName(path))) {
            offered = file.getName();
            more.with(door -> door.getOffer().file(path, file));
        }
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

    void setText(String id, String text) {
        element(id).setInnerText(text);
    }
}
