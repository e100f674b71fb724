package dev.glance.web;

import org.teavm.jso.JSClass;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Hears when elements get another size, whyever.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/ResizeObserver">ResizeObserver</a>
 */
@JSClass
public class ResizeObserver implements JSObject {
    /** @param callback hears of it before the page is drawn with it */
    public ResizeObserver(BrowserFeatures.Callback callback) {
    }

    /** Listens to an element, and tells of the size that it has now. */
    public native void observe(HTMLElement element);

    /** Listens no more. */
    public native void disconnect();
}
