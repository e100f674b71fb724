package dev.glance.site;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.web.Entries;
import dev.glance.web.ImageFiles;
import dev.glance.web.KeyValues;
import dev.glance.web.Message;
import dev.glance.web.TextArrays;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * Models that people have brought. Each is an entry as in the catalog and the files that it names, kept on this device and read as
 * if they lay in the site.
 */
public final class OwnModels {
    /** What their ids begin with. */
    public static final String PREFIX = "mine-";
    /** Under which name they are kept, by id. */
    public static final String STORE = "glance-models";

    private OwnModels() {
    }

    /** Whether an id is that of such a model. */
    public static boolean isOwn(String id) {
        return id.startsWith(PREFIX);
    }

    /** The folder of a model's files, relative to the site's root. */
    public static String folder(String id) {
        return "models/" + id + "/";
    }

    /** Where a model's entry is, relative to the site's root. */
    public static String entry(String id) {
        return folder(id) + "entry.json";
    }

    /** Adds the files of a model to the site's: each a Blob or an ArrayBuffer. */
    public static void give(SiteFiles site, Message files) {
        JSArray<Message> all = files.object("files");
        for (int i = 0; i < all.getLength(); i++) {
            JSObject file = all.get(i).object("file");
            site.give(all.get(i).text("path"), file);
        }
    }

    /**
     * The files that were added of a model, as {@link #give} takes them in a worker. From disk it gets bytes: WebKit reads no Blob
     * in a worker there.
     */
    public static JSPromise<Message> given(SiteFiles site, String id) {
        JSArray<Message> all = new JSArray<>();
        site.given(folder(id)).forEach((path, file) -> all.push(Message.create().set("path", path).set("file", file)));
        Message files = Message.create().set("files", all);
        return site.fromDisk() ? asBytes(files) : JSPromise.resolve(files);
    }

    /** Keeps a model on this device. WebKit keeps no Blob of a page that was opened from disk. */
    public static JSPromise<JSUndefined> keep(String id, Message files) {
        return put(id, files).<JSUndefined>flatThen(JSPromise::resolve, reason -> asBytes(files).flatThen(held -> put(id, held)));
    }

    private static JSPromise<JSUndefined> put(String id, Message files) {
        JSArray<JSObject> values = new JSArray<>();
        values.push(files);
        return KeyValues.open(STORE).flatThen(store -> store.set(TextArrays.of(List.of(id)), values));
    }

    /** The same message with the bytes of its files instead of Blobs. */
    private static JSPromise<Message> asBytes(Message files) {
        JSArray<Message> all = files.object("files");
        JSArray<JSPromise<Message>> reads = new JSArray<>();
        for (int i = 0; i < all.getLength(); i++) {
            String path = all.get(i).text("path");
            reads.push(buffer(all.get(i).object("file")).then(bytes -> Message.create().set("path", path).set("file", bytes)));
        }
        return JSPromise.all(reads).then(read -> files.set("files", read));
    }

    /** The bytes of a file that was added; not to be changed. */
    static JSPromise<ArrayBuffer> buffer(JSObject file) {
        return Entries.isFile(file) ? ImageFiles.bytes((Blob) file) : JSPromise.resolve((ArrayBuffer) file);
    }

    /**
     * Adds the files of a model to the site's, unless they are there.
     *
     * @return rejected with {@code model-unknown} where it is not kept on this device
     */
    public static JSPromise<SiteFiles> find(SiteFiles site, String id) {
        if (!site.given(entry(id)).isEmpty()) {
            return JSPromise.resolve(site);
        }
        return KeyValues.open(STORE).flatThen(kept -> kept.get(TextArrays.of(List.of(id)))).<SiteFiles>flatThen(values -> {
            if (JSObjects.isUndefined(values.get(0))) {
                throw unknown(id);
            }
            give(site, (Message) values.get(0));
            return JSPromise.resolve(site);
        }, reason -> JSPromise.reject(unknown(id)));
    }

    private static GlanceException unknown(String id) {
        return new GlanceException(ErrorCode.MODEL_UNKNOWN, "The model \u201c" + id + "\u201d is not on this device.",
                "Bring its files again under Models, or leave it out of the address.");
    }
}
