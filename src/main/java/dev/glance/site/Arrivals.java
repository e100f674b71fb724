package dev.glance.site;

import dev.glance.web.EarlyWorker;
import dev.glance.web.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.function.JSConsumer;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** Files that the page began to fetch for its worker before the worker could ask, see {@link EarlyWorker}. */
public final class Arrivals {
    private final Map<String, Arrival> arrivals = new HashMap<>();

    /** One file. */
    private static final class Arrival {
        private final List<byte[]> chunks = new ArrayList<>();
        private int length;
        private boolean done;
        private boolean failed;
        private SiteFiles.Progress progress = bytes -> { };
        private JSConsumer<byte[]> resolve;
        private JSConsumer<Object> reject;

        private void settle() {
            if (resolve == null) {
                return;
            }
            if (failed) {
                reject.accept(new IllegalStateException("the page could not fetch it"));
            } else if (done) {
                resolve.accept(joined());
                chunks.clear();
            }
        }

        private byte[] joined() {
            byte[] bytes = new byte[length];
            int at = 0;
            for (byte[] chunk : chunks) {
                System.arraycopy(chunk, 0, bytes, at, chunk.length);
                at += chunk.length;
            }
            return bytes;
        }
    }

    /** These files are on their way. */
    public void expect(List<String> paths) {
        for (String path : paths) {
            arrivals.put(path, new Arrival());
        }
    }

    /** Takes a message of {@link EarlyWorker}'s: some bytes of a file, its end, or that there will be none. */
    public void arrived(Message message) {
        Arrival arrival = arrivals.get(message.text("path"));
        if (arrival == null) {
            return;
        }
        ArrayBuffer bytes = message.object("bytes");
        if (bytes != null) {
            byte[] chunk = new Int8Array(bytes).toJavaArray();
            arrival.chunks.add(chunk);
            arrival.length += chunk.length;
            arrival.progress.received(arrival.length);
        } else {
            arrival.done = true;
            arrival.failed = !message.text("failed").isEmpty();
        }
        arrival.settle();
    }

    /**
     * Takes a file over, once.
     *
     * @param progress hears of the bytes as they arrive
     * @return rejected where the page could not fetch it; null where it is not on its way
     */
    JSPromise<byte[]> take(String path, SiteFiles.Progress progress) {
        Arrival arrival = arrivals.get(path);
        if (arrival == null || arrival.resolve != null) {
            return null;
        }
        arrival.progress = progress;
        return new JSPromise<>((resolve, reject) -> {
            arrival.resolve = resolve;
            arrival.reject = reject;
            arrival.settle();
        });
    }
}
