package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Where the keyboard goes.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/HTMLElement/focus">focus</a>
 */
public final class Focus {
    private Focus() {
    }

    /** Goes there without scrolling. */
    @JSBody(params = "element", script = "element.focus({preventScroll: true});")
    public static native void still(HTMLElement element);
}
