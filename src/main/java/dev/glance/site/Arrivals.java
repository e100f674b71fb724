package dev.glance.site;

import dev.glance.web.Blobs;
import dev.glance.web.Buffers;
import dev.glance.web.Downloads;
import dev.glance.web.ImageFiles;
import dev.glance.web.Message;
import dev.glance.web.ScriptTable;
import dev.glance.web.TextArrays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;

/**
 * Files that are on their way to this thread: to a page from its server, to a worker from its page. So whatever is asked
 * for twice comes once.
 */
public final class Arrivals {
    /** Who needs a file at the start has read it by then; to read it from a Blob takes a moment. */
    private static final int KEEP_MS = 5_000;

    private final Map<String, Arrival> arrivals = new HashMap<>();
    /** What was taken over. */
    private final Set<String> taken = new HashSet<>();
    /** Whether what has arrived stays, for others who ask for it. */
    private final boolean keeping;

    private Arrivals(boolean keeping) {
        this.keeping = keeping;
    }

    /** Those of a worker: each file is read once there. */
    public static Arrivals once() {
        return new Arrivals(false);
    }

    /** Those of a page. What has arrived is kept outside of its memory, as a Blob. */
    static Arrivals kept() {
        return new Arrivals(true);
    }

    /** Hears a file as it arrives. */
    public interface Hearer {
        void part(ArrayBuffer bytes);

        /**
         * @param failed whether the rest does not come
         */
        void end(boolean failed);
    }

    /** One file. */
    private static final class Arrival {
        private final List<ArrayBuffer> parts = new ArrayList<>();
        private final List<Hearer> hearers = new ArrayList<>();
        private Runnable stop = () -> { };
        private boolean over;
        private boolean failed;
        private Blob kept;

        private void part(ArrayBuffer bytes) {
            parts.add(bytes);
            hearers.forEach(hearer -> hearer.part(bytes));
        }

        private void end(boolean failure) {
            over = true;
            failed = failure;
            hearers.forEach(hearer -> hearer.end(failed));
            hearers.clear();
        }

        /** Moves what has arrived out of this page's memory. */
        private void keep() {
            JSArray<JSObject> all = new JSArray<>();
            parts.forEach(all::push);
            kept = Blobs.of(all, "");
            parts.clear();
        }

        private void listen(Hearer hearer) {
            if (kept != null) {
                ImageFiles.bytes(kept).then(bytes -> {
                    hearer.part(bytes);
                    hearer.end(false);
                    return null;
                }, gone -> {
                    hearer.end(true);
                    return null;
                });
                return;
            }
            parts.forEach(hearer::part);
            if (over) {
                hearer.end(failed);
            } else {
                hearers.add(hearer);
            }
        }
    }

    /** Files that were asked for before this script was there. */
    void add(Downloads downloads) {
        for (String path : downloads.paths()) {
            Arrival arrival = new Arrival();
            arrival.stop = () -> downloads.stop(path);
            arrivals.put(path, arrival);
            downloads.hear(path, (part, failed) -> {
                if (part != null) {
                    arrival.part(part);
                } else {
                    arrival.end(failed);
                    if (!failed) {
                        Window.setTimeout(arrival::keep, KEEP_MS);
                    }
                }
            });
        }
    }

    /**
     * Asks for files of a site.
     *
     * @param base  address of the site's root, ending in a slash
     * @param paths relative to it
     */
    public static Downloads start(String base, List<String> paths) {
        List<String> integrities = new ArrayList<>();
        for (String path : paths) {
            integrities.add(ScriptTable.integrity(path));
        }
        return Downloads.start(base, TextArrays.of(paths), TextArrays.of(integrities));
    }

    /** These files are sent by the page. */
    public void expect(List<String> paths) {
        for (String path : paths) {
            arrivals.put(path, new Arrival());
        }
    }

    /** Takes a message of the page's: some bytes of a file, its end, or that there will be none. */
    public void arrived(Message message) {
        Arrival arrival = arrivals.get(message.text("path"));
        if (arrival == null) {
            return;
        }
        ArrayBuffer bytes = message.object("bytes");
        if (bytes != null) {
            arrival.part(bytes);
        } else {
            arrival.end(!message.text("failed").isEmpty());
        }
    }

    /** Whether a file is here or on its way. */
    boolean has(String path) {
        Arrival arrival = arrivals.get(path);
        return arrival != null && !arrival.failed;
    }

    /** Hears a file that is here or on its way from its beginning. */
    void hear(String path, Hearer hearer) {
        arrivals.get(path).listen(hearer);
    }

    /** See {@link SiteFiles#forget}. */
    boolean forget(String path) {
        arrivals.remove(path);
        return taken.remove(path);
    }

    /** Ends the download of a file that nobody needs; what has arrived is kept. */
    void stop(String path) {
        Arrival arrival = arrivals.get(path);
        if (arrival != null && !arrival.over) {
            arrival.stop.run();
        }
    }

    /**
     * Takes a file over.
     *
     * @param progress hears of the bytes as they arrive
     * @return rejected where it does not come; null where it is not on its way
     */
    JSPromise<byte[]> take(String path, SiteFiles.Progress progress) {
        if (!has(path)) {
            return null;
        }
        Arrival arrival = arrivals.get(path);
        taken.add(path);
        return new JSPromise<>((resolve, reject) -> arrival.listen(new Hearer() {
            private final List<ArrayBuffer> parts = new ArrayList<>();
            private int length;

            @Override
            public void part(ArrayBuffer bytes) {
                parts.add(bytes);
                length += bytes.getByteLength();
                progress.received(length);
            }

            @Override
            public void end(boolean failed) {
                if (!keeping) {
                    arrivals.remove(path);
                }
                if (failed) {
                    reject.accept(new IllegalStateException("it did not arrive"));
                } else {
                    resolve.accept(Buffers.joined(parts).toJavaArray());
                }
            }
        }));
    }
}
