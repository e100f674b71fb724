package dev.glance.site;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Json;
import dev.glance.model.Sha256;
import dev.glance.web.AbortController;
import dev.glance.web.Addresses;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Digest;
import dev.glance.web.Downloads;
import dev.glance.web.Fetch;
import dev.glance.web.JsErrors;
import dev.glance.web.ScriptTable;
import dev.glance.web.Scripts;
import dev.glance.web.TwinScripts;
import dev.glance.web.Utf8;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.function.JSConsumer;
import org.teavm.jso.streams.ReadableStreamDefaultReader;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Reads the site's own files as bytes. From a server they are fetched; from disk (file://), where nothing can be
 * fetched, each such file has a twin beside it, {@code <file>.js}, a classic script that calls
 * {@code glanceFile(path, base64)}.
 */
public final class SiteFiles {
    private static final Map<String, JSConsumer<JSString>> AWAITED = new HashMap<>();
    /** Reads of twins under way, by path: a second one for the same path waits for the first. */
    private static final Map<String, JSPromise<JSString>> READING = new HashMap<>();

    private final String base;
    private final Reader reader;
    private final Compiler compiler;
    private final Arrivals arrivals;
    /** By path: what is read as if it lay in the site. */
    private final Map<String, JSObject> given = new HashMap<>();

    /**
     * @param base address of the site's root, ending in a slash
     */
    public SiteFiles(String base) {
        this(base, null, null, Arrivals.kept());
        Downloads left = Downloads.taken();
        if (left != null && left.getBase().equals(base)) {
            arrivals.add(left);
        }
    }

    /**
     * @param base     address of the site's root, ending in a slash
     * @param reader   reads the files instead of this thread; null for none
     * @param compiler finds modules that others have compiled
     * @param arrivals files that are on their way already
     */
    public SiteFiles(String base, Reader reader, Compiler compiler, Arrivals arrivals) {
        this.base = base;
        this.reader = reader;
        this.compiler = compiler;
        this.arrivals = arrivals;
    }

    /** Reads a file of the site whole. */
    public interface Reader {
        /**
         * @param path relative to the site's root
         * @return rejected with a GlanceException
         */
        JSPromise<byte[]> read(String path);
    }

    /** Finds a compiled WebAssembly module of the site. */
    public interface Compiler {
        /**
         * @param path relative to the site's root
         * @return rejected with a GlanceException
         */
        JSPromise<JSObject> compile(String path);
    }

    /** Hears how many bytes have arrived. */
    public interface Progress {
        void received(int bytes);
    }

    /**
     * Adds a file that does not lie in the site's folder: a person's.
     *
     * @param file a Blob or an ArrayBuffer
     */
    public void give(String path, JSObject file) {
        given.put(path, file);
    }

    /** Does away with those that were added whose paths begin so. */
    public void withdraw(String prefix) {
        given(prefix).forEach((path, file) -> given.remove(path));
    }

    /** Those that were added whose paths begin so, by path. */
    public Map<String, JSObject> given(String prefix) {
        Map<String, JSObject> found = new LinkedHashMap<>();
        given.forEach((path, file) -> {
            if (path.startsWith(prefix)) {
                found.put(path, file);
            }
        });
        return found;
    }

    /** The address of a file of the site. */
    public String address(String path) {
        return Addresses.of(base + path);
    }

    /** Whether the site is opened from disk, so that files come from their twins. */
    public boolean fromDisk() {
        return base.startsWith("file:");
    }

    /**
     * Reads a file.
     *
     * @param path       relative to the site's root
     * @param limit      more bytes than this are refused
     * @param progress   hears of the bytes as they arrive
     * @param controller ends the reading early: the result is then {@code cancelled}
     * @return the bytes, which are those that this script vouches for, if it does; rejected with a {@code site-file}
     *         GlanceException where they cannot be had
     */
    public JSPromise<byte[]> read(String path, int limit, Progress progress, AbortController controller) {
        JSObject own = given.get(path);
        if (own != null) {
            return OwnModels.buffer(own).<byte[]>flatThen(buffer -> JSPromise.resolve(bytes(buffer)),
                    reason -> JSPromise.reject(missing(path, JsErrors.text(reason))));
        }
        JSPromise<byte[]> arriving = arrivals.take(path, progress);
        // The browser has checked it, or the page. What goes wrong with it is found out and told by reading it again.
        return arriving == null ? readNow(path, limit, progress, controller) : arriving.<byte[]>flatThen(bytes ->
                bytes.length <= limit ? JSPromise.resolve(bytes) : readNow(path, limit, progress, controller),
                reason -> readNow(path, limit, progress, controller));
    }

