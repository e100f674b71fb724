package dev.glance.classify;

import dev.glance.litert.LiteRt;
import dev.glance.site.SiteFiles;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;

/** LiteRT.js on this thread: loaded from the site when it is first needed. */
final class LiteRtRuntime {
    private final SiteFiles site;
    /** A thread can load it only once, whoever asks. */
    private static JSPromise<JSUndefined> started;

    LiteRtRuntime(SiteFiles site) {
        this.site = site;
    }

    /** Loads and starts the runtime; rejected with a text or error on why not, and then tried afresh the next time. */
    JSPromise<JSUndefined> start() {
        if (!WorkerScripts.hasLiteRt(site.fromDisk())) {
            return JSPromise.reject(new IllegalStateException("the site does not have it for this browser"));
        }
        if (started == null) {
            String build = WorkerScripts.liteRtBuild();
            started = script("litert", WorkerScripts.LITERT).flatThen(loaded -> script("ModuleFactory", build + ".js"))
                    .flatThen(loaded -> site.compile(build + ".wasm")).flatThen(module -> start(build, module))
                    .<JSUndefined>flatThen(runtime -> JSPromise.resolve(JSUndefined.instance()), reason -> {
                        started = null;
                        // Not the end: another backend may do without it.
                        return JSPromise.reject(new IllegalStateException(JsErrors.text(reason)));
                    });
        }
        return started;
    }

    /** Runs a script, unless a worker was started with it. A page's global of that name may be somebody else's. */
    private JSPromise<JSUndefined> script(String global, String path) {
        boolean given = BrowserFeatures.thread().equals("worker") && BrowserFeatures.hasGlobal(global);
        return given ? JSPromise.resolve(JSUndefined.instance()) : site.run(path);
    }

    private JSPromise<JSObject> start(String build, JSObject module) {
        BrowserFeatures.emscriptenModule(module);
        return LiteRt.loadLiteRt(site.address(build + ".js"));
    }
}
