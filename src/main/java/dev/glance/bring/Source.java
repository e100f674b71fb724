package dev.glance.bring;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.formats.TfjsModel;
import dev.glance.model.formats.Zip;
import dev.glance.site.JsonValue;
import dev.glance.web.Entries;
import dev.glance.web.ImageFiles;
import dev.glance.web.Inflate;
import dev.glance.web.JsErrors;
import dev.glance.web.Urls;
import dev.glance.web.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.file.File;
import org.teavm.jso.typedarrays.Int8Array;

/** Files by path: those that a person hands over, or those in a zip. */
final class Source {
    /** More than any model has that a browser's memory bears. */
    private static final double MAX_BYTES = 640e6;
    /** More files than a model has: whoever drops a whole disk hears soon that it is none. */
    private static final int MAX_FILES = 4096;

    private static final String MODEL_JSON = "model.json";
    private static final String METADATA_JSON = "metadata.json";

    /** Reads one of them. */
    private interface Reading {
        JSPromise<byte[]> read();
    }

    private final Map<String, Reading> readings = new LinkedHashMap<>();

    private Source() {
    }

    /** Files, and what the folders among them hold. */
    static JSPromise<Source> of(JSArray<JSObject> things) {
        Source source = new Source();
        List<JSObject> all = new ArrayList<>();
        for (int i = 0; i < things.getLength(); i++) {
            all.add(things.get(i));
        }
        return source.add(all, 0).then(done -> source);
    }

    private JSPromise<JSObject> add(List<JSObject> things, int from) {
        for (int i = from; i < things.size(); i++) {
            JSObject thing = things.get(i);
            int next = i + 1;
            if (readings.size() > MAX_FILES) {
                throw new GlanceException(ErrorCode.MODEL_SEVERAL, "There are more than " + MAX_FILES
                        + " files, which are more than a model has.", "Bring the files of one model, or their folder.");
            }
            if (Entries.isFile(thing)) {
                add(Entries.pathOfFile((File) thing), (File) thing);
            } else if (Entries.isFolder(thing)) {
                return Entries.list(thing).flatThen(held -> {
                    for (int j = 0; j < held.getLength(); j++) {
                        things.add(held.get(j));
                    }
                    return add(things, next);
                });
            } else {
                return Entries.file(thing).<JSObject>flatThen(file -> {
                    add(Entries.path(thing), file);
                    return add(things, next);
                }, reason -> {
                    // So does Chromium on pages that were opened from disk.
                    throw new GlanceException(ErrorCode.MODEL_MISSING, "The browser does not hand over \u201c" + Entries.path(thing)
                            + "\u201d from the folder that was dropped.", "Drop the files themselves or a zip, or use Bring a model.");
                });
            }
        }
        return JSPromise.resolve(null);
    }

    private void add(String path, Blob file) {
        readings.put(path, () -> {
            if (file.getSize() > MAX_BYTES) {
                throw new GlanceException(ErrorCode.MODEL_UNSAFE, "The file \u201c" + path
                        + "\u201d is larger than 640 MB, which is more than a browser's memory bears.", "Use a smaller model.");
            }
            return ImageFiles.bytes(file).<byte[]>flatThen(buffer -> JSPromise.resolve(new Int8Array(buffer).toJavaArray()),
                    reason -> JSPromise.reject(unreadable(path, reason)));
        });
    }

    /**
     * The files of a model at an address: a {@code .tflite} file, a zip, a {@code model.json}, which may have another name, or a
     * folder with one, as Teachable Machine shares them. Addresses that have no names in them ({@code blob:}, {@code data:}) are
     * those of a {@code .tflite} file or a zip.
     */
    static JSPromise<Source> at(String address, Remote remote) {
        Source source = new Source();
        if (address.startsWith("blob:") || address.startsWith("data:")) {
            return remote.read(address).then(bytes -> {
                source.readings.put(isZip(bytes) ? "model.zip" : "model.tflite", () -> JSPromise.resolve(bytes));
                return source;
            });
        }
        int end = address.indexOf('#') < 0 ? address.length() : address.indexOf('#');
        int question = address.indexOf('?') < 0 ? end : Math.min(end, address.indexOf('?'));
        String path = address.substring(0, question);
        // A host may want it with each file, as a key.
        String query = address.substring(question, end);
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.isEmpty() && name.indexOf('.') < 0) {
            // People leave a slash out.
            path += "/";
            name = "";
        }
        if (!name.isEmpty() && !name.endsWith(".json")) {
            source.readings.put(Urls.decode(name), () -> remote.read(address));
            return JSPromise.resolve(source);
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        remote.expectMore();
        return remote.read(name.isEmpty() ? folder + MODEL_JSON + query : address).flatThen(bytes -> {
            source.readings.put(MODEL_JSON, () -> JSPromise.resolve(bytes));
            TfjsModel json = TfjsModel.read(Utf8.decode(Int8Array.fromJavaArray(bytes)), JsonValue::parse);
            remote.expect(json.weightBytes());
            for (String shard : json.shards()) {
                source.readings.put(shard, () -> remote.readExpected(folder + shard + query));
            }
            if (json.graph()) {
                // Teachable Machine makes layers models only.
                return JSPromise.resolve(source);
            }
            return remote.read(folder + METADATA_JSON + query).<Source>flatThen(metadata -> {
                // Some hosts answer with a page for all that they lack.
                if (metadata.length > 0 && metadata[0] != '<') {
                    source.readings.put(METADATA_JSON, () -> JSPromise.resolve(metadata));
                }
                return JSPromise.resolve(source);
            }, reason -> remote.isAbsent() ? JSPromise.resolve(source) : JSPromise.reject(JsErrors.of(reason)));
        });
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K';
    }

    /**
     * The files in a zip.
     *
     * @param file the whole of it; it may follow other bytes
     * @throws GlanceException see {@link Zip#entries}
     */
    static Source ofZip(byte[] file) {
        Source source = new Source();
        for (Zip.Entry entry : Zip.entries(file)) {
            source.readings.put(entry.name(), () -> {
                byte[] kept = Arrays.copyOfRange(file, entry.start(), entry.start() + entry.compressed());
                JSPromise<byte[]> bytes = !entry.deflated() ? JSPromise.resolve(kept)
                        : Inflate.bytes(Int8Array.fromJavaArray(kept), entry.size()).<byte[]>flatThen(
                        buffer -> JSPromise.resolve(new Int8Array(buffer).toJavaArray()),
                        reason -> JSPromise.reject(damaged(entry.name(), reason)));
                return bytes.then(inflated -> {
                    Zip.check(entry, inflated);
                    return inflated;
                });
            });
        }
        return source;
    }

    List<String> paths() {
        return new ArrayList<>(readings.keySet());
    }

    JSPromise<byte[]> read(String path) {
        return readings.get(path).read();
    }

    private static GlanceException unreadable(String path, Object reason) {
        return new GlanceException(ErrorCode.MODEL_MISSING, "The file \u201c" + path + "\u201d cannot be read ("
                + JsErrors.text(reason) + ").", "Choose it again; it may have been moved or changed.");
    }

    private static GlanceException damaged(String path, Object reason) {
        return new GlanceException(ErrorCode.MODEL_FORMAT, "\u201c" + path + "\u201d in the zip is damaged ("
                + JsErrors.text(reason) + ").", "Make or download the zip again.");
    }
}
