package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Format;
import dev.glance.site.SiteFiles;
import dev.glance.tfjs.Tf;
import dev.glance.tfjs.Wasm;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Gpu;
import dev.glance.web.JsErrors;
import dev.glance.web.Port;
import dev.glance.web.Promises;
import dev.glance.web.TensorFlow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.typedarrays.Int8Array;

/** TensorFlow.js and its backends: loading each when it is needed, and which to try in what order. */
public final class Backends {
    static final String WASM = "wasm";
    static final String WEBGL = "webgl";
    static final String WEBGPU = "webgpu";
    static final String CPU = "cpu";
    static final String LITERT = "litert";
    /** Stands for whichever of {@link #WEBGL} and {@link #WEBGPU} is real here, and for no other. */
    static final String GPU = "gpu";

    /** How long a backend may take to start. */
    private static final int START_MS = 60_000;
    private static final String SIMD_FILE = "tfjs-backend-wasm-simd.wasm";
    private static final String PLAIN_FILE = "tfjs-backend-wasm.wasm";
    private static final String THREADED_FILE = "tfjs-backend-wasm-threaded-simd.wasm";
    /** By the address of the site: whoever computes on this thread shares one, and loads nothing twice. */
    private static final Map<String, Backends> OWNERS = new HashMap<>();

    private final SiteFiles site;
    private final LiteRtRuntime liteRt;
    private final Map<String, JSPromise<JSUndefined>> scripts = new HashMap<>();
    private final Map<String, JSPromise<JSUndefined>> starting = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Set<Runnable>> lossListeners = new HashMap<>();
    private final Set<String> watched = new HashSet<>();
    /** Whether a model here needs more of TensorFlow.js than MobileNets do. */
    private boolean whole;
    /** What computes one picture on several threads; empty for nothing. */
    private String threaded = "";
    private int threads = 1;

    private Backends(SiteFiles site) {
        this.site = site;
        liteRt = new LiteRtRuntime(site);
    }

    /** Those of this thread. */
    public static Backends of(SiteFiles site) {
        return OWNERS.computeIfAbsent(site.address(""), key -> new Backends(site));
    }

    /** Makes ready what a model of that format needs besides a backend. */
    JSPromise<JSUndefined> need(Format format) {
        whole |= format.whole();
        return format.kind() != Format.Kind.LAYERS ? JSPromise.resolve(JSUndefined.instance())
                : tensorFlow().flatThen(ready -> TensorFlow.hasLayers() ? JSPromise.resolve(ready) : script(WorkerScripts.LAYERS));
    }

    /**
     * Has one picture computed on several threads from the start on.
     *
     * @param name  {@link #WASM} or {@link #LITERT}, which has not been started
     * @param count at least 2
     */
    void thread(String name, int count) {
        threaded = name;
        threads = count;
    }

    /** How many threads of a backend compute one picture. */
    int threads(String name) {
        return name.equals(threaded) ? threads : 1;
    }

    /** Whether something computes on several threads, and then nothing else is tried. */
    boolean isThreaded() {
        return threads > 1;
    }

    /** Whether a name is that of a backend of TensorFlow.js. */
    static boolean isTensorFlow(String name) {
        return switch (name) {
            case WEBGL, WEBGPU, WASM, CPU -> true;
            default -> false;
        };
    }

    /** The other engine. */
    LiteRtRuntime liteRt() {
        return liteRt;
    }

    /**
     * The backends to try, in order.
     *
     * @param requested the one to try first; empty for none in particular
     * @throws GlanceException {@code option} for a backend that there is not
     */
    JSPromise<List<String>> candidates(String requested) {
        if (!requested.isEmpty() && !isTensorFlow(requested) && !requested.equals(LITERT) && !requested.equals(GPU)) {
            throw new GlanceException(ErrorCode.OPTION, "There is no backend \u201c" + requested + "\u201d.",
                    "Use wasm, webgl, webgpu, gpu, cpu or litert, or leave it out.");
        }
        List<String> names = new ArrayList<>();
        if (requested.equals(GPU)) {
            return gpus();
        }
        if (requested.isEmpty()) {
            return gpus().then(Backends::withFallbacks);
        }
        names.add(requested);
        return JSPromise.resolve(withFallbacks(names));
    }

