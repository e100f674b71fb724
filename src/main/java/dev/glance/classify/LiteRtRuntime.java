package dev.glance.classify;

import dev.glance.litert.LiteRt;
import dev.glance.site.SiteFiles;
import dev.glance.web.Blobs;
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

    /**
     * Loads and starts the runtime; rejected with a text or error on why not, and then tried afresh the next time.
     *
     * @param threads how many compute one picture; more than one only in a worker that has loaded nothing of it before
     */
    JSPromise<JSUndefined> start(int threads) {
        if (!WorkerScripts.hasLiteRt(site.fromDisk())) {
            return JSPromise.reject(new IllegalStateException("the site does not have it for this browser"));
        }
        if (started == null) {
            String build = WorkerScripts.liteRtBuild(threads);
            started = script("litert", WorkerScripts.LITERT).flatThen(loaded -> script("ModuleFactory", build + ".js"))
                    .flatThen(loaded -> threads > 1 ? text(build + ".js") : JSPromise.resolve(""))
                    .flatThen(url -> site.compile(build + ".wasm").flatThen(module -> start(build, module, url, threads)))
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

    /** An address of the verified script's text, which each thread runs: in a worker of another host's none else will do. */
    private JSPromise<String> text(String path) {
        return site.read(path).then(bytes -> Blobs.createUrl(Blobs.of(bytes, "text/javascript")));
    }

    private JSPromise<JSObject> start(String build, JSObject module, String url, int threads) {
        BrowserFeatures.emscriptenModule(module, url, threads - 1);
        return LiteRt.loadLiteRt(site.address(build + ".js"));
    }
}
