package dev.glance.page;

import dev.glance.web.Focus;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Elements for views that make their own. */
final class Html {
    private Html() {
    }

    /** An element of a class, or of none, with a text. */
    static HTMLElement create(String tag, String name, String text) {
        HTMLElement element = Window.current().getDocument().createElement(tag);
        if (!name.isEmpty()) {
            element.setClassName(name);
        }
        if (!text.isEmpty()) {
            element.setTextContent(text);
        }
        return element;
    }

    /** A button that submits nothing. */
    static HTMLElement button(String name, String text) {
        HTMLElement button = create("button", name, text);
        button.setAttribute("type", "button");
        return button;
    }

    /** An element of a class, or of none, with others in it. */
    static HTMLElement with(String tag, String name, HTMLElement... children) {
        HTMLElement element = create(tag, name, "");
        for (HTMLElement child : children) {
            element.appendChild(child);
        }
        return element;
    }

    /** Writes a text where another one stands: the same again would be laid out, and read aloud, once more. */
    static void say(HTMLElement element, String text) {
        if (!text.equals(element.getTextContent())) {
            element.setTextContent(text);
        }
    }

    static HTMLElement active() {
        return Window.current().getDocument().getActiveElement();
    }

    /** Gives an element the keyboard where it is: nothing scrolls. */
    static void focusStill(HTMLElement element) {
        Focus.still(element);
    }
}
