package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.file.File;

/**
 * What is dropped or pasted.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/DataTransfer">DataTransfer</a>
 */
public abstract class Transfer implements JSObject {
    private Transfer() {
    }

    /** What a drop or paste event carries. */
    @JSBody(params = "event", script = "return event.dataTransfer || event.clipboardData;")
    public static native Transfer of(Event event);

    /** The first file; null where there is none. */
    @JSBody(script = "return this.files.length > 0 ? this.files[0] : null;")
    public native File firstFile();

    /** A web address, such as that of a picture dragged from another page; empty where there is none. */
    @JSBody(script = "var text = (this.getData('text/uri-list') || this.getData('text/plain')).trim().split('\\n')[0];"
            + " return /^https?:\\/\\//i.test(text) ? text.trim() : '';")
    public native String address();
}
