package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.tfjs.Tf;
import dev.glance.tfjs.Wasm;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Gpu;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import dev.glance.web.Scripts;
import dev.glance.web.SiteFiles;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/** TensorFlow.js and its backends: loading each when it is needed, and which to try in what order. */
public final class Backends {
    static final String WASM = "wasm";
    static final String WEBGL = "webgl";
    static final String WEBGPU = "webgpu";
    static final String CPU = "cpu";
    static final String LITERT = "litert";
    /** Stands for whichever of {@link #WEBGL} and {@link #WEBGPU} is real here, and for no other. */
    public static final String GPU = "gpu";

    private static final List<String> ALL = List.of(WEBGL, WEBGPU, WASM, CPU, LITERT, GPU);
    private static final String CORE_SCRIPT = "tf/tf.js";
    /** Core and wasm backend, as far as MobileNets need them. */
    private static final String MOBILENET_SCRIPT = "tf/tf-mobilenet.js";
    private static final String SIMD_FILE = "tfjs-backend-wasm-simd.wasm";
    private static final String PLAIN_FILE = "tfjs-backend-wasm.wasm";
    private static final String THREADED_FILE = "tfjs-backend-wasm-threaded-simd.wasm";

    private final SiteFiles site;
    private final LiteRtRuntime liteRt;
    private final Map<String, JSPromise<JSUndefined>> scripts = new HashMap<>();
    private final Map<String, JSPromise<JSUndefined>> starting = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final Map<String, Set<Runnable>> lossListeners = new HashMap<>();

    public Backends(SiteFiles site) {
        this.site = site;
        liteRt = new LiteRtRuntime(site);
    }

    /** The scripts that a worker needs which begins with the given backend, in this order. */
    public static List<String> scripts(String backend) {
        return switch (backend) {
            case WEBGL, WEBGPU, CPU -> List.of(CORE_SCRIPT, scriptOf(backend));
            case GPU -> List.of(CORE_SCRIPT, scriptOf(WEBGL), scriptOf(WEBGPU));
            default -> List.of(MOBILENET_SCRIPT);
        };
    }

