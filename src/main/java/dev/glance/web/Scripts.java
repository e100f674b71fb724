package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLScriptElement;

/** Loads classic scripts, which also work from file:// and in workers. */
public final class Scripts {
    private Scripts() {
    }

    /**
     * Loads and runs a script once more, even if it ran before. In a worker it has run when this returns.
     *
     * @param url       its address
     * @param integrity what it must be; empty where that is not known
     * @return resolved when it has run; rejected with a text where it cannot be had
     */
    public static JSPromise<JSUndefined> load(String url, String integrity) {
        if (!hasDocument()) {
            // importScripts checks nothing itself; what was checked lies in the browser's cache.
            return (integrity.isEmpty() ? JSPromise.resolve(JSUndefined.instance()) : Fetch.checked(url, integrity))
                    .flatThen(checked -> importScripts(TrustedUrls.script(url)));
        }
        return Promises.now(() -> loadElement(url, integrity));
    }

    private static JSPromise<JSUndefined> loadElement(String url, String integrity) {
        JSObject trusted = TrustedUrls.script(url);
        return new JSPromise<>((resolve, reject) -> {
            HTMLDocument document = Window.current().getDocument();
            HTMLScriptElement script = (HTMLScriptElement) document.createElement("script");
            script.addEventListener("load", e -> {
                script.delete();
                resolve.accept(JSUndefined.instance());
            });
            script.addEventListener("error", e -> {
                script.delete();
                reject.accept(new RuntimeException("the script " + url + " could not be loaded, or is not the one that "
                        + "was built"));
            });
            if (!integrity.isEmpty()) {
                script.setAttribute("integrity", integrity);
                script.setAttribute("crossorigin", "anonymous");
            }
            setSource(script, trusted);
            document.getHead().appendChild(script);
        });
    }

    @JSBody(script = "return typeof document !== 'undefined';")
    private static native boolean hasDocument();

    /** A worker that is a module may import no scripts; the npm package's entry, which runs there, takes them for modules. */
    @JSBody(params = "url", script = "if (globalThis.glanceImport) { return globalThis.glanceImport(url); }"
            + " importScripts(url); return Promise.resolve();")
    private static native JSPromise<JSUndefined> importScripts(JSObject url);

    @JSBody(params = {"script", "url"}, script = "script.src = url;")
    private static native void setSource(HTMLScriptElement script, JSObject url);

    /**
     * Address of the script that runs now: of its tag, or, where it was brought in by {@code importScripts}, as the
     * browser names it in an error's stack. Empty where neither tells.
     */
    @JSBody(script = "if (typeof document !== 'undefined') { return document.currentScript ? document.currentScript.src : ''; }"
            + " var found = /((?:https?|file):[^\\s()]*?\\.js)(?:[?#][^\\s():]*)?:\\d+/.exec(new Error().stack || '');"
            + " return found ? found[1] : '';")
    public static native String currentAddress();

    /**
     * Calls back when the page is parsed, after the script that runs now. With a whole large script on the stack, whatever
     * remembers where it was called from takes far longer.
     */
    @JSBody(params = "callback", script = "if (document.readyState === 'loading') {"
            + " document.addEventListener('DOMContentLoaded', function () { callback(); });"
            + " } else { setTimeout(function () { callback(); }); }")
    public static native void afterParsing(BrowserFeatures.Callback callback);

    /** An attribute of the tag of the script that runs now; empty where there is none. */
    @JSBody(params = "name", script = "return document.currentScript && document.currentScript.getAttribute(name) || '';")
    public static native String currentAttribute(String name);

    /** Whether the tag of the script that runs now has the given attribute. */
    @JSBody(params = "name", script = "return typeof document !== 'undefined' && !!document.currentScript"
            + " && document.currentScript.hasAttribute(name);")
    public static native boolean currentHas(String name);
}
