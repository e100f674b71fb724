package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * The browser's offer to install a page like a program.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent">BeforeInstallPromptEvent</a>
 */
public final class InstallPrompt {
    private InstallPrompt() {
    }

    /** A function without arguments. */
    @JSFunctor
    public interface Callback extends JSObject {
        void call();
    }

    /** Keeps the offer, which comes once, instead of letting the browser make it by itself. */
    @JSBody(script = "addEventListener('beforeinstallprompt', function (event) { event.preventDefault();"
            + " globalThis.glanceInstall = event; dispatchEvent(new Event('glanceinstall')); });")
    public static native void watch();

    /** Whether there is an offer. */
    @JSBody(script = "return !!globalThis.glanceInstall;")
    public static native boolean available();

    /** Makes the offer, in a click; there is none afterwards. */
    @JSBody(script = "globalThis.glanceInstall.prompt(); delete globalThis.glanceInstall;")
    public static native void show();

    /** Calls back when an offer comes, and when the page was installed. */
    @JSBody(params = "callback", script = "addEventListener('glanceinstall', function () { callback(); });"
            + " addEventListener('appinstalled', function () { callback(); });")
    public static native void onChange(Callback callback);

    /** Whether the page runs as something that was installed. */
    @JSBody(script = "return matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;")
    public static native boolean isInstalled();

    /** Whether this is a browser of iOS, which offers it in its menu only. */
    @JSBody(script = "return 'standalone' in navigator;")
    public static native boolean isIos();

    /** Whether the person asks pages to load little. */
    @JSBody(script = "return !!navigator.connection && navigator.connection.saveData === true;")
    public static native boolean savesData();

    /** Asks the browser not to do away with what is kept when room is short; its answer does not matter. */
    @JSBody(script = "if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(function () {}); }")
    public static native void persist();
}
