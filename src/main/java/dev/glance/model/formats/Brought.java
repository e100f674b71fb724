package dev.glance.model.formats;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person has brought, by the names of the files: dropped or chosen ones, those of a folder, or those in a zip. All may lie
 * in a folder; what systems leave beside ({@code __MACOSX}, {@code .DS_Store}) and what belongs to no model does not count.
 */
public final class Brought {
    /** What kind of model it is. */
    public enum Kind {
        /** A {@code .tflite} file. */
        TFLITE,
        /** A {@code model.json} of TensorFlow.js, whose shards it names: {@link #shards}. */
        TFJS,
        /** The same with a {@code metadata.json} beside it, perhaps of Teachable Machine. */
        TEACHABLE,
        /** A zip to be looked into; {@link #inZip} says what it holds. */
        ZIP
    }

    private static final String MODEL_JSON = "model.json";
    private static final String METADATA_JSON = "metadata.json";
    private static final String BY_CONVERTER = "Convert it with \u201ctensorflowjs_converter --input_format=";
    private static final String WEB_MODEL = "\u201d, and bring model.json and its weights.";
    private static final String BRING_TFLITE = ", and bring the .tflite file.";
    /** Files of models that must be converted: the end of the name, whose it is, and how. */
    private static final String[][] OTHERS = {
        {".h5", "a Keras model", BY_CONVERTER + "keras" + WEB_MODEL},
        {".hdf5", "a Keras model", BY_CONVERTER + "keras" + WEB_MODEL},
        {".keras", "a Keras model", "Convert it in Python with tf.lite.TFLiteConverter.from_keras_model" + BRING_TFLITE},
        {".pb", "a TensorFlow SavedModel", BY_CONVERTER + "tf_saved_model" + WEB_MODEL},
        {".onnx", "an ONNX model", "Convert it with onnx2tf" + BRING_TFLITE},
        {".pt", "a PyTorch model", "Convert it with litert-torch" + BRING_TFLITE},
        {".pth", "a PyTorch model", "Convert it with litert-torch" + BRING_TFLITE},
        {".safetensors", "a file of weights without a model", "Convert the model with litert-torch" + BRING_TFLITE},
        {".mlmodel", "a Core ML model", "Convert the model that it was made from to .tflite" + BRING_TFLITE}
    };
    private static final String[] LABEL_ENDS = {".txt", ".csv", ".tsv", ".json", ".names"};
    private static final int MOST_NAMED = 3;

    private final Kind kind;
    private final String model;
    private final String metadata;
    private final Set<String> names;

    private Brought(Kind kind, String model, Set<String> names) {
        this.kind = kind;
        this.model = model;
        this.names = names;
        this.metadata = kind == Kind.TEACHABLE ? Names.folder(model) + METADATA_JSON : null;
    }

    /**
     * What the files are.
     *
     * @param paths their names, with folders where they have some
     * @throws GlanceException {@code model-none}, {@code model-several}, or {@code model-other} where it must be converted first
     */
    public static Brought of(List<String> paths) {
        Set<String> names = relevant(paths);
        Brought model = model(names);
        if (model != null) {
            return model;
        }
        List<String> zips = ending(names, ".zip");
        if (!zips.isEmpty()) {
            return new Brought(Kind.ZIP, only(zips), names);
        }
        throw none(names);
    }

    /** As {@link #of}, of the files in a zip; a zip among them is no model. */
    public static Brought inZip(List<String> paths) {
        Set<String> names = relevant(paths);
        Brought model = model(names);
        if (model == null) {
            throw none(names);
        }
        return model;
    }

    public Kind kind() {
        return kind;
    }

    /** Path of the {@code .tflite} file, the {@code model.json} or the zip. */
    public String model() {
        return model;
    }

    /** Path of the {@code metadata.json} of {@link Kind#TEACHABLE}; else null. */
    public String metadata() {
        return metadata;
    }

