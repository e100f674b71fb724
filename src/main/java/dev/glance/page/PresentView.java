package dev.glance.page;

import dev.glance.web.FullScreen;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The picture and its answer alone, as large as the window, for a projector. Arrow keys step through the many, or the samples. */
final class PresentView {
    private static final String MARK = "data-present";

    private final HTMLDocument document = Window.current().getDocument();
    private final HTMLElement root = document.getDocumentElement();
    private final HTMLElement button = document.getElementById("present");
    private final Words words;
    private final Door.Step step;

    /** @param step goes so many pictures further */
    PresentView(Words words, Door.Step step) {
        this.words = words;
        this.step = step;
        document.addEventListener("keydown", e -> key((KeyboardEvent) e));
        document.addEventListener("fullscreenchange", e -> {
            if (!FullScreen.isOn()) {
                leave();
            }
        });
    }

    /** Begins, or ends. */
    void toggle() {
        if (isOn()) {
            leave();
            return;
        }
        root.setAttribute(MARK, "");
        say();
        FullScreen.enter(root);
    }

    private boolean isOn() {
        return root.hasAttribute(MARK);
    }

    private void key(KeyboardEvent event) {
        if (!isOn()) {
            return;
        }
        switch (event.getKey()) {
            case "Escape" -> leave();
            case "ArrowRight", "ArrowDown", "PageDown" -> step(event, 1);
            case "ArrowLeft", "ArrowUp", "PageUp" -> step(event, -1);
            default -> { }
        }
    }

    private void step(KeyboardEvent event, int by) {
        event.preventDefault();
        step.by(by);
    }

    private void leave() {
        if (isOn()) {
            root.removeAttribute(MARK);
            say();
            FullScreen.leave();
        }
    }

    private void say() {
        button.setAttribute("aria-pressed", Boolean.toString(isOn()));
        button.setInnerText(words.say(isOn() ? "Leave" : "Present"));
    }
}
