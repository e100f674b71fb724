package dev.glance.worker;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.host.Codec;
import dev.glance.site.Arrivals;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.Addresses;
import dev.glance.web.JsErrors;
import dev.glance.web.Locks;
import dev.glance.web.Message;
import dev.glance.web.Port;
import dev.glance.web.Promises;
import dev.glance.web.TwinScripts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;

/** The worker's end of the line to its page: a {@link LocalHost} that is asked by messages. */
public final class WorkerMain {
    private final Port page = Port.ofWorker();
    private final Codec<Message> wire = new Wire();
    /** What the page was asked for, by the number of the request. */
    private final Map<Integer, Deferred<Message>> reads = new HashMap<>();
    private final Arrivals arrivals = Arrivals.once();
    private int lastRead;
    private SiteFiles site;
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
            case "load" -> reply(id, host.load(Wire.loadRequest(body), (stage, fraction) -> send(id, "progress",
                    Wire.progress(stage, fraction))), Wire::of);
            case "drop" -> {
                host.drop(body.text("dropped"));
                send(id, "done", Message.create());
            }
            case "measure" -> reply(id, host.measure((int) body.number("rounds")), Wire::milliseconds);
            default -> {
                Promise<Message> answer = Packed.run(host, Work.of(message.text("type")), body);
                reply(id, answer, done -> done);
                answer.listen(sent -> Packed.free(body), sent -> Packed.free(body));
            }
        }
    }

    private void begin(Message message) {
        Addresses.take(message.object("addresses"));
        String base = message.text("base");
        // From disk nothing can be fetched here; the page has the means.
        SiteFiles.Reader reader = base.startsWith("file:")
                ? path -> Promises.js(ask("twin", path, null)).then(body ->
                        TwinScripts.decode(body.object("text")).toJavaArray()) : null;
        site = new SiteFiles(base, reader, this::module, arrivals);
        OwnModels.give(site, message.object("given"));
        arrivals.expect(message.texts("files"));
        host = new LocalHost(site);
        Locks.hold(message.text("lock")).then(held -> {
            send(0, "done", Message.create().set("locked", (JSObject) held));
            return null;
        });
    }

    /** A module that another worker has compiled, or this one for all. */
    private JSPromise<JSObject> module(String path) {
        return Promises.js(ask("module", path, null)).flatThen(body -> {
            JSObject found = body.object("module");
            return found != null ? JSPromise.resolve(found) : site.compileHere(path).<JSObject>flatThen(compiled -> {
                ask("compiled", path, compiled);
                return JSPromise.resolve(compiled);
            }, reason -> {
                ask("compiled", path, null);
                return JSPromise.reject(reason);
            });
        });
    }

    /**
     * Asks the page for something about a file.
     *
     * @param as     {@code twin} for it in Base64, {@code module} for it compiled, {@code compiled} to hand that over
     * @param module what is handed over
     */
    private Promise<Message> ask(String as, String path, JSObject module) {
        lastRead++;
        Deferred<Message> read = new Deferred<>();
        reads.put(lastRead, read);
        send(lastRead, "read", Message.create().set("path", path).set("as", as).set("module", module));
        return read.promise();
    }

    private void read(Deferred<Message> read, Message body) {
        Message error = body.object("error");
        if (error != null) {
            read.fail(wire.error(error));
        } else {
            read.resolve(body);
        }
    }

    private <T> void reply(int id, Promise<T> promise, Function<T, Message> encoding) {
        promise.listen(value -> {
            try {
                send(id, "done", encoding.apply(value));
            } catch (RuntimeException e) {
                // Else whoever asked would wait for it until the worker counts as lost.
                send(id, "failed", Wire.of(JsErrors.of(JsErrors.cause(e))));
            }
        }, failure -> send(id, "failed", Wire.of(failure)));
    }

    private void send(int id, String type, Message body) {
        page.send(Message.create().set("type", type).set("id", id).set("body", body), new JSArray<>());
    }
}
