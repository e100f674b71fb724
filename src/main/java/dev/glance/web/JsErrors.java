package dev.glance.web;

import dev.glance.error.GlanceException;
import org.teavm.jso.JSExceptions;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSError;
import org.teavm.jso.core.JSObjects;

/** Turns what a JavaScript promise was rejected with back into something that Java can read. */
public final class JsErrors {
    private JsErrors() {
    }

    /**
     * The failure behind a rejection: a {@link GlanceException} thrown in a callback comes out as itself, anything else
     * as an {@code internal} one with its text.
     *
     * @param reason the value that the promise was rejected with
     */
    public static GlanceException of(Object reason) {
        Throwable thrown = throwable(reason);
        return GlanceException.of(thrown != null ? thrown : new RuntimeException(text(reason)));
    }

    /** The text of a rejection: an Error's message, else the value as text. Never null or empty. */
    public static String text(Object reason) {
        Throwable thrown = throwable(reason);
        String text;
        if (thrown != null) {
            text = thrown.getMessage() != null ? thrown.getMessage() : thrown.toString();
        } else if (reason instanceof JSError) {
            text = ((JSError) reason).getMessage();
        } else {
            text = JSObjects.toString(reason);
        }
        return text.isEmpty() ? "no reason given" : text;
    }

    /** The {@code name} of a JavaScript error, such as {@code AbortError}; empty for anything else. */
    public static String name(Object reason) {
        return throwable(reason) == null && reason instanceof JSError
                ? ((JSError) reason).getName() : "";
    }

    /** The JavaScript value behind a RuntimeException that a call into JavaScript threw, else the exception itself. */
    public static Object cause(RuntimeException e) {
        JSObject cause = JSExceptions.getJSException(e);
        return cause != null ? cause : e;
    }

    private static Throwable throwable(Object reason) {
        if (reason instanceof Throwable) {
            Throwable thrown = (Throwable) reason;
            return thrown;
        }
        return reason instanceof JSObject ? JSExceptions.getJavaException((JSObject) reason) : null;
    }
}
