package dev.glance.page;

import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.error.GlanceException;
import dev.glance.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The page's elements. Text only ever goes in as text, never as HTML. */
final class DomView implements View {
    /** The longest that something less urgent waits. */
    private static final int PATIENCE_MS = 2_000;

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement root = document.getDocumentElement();
    /** What waits until the page has nothing more urgent to do. */
    private final List<Runnable> later = new ArrayList<>();
    private boolean busy = true;
    private final List<HTMLElement> sampleButtons = new ArrayList<>();
    /** The path of the sample that is on the stage or on its way there. */
    private String sample = "";

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
        setText("receipt-backend", backend + (thread.equals("worker") ? ", in a worker" : ", on the page"));
    }

    @Override
    public void picture(String path, String facts, String note) {
        if (!path.equals(sample)) {
            sample = path;
            sampleButtons.forEach(this::mark);
        }
        setText("receipt-picture", facts);
        say("picture-note", note);
    }

    /** Adds the button of a sample picture, whose path it has in {@code data-path}. */
    void addSample(HTMLElement button) {
        sampleButtons.add(button);
        mark(button);
        HTMLElement item = document.createElement("li");
        item.appendChild(button);
        element("samples").appendChild(item);
    }

    private void mark(HTMLElement button) {
        button.setAttribute("aria-pressed", Boolean.toString(sample.equals(button.getAttribute("data-path"))));
    }

    @Override
    public void predictions(Predictions predictions) {
        HTMLElement list = element("predictions");
        list.clear();
        for (Prediction prediction : predictions.top()) {
            list.appendChild(row(prediction));
        }
        Receipt receipt = predictions.receipt();
        setText("receipt-time", Texts.milliseconds(receipt.preprocessMs() + receipt.inferenceMs()) + " (model "
                + Texts.milliseconds(receipt.inferenceMs()) + ")");
    }

    @Override
    public void clearPredictions() {
        element("predictions").clear();
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
        String message = error.getMessage() + instead;
        // The same words again would be read aloud again.
        if (!box.isHidden() && message.equals(box.getAttribute("data-message"))) {
            return;
        }
        box.clear();
        box.setAttribute("data-code", error.code().word());
        box.setAttribute("data-message", message);
        box.setHidden(false);
        box.appendChild(text("strong", "", error.what()));
        box.appendChild(text("span", "", error.remedy() + (instead.isEmpty() ? "" : " " + instead)));
        if (offerDefault) {
            HTMLElement link = text("a", "", "Open the page with the site\u2019s own choice");
            link.setAttribute("href", "index.html");
            box.appendChild(document.createTextNode(" "));
            box.appendChild(link);
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

    private HTMLElement row(Prediction prediction) {
        HTMLElement row = document.createElement("li");
        row.setAttribute("data-index", Integer.toString(prediction.index()));
        row.setAttribute("data-probability", Numbers.text(prediction.probability()));
        row.setTitle(prediction.label().joined());
        row.appendChild(text("span", "label", prediction.label().name()));
        row.appendChild(text("span", "percent", Texts.percent(prediction.probability())));
        HTMLElement bar = text("span", "bar", "");
        bar.setAttribute("aria-hidden", "true");
        HTMLElement fill = text("span", "fill", "");
        fill.getStyle().setProperty("width", Numbers.text(Math.max(0.5, prediction.probability() * 100)) + "%");
        bar.appendChild(fill);
        row.appendChild(bar);
        return row;
    }

    private void setText(String id, String text) {
        element(id).setInnerText(text);
    }
}
