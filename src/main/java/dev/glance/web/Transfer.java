package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.dom.events.Event;

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

    /**
     * The files, and for folders their entries; to be asked for before the event is over.
     *
     * @see <a href="https://developer.mozilla.org/docs/Web/API/DataTransferItem/webkitGetAsEntry">webkitGetAsEntry</a>
     */
    @JSBody(script = "var things = []; for (var item of this.items) { if (item.kind === 'file') {"
            + " var entry = item.webkitGetAsEntry && item.webkitGetAsEntry();"
            + " var thing = entry && entry.isDirectory ? entry : item.getAsFile(); if (thing) { things.push(thing); } } }"
            + " return things.length > 0 ? things : Array.from(this.files);")
    public native JSArray<JSObject> things();

    /** A web address, such as that of a picture dragged from another page; empty where there is none. */
    @JSBody(script = "var text = (this.getData('text/uri-list') || this.getData('text/plain')).trim().split('\\n')[0];"
            + " return /^https?:\\/\\//i.test(text) ? text.trim() : '';")
    public native String address();
}
