package dev.glance.page;

import dev.glance.bring.OwnModel;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Format;
import dev.glance.model.formats.Crc32;
import dev.glance.model.formats.ZipWriter;
import dev.glance.site.OwnModels;
import dev.glance.web.Blobs;
import dev.glance.web.Deflate;
import dev.glance.web.ImageFiles;
import dev.glance.web.Message;
import dev.glance.web.TwinScripts;
import dev.glance.web.Utf8;
import dev.glance.worker.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Int8Array;

/** Puts a site of one's own into a zip: file by file, each a Blob, which a browser need not hold in memory. */
final class SiteZip {
    /** Of files that are read at once: their CRC-32 holds up the page for some milliseconds. */
    private static final int PART = 1 << 20;
    /** Zips of the common format end at 2 GB, and a file is in it twice, once as text. */
    private static final double MAX_MODEL = 400e6;

    private final ModelsDoor door;
    private final Progress progress;
    private final ZipWriter zip = new ZipWriter();
    private final JSArray<JSObject> parts = new JSArray<>();
    private int done;
    private int all;

    /** Hears how many files are in the zip. */
    interface Progress {
        void packed(int files, int all);
    }

    /** Reads a file of the new site. */
    private interface Reading {
        JSPromise<Blob> read();
    }

    SiteZip(ModelsDoor door, Progress progress) {
        this.door = door;
        this.progress = progress;
    }

    /**
     * Makes the zip.
     *
     * @param model    which the site gets
     * @param file     that
     * @param fromDisk whether this site is opened from disk
     * @return rejected with a GlanceException
     */
    JSPromise<Blob> of(OwnSite.Model model, Blob file, boolean fromDisk) {
        if (model.bytes() > MAX_MODEL) {
            throw new GlanceException(ErrorCode.STORAGE, "The model is larger than 400 MB, which is too much for a zip with its site.",
                    "Use a smaller model, or bring this one on each device by itself.");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        return texts(new ArrayList<>(OwnSite.TEXTS), texts).flatThen(read -> {
            OwnSite site = new OwnSite(model, texts, fromDisk);
            Map<String, Reading> files = new LinkedHashMap<>();
            // First what a person looks for.
            files.put(OwnSite.PAGE, null);
            site.made().forEach((path, bytes) -> files.put(path, () -> JSPromise.resolve(Blobs.of(bytes, ""))));
            files.put(model.file(), () -> JSPromise.resolve(file));
            for (String path : site.copied()) {
                files.put(path, () -> bytes(path).then(bytes -> Blobs.copy(bytes)));
            }
            all = files.size();
            return pack(new ArrayList<>(files.keySet()), files);
        }).then(packed -> {
            parts.push(Int8Array.fromJavaArray(zip.end()));
            return Blobs.of(parts, "application/zip");
        });
    }

    private JSPromise<Int8Array> bytes(String path) {
        return door.getBytes().read(path).then(answer -> (Int8Array) Answers.require(answer));
    }

    private JSPromise<JSObject> texts(List<String> paths, Map<String, String> texts) {
        if (paths.isEmpty()) {
            return JSPromise.resolve(null);
        }
        String path = paths.remove(0);
        return bytes(path).flatThen(bytes -> {
            texts.put(path, Utf8.decode(bytes));
            return texts(paths, texts);
        });
    }

    private JSPromise<JSObject> pack(List<String> paths, Map<String, Reading> files) {
        if (paths.isEmpty()) {
            return JSPromise.resolve(null);
        }
        String path = paths.remove(0);
        progress.packed(done, all);
        done++;
        return files.remove(path).read().flatThen(file -> add(path, file).flatThen(added -> !OwnSite.hasTwin(path)
                ? JSPromise.<JSObject>resolve(null) : TwinScripts.of(path, file).flatThen(twin -> add(path + ".js", twin))))
                .flatThen(added -> pack(paths, files));
    }

    private JSPromise<JSObject> add(String path, Blob file) {
        int size = (int) file.getSize();
        return crc(0, file, 0).flatThen(crc -> Deflate.blob(file).then(deflated -> {
            boolean smaller = deflated.getSize() < file.getSize();
            parts.push(Int8Array.fromJavaArray(smaller ? zip.header(path, crc, size, (int) deflated.getSize())
                    : zip.header(path, crc, size)));
            parts.push(smaller ? deflated : file);
            return null;
        }));
    }

    private static JSPromise<Integer> crc(int before, Blob file, int from) {
        if (from >= file.getSize()) {
            return JSPromise.resolve(before);
        }
        return ImageFiles.bytes(file.slice(from, from + PART)).flatThen(buffer ->
                crc(Crc32.more(before, new Int8Array(buffer).toJavaArray()), file, from + PART));
    }

    /**
     * A model as the default one of a site.
     *
     * @param entry   its entry
     * @param names   its labels; null where they are the site's
     * @param catalog the models that the catalog knows
     * @param mirrors folders of other hosts that have their files
     */
    static OwnSite.Model packed(OwnModel model, Message entry, String names, JSArray<Message> catalog, List<String> mirrors) {
        String id = "own-" + model.id().substring(OwnModels.PREFIX.length());
        String path = id + (model.format().kind() == Format.Kind.TFLITE ? "/model.tflite" : "/model.bin");
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
        return new OwnSite.Model(id, model.name(), "models/" + path, (int) model.file().getSize(), model.sha256(),
                "models/" + labels, names, model.format().kind().word(), model.format().whole(), model.only(),
                JSON.stringify(Message.create().set("default", id).set("mirrors", mirrors).set("models", models)));
    }
}
