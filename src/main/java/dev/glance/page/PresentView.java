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
    private final HTMLElement button;
    private final DomView view;
    private final Words words;
    private final Panels panels;

    PresentView(DomView view, Words words, Panels panels) {
        this.view = view;
        this.panels = panels;
        this.words = words;
        button = view.element("present");
    }

    /** @param answer asks for an answer where there is none yet */
    void listen(Runnable answer) {
        button.onClick(e -> {
            if (isOn()) {
                leave();
                return;
            }
            root.setAttribute(MARK, "");
            say();
            FullScreen.enter(root);
            answer.run();
        });
        document.addEventListener("keydown", e -> key((KeyboardEvent) e));
        document.addEventListener("fullscreenchange", e -> {
            if (!FullScreen.isOn()) {
                leave();
            }
        });
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
        if (!panels.step(by)) {
            view.samplesView().step(by);
        }
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
