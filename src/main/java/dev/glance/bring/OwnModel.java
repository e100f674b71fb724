package dev.glance.bring;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Check;
import dev.glance.model.Format;
import dev.glance.model.Sha256;
import dev.glance.model.formats.ClassNames;
import dev.glance.site.OwnModels;
import dev.glance.web.Blobs;
import dev.glance.web.Entries;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import dev.glance.worker.Answers;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** A model that comes from outside, on its way to an entry as the catalog has them. */
public final class OwnModel {
    private static final double MOST = 1e8;
    private static final int HEX_DIGITS_OF_ID = 12;
    private static final String REMEDY = "Export or convert it again, of layers that are usual.";
    private static final String WASM = "wasm";
    private static final String CPU = "cpu";

    private final String name;
    private final Format format;
    private final Blob file;
    private final String sha256;
    private int size;
    double min;
    double max;
    /** How many values it computes; 0 where that is not known yet. */
    int outputs;
    /** Names of the values; empty where nobody has said any. */
    List<String> labels = new ArrayList<>();
    /** Which part of each picture it sees, see {@link dev.glance.image.Crop#of}. */
    String crop = "";
    /** What alone can compute it; empty where others can too. */
    String only = "";
    /** Names of the operations that TensorFlow.js lacks for it, as a list; empty where it lacks none. */
    String lacking = "";
    /** Whether range and labels are what its files say. */
    boolean certain;
    /** Whether its files say another range for each channel, so that this is their mean. */
    boolean mixed;
    /** Whether its files do not say at what size it takes pictures. */
    boolean open;
    /** Whether it was fetched from where the catalog says. */
    private boolean fetched;
    /** What the catalog says of the same file; null where it does not know it. */
    private Message known;
    /** What it must answer to the self-check, once an engine has. */
    private Message check;

    OwnModel(String name, Format format, Blob file, String sha256, int size) {
        this.name = name;
        this.format = format;
        this.file = file;
        this.sha256 = sha256;
        this.size = size;
    }

    /**
     * Names all that answers depend on, not the file alone: whoever keeps answers or has a model loaded under a name, finds the same
     * there.
     */
    public String id() {
        StringBuilder all = new StringBuilder(sha256).append(' ').append(Numbers.text(min)).append(' ').append(Numbers.text(max))
                .append(' ').append(crop);
        if (open && size != Bringing.SIZE) {
            all.append(' ').append(size);
        }
        for (String label : labels) {
            all.append('\n').append(label);
        }
        // Two bytes a character.
        byte[] bytes = new byte[2 * all.length()];
        for (int i = 0; i < all.length(); i++) {
            bytes[2 * i] = (byte) (all.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) all.charAt(i);
        }
        return OwnModels.PREFIX + Sha256.digits(Sha256.of(bytes)).substring(0, HEX_DIGITS_OF_ID);
    }

    /** As it was kept, see {@link #files}. */
    public static OwnModel read(Message kept) {
        Format.Kind kind = Format.Kind.TFLITE;
        for (Format.Kind each : Format.Kind.values()) {
            kind = each.word().equals(kept.text("kind")) ? each : kind;
        }
        JSArray<Message> files = kept.object("files");
        JSObject held = files.get(1).object("file");
        Blob file = blob(held);
        OwnModel model = new OwnModel(kept.text("name"), new Format(kind, (int) kept.number("head"), kept.number("probabilities") == 1,
                kept.number("whole") == 1), file, kept.text("sha256"), (int) kept.number("size"));
        model.min = kept.number("min");
        model.max = kept.number("max");
        model.outputs = (int) kept.number("outputs");
        model.labels = kept.texts("labels");
        model.crop = kept.text("crop");
        model.known = kept.object("known");
        model.only = kept.text("only");
        model.lacking = kept.text("lacking");
        model.certain = kept.number("certain") == 1;
        model.mixed = kept.number("mixed") == 1;
        model.open = kept.number("open") == 1;
        model.fetched = kept.number("fetched") == 1;
        return model;
    }

    /** A file of a model that is kept; some browsers keep bytes only. */
    public static Blob blob(JSObject held) {
        return Entries.isFile(held) ? (Blob) held : Blobs.copy(held);
    }

    /** The same once more, to be changed. */
    OwnModel copy() {
        return read(files());
    }

    /** A name for people. */
    public String name() {
        return name;
    }

    /** What its file is. */
    public Format format() {
        return format;
    }

    /** Its file: of TensorFlow.js' models {@code model.json} without its weights, then these. */
    public Blob file() {
        return file;
    }

    /** SHA-256 of its file, 64 hex digits. */
    public String sha256() {
        return sha256;
    }

