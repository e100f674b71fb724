package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * The whole screen for one element, where the browser grants it.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Fullscreen_API">Fullscreen API</a>
 */
public final class FullScreen {
    private FullScreen() {
    }

    /** Asks for it. Where it is refused or there is none, such as on an iPhone, the window stays as it is. */
    @JSBody(params = "element", script = "if (element.requestFullscreen) {"
            + " element.requestFullscreen().catch(function () {}); }")
    public static native void enter(HTMLElement element);

    /** Ends it. Where the browser does not, or has done so already, there is nothing left to do. */
    @JSBody(script = "if (document.fullscreenElement) { document.exitFullscreen().catch(function () {}); }")
    public static native void leave();

    @JSBody(script = "return !!document.fullscreenElement;")
    public static native boolean isOn();
}
