package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** Hands an object over to a script that is loaded next. */
public final class ScriptDoor {
    private ScriptDoor() {
    }

    /** Leaves it there. */
    @JSBody(params = "door", script = "globalThis.glanceDoor = door;")
    public static native void open(JSObject door);

    /** Takes it away. */
    @JSBody(script = "var door = globalThis.glanceDoor; delete globalThis.glanceDoor; return door;")
    public static native <T extends JSObject> T enter();
}