    /**
     * Looks whether its file is still what was brought: disks are not always right.
     *
     * @return rejected with a GlanceException, {@code model-altered}, where it is not
     */
    public JSPromise<OwnModel> verified() {
        return ImageFiles.bytes(file).flatThen(buffer -> Bringing.sha256(new Int8Array(buffer).toJavaArray())).then(hash ->
                hash.equals(sha256) ? null : "its SHA-256 is no longer what it was", JsErrors::text).then(complaint -> {
                    if (complaint != null) {
                        throw new GlanceException(ErrorCode.MODEL_ALTERED, "What this device keeps of the model \u201c" + name
                                + "\u201d is damaged: " + complaint + ".", "Forget it, and bring it again.");
                    }
                    return this;
                });
    }

    /** What alone can compute it; empty where others can too. */
    public String only() {
        return only;
    }

    /** It comes from where the catalog says. */
    public void markFetched() {
        fetched = true;
    }

    /** Whether the range of its pixels is what its files say. */
    boolean isCertain() {
        return certain;
    }

    /** Gives it its pixels in another range: what bytes of 0 and 255 become. */
    public void range(double newMin, double newMax) {
        min = newMin;
        max = newMax;
        mixed = false;
    }

    /** Whether its files leave open at what size it takes pictures. */
    boolean isOpen() {
        return open;
    }

    /** Gives it pictures of another size: height and width in pixels. */
    public void size(int side) {
        size = side;
    }

    /** Gives names to its classes; those of the catalog are not these. */
    public void name(List<String> names) {
        labels = names;
        known = null;
    }

    /** Looks whether a catalog knows its file. Names that a person gives are meant. */
    public void recognise(JSArray<Message> catalog) {
        boolean named = !labels.isEmpty() && !isImageNet();
        for (int i = 0; i < catalog.getLength(); i++) {
            if (!named && catalog.get(i).text("sha256").equals(sha256)) {
                known = catalog.get(i);
            }
        }
    }

    /** What to try it with first: what that computes, others must compute too. */
    public String engine() {
        return only.isEmpty() ? WASM : only;
    }

    /** What else may compute it, where there is more than one. */
    public String otherEngine() {
        return format.kind() == Format.Kind.TFLITE ? Bringing.LITERT : CPU;
    }

    /**
     * Tries it.
     *
     * @return what {@link BringDoor.Attempt#with} says; rejected with a GlanceException
     */
    public JSPromise<Message> attempt(String backend, BringDoor.Attempt attempt) {
        return attempt.with(files(), backend).then(answer -> {
            if (answer.object("failure") != null) {
                throw ofModel(Answers.readFailure(answer));
            }
            return answer;
        });
    }

    /** Where nothing computes a model, that is due to it: the site's is computed here. */
    private GlanceException ofModel(GlanceException failure) {
        if (failure.code() != ErrorCode.BACKEND_NONE) {
            return failure;
        }
        String what = failure.what();
        int from = what.indexOf('(');
        if (!lacking.isEmpty()) {
            return new GlanceException(ErrorCode.MODEL_OPERATION, "Neither TensorFlow.js nor LiteRT.js computes this model. TensorFlow.js "
                    + "lacks " + lacking + "; LiteRT.js: " + ofLiteRt(what) + ".", REMEDY);
        }
        // So TensorFlow.js names what its own files have and it has not.
        boolean operation = what.contains("Unknown op ") || what.contains("Unknown layer: ");
        return new GlanceException(operation ? ErrorCode.MODEL_OPERATION : ErrorCode.MODEL_FORMAT, from < 0
                ? "This model cannot be computed. " + what : "This model cannot be computed " + what.substring(from), REMEDY);
    }

    /** What LiteRT.js complains of, out of a sentence that says it of all backends. */
    private static String ofLiteRt(String what) {
        int start = after(what, "(litert: ", 0);
        int end = what.indexOf("; wasm: ", start);
        start = after(what, "stopped working: ", start);
        String why = what.substring(start, end < start ? what.length() : end);
        int dot = why.indexOf(". ");
        why = dot < 0 ? why : why.substring(0, dot);
        return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    }

    /** Where a text goes on after another one; where it is searched from if it is not in there. */
    private static int after(String text, String before, int from) {
        int at = text.indexOf(before, from);
        return at < 0 ? from : at + before.length();
    }

    /** The logits of an attempt. */
    public static float[] logits(Message answer) {
        Float32Array logits = answer.object("logits");
        return logits.copyToJavaArray();
    }