    /** Those that compute on a real GPU here. */
    private static JSPromise<List<String>> gpus() {
        List<String> names = new ArrayList<>();
        String renderer = Gpu.webGlRenderer();
        // A program that draws on the CPU is ten times slower than wasm on it.
        if (renderer.isEmpty() || Gpu.isSoftware(renderer)) {
            return JSPromise.resolve(names);
        }
        names.add(WEBGL);
        return Gpu.hasWebGpu().then(real -> {
            if (BrowserFeatures.isTrue(real)) {
                names.add(WEBGPU);
            }
            return names;
        });
    }

    /** Loads TensorFlow.js itself unless the thread has it already: the page's where that can serve. */
    JSPromise<JSUndefined> tensorFlow() {
        if (TensorFlow.isWhole()) {
            return JSPromise.resolve(JSUndefined.instance());
        }
        if (!TensorFlow.isThere() && TensorFlow.pageServes()) {
            TensorFlow.usePages();
            // So that there is a backend to go back to.
            return Tf.ready().<JSUndefined>flatThen(ready -> JSPromise.resolve(JSUndefined.instance()),
                    reason -> JSPromise.resolve(JSUndefined.instance()));
        }
        return own(WorkerScripts.CORE);
    }

    private JSPromise<JSUndefined> own(String path) {
        // From disk a worker has been given its scripts, and can load no others.
        boolean whole = path.equals(WorkerScripts.CORE);
        boolean given = TensorFlow.isDefined(whole);
        return (given ? JSPromise.resolve(JSUndefined.instance()) : script(path)).<JSUndefined>flatThen(loaded -> {
            if (!TensorFlow.isDefined(whole)) {
                throw missing("the script " + path + " ran without defining it");
            }
            TensorFlow.useOwn();
            return JSPromise.resolve(loaded);
        }, reason -> JSPromise.reject(missing(JsErrors.text(reason))));
    }

    /** Starts to load what a backend needs, so that it is there when {@link #start} needs it. */
    void preload(String name) {
        // A failure is reported when it is started, which waits for the same promise or tries again.
        JSPromise<JSUndefined> ready;
        if (name.equals(LITERT)) {
            ready = liteRt.start(threads(LITERT));
        } else if (name.equals(WASM)) {
            // Its compilation goes on beside the download of the model.
            ready = start(name);
        } else {
            ready = backendScript(name);
        }
        ready.catchError(reason -> JSUndefined.instance());
    }

    /**
     * Makes a backend ready to be used by {@link #on}; rejected with a text or error on why not. One that does not start
     * leaves nothing behind; one that was running before keeps what others have on it. Which backend is in use stays as it
     * is, but where there is none yet.
     */
    JSPromise<JSUndefined> start(String name) {
        JSPromise<JSUndefined> start = starting.get(name);
        if (start == null) {
            start = Promises.within(Promises.of(() -> startNow(name)), START_MS, "it took more than " + START_MS / 1000
                    + " seconds to start").onSettled(() -> {
                starting.remove(name);
                return null;
            });
            starting.put(name, start);
        }
        return start;
    }

    private JSPromise<JSUndefined> startNow(String name) {
        if (name.equals(WASM)) {
            requireWebAssembly();
        }
        return backendScript(name).flatThen(loaded -> prepare(name)).flatThen(ready -> TensorFlow.startBackend(name))
                .then(started -> {
                    if (threads(name) > 1 && Wasm.getThreadsCount() < threads) {
                        throw new IllegalStateException("TensorFlow.js uses " + Wasm.getThreadsCount() + " of " + threads + " threads");
                    }
                    if (TensorFlow.backendInUse().isEmpty()) {
                        Tf.setBackend(name);
                    }
                    watch(name);
                    return JSUndefined.instance();
                });
    }

    private static void requireWebAssembly() {
        if (!BrowserFeatures.hasGlobal("WebAssembly")) {
            throw new IllegalStateException("this browser has no WebAssembly, or it is switched off");
        }
        try {
            TensorFlow.requireWebAssembly();
        } catch (RuntimeException e) {
            throw new IllegalStateException("WebAssembly may not be compiled here ("
                    + JsErrors.text(JsErrors.cause(e)) + "); add 'wasm-unsafe-eval' to script-src in the page's "
                    + "Content-Security-Policy", e);
        }
    }

    /** What is computed at once, on one backend. */
    interface Computation<T> {
        T compute();
    }

