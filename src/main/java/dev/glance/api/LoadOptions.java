package dev.glance.api;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.model.CatalogEntry;
import dev.glance.web.Message;
import dev.glance.web.Urls;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSObjects;

/**
 * The options of {@code mobilenet.load}, read and checked. Of a model at an address ({@code modelUrl}) they say:
 * <ul>
 * <li>{@code modelUrl}: of a {@code .tflite} file, a zip, a {@code model.json} of a graph or layers model, or a folder with one, as
 *     Teachable Machine shares them; relative to the page. It fails with the codes that the page has, such as
 *     {@code model-missing}, {@code model-format}, {@code model-operation}. An IOHandler, or what TensorFlow.js keeps in the
 *     browser, is a {@link dev.glance.classify.CustomModel}.
 * <li>{@code labels}: names of its values, an array of as many texts or the address of a file of labels, instead of those that come
 *     with it; {@code labels-format} where they do not fit.
 * <li>{@code inputRange}: two numbers, what bytes of 0 and 255 become where its files do not say it; [-1, 1] without.
 * <li>{@code size}: height and width of its pictures in pixels, where its files leave it open; 224 without.
 * <li>{@code version}: under which name a graph model has its embedding, see {@link #embeddingNode}.
 * </ul>
 */
final class LoadOptions {
    private static final double DEFAULT_ALPHA = 1.0;
    private static final String V1_EMBEDDING = "module_apply_default/MobilenetV1/Logits/global_pool";
    private static final String V2_EMBEDDING = "module_apply_default/MobilenetV2/Logits/AvgPool";

    private final JSObject options;
    /** The model that answers; null as long as that is not known, and for one of {@link #modelUrl()}. */
    private final CatalogEntry entry;

    /**
     * @param options the caller's object, or undefined
     */
    LoadOptions(JSObject options) {
        this(options, null);
    }

    private LoadOptions(JSObject options, CatalogEntry entry) {
        this.options = options;
        this.entry = entry;
    }

    /** Catalog id; empty for none. */
    String model() {
        return text("model");
    }

    /** Side of the model's input in pixels; 0 for its own. */
    int size() {
        double size = number("size", 0);
        if (size != (int) size || size < 0) {
            throw wrong("size", "a whole number of pixels");
        }
        return (int) size;
    }

    /** How many threads compute one picture; 0 to find out. */
    int threads() {
        double threads = number("threads", 0);
        if (threads != (int) threads || threads < 1 && !JSObjects.isUndefined(get("threads"))) {
            throw wrong("threads", "a whole number of at least 1");
        }
        return (int) threads;
    }

    /** The backend to try first; empty to choose. */
    String backend() {
        return text("backend");
    }

    /** @param own what alone computes the model; empty where others do too */
    String backend(String own) {
        return backend().isEmpty() ? own : backend();
    }

    /** Whether pictures may be classified in a worker. */
    boolean worker() {
        JSObject value = get("worker");
        return JSObjects.isUndefined(value) || JsObjects.isTruthy(value);
    }

    /** @param own which part the model sees where nobody asks for another */
    Crop crop(String own) {
        return Crop.of(text("crop").isEmpty() ? own : text("crop"));
    }

    /** Whether each picture is looked at more than once. */
    boolean careful() {
        return JsObjects.isTruthy(get("careful"));
    }

    /** Whether a version of MobileNet is asked for, or a width, which means one of version 1 then. */
    boolean hasVersion() {
        return !JSObjects.isUndefined(get("version")) || !JSObjects.isUndefined(get("alpha"));
    }

    double version() {
        return number("version", 1);
    }

    double alpha() {
        return number("alpha", DEFAULT_ALPHA);
    }

    /** Whether only a model of exactly the version and alpha that are asked for will do. */
    boolean strict() {
        return JsObjects.isTruthy(get("strict"));
    }

    /** The version as {@code @tensorflow-models/mobilenet} writes it, such as 2.00. */
    String versionText() {
        return twoDecimals(entry != null ? entry.version() : version());
    }

    /** The alpha as {@code @tensorflow-models/mobilenet} writes it, such as 1.00. */
    String alphaText() {
        return twoDecimals(entry != null ? entry.alpha() : alpha());
    }

    private static String twoDecimals(double value) {
        long hundredths = Math.round(value * 100);
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }

    /** These options, answered with the given model. */
    LoadOptions of(CatalogEntry found) {
        return new LoadOptions(options, found);
    }

    /** An address or IOHandler; undefined for a model of the site. */
    JSObject modelUrl() {
        return get("modelUrl");
    }

    /**
     * Whether {@link #modelUrl()} is an address that can be fetched; others are known to TensorFlow.js only.
     *
     * @throws GlanceException {@code option} for what is neither, and for labels of a model that brings its own
     */
    boolean isAddress() {
        JSObject url = modelUrl();
        if (JSObjects.isUndefined(url)) {
            if (!JSObjects.isUndefined(get("labels"))) {
                throw new GlanceException(ErrorCode.OPTION, "The option labels of mobilenet.load is for a model of modelUrl, and none is "
                        + "asked for.", "Leave it out, or say where the model is.");
            }
            return false;
        }
        if (!JsObjects.isAddress(url) && !JsObjects.isModelSource(url)) {
            throw wrong("modelUrl", "the address of a model or an IOHandler");
        }
        return JsObjects.isAddress(url);
    }

    /**
     * What is asked for of a model at an address, see {@link dev.glance.bring.BringDoor.Read}.
     *
     * @throws GlanceException {@code option} for a range that is none
     */
    Message wish() {
        inputMin();
        inputMax();
        return Message.create().set("address", Urls.resolve(JsObjects.string(modelUrl()))).set("labels", get("labels"))
                .set("range", get("inputRange")).set("size", size());
    }

    /** What a byte of 0 becomes in a model of {@link #modelUrl()}. */
    double inputMin() {
        return range(0, -1);
    }

    /** What a byte of 255 becomes in a model of {@link #modelUrl()}. */
    double inputMax() {
        return range(1, 1);
    }

    /** The node with the embedding in a graph model of {@link #modelUrl()}, as TensorFlow Hub's MobileNets name it. */
    String embeddingNode() {
        return version() == 2 ? V2_EMBEDDING : V1_EMBEDDING;
    }

    private JSObject get(String name) {
        return JsObjects.property(options, name);
    }

    private String text(String name) {
        JSObject value = get(name);
        if (JSObjects.isUndefined(value)) {
            return "";
        }
        if (!JsObjects.isString(value)) {
            throw wrong(name, "a text");
        }
        return JsObjects.string(value);
    }

    private double number(String name, double otherwise) {
        JSObject value = get(name);
        if (JSObjects.isUndefined(value)) {
            return otherwise;
        }
        if (!JsObjects.isNumber(value)) {
            throw wrong(name, "a number");
        }
        return JsObjects.number(value);
    }

    private double range(int index, double otherwise) {
        JSObject range = get("inputRange");
        if (JSObjects.isUndefined(range)) {
            return otherwise;
        }
        JSObject value = JsObjects.element(range, index);
        if (!JsObjects.isNumber(value) || Double.isNaN(JsObjects.number(value))) {
            throw wrong("inputRange", "two numbers such as [0, 1]");
        }
        return JsObjects.number(value);
    }

    private static GlanceException wrong(String name, String what) {
        return new GlanceException(ErrorCode.OPTION, "The option " + name + " of mobilenet.load is not " + what + ".",
                "Give " + what + ", or leave it out.");
    }
}
