package dev.glance.classify;

import dev.glance.litert.LiteRt;
import dev.glance.site.SiteFiles;
import dev.glance.web.BrowserFeatures;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/** LiteRT.js on this thread: loaded from the site when it is first needed. */
final class LiteRtRuntime {
    private static final String FOLDER = "litert/";

    /** The builds with and without relaxed SIMD, of which LiteRT.js chooses one in the same way. */
    private static final String RELAXED = "litert_wasm_internal";
    private static final String PLAIN = "litert_wasm_compat_internal";

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
            started = site.run(FOLDER + "litert.js").flatThen(loaded -> LiteRt.supportsFeature("relaxedSimd"))
                    .flatThen(relaxed -> start(FOLDER + (BrowserFeatures.isTrue(relaxed) ? RELAXED : PLAIN)))
                    .<JSUndefined>flatThen(runtime -> JSPromise.resolve(JSUndefined.instance()), reason -> {
                        started = null;
                        return JSPromise.reject(reason);
                    });
        }
        return started;
    }

    /** What LiteRT.js loads by itself is verified before. */
    private JSPromise<JSObject> start(String build) {
        return site.check(build + ".js").flatThen(checked -> site.compile(build + ".wasm")).flatThen(module -> {
            BrowserFeatures.emscriptenModule(module);
            return LiteRt.loadLiteRt(site.address(FOLDER));
        });
    }
}