    /**
     * Computes on a backend that was started. Whichever was in use before is so afterwards: others on this thread, the
     * page among them, have their own.
     */
    <T> T on(String name, Computation<T> computation) {
        String before = TensorFlow.backendInUse();
        if (name.equals(before)) {
            return computation.compute();
        }
        // Done when it returns, since the backend has started.
        Tf.setBackend(name);
        try {
            return computation.compute();
        } finally {
            if (!before.isEmpty() && Tf.engine().hasStarted(before)) {
                Tf.setBackend(before);
            }
        }
    }

    /** Whether the GPU behind a backend was taken away since it started. */
    boolean isLost(String name) {
        return lost.contains(name);
    }

    /** Those to tell when the GPU behind a backend is taken away; each removes itself when it need not know any more. */
    Set<Runnable> lossListeners(String name) {
        return lossListeners.computeIfAbsent(name, key -> new HashSet<>());
    }

    /** Gives up a backend and frees all that anybody has on it. */
    void drop(String name) {
        watched.remove(name);
        if (TensorFlow.isThere() && Tf.engine().hasFactory(name)) {
            // Registered again, so that a later try starts afresh instead of failing until the page is reloaded.
            JSObject factory = Tf.findBackendFactory(name);
            Tf.removeBackend(name);
            Tf.registerBackend(name, factory);
        }
    }

    private void watch(String name) {
        if (!watched.add(name)) {
            return;
        }
        lost.remove(name);
        on(name, () -> {
            BrowserFeatures.onGpuLost(Tf.backend().webGlContext(), Tf.backend().webGpuDevice(), () -> {
                lost.add(name);
                for (Runnable listener : new ArrayList<>(lossListeners(name))) {
                    listener.run();
                }
            });
            return null;
        });
    }

    private JSPromise<JSUndefined> backendScript(String name) {
        // Pages, and workers of theirs, get the whole of TensorFlow.js, for their own use.
        if (!whole && name.equals(WASM) && Port.isOwnWorker() && !TensorFlow.isThere()
                && !TensorFlow.pageServes()) {
            return own(threads(WASM) > 1 ? WorkerScripts.THREADS : WorkerScripts.MOBILENET);
        }
        if (TensorFlow.isThere() && Tf.engine().hasFactory(name)) {
            return JSPromise.resolve(JSUndefined.instance());
        }
        // A page's own TensorFlow.js may have the backend already.
        return tensorFlow().flatThen(loaded -> Tf.engine().hasFactory(name) ? JSPromise.resolve(loaded)
                : script(WorkerScripts.backend(name)));
    }

    private JSPromise<JSUndefined> script(String path) {
        JSPromise<JSUndefined> script = scripts.get(path);
        if (script == null) {
            script = site.run(path).flatCatchError(reason -> {
                scripts.remove(path);
                return JSPromise.reject(reason);
            });
            scripts.put(path, script);
        }
        return script;
    }

    private JSPromise<JSUndefined> prepare(String name) {
        boolean pagesWasm = TensorFlow.isPages() && !scripts.containsKey(WorkerScripts.backend(WASM));
        if (!name.equals(WASM) || Tf.engine().hasStarted(WASM) || pagesWasm) {
            return JSPromise.resolve(JSUndefined.instance());
        }
        boolean several = threads(WASM) > 1;
        Tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", several);
        if (several) {
            Wasm.setThreadsCount(threads);
        }
        return Tf.env().getAsync("WASM_HAS_SIMD_SUPPORT").flatThen(simd -> {
            String file = several ? THREADED_FILE : BrowserFeatures.isTrue(simd) ? SIMD_FILE : PLAIN_FILE;
            return site.read("tf/" + file).<JSUndefined>flatThen(bytes -> {
                TensorFlow.provide(file, Int8Array.fromJavaArray(bytes));
                Wasm.setWasmPaths(site.address("tf/"), true);
                return JSPromise.resolve(JSUndefined.instance());
            }, reason -> {
                GlanceException error = JsErrors.of(reason);
                // Not the end: another backend may do without it.
                return JSPromise.reject(new IllegalStateException(error.what() + " " + error.remedy()));
            });
        });
    }

    private static List<String> withFallbacks(List<String> names) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            all.add(name);
        }
        all.add(WASM);
        all.add(CPU);
        return new ArrayList<>(all);
    }

    private static GlanceException missing(String why) {
        return new GlanceException(ErrorCode.TENSORFLOW_MISSING, "TensorFlow.js could not be loaded: " + why + ".",
                GlanceException.COPY_AGAIN);
    }
}
