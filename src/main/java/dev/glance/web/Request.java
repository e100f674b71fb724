package dev.glance.web;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * A request as a page makes it.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Request">Request</a>
 */
public interface Request extends JSObject {
    @JSProperty
    String getUrl();

    @JSProperty
    String getMethod();

    /** {@code navigate} for a window or frame that opens. */
    @JSProperty
    String getMode();

    /** What it is for, such as {@code document}. */
    @JSProperty
    String getDestination();

    /** What the browser's cache is asked for, such as {@code no-cache} for a page that is reloaded. */
    @JSProperty
    String getCache();

    @JSProperty
    Headers getHeaders();
}