    /**
     * Path of a file of labels; null where there is none or it is not clear which it is. That is the only one with {@code label} or
     * {@code class} in its name, or else the only {@code .txt}, {@code .csv} or {@code .tsv} that is no README nor licence.
     */
    public String labels() {
        List<String> named = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            String base = Names.base(name).toLowerCase();
            if (name.equals(model) || name.equals(metadata) || !endsWithAny(base, LABEL_ENDS)) {
                continue;
            }
            if (base.contains("label") || base.contains("class") || base.endsWith(".names")) {
                named.add(name);
            } else if (!base.endsWith(".json") && !base.startsWith("readme") && !base.startsWith("licen")) {
                texts.add(name);
            }
        }
        return named.size() == 1 ? named.get(0) : named.isEmpty() && texts.size() == 1 ? texts.get(0) : null;
    }

    /**
     * Paths of the files that hold a model's weights, in order: each lies where {@code model.json} says. Where a browser hands over
     * files without their folders, the name alone counts.
     *
     * @param json what {@code model.json} says
     * @throws GlanceException {@code model-part-missing}, whose {@link GlanceException#file()} is the first one that is not there
     */
    public List<String> shards(TfjsModel json) {
        List<String> paths = new ArrayList<>();
        for (String shard : json.shards()) {
            String path = Names.folder(model) + shard;
            String beside = Names.folder(model) + Names.base(shard);
            if (!names.contains(path) && !names.contains(beside)) {
                throw new GlanceException(ErrorCode.MODEL_PART_MISSING, "The file " + Faults.quoted(shard)
                        + ", which holds weights of the model, is not among those brought.",
                        "Bring all files of the model at once, or their folder.").about(shard);
            }
            paths.add(names.contains(path) ? path : beside);
        }
        return paths;
    }

    private static Set<String> relevant(List<String> paths) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : paths) {
            String base = Names.base(path);
            if (!base.isEmpty() && base.charAt(0) != '.' && !path.startsWith("__MACOSX/") && !path.contains("/__MACOSX/")) {
                names.add(path);
            }
        }
        return names;
    }

    /** The model among the files; null where there is none. */
    private static Brought model(Set<String> names) {
        List<String> models = ending(names, ".tflite");
        List<String> graphs = new ArrayList<>();
        for (String name : names) {
            if (Names.base(name).equals(MODEL_JSON)) {
                graphs.add(name);
            }
        }
        if (models.isEmpty() && graphs.isEmpty()) {
            graphs = saved(names);
        }
        models.addAll(graphs);
        if (models.isEmpty()) {
            return null;
        }
        String model = only(models);
        return new Brought(graphs.isEmpty() ? Kind.TFLITE : names.contains(Names.folder(model) + METADATA_JSON) ? Kind.TEACHABLE
                : Kind.TFJS, model, names);
    }

    /** As TensorFlow.js saves a model by another name: {@code name.json} with {@code name.weights.bin}. */
    private static List<String> saved(Set<String> names) {
        List<String> saved = new ArrayList<>();
        for (String json : ending(names, ".json")) {
            if (names.contains(json.substring(0, json.length() - ".json".length()) + ".weights.bin")) {
                saved.add(json);
            }
        }
        return saved;
    }

    private static List<String> ending(Set<String> names, String end) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (name.toLowerCase().endsWith(end)) {
                found.add(name);
            }
        }
        return found;
    }

    private static boolean endsWithAny(String name, String[] ends) {
        for (String end : ends) {
            if (name.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static String only(List<String> models) {
        if (models.size() == 1) {
            return models.get(0);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < models.size() && i < MOST_NAMED; i++) {
            all.append(i == 0 ? "" : ", ").append(models.get(i));
        }
        all.append(models.size() > MOST_NAMED ? ", \u2026" : "");
        throw new GlanceException(ErrorCode.MODEL_SEVERAL, "There are " + models.size() + " models among these files: " + all + ".",
                "Bring the files of one of them.");
    }

    private static GlanceException none(Set<String> names) {
        for (String[] other : OTHERS) {
            List<String> found = ending(names, other[0]);
            if (!found.isEmpty()) {
                return new GlanceException(ErrorCode.MODEL_OTHER, Faults.quoted(Names.base(found.get(0))) + " is " + other[1] + ".",
                        other[2]);
            }
        }
        return new GlanceException(ErrorCode.MODEL_NONE, "There is no model among these files.",
                "Bring a .tflite file, a model.json with its weights, or a zip of them.");
    }
}
