package dev.glance.web;

import org.teavm.jso.JSBody;

/**
 * Addresses.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/URL">URL</a>
 */
public final class Urls {
    private Urls() {
    }

    /** The backend that the address asks for, else the one that alone computes the model that it asks for; else empty. */
    public static String backend() {
        String asked = queryParameter("backend");
        return asked.isEmpty() ? ScriptTable.backend(queryParameter("model")) : asked;
    }

    /** Whether the address asks for several threads, which what a page begins with by itself has not. */
    public static boolean asksForThreads() {
        String threads = queryParameter("threads");
        return !threads.isEmpty() && !threads.equals("1");
    }

    /** The whole address for one that may be relative to the page; as it stands where it is no address at all. */
    @JSBody(params = "address",
            script = "try { return new URL(address, typeof document === 'undefined' ? location.href"
            + " : document.baseURI).href; } catch (e) { return address; }")
    public static native String resolve(String address);

    /** The origin of this thread; {@code null} as text in a sandbox, {@code file:} and more from disk. */
    @JSBody(script = "return location.protocol === 'file:' ? 'file:' : String(self.origin);")
    public static native String origin();

    /** Whether an address is of the same origin as this page. */
    @JSBody(params = "url", script = "return new URL(url, location.href).origin === location.origin;")
    public static native boolean isOwn(String url);

    /** The host that an address names. */
    @JSBody(params = "url", script = "return new URL(url).host;")
    public static native String host(String url);

    /** Whether this page was opened from disk. */
    @JSBody(script = "return location.protocol === 'file:';")
    public static native boolean isFromDisk();

    /** The text behind percent escapes; as it stands where they are broken. */
    @JSBody(params = "text", script = "try { return decodeURIComponent(text); } catch (e) { return text; }")
    public static native String decode(String text);

    /**
     * Writes a query parameter into the page's address, or takes it out where the value is empty, without loading the page anew; from
     * disk some browsers do not.
     */
    @JSBody(params = {"name", "value"}, script = "try { var url = new URL(location.href);"
            + " if (value) { url.searchParams.set(name, value); } else { url.searchParams.delete(name); }"
            + " history.replaceState(history.state, '', url.href); } catch (e) {}")
    public static native void keepParameter(String name, String value);

    /** The language of the browser, such as {@code zh-CN}. */
    @JSBody(script = "return navigator.language || '';")
    public static native String language();

    /** A query parameter of the page's address; empty where there is none. */
    @JSBody(params = "name", script = "return new URLSearchParams(location.search).get(name) || '';")
    public static native String queryParameter(String name);
}
