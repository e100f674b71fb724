package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Hands objects over to scripts that are loaded. */
public final class ScriptDoor {
    private ScriptDoor() {
    }

    /**
     * Leaves one there.
     *
     * @param script for which
     */
    @JSBody(params = {"script", "door"}, script = "(globalThis.glanceDoors = globalThis.glanceDoors || {})[script] = door;")
    public static native void open(String script, JSObject door);

    /** Takes the one for a script away; undefined where none was left. */
    @JSBody(params = "script", script = "var door = globalThis.glanceDoors[script]; delete globalThis.glanceDoors[script];"
            + " return door;")
    public static native <T extends JSObject> T enter(String script);
}
