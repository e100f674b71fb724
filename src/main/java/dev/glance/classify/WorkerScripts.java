package dev.glance.classify;

import dev.glance.model.Format;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.ScriptTable;
import java.util.ArrayList;
import java.util.List;

/** The files of the site that a worker starts with. */
public final class WorkerScripts {
    /** The site's script, which is the worker's too. */
    public static final String MAIN = "mobilenet.js";
    /** The whole of TensorFlow.js but for its backends. */
    static final String CORE = "tf/tf.js";
    /** Core and wasm backend, as far as MobileNets need them. */
    public static final String MOBILENET = "tf/tf-mobilenet.js";
    /** The same with several threads. */
    static final String THREADS = "tf/tf-threads.js";

    /** Layers models, an addition to {@link #CORE}. */
    static final String LAYERS = "tf/tf-layers.js";
    static final String LITERT = "litert/litert.js";
    /** What almost every browser computes with. */
    private static final String SIMD = "tf/tfjs-backend-wasm-simd.wasm";
    /** What {@link #THREADS} computes with. */
    private static final String THREADED_SIMD = "tf/tfjs-backend-wasm-threaded-simd.wasm";
    /** Where the models are. */
    static final String MODELS = "models/";
    static final String CATALOG = MODELS + "catalog.json";

    private WorkerScripts() {
    }

    /**
     * Those that a worker is given at its start, in this order, the last one {@link #MAIN}.
     *
     * @param backend  the backend that it begins with
     * @param fromDisk whether it can load no others
     */
    public static List<String> of(String backend, boolean fromDisk) {
        List<String> scripts = new ArrayList<>();
        switch (backend) {
            case "webgl", "webgpu", "cpu" -> {
                scripts.add(CORE);
                scripts.add(backend(backend));
                if (fromDisk && !backend.equals("cpu")) {
                    // Where that does not work, this does.
                    scripts.add(backend("wasm"));
                }
            }
            case "gpu" -> {
                // Mostly there is none, and they are not needed.
                if (fromDisk) {
                    scripts.add(CORE);
                    scripts.add(backend("webgl"));
                    scripts.add(backend("webgpu"));
                }
            }
            case "litert" -> {
                if (hasLiteRt(fromDisk)) {
                    scripts.add(LITERT);
                    scripts.add(liteRtBuild(1) + ".js");
                }
                if (fromDisk) {
                    scripts.add(MOBILENET);
                }
            }
            default -> scripts.add(MOBILENET);
        }
        scripts.add(MAIN);
        return scripts;
    }

    /**
     * As {@link #of}, for a worker where several threads compute one picture. Nothing of it can be had from disk.
     *
     * @param backend {@code wasm} or {@code litert}
     */
    public static List<String> threaded(String backend) {
        List<String> scripts = new ArrayList<>();
        // The other part of LiteRT.js it loads itself: the threads need it as a file too.
        scripts.add(backend.equals("litert") ? LITERT : THREADS);
        scripts.add(MAIN);
        return scripts;
    }

    /**
     * As {@link #of}, for a model that needs the whole of TensorFlow.js.
     *
     * @param layers whether it is a layers model
     */
    public static List<String> whole(String backend, boolean fromDisk, boolean layers) {
        if (backend.equals("litert") && !fromDisk) {
            return of(backend, false);
        }
        List<String> scripts = new ArrayList<>();
        scripts.add(CORE);
        if (layers) {
            scripts.add(LAYERS);
        }
        if (backend.equals("gpu")) {
            if (fromDisk) {
                scripts.add(backend("webgl"));
                scripts.add(backend("webgpu"));
            }
        } else {
            // LiteRT.js is added to what answers where it does not take the model.
            boolean liteRt = backend.equals("litert");
            scripts.add(backend(liteRt ? "wasm" : backend));
            if (liteRt && hasLiteRt(fromDisk)) {
                scripts.add(LITERT);
                scripts.add(liteRtBuild(1) + ".js");
            }
        }
        scripts.add(MAIN);
        return scripts;
    }

    /**
     * Those that a model needs and that are not kept on a device before they are used: whoever wants the model without a connection
     * has them kept. Over http.
     *
     * @param backend what alone computes it; empty where others can too
     */
    public static List<String> needed(Format format, String backend) {
        if (backend.equals("litert")) {
            return List.of(LITERT, liteRtBuild(1) + ".js", liteRtBuild(1) + ".wasm");
        }
        return format.whole() ? whole("wasm", false, format.kind() == Format.Kind.LAYERS) : List.of();
    }

    /**
     * Those that are still to come where the page has {@link #MAIN}.
     *
     * @param scripts  what a worker begins with
     * @param together whether {@link #MOBILENET} came with it
     */
    public static List<String> missing(List<String> scripts, boolean together) {
        List<String> missing = new ArrayList<>(scripts);
        missing.removeIf(script -> script.equals(MAIN) || together && script.equals(MOBILENET));
        return missing;
    }

    /**
     * Those that it reads.
     *
     * @param scripts what it begins with
     * @param model   the model's own files
     */
    public static List<String> read(List<String> scripts, List<String> model) {
        List<String> files = new ArrayList<>();
        files.add(CATALOG);
        files.addAll(model);
        for (String script : scripts) {
            if (script.equals(MOBILENET) || script.equals(backend("wasm"))) {
                files.add(SIMD);
            } else if (script.equals(THREADS)) {
                files.add(THREADED_SIMD);
            }
        }
        return files;
    }

    /**
     * LiteRT.js' build for this browser, without the ending: it is a script and a wasm file.
     *
     * @param threads how many compute one picture; more than one need relaxed SIMD
     */
    static String liteRtBuild(int threads) {
        return "litert/litert_wasm_" + (threads > 1 ? "threaded_" : BrowserFeatures.hasRelaxedSimd() ? "" : "compat_") + "internal";
    }

    /**
     * Whether the site has what computes with several threads, and for this browser. A site of one's own has not.
     *
     * @param backend {@code wasm} or {@code litert}
     */
    public static boolean hasThreads(String backend) {
        boolean liteRt = backend.equals("litert");
        return (!liteRt || BrowserFeatures.hasRelaxedSimd()) && !(ScriptTable.isSpecial()
                && ScriptTable.integrity(liteRt ? liteRtBuild(2) + ".wasm" : THREADED_SIMD).isEmpty());
    }

    /**
     * Whether the site has LiteRT.js for this browser. From disk it has the build with relaxed SIMD only: each has 9 MB. A site of
     * one's own whose model does not need it has none.
     */
    public static boolean hasLiteRt(boolean fromDisk) {
        return (!fromDisk || BrowserFeatures.hasRelaxedSimd())
                && !(ScriptTable.isSpecial() && ScriptTable.integrity(liteRtBuild(1) + ".wasm").isEmpty());
    }

    /** The script of a backend. */
    static String backend(String name) {
        return "tf/tf-backend-" + name + ".js";
    }
}
