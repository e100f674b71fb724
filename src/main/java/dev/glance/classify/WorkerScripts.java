package dev.glance.classify;

import dev.glance.model.Format;
import dev.glance.web.BrowserFeatures;
import java.util.ArrayList;
import java.util.List;

/** The files of the site that a worker starts with. */
public final class WorkerScripts {
    /** The site's script, which is the worker's too. */
    public static final String MAIN = "mobilenet.js";
    /** The whole of TensorFlow.js but for its backends. */
    static final String CORE = "tf/tf.js";
    /** Core and wasm backend, as far as MobileNets need them. */
    static final String MOBILENET = "tf/tf-mobilenet.js";

    /** Layers models, an addition to {@link #CORE}. */
    static final String LAYERS = "tf/tf-layers.js";
    static final String LITERT = "litert/litert.js";
    /** What almost every browser computes with. */
    private static final String SIMD = "tf/tfjs-backend-wasm-simd.wasm";
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
     * @param format   of the model that it will load
     */
    public static List<String> of(String backend, boolean fromDisk, Format format) {
        List<String> scripts = new ArrayList<>();
        if (format.whole() && !backend.equals("litert")) {
            scripts.add(CORE);
            if (format.kind() == Format.Kind.LAYERS) {
                scripts.add(LAYERS);
            }
            if (!backend.equals("gpu")) {
                scripts.add(backend(backend));
            } else if (fromDisk) {
                scripts.add(backend("webgl"));
                scripts.add(backend("webgpu"));
            }
            scripts.add(MAIN);
            return scripts;
        }
        switch (backend) {
            case "webgl", "webgpu", "cpu" -> {
                scripts.add(CORE);
                scripts.add(backend(backend));
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
                    scripts.add(liteRtBuild() + ".js");
                }
                if (fromDisk) {
                    // Where it does not take the model, what answers one picture does.
                    scripts.addAll(format.whole() ? List.of(CORE, backend("wasm")) : List.of(MOBILENET));
                }
            }
            default -> scripts.add(MOBILENET);
        }
        scripts.add(MAIN);
        return scripts;
    }

    /**
     * Those that it reads.
     *
     * @param backend the backend that it begins with
     * @param model   the model's own files
     * @param format  of the model
     */
    public static List<String> read(String backend, List<String> model, Format format) {
        List<String> files = new ArrayList<>();
        files.add(CATALOG);
        files.addAll(model);
        for (String script : of(backend, false, format)) {
            if (script.equals(MOBILENET) || script.equals(backend("wasm"))) {
                files.add(SIMD);
            }
        }
        return files;
    }

    /** LiteRT.js' build for this browser, without the ending: it is a script and a wasm file. */
    static String liteRtBuild() {
        return "litert/litert_wasm_" + (BrowserFeatures.hasRelaxedSimd() ? "" : "compat_") + "internal";
    }

    /** Whether the site has LiteRT.js for this browser. From disk it has the build with relaxed SIMD only: each has 9 MB. */
    public static boolean hasLiteRt(boolean fromDisk) {
        return !fromDisk || BrowserFeatures.hasRelaxedSimd();
    }

    /** The script of a backend. */
    static String backend(String name) {
        return "tf/tf-backend-" + name + ".js";
    }
}
