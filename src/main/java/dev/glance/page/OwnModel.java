package dev.glance.page;

import dev.glance.model.Check;
import dev.glance.model.Format;
import dev.glance.model.Sha256;
import dev.glance.model.formats.ClassNames;
import dev.glance.site.OwnModels;
import dev.glance.web.Blobs;
import dev.glance.web.Entries;
import dev.glance.web.Message;
import dev.glance.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.file.Blob;
import org.teavm.jso.json.JSON;

/** A model that a person brings, on its way to an entry as the catalog has them. */
final class OwnModel {
    private static final double MOST = 1e8;
    private static final int HEX_DIGITS_OF_ID = 12;

    final String name;
    final Format format;
    final Blob file;
    final String sha256;
    final int size;
    double min;
    double max;
    /** How many values it computes; 0 where that is not known yet. */
    int outputs;
    /** Names of the values; empty where nobody has said any. */
    List<String> labels = new ArrayList<>();
    /** Which part of each picture it sees, see {@link dev.glance.image.Crop#of}. */
    String crop = "";
    /** What the catalog says of the same file; null where it does not know it. */
    Message known;
    /** What alone can compute it; empty where others can too. */
    String only = "";
    /** Whether range and labels are what its files say. */
    boolean certain;
    /** Whether it was fetched from where the catalog says. */
    boolean fetched;
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
    String id() {
        StringBuilder all = new StringBuilder(sha256).append(' ').append(Numbers.text(min)).append(' ').append(Numbers.text(max))
                .append(' ').append(crop);
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
    static OwnModel read(Message kept) {
        Format.Kind kind = Format.Kind.TFLITE;
        for (Format.Kind each : Format.Kind.values()) {
            kind = each.word().equals(kept.text("kind")) ? each : kind;
        }
        JSArray<Message> files = kept.object("files");
        JSObject held = files.get(1).object("file");
        Blob file = Entries.isFile(held) ? (Blob) held : Blobs.copy(held);
        OwnModel model = new OwnModel(kept.text("name"), new Format(kind, (int) kept.number("head"), kept.number("probabilities") == 1,
                kept.number("whole") == 1), file, kept.text("sha256"), (int) kept.number("size"));
        model.min = kept.number("min");
        model.max = kept.number("max");
        model.outputs = (int) kept.number("outputs");
        model.labels = kept.texts("labels");
        model.crop = kept.text("crop");
        model.known = kept.object("known");
        model.only = kept.text("only");
        model.certain = kept.number("certain") == 1;
        model.fetched = kept.number("fetched") == 1;
        return model;
    }

    /** Whether its classes are ImageNet's, as far as can be seen. */
    boolean isImageNet() {
        return ClassNames.areImageNet(outputs, labels);
    }

    /** The first engine has computed what the others must compute too; of numbers beyond all measure nothing is noted. */
    void computed(float[] logits) {
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
    Message files() {
        String folder = OwnModels.folder(id());
        JSArray<Message> files = new JSArray<>();
        files.push(Message.create().set("path", OwnModels.entry(id()))
                .set("file", Blobs.text(JSON.stringify(entry()), "application/json")));
        files.push(Message.create().set("path", folder + "model").set("file", file));
        if (!isImageNet()) {
            files.push(Message.create().set("path", folder + "labels.tsv")
                    .set("file", Blobs.text(ClassNames.table(outputs, labels), "text/plain")));
        }
        return Message.create().set("files", files).set("id", id()).set("name", known == null ? name : known.text("name"))
                .set("crop", crop).set("fetched", fetched ? 1 : 0).set("bytes", file.getSize()).set("size", size)
                .set("classes", classes()).set("kind", format.kind().word()).set("head", format.head()).set("probabilities", format.probabilities() ? 1 : 0)
                .set("whole", format.whole() ? 1 : 0).set("sha256", sha256).set("min", min).set("max", max).set("outputs", outputs).set("labels", labels)
                .set("only", only).set("known", known).set("certain", certain ? 1 : 0);
    }

    /**
     * As the default model of a site.
     *
     * @param entry   its entry
     * @param names   its labels; null where they are the site's
     * @param catalog the models that the catalog knows
     */
    OwnSite.Model packed(Message entry, String names, JSArray<Message> catalog) {
        String id = "own-" + id().substring(OwnModels.PREFIX.length());
        String path = id + (format.kind() == Format.Kind.TFLITE ? "/model.tflite" : "/model.bin");
        String labels = names == null ? entry.text("labels") : "labels/" + id + ".tsv";
        entry.set("id", id).set("file", path).set("labels", labels);
        JSArray<Message> models = new JSArray<>();
        models.push(entry);
        for (int i = 0; i < catalog.getLength(); i++) {
            Message other = (Message) JSON.parse(JSON.stringify(catalog.get(i)));
            if (!other.text("id").equals(id)) {
                models.push(other.set("inSite", JSBoolean.valueOf(false)));
            }
        }
        return new OwnSite.Model(id, name, "models/" + path, (int) file.getSize(), sha256, "models/" + labels, names,
                format.kind().word(), format.whole(), only,
                JSON.stringify(Message.create().set("default", id).set("models", models)));
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
