package dev.glance.classify;

import dev.glance.litert.LiteRt;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Scripts;
import dev.glance.web.SiteFiles;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/** LiteRT.js on this thread: loaded from the site when it is first needed. */
final class LiteRtRuntime {
    private static final String FOLDER = "litert/";

    private final SiteFiles site;
    /** A thread can load it only once, whoever asks. */
    private static JSPromise<JSUndefined> started;

    LiteRtRuntime(SiteFiles site) {
        this.site = site;
    }

    /** Loads and starts the runtime; rejected with a text or error on why not, and then tried afresh the next time. */
    JSPromise<JSUndefined> start() {
        if (site.fromDisk()) {
            return JSPromise.reject(new IllegalStateException("from disk it cannot be loaded"));
        }
        if (started == null) {
            BrowserFeatures.emscriptenFiles(site.address(FOLDER));
            started = Scripts.load(site.address(FOLDER + "litert.js"))
                    .flatThen(loaded -> LiteRt.loadLiteRt(site.address(FOLDER)))
                    .<JSUndefined>flatThen(runtime -> JSPromise.resolve(JSUndefined.instance()), reason -> {
                        started = null;
                        return JSPromise.reject(reason);
                    });
        }
        return started;
    }
}
