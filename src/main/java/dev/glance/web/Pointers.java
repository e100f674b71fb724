package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Pointer events: mouse, finger or pen.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Pointer_events">Pointer events</a>
 */
public final class Pointers {
    private Pointers() {
    }

    /** Whether an event is of the first finger, or of the mouse's main button. */
    @JSBody(params = "event", script = "return event.isPrimary && event.button <= 0;")
    public static native boolean isMain(Event event);

    /** Sends what follows from this pointer to an element, wherever it goes, until it is released. */
    @JSBody(params = {"element", "event"}, script = "element.setPointerCapture(event.pointerId);")
    public static native void capture(HTMLElement element, Event event);

    /** From the left edge of the window, in CSS pixels. */
    @JSBody(params = "event", script = "return event.clientX;")
    public static native double x(Event event);

    /** From the upper edge of the window, in CSS pixels. */
    @JSBody(params = "event", script = "return event.clientY;")
    public static native double y(Event event);

    /** Whether what was pressed lies in an element. */
    @JSBody(params = {"event", "element"}, script = "return element.contains(event.target);")
    public static native boolean isWithin(Event event, HTMLElement element);

    /** Left edge of an element in the window, in CSS pixels. */
    @JSBody(params = "element", script = "return element.getBoundingClientRect().left;")
    public static native double left(HTMLElement element);

    /** Upper edge of an element in the window, in CSS pixels. */
    @JSBody(params = "element", script = "return element.getBoundingClientRect().top;")
    public static native double top(HTMLElement element);

    /** Lower edge of an element in the window, in CSS pixels. */
    @JSBody(params = "element", script = "return element.getBoundingClientRect().bottom;")
    public static native double bottom(HTMLElement element);

    /** Width of an element, in CSS pixels. */
    @JSBody(params = "element", script = "return element.getBoundingClientRect().width;")
    public static native double width(HTMLElement element);
}
