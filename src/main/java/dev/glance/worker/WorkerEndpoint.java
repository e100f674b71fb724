package dev.glance.worker;

import dev.glance.host.Endpoint;
import dev.glance.site.Arrivals;
import dev.glance.web.Addresses;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.JsErrors;
import dev.glance.web.Locks;
import dev.glance.web.Message;
import dev.glance.web.Port;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** A worker of the browser's. Its end, of which there is no event, frees a lock that it holds. */
final class WorkerEndpoint implements Endpoint<Message> {
    private final Port port;
    private final String lock;
    private Listener<Message> listener;
    private Locks.Callback stopWaiting;
    private boolean terminated;

    private WorkerEndpoint(Port port, String lock) {
        this.port = port;
        this.lock = lock;
    }

    /**
     * Starts one.
     *
     * @param url   address of its script
     * @param base  address of the site's root
     * @param files paths of files of the site that will be sent to it, see {@link #file}
     * @param given see {@link dev.glance.site.OwnModels#given}
     */
    static WorkerEndpoint start(String url, String base, List<String> files, Message given) {
        String lock = Locks.newName();
        Port port = Port.start(url, Port.OWN);
        port.send(Message.create().set("type", "start").set("base", base).set("lock", lock).set("files", files).set("given", given)
                .set("addresses", Addresses.told()), new JSArray<>());
        return new WorkerEndpoint(port, lock);
    }

    /** Sends it a file as it arrives. */
    Arrivals.Hearer file(String path) {
        return new Arrivals.Hearer() {
            @Override
            public void part(ArrayBuffer bytes) {
                port.send(arriving().set("bytes", bytes), new JSArray<>());
            }

            @Override
            public void end(boolean failed) {
                port.send(arriving().set("failed", failed ? "yes" : ""), new JSArray<>());
            }

            private Message arriving() {
                return Message.create().set("type", "arriving").set("path", path);
            }
        };
    }

    @Override
    public void listen(Listener<Message> newListener) {
        listener = newListener;
        port.onFailure(text -> listener.failed("it failed: " + text));
        port.onMessage(this::received);
    }

    private void received(Message message) {
        int id = (int) message.number("id");
        Message body = message.object("body");
        if (id == 0 && BrowserFeatures.isTrue(body.object("locked"))) {
            stopWaiting = Locks.whenFree(lock, () -> listener.failed("it was ended"));
        }
        listener.received(message.text("type"), id, body);
    }

    @Override
    public void send(String type, int id, Message body) {
        JSArray<JSObject> moved = new JSArray<>();
        JSObject frame = body.object(Packed.FRAME);
        if (frame != null) {
            moved.push(frame);
        }
        try {
            port.send(Message.create().set("type", type).set("id", id).set("body", body), moved);
        } catch (RuntimeException e) {
            throw JsErrors.of(JsErrors.cause(e));
        }
    }

    boolean isTerminated() {
        return terminated;
    }

    @Override
    public void terminate() {
        terminated = true;
        port.terminate();
        if (stopWaiting != null) {
            stopWaiting.call();
        }
    }
}