    /** Asks for files that are neither here nor on their way. What arrives is kept for whoever reads it. Over http only. */
    public void ask(List<String> paths) {
        List<String> missing = new ArrayList<>(paths);
        missing.removeIf(arrivals::has);
        if (!missing.isEmpty()) {
            arrivals.add(Arrivals.start(base, missing));
        }
    }

    /** Hears a file that was asked for, from its beginning. */
    public void hear(String path, Arrivals.Hearer hearer) {
        arrivals.hear(path, hearer);
    }

    /**
     * Does away with what arrived of a file that turned out to be wrong: whoever reads it next, reads it anew.
     *
     * @return whether anything had arrived
     */
    public boolean forget(String path) {
        return arrivals.forget(path);
    }

    /** Ends the download of a file that nobody needs. */
    public void stop(String path) {
        arrivals.stop(path);
    }

    private static JSPromise<byte[]> verified(String path, byte[] bytes) {
        String integrity = ScriptTable.integrity(path);
        if (integrity.isEmpty()) {
            return JSPromise.resolve(bytes);
        }
        if (bytes.length != ScriptTable.length(path)) {
            throw altered(path, "it has " + bytes.length + " bytes instead of " + ScriptTable.length(path));
        }
        return sha256(bytes).then(hash -> {
            if (!integrity.equals("sha256-" + Base64.getEncoder().encodeToString(hash))) {
                throw altered(path, "its SHA-256 is " + Sha256.digits(hash));
            }
            return bytes;
        });
    }

    /** The SHA-256 of some bytes, 32 bytes: the browser's, else, on insecure pages, Java's. */
    public static JSPromise<byte[]> sha256(byte[] bytes) {
        return Digest.available() ? Digest.sha256(Int8Array.fromJavaArray(bytes)).then(SiteFiles::bytes)
                : JSPromise.resolve(Sha256.of(bytes));
    }

    private JSPromise<byte[]> readNow(String path, int limit, Progress progress, AbortController controller) {
        JSPromise<byte[]> read = reader != null ? reader.read(path)
                : fromDisk() ? readTwin(path).then(text -> TwinScripts.decode(text).toJavaArray())
                : fetch(path, limit, progress, controller);
        return read.flatThen(bytes -> verified(path, bytes));
    }

    /**
     * Loads and runs a script of the site, once more even if it ran before. Over http it is the one that this script
     * vouches for, if it does; from disk browsers check none.
     *
     * @return rejected with a text where it cannot be had
     */
    public JSPromise<JSUndefined> run(String path) {
        return Scripts.load(address(path), fromDisk() ? "" : ScriptTable.integrity(path));
    }

    /**
     * A compiled WebAssembly module of the site.
     *
     * @return rejected with a text or error on why not
     */
    public JSPromise<JSObject> compile(String path) {
        return compiler != null ? compiler.compile(path) : compileHere(path);
    }

    /** The same, compiled on this thread. */
    public JSPromise<JSObject> compileHere(String path) {
        return fromDisk() ? read(path).flatThen(bytes -> BrowserFeatures.compile(Int8Array.fromJavaArray(bytes)))
                : BrowserFeatures.compile(address(path), ScriptTable.integrity(path));
    }

    /** Reads a small file whole. */
    public JSPromise<byte[]> read(String path) {
        return read(path, Integer.MAX_VALUE, bytes -> { }, new AbortController());
    }

    /** Reads a small text file in UTF-8. */
    public JSPromise<String> readText(String path) {
        return read(path).then(bytes -> Utf8.decode(Int8Array.fromJavaArray(bytes)));
    }

    /** Reads a small JSON file in UTF-8. */
    public JSPromise<Json> readJson(String path) {
        return readText(path).then(text -> {
            try {
                return JsonValue.parse(text);
            } catch (RuntimeException e) {
                throw missing(path, JsErrors.text(e));
            }
        });
    }