    /**
     * Takes what the first engine has computed: how many values there are is known then, and what other engines must compute.
     *
     * @throws GlanceException {@code model-format} where its files say something else, {@code labels-format} where its names are
     *                         more or fewer
     */
    public void answered(float[] logits) {
        // Engines leave the background of 1,001 out.
        if (outputs == 0) {
            outputs = logits.length;
        }
        if (logits.length != ClassNames.count(outputs)) {
            throw new GlanceException(ErrorCode.MODEL_FORMAT, "The model says that it gives " + outputs + " values, and gives "
                    + logits.length + ".", "Export or convert it again.");
        }
        if (!ClassNames.fit(outputs, labels)) {
            throw new GlanceException(ErrorCode.LABELS_FORMAT, "The list of labels has " + labels.size()
                    + " names, and the model tells " + outputs + " classes apart.",
                    "Bring the list that belongs to the model, or the model without one.");
        }
        note(logits);
    }

    /** Whether its classes are ImageNet's, as far as can be seen. */
    private boolean isImageNet() {
        return ClassNames.areImageNet(outputs, labels);
    }

    /** Of numbers beyond all measure nothing is noted. */
    private void note(float[] logits) {
        for (float logit : logits) {
            if (Math.abs(logit) > MOST) {
                return;
            }
        }
        int step = Check.step(logits.length);
        int top = 0;
        StringBuilder stored = new StringBuilder();
        for (int i = 0; i < logits.length; i++) {
            top = logits[i] > logits[top] ? i : top;
            if (i % step == 0) {
                // Plain numbers, as the check reads them; so many digits are more than enough.
                stored.append(i == 0 ? "" : " ").append(Numbers.fixed(logits[i], 4));
            }
        }
        check = Message.create().set("size", size).set("top", top).set("topLogit", logits[top]).set("logits", stored.toString());
    }

    /** Its files, as {@link OwnModels#give} takes them. */
    public Message files() {
        String folder = OwnModels.folder(id());
        String entry = JSON.stringify(entry());
        JSArray<Message> files = new JSArray<>();
        files.push(Message.create().set("path", OwnModels.entry(id())).set("file", Blobs.text(entry, "application/json")));
        files.push(Message.create().set("path", folder + "model").set("file", file));
        if (!isImageNet()) {
            files.push(Message.create().set("path", folder + "labels.tsv")
                    .set("file", Blobs.text(ClassNames.table(outputs, labels), "text/plain")));
        }
        return Message.create().set("files", files).set("id", id()).set("entry", entry)
                .set("name", known == null ? name : known.text("name")).set("crop", crop).set("fetched", fetched ? 1 : 0)
                .set("bytes", file.getSize()).set("size", size).set("classes", classes()).set("kind", format.kind().word())
                .set("head", format.head()).set("probabilities", format.probabilities() ? 1 : 0).set("whole", format.whole() ? 1 : 0)
                .set("sha256", sha256).set("min", min).set("max", max).set("outputs", outputs).set("labels", labels)
                .set("only", only).set("lacking", lacking).set("known", known).set("certain", certain ? 1 : 0).set("mixed", mixed ? 1 : 0)
                .set("open", open ? 1 : 0);
    }

    private int classes() {
        // Engines leave a first class out where there is one more than ImageNet has.
        return ClassNames.count(outputs);
    }

    private Message entry() {
        if (known != null) {
            Message entry = (Message) JSON.parse(JSON.stringify(known));
            entry.set("id", id()).set("file", id() + "/model").set("inSite", JSBoolean.valueOf(true));
            return entry.object("checks") == null && check != null ? entry.set("checks", checks()) : entry;
        }
        JSArray<JSNumber> range = new JSArray<>();
        range.push(JSNumber.valueOf(min));
        range.push(JSNumber.valueOf(max));
        Message entry = Message.create().set("id", id()).set("name", name).set("version", 0).set("alpha", 1)
                .set("inputSize", size).set("inputRange", range).set("classes", classes())
                .set("background", ClassNames.hasBackground(outputs) ? "first" : "none")
                .set("labels", isImageNet() ? "labels/imagenet.tsv" : id() + "/labels.tsv").set("file", id() + "/model")
                .set("bytes", file.getSize()).set("sha256", sha256).set("inSite", JSBoolean.valueOf(true))
                .set("format", Message.create().set("kind", format.kind().word()).set("head", format.head())
                        .set("probabilities", JSBoolean.valueOf(format.probabilities()))
                        .set("whole", JSBoolean.valueOf(format.whole())));
        if (!crop.isEmpty()) {
            entry.set("crop", crop);
        }
        if (!only.isEmpty()) {
            entry.set("backend", only);
        }
        return check == null ? entry : entry.set("checks", checks());
    }

    private JSArray<Message> checks() {
        JSArray<Message> checks = new JSArray<>();
        checks.push(check);
        return checks;
    }
}
