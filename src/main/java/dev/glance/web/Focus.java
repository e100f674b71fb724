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

    /** Scrolls no further than until an element is seen. */
    @JSBody(params = "element", script = "element.scrollIntoView({block: 'nearest'});")
    public static native void reveal(HTMLElement element);

    /** Which of the controls in an element has the keyboard, by its place among them; negative for none. */
    @JSBody(params = "element", script = "return Array.from(element.querySelectorAll(':is(button, input, select):not([hidden])'))"
            + ".indexOf(document.activeElement);")
    public static native int place(HTMLElement element);

    /** Gives the control at a place the keyboard, or the last one where there are fewer; none for a negative place. */
    @JSBody(params = {"element", "place"}, script = "var all = element.querySelectorAll(':is(button, input, select):not([hidden])');"
            + " if (place >= 0 && all.length > 0) { all[Math.min(place, all.length - 1)].focus({preventScroll: true}); }")
    public static native void give(HTMLElement element, int place);
}
