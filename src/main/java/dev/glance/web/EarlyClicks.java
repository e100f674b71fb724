package dev.glance.web;

import org.teavm.jso.JSBody;

/** Clicks on a button that is there before what it does. They are not lost: one is remembered. */
public final class EarlyClicks {
    private EarlyClicks() {
    }

    /** Remembers a click on the element of the given id, which need not be parsed yet. */
    @JSBody(params = "id", script = "var early = {clicked: false, listener: function (event) {"
            + " if (event.target.closest('#' + id)) { early.clicked = true; } }};"
            + " document.addEventListener('click', early.listener); globalThis.glanceClicks = early;")
    public static native void watch(String id);

    /** Whether there was a click; from now on none is remembered. */
    @JSBody(script = "var early = globalThis.glanceClicks; if (!early) { return false; } delete globalThis.glanceClicks;"
            + " document.removeEventListener('click', early.listener); return early.clicked;")
    public static native boolean take();
}
