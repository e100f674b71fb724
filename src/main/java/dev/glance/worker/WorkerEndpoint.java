package dev.glance.worker;

import dev.glance.host.Endpoint;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.EarlyWorker;
import dev.glance.web.JsErrors;
import dev.glance.web.Locks;
import dev.glance.web.Message;
import dev.glance.web.Port;
import org.teavm.jso.core.JSArray;

/** A worker of the browser's. Its end, of which there is no event, frees a lock that it holds. */
final class WorkerEndpoint implements Endpoint<Message> {
    private final Port port;
    private final String lock;
    /** What was said before anybody listened, of a worker that the page started first of all; else null. */
    private final EarlyWorker early;
    private Listener<Message> listener;
    private boolean replayed;
    private Locks.Callback stopWaiting;

    private WorkerEndpoint(Port port, String lock, EarlyWorker early) {
        this.port = port;
        this.lock = lock;
        this.early = early;
    }

    /**
     * Starts one.
     *
     * @param url  address of its script
     * @param base address of the site's root
     */
    static WorkerEndpoint start(String url, String base) {
        String lock = Locks.newName();
        Port port = Port.start(url, WorkerMain.NAME);
        port.send(Message.create().set("type", "start").set("base", base).set("lock", lock), new JSArray<>());
        return new WorkerEndpoint(port, lock, null);
    }

    /** One that is loading already. */
    static WorkerEndpoint taken(EarlyWorker early, Port port) {
        return new WorkerEndpoint(port, early.getLock(), early);
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
        if (early != null && !replayed) {
            // It was asked for this already: its answers so far are heard now.
            replayed = true;
            if (!early.getFailed().isEmpty()) {
                listener.failed("it failed: " + early.getFailed());
            }
            for (int i = 0; i < early.getMessages().getLength(); i++) {
                received(early.getMessages().get(i));
            }
            return;
        }
        try {
            port.send(Message.create().set("type", type).set("id", id).set("body", body), new JSArray<>());
        } catch (RuntimeException e) {
            throw JsErrors.of(JsErrors.cause(e));
        }
    }

    @Override
    public void terminate() {
        port.terminate();
        if (early != null) {
            early.stopFetching();
        }
        if (stopWaiting != null) {
            stopWaiting.call();
        }
    }
}
