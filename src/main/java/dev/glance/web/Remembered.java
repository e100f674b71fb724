package dev.glance.web;

import org.teavm.jso.JSBody;

/**
 * What this browser on this device was found to do, kept for the next visit. It is a convenience: where nothing can be
 * kept, nothing is.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/localStorage">localStorage</a>
 */
public final class Remembered {
    private Remembered() {
    }

    /** What was remembered under a name by this very version of the browser; empty where nothing was. */
    @JSBody(params = "name", script = "try { var kept = JSON.parse(localStorage.getItem('glance ' + name));"
            + " return kept && kept.browser === navigator.userAgent ? String(kept.value) : ''; } catch (e) { return ''; }")
    public static native String get(String name);

    @JSBody(params = {"name", "value"}, script = "try { localStorage.setItem('glance ' + name,"
            + " JSON.stringify({value: value, browser: navigator.userAgent})); } catch (e) {}")
    public static native void set(String name, String value);

    /** What a person has decided, whatever version of the browser it was in; empty where nothing was. */
    @JSBody(params = "name", script = "try { return localStorage.getItem('glance ' + name) || ''; } catch (e) { return ''; }")
    public static native String decision(String name);

    /** Remembers what a person decides; empty for what is so of itself. */
    @JSBody(params = {"name", "value"}, script = "try { if (value) { localStorage.setItem('glance ' + name, value); }"
            + " else { localStorage.removeItem('glance ' + name); } } catch (e) {}")
    public static native void decide(String name, String value);
}
