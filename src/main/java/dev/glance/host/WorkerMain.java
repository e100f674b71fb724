package dev.glance.host;

import dev.glance.classify.Prepared;
import dev.glance.error.GlanceException;
import dev.glance.image.CropMode;
import dev.glance.site.Arrivals;
import dev.glance.site.SiteFiles;
import dev.glance.web.ImageFiles;
import dev.glance.web.Locks;
import dev.glance.web.Message;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Port;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** The worker's end of the line to its page: a {@link LocalHost} that is asked by messages. */
public final class WorkerMain {
    /** The name by which the site's script knows that it runs as such a worker. */
    public static final String NAME = "glance";

    private final Port page = Port.ofWorker();
    /** Files that the page was asked for, by the number of the request. */
    private final Map<Integer, Answer<byte[]>> reads = new HashMap<>();
    private final Arrivals arrivals = new Arrivals();
    private int lastRead;
    private LocalHost host;

    private WorkerMain() {
    }

    /** Waits for the page's messages. */
    public static void start() {
        WorkerMain worker = new WorkerMain();
        worker.page.onMessage(worker::received);
    }

    private void received(Message message) {
        int id = (int) message.number("id");
        Message body = message.object("body");
        switch (message.text("type")) {
            case "start" -> begin(message);
            case "arriving" -> arrivals.arrived(message);
            case "read" -> read(reads.remove(id), body);
            case "load" -> host.load(Wire.loadRequest(body), (stage, fraction) -> send(id, "progress",
                    Message.create().set("stage", stage).set("fraction", fraction)), reply(id, Wire::of));
            case "classify" -> classify(id, body);
            case "measure" -> Answers.settle(host.measure((int) body.number("rounds")), reply(id,
                    milliseconds -> Message.create().set("milliseconds", milliseconds)));
            default -> throw new IllegalStateException("the page sent a message of type " + message.text("type"));
        }
    }

    private void begin(Message message) {
        String base = message.text("base");
        // From disk nothing can be fetched here; the page has the means.
        SiteFiles site = base.startsWith("file:") ? new SiteFiles(base,
                path -> Answers.promise(answer -> ask(path, answer))) : new SiteFiles(base, arrivals);
        arrivals.expect(message.texts("files"));
        host = new LocalHost(site);
        Locks.hold(message.text("lock")).then(held -> {
            send(0, "done", Message.create().set("locked", (JSObject) held));
            return null;
        });
    }

    private void ask(String path, Answer<byte[]> answer) {
        lastRead++;
        reads.put(lastRead, answer);
        page.send(Message.create().set("type", "read").set("id", lastRead).set("path", path), new JSArray<>());
    }

    private static void read(Answer<byte[]> answer, Message body) {
        Message error = body.object("error");
        if (error != null) {
            answer.failure(Wire.error(error));
        } else {
            Int8Array bytes = body.object("bytes");
            answer.success(bytes.toJavaArray());
        }
    }

    private void classify(int id, Message body) {
        int topK = (int) body.number("topK");
        String crop = body.text("crop");
        Blob file = body.object("file");
        CanvasImageSource bitmap = body.object("bitmap");
        if (file != null) {
            host.classify(Picture.encoded(file), crop, topK, reply(id, Wire::of));
        } else if (bitmap != null) {
            host.classify(Pixels.of(bitmap), crop, topK, closing(bitmap, reply(id, Wire::of)));
        } else {
            ArrayBuffer pixels = body.object("pixels");
            ImageData data = new ImageData(new Uint8ClampedArray(pixels), (int) body.number("pixelWidth"),
                    (int) body.number("pixelHeight"));
            host.classify(new Prepared(data, CropMode.of(crop), (int) body.number("width"),
                    (int) body.number("height"), body.number("incomplete") == 1, body.number("milliseconds")), topK, reply(id, Wire::of));
        }
    }

    /** An answer with which a bitmap is closed, whichever it is. */
    private static <T> Answer<T> closing(CanvasImageSource bitmap, Answer<T> answer) {
        return new Answer<>() {
            @Override
            public void success(T value) {
                ImageFiles.close(bitmap);
                answer.success(value);
            }

            @Override
            public void failure(GlanceException error) {
                ImageFiles.close(bitmap);
                answer.failure(error);
            }
        };
    }

    /** How an answer becomes a message. */
    private interface Encoding<T> {
        Message encode(T value);
    }

    private <T> Answer<T> reply(int id, Encoding<T> encoding) {
        return new Answer<>() {
            @Override
            public void success(T value) {
                send(id, "done", encoding.encode(value));
            }

            @Override
            public void failure(GlanceException error) {
                send(id, "failed", Wire.of(error));
            }
        };
    }

    private void send(int id, String type, Message body) {
        page.send(Message.create().set("type", type).set("id", id).set("body", body), new JSArray<>());
    }
}