    private JSPromise<byte[]> fetch(String path, int limit, Progress progress, AbortController controller) {
        return Fetch.get(address(path), controller.getSignal()).<byte[]>flatThen(response -> {
            if (!response.isOk()) {
                throw missing(path, "the server answers with status " + response.getStatus() + " for " + address(path));
            }
            if (JSObjects.isUndefined(response.getBody()) || response.getBody() == null) {
                return response.arrayBuffer().then(SiteFiles::bytes);
            }
            Download download = new Download(path, limit, progress, controller);
            return download.next(response.getBody().getReader());
        }).flatCatchError(reason -> {
            GlanceException error = JsErrors.of(reason);
            if (JsErrors.name(reason).equals("AbortError")) {
                error = new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.", "Start it again.");
            } else if (error.code() == ErrorCode.INTERNAL) {
                error = missing(path, "there is no answer (" + JsErrors.text(reason) + ")");
            }
            return JSPromise.reject(error);
        });
    }

    /**
     * A file as its twin hands it over, in Base64, from disk only: a worker decodes and verifies it without the page's
     * thread.
     *
     * @return rejected with a GlanceException
     */
    public JSPromise<JSString> readTwin(String path) {
        JSPromise<JSString> reading = READING.get(path);
        if (reading == null) {
            reading = loadTwin(path).onSettled(() -> {
                READING.remove(path);
                return null;
            });
            READING.put(path, reading);
        }
        return reading;
    }

    private JSPromise<JSString> loadTwin(String path) {
        TwinScripts.hear(SiteFiles::arrived);
        String script = address(path) + ".js";
        JSPromise<JSString> base64 = new JSPromise<>((resolve, reject) -> AWAITED.put(path, resolve));
        return Scripts.load(script, "").<JSString>flatThen(loaded -> {
            if (AWAITED.remove(path) != null) {
                throw missing(path, "its script " + script + " is not what it should be");
            }
            return base64;
        }, reason -> {
            AWAITED.remove(path);
            return JSPromise.reject(missing(path, JsErrors.text(reason)));
        });
    }

    private static void arrived(String path, JSString base64) {
        JSConsumer<JSString> awaited = AWAITED.remove(path);
        if (awaited != null) {
            awaited.accept(base64);
        }
    }

    private static byte[] bytes(ArrayBuffer buffer) {
        return new Int8Array(buffer).toJavaArray();
    }

    private static GlanceException altered(String path, String how) {
        return new GlanceException(ErrorCode.SITE_FILE, "The site's file " + path + " is not the one that was built: " + how
                + ".", GlanceException.COPY_AGAIN);
    }

    /** The failure of a file of the site that cannot be had. */
    public static GlanceException missing(String path, String why) {
        return new GlanceException(ErrorCode.SITE_FILE, "The site's file " + path + " cannot be read: " + why + ".",
                GlanceException.COPY_AGAIN);
    }

    /** The bytes of one answer as they come. */
    private static final class Download {
        private final String path;
        private final int limit;
        private final Progress progress;
        private final AbortController controller;
        private byte[] bytes;
        private int length;

        Download(String path, int limit, Progress progress, AbortController controller) {
            this.path = path;
            this.limit = limit;
            this.progress = progress;
            this.controller = controller;
            bytes = new byte[limit == Integer.MAX_VALUE ? 65_536 : limit];
        }

        JSPromise<byte[]> next(ReadableStreamDefaultReader reader) {
            return reader.read().flatThen(chunk -> {
                if (chunk.isDone()) {
                    return JSPromise.resolve(length == bytes.length ? bytes : copy(length));
                }
                append(chunk.getValue());
                progress.received(length);
                return next(reader);
            });
        }

        private void append(Int8Array chunk) {
            int size = chunk.getByteLength();
            if (size > limit - length) {
                controller.abort();
                throw missing(path, "it is longer than it should be");
            }
            if (length + size > bytes.length) {
                bytes = copy(Math.max(bytes.length * 2, length + size));
            }
            Int8Array.fromJavaArray(bytes).set(chunk, length);
            length += size;
        }

        private byte[] copy(int size) {
            byte[] copy = new byte[size];
            System.arraycopy(bytes, 0, copy, 0, Math.min(size, length));
            return copy;
        }
    }
}
