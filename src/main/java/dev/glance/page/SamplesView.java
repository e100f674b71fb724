package dev.glance.page;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.dom.events.KeyboardEvent;
import org.teavm.jso.dom.html.HTMLElement;

/** The row of sample pictures: one tab stop, in which arrow keys go from one to the next. */
final class SamplesView {
    private final DomView view;
    private final List<HTMLElement> buttons = new ArrayList<>();
    /** The path of the sample that is on the stage or on its way there; empty where there is none. */
    private String shown = "";

    SamplesView(DomView view) {
        this.view = view;
    }

    /** Marks the sample of the given path; empty for none. */
    void show(String path) {
        if (!path.equals(shown)) {
            shown = path;
            mark();
        }
    }

    /** Adds the button of a sample picture, whose path it has in {@code data-path}. */
    void add(HTMLElement button) {
        buttons.add(button);
        HTMLElement item = view.text("li", "", "");
        item.appendChild(button);
        view.element("samples").appendChild(item);
        button.addEventListener("keydown", e -> go((KeyboardEvent) e, button));
        mark();
    }

    /** Marks the one on the stage; that one, or the first, is where Tab goes. */
    private void mark() {
        HTMLElement entry = null;
        for (HTMLElement button : buttons) {
            boolean chosen = shown.equals(button.getAttribute("data-path"));
            button.setAttribute("aria-pressed", Boolean.toString(chosen));
            entry = chosen || entry == null ? button : entry;
        }
        for (HTMLElement button : buttons) {
            button.setTabIndex(button == entry ? 0 : -1);
        }
    }

    /** Chooses the sample so many further, around the end; from another picture the first or the last. */
    void step(int by) {
        int at = -1;
        for (int i = 0; i < buttons.size(); i++) {
            at = shown.equals(buttons.get(i).getAttribute("data-path")) ? i : at;
        }
        int count = buttons.size();
        if (count > 0) {
            buttons.get(((at < 0 && by < 0 ? 0 : at) + by + count) % count).click();
        }
    }

    /** Arrow keys go from sample to sample. */
    private void go(KeyboardEvent event, HTMLElement from) {
        int last = buttons.size() - 1;
        int at = -1;
        for (int i = 0; i <= last; i++) {
            // Compared in the list itself, it would still be in TeaVM's wrapping, and never the same.
            HTMLElement button = buttons.get(i);
            at = button == from ? i : at;
        }
        int to = switch (event.getKey()) {
            case "ArrowRight", "ArrowDown" -> Math.min(at + 1, last);
            case "ArrowLeft", "ArrowUp" -> Math.max(at - 1, 0);
            case "Home" -> 0;
            case "End" -> last;
            default -> -1;
        };
        if (to >= 0) {
            event.preventDefault();
            buttons.get(to).focus();
        }
    }
}
