package dev.glance.web;

import dev.glance.async.Promise;
import dev.glance.async.Timer;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSPromise;

/**
 * This thread's timers.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/Window/setTimeout">setTimeout</a>
 */
public final class PageTimer implements Timer {
    @Override
    public Runnable after(int milliseconds, Runnable task) {
        int timer = Window.setTimeout(task::run, milliseconds);
        return () -> Window.clearTimeout(timer);
    }

    /** From now on the browser reports failures that nobody hears, as it does with its own promises. */
    public static void reportUnheard() {
        Promise.onUnheard(new PageTimer(), JSPromise::reject);
    }
}