    /** Whether a name is that of a backend of TensorFlow.js. */
    static boolean isTensorFlow(String name) {
        return List.of(WEBGL, WEBGPU, WASM, CPU).contains(name);
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
        if (!requested.isEmpty() && !ALL.contains(requested)) {
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

    /** Loads TensorFlow.js itself unless the thread has it already. */
    JSPromise<JSUndefined> tensorFlow() {
        if (BrowserFeatures.hasGlobal("tf") && !BrowserFeatures.hasGlobal("tfMobilenet")) {
            return JSPromise.resolve(JSUndefined.instance());
        }
        return tensorFlow(CORE_SCRIPT);
    }

    private JSPromise<JSUndefined> tensorFlow(String path) {
        return script(path).<JSUndefined>flatThen(loaded -> {
            if (!BrowserFeatures.hasGlobal("tf")) {
                throw missing("the script " + path + " ran without defining it");
            }
            return JSPromise.resolve(loaded);
        }, reason -> JSPromise.reject(missing(JsErrors.text(reason))));
    }

    /** Starts to load what a backend needs, so that it is there when {@link #start} needs it. */
    void preload(String name) {
        // A failure is reported when it is started, which waits for the same promise or tries again.
        JSPromise<JSUndefined> ready;
        if (name.equals(LITERT)) {
            ready = liteRt.start();
        } else if (name.equals(WASM)) {
            // Its compilation goes on beside the download of the model.
            ready = start(name);
        } else {
            ready = backendScript(name);
        }
        ready.catchError(reason -> JSUndefined.instance());
    }

    /**
     * Makes a backend the one in use; rejected with a text or error on why not. One that does not start leaves nothing
     * behind; one that was running before keeps what others have on it.
     */
    JSPromise<JSUndefined> start(String name) {
        // Of two calls of setBackend at a time, TensorFlow.js lets the first one fail.
        JSPromise<JSUndefined> start = starting.get(name);
        if (start == null) {
            start = Promises.of(() -> startNow(name)).onSettled(() -> {
                starting.remove(name);
                return null;
            });
            starting.put(name, start);
        }
        return start;
    }

    private JSPromise<JSUndefined> startNow(String name) {
        if (name.equals(WASM) && !BrowserFeatures.hasGlobal("WebAssembly")) {
            throw new IllegalStateException("this browser has no WebAssembly, or it is switched off");
        }
        boolean running = BrowserFeatures.hasGlobal("tf") && Tf.engine().hasStarted(name);
        return backendScript(name).flatThen(loaded -> prepare(name)).flatThen(ready -> Tf.setBackend(name))
                .then(started -> {
                    // setBackend may fall back to another backend and still say true.
                    if (!BrowserFeatures.isTrue(started) || !Tf.getBackend().equals(name)) {
                        throw new IllegalStateException("it does not start in this browser");
                    }
                    watch(name);
                    return JSUndefined.instance();
                }).flatCatchError(reason -> {
                    if (!running) {
                        drop(name);
                    }
                    return JSPromise.reject(reason);
                });
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
        if (BrowserFeatures.hasGlobal("tf") && Tf.engine().hasFactory(name)) {
            // Registered again, so that a later try starts afresh instead of failing until the page is reloaded.
            JSObject factory = Tf.findBackendFactory(name);
            Tf.removeBackend(name);
            Tf.registerBackend(name, factory);
        }
    }

    private void watch(String name) {
        lost.remove(name);
        BrowserFeatures.onGpuLost(Tf.backend().webGlContext(), Tf.backend().webGpuDevice(), () -> {
            lost.add(name);
            for (Runnable listener : new ArrayList<>(lossListeners(name))) {
                listener.run();
            }
        });
    }

    private JSPromise<JSUndefined> backendScript(String name) {
        // A page with its own TensorFlow.js may have the backend already.
        if (BrowserFeatures.hasGlobal("tf") && Tf.engine().hasFactory(name)) {
            return JSPromise.resolve(JSUndefined.instance());
        }
        // Pages get the whole of TensorFlow.js, for their own use.
        return name.equals(WASM) && BrowserFeatures.thread().equals("worker") ? tensorFlow(MOBILENET_SCRIPT)
                : tensorFlow().flatThen(loaded -> script(scriptOf(name)));
    }

    private static String scriptOf(String name) {
        return "tf/tf-backend-" + name + ".js";
    }

    private JSPromise<JSUndefined> script(String path) {
        JSPromise<JSUndefined> script = scripts.get(path);
        if (script == null) {
            script = Scripts.load(site.address(path)).flatCatchError(reason -> {
                scripts.remove(path);
                return JSPromise.reject(reason);
            });
            scripts.put(path, script);
        }
        return script;
    }

    private JSPromise<JSUndefined> prepare(String name) {
        if (!name.equals(WASM) || Tf.engine().hasStarted(WASM)) {
            return JSPromise.resolve(JSUndefined.instance());
        }
        // Threads start eight workers, and on two cores TensorFlow.js uses one of them.
        Tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
        if (!site.fromDisk()) {
            Wasm.setWasmPaths(site.address("tf/"));
            return JSPromise.resolve(JSUndefined.instance());
        }
        return Tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")
                .flatThen(simd -> site.read("tf/" + (BrowserFeatures.isTrue(simd) ? SIMD_FILE : PLAIN_FILE)))
                .then(bytes -> {
                    JSString address = JSString.valueOf("data:application/wasm;base64,"
                            + Base64.getEncoder().encodeToString(bytes));
                    JSMapLike<JSString> paths = JSObjects.create();
                    for (String file : List.of(SIMD_FILE, PLAIN_FILE, THREADED_FILE)) {
                        paths.set(file, address);
                    }
                    Wasm.setWasmPaths(paths);
                    return JSUndefined.instance();
                });
    }

    private static List<String> withFallbacks(List<String> names) {
        for (String name : List.of(WASM, CPU)) {
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static GlanceException missing(String why) {
        return new GlanceException(ErrorCode.TENSORFLOW_MISSING, "TensorFlow.js could not be loaded: " + why + ".",
                "Copy the whole of target/site to where the page is, or build it again with `mvn package`.");
    }
}
