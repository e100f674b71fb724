package dev.glance.web;

import dev.glance.error.GlanceException;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExceptions;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSObjects;

/** Turns what a JavaScript promise was rejected with back into something that Java can read. */
public final class JsErrors {
    /** How TeaVM begins the message of an exception that stands for one of JavaScript's. */
    private static final String WRAPPED = "(JavaScript) ";

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

    /** The text of a rejection: an Error's message, or its name where that is empty, else the value as text. Never null or empty. */
    public static String text(Object reason) {
        Throwable thrown = throwable(reason);
        JSObject script = script(reason);
        String text;
        if (script != null) {
            String name = nameOf(script);
            text = name.isEmpty() ? JSObjects.toString(script) : messageOf(script).isEmpty() ? name : messageOf(script);
        } else {
            text = thrown.getMessage() != null ? thrown.getMessage() : thrown.toString();
        }
        return text.isEmpty() ? "no reason given" : text;
    }

    /** The {@code name} of a JavaScript error, such as {@code AbortError}; empty for anything else. */
    public static String name(Object reason) {
        JSObject script = script(reason);
        return script == null ? "" : nameOf(script);
    }

    /** The JavaScript value that a rejection or exception comes from; null for an exception of Java's own. */
    private static JSObject script(Object reason) {
        Throwable thrown = throwable(reason);
        if (thrown == null) {
            return (JSObject) reason;
        }
        // One of Java's own has a JavaScript value too, once it was thrown.
        return thrown.getMessage() != null && thrown.getMessage().startsWith(WRAPPED) ? JSExceptions.getJSException(thrown)
                : null;
    }

    @JSBody(params = "error", script = "return String(error.message);")
    private static native String messageOf(JSObject error);

    /** Also of a DOMException, and of an error from another realm. */
    @JSBody(params = "reason", script = "return reason && typeof reason === 'object' && typeof reason.name === 'string'"
            + " ? reason.name : '';")
    private static native String nameOf(Object reason);

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
