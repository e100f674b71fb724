package dev.glance.host;

import dev.glance.classify.WorkerScripts;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.site.SiteFiles;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.EarlyWorker;
import dev.glance.web.JsErrors;
import dev.glance.web.Locks;
import dev.glance.web.Message;
import dev.glance.web.Port;
import dev.glance.web.Promises;
import dev.glance.web.ScriptTable;
import dev.glance.web.Urls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The page's end of the line to one worker. Every call is answered: by the worker, or with a {@code worker-lost} failure
 * once the worker is gone or has been silent for too long. It is ended then and never used again.
 */
final class Link implements AutoCloseable {
    /** How long a worker may take to come up; it has one script to read. */
    private static final int READY_MS = 20_000;

    private final SiteFiles site;
    private final Port port;
    private final Map<Integer, Call> calls = new LinkedHashMap<>();
    private final List<Runnable> endings = new ArrayList<>();
    private int lastId;
    private int timer;
    private boolean ended;
    private Locks.Callback stopWaiting;
    /** Holds what was said before this object was there; null once that is heard. */
    private EarlyWorker early;
    /** Fetches files for the worker; null for a worker that does so itself. */
    private EarlyWorker fetching;

    /** A request under way. */
    private record Call(Answer<Message> answer, LoadProgress progress, int silenceMs) {
    }

    private Link(SiteFiles site, Port port) {
        this.site = site;
        this.port = port;
    }

    /**
     * Starts a worker. Its scripts are verified, and run from a Blob: the page's Content-Security-Policy holds in it then,
     * it may come from another host or from disk, and nothing is fetched twice.
     *
     * @param scripts the scripts of the site that the worker will need, in this order; from disk it can load no others
     * @return rejected with a text or error on why there is none
     */
    static JSPromise<Link> open(SiteFiles site, List<String> scripts) {
        return Promises.of(() -> {
            if (!Port.available()) {
                throw new IllegalStateException("this browser has no workers that can draw");
            }
            return bundle(site, scripts);
        }).<Link>flatThen(url -> start(site, url).onSettled(() -> {
            Blobs.revokeUrl(url);
            return null;
        })).flatCatchError(reason -> {
            // A page may allow workers from its own host only.
            String direct = site.address(WorkerScripts.MAIN);
            return !site.fromDisk() && Port.available() && Urls.isOwn(direct) ? start(site, direct)
                    : JSPromise.reject(reason);
        });
    }

    private static JSPromise<String> bundle(SiteFiles site, List<String> scripts) {
        JSArray<JSPromise<JSObject>> reads = new JSArray<>();
        for (String path : scripts) {
            String own = path.equals(WorkerScripts.MAIN) ? ScriptTable.source() : "";
            reads.push(own.isEmpty() ? site.read(path).then(bytes -> (JSObject) Int8Array.fromJavaArray(bytes))
                    : JSPromise.resolve(JSString.valueOf(own)));
        }
        return JSPromise.all(reads).then(texts -> {
            JSArray<JSObject> parts = new JSArray<>();
            for (int i = 0; i < texts.getLength(); i++) {
                parts.push(texts.get(i));
                parts.push(JSString.valueOf(";\n"));
            }
            return Blobs.createUrl(Blobs.of(parts, "text/javascript"));
        });
    }

    private static JSPromise<Link> start(SiteFiles site, String url) {
        return Answers.promise(answer -> {
            Link link = new Link(site, Port.start(url, WorkerMain.NAME));
            String lock = Locks.newName();
            link.listen(lock, answer);
            link.port.send(Message.create().set("type", "start").set("base", site.address(""))
                    .set("lock", lock), new JSArray<>());
            link.watch();
        });
    }

    /**
     * The worker that the page started before anything else, if it is for this request: it is loading already.
     *
     * @return null where there is none; rejected where it could not be started
     */
    static JSPromise<Link> early(SiteFiles site, LoadRequest request) {
        EarlyWorker early = EarlyWorker.take();
        if (early == null) {
            return null;
        }
        LoadRequest first = request.first();
        if (!early.getBase().equals(site.address("")) || !early.getModel().equals(first.model())
                || !early.getBackend().equals(first.backend())) {
            early.stopFetching();
            early.port().then(port -> {
                port.terminate();
                return null;
            }, reason -> null);
            return null;
        }
        return early.port().then(port -> {
            Link link = new Link(site, port);
            link.early = early;
            link.fetching = early;
            link.listen(early.getLock(), new Answer<>() {
                @Override
                public void success(Link ready) {
                    // Whoever loads hears of everything that follows.
                }

                @Override
                public void failure(GlanceException error) {
                    // The load fails too.
                }
            });
            return link;
        });
    }

    /** Hears the worker from now on, and tells when it is there. */
    private void listen(String lock, Answer<Link> answer) {
        port.onFailure(text -> end("it failed: " + text));
        port.onMessage(this::received);
        calls.put(0, new Call(new Answer<>() {
            @Override
            public void success(Message hello) {
                if (BrowserFeatures.isTrue(hello.object("locked"))) {
                    stopWaiting = Locks.whenFree(lock, () -> end("it was ended"));
                }
                answer.success(Link.this);
            }

            @Override
            public void failure(GlanceException error) {
                answer.failure(error);
            }
        }, (stage, fraction) -> { }, READY_MS));
    }

    /**
     * Sends a request.
     *
     * @param type      what is asked for
     * @param body      with what
     * @param transfer  what moves over with it
     * @param silenceMs how long the worker may say nothing at all before it is given up
     */
    void call(String type, Message body, JSArray<JSObject> transfer, int silenceMs, LoadProgress progress,
            Answer<Message> answer) {
        if (ended) {
            answer.failure(lost("it has ended"));
            return;
        }
        lastId++;
        calls.put(lastId, new Call(answer, progress, silenceMs));
        if (early != null) {
            replay();
            return;
        }
        try {
            port.send(Message.create().set("type", type).set("id", lastId).set("body", body), transfer);
        } catch (RuntimeException e) {
            calls.remove(lastId);
            answer.failure(JsErrors.of(JsErrors.cause(e)));
            return;
        }
        if (calls.size() == 1) {
            watch();
        }
    }

    /** The early worker was asked already: its answers so far are heard now. */
    private void replay() {
        EarlyWorker worker = early;
        early = null;
        watch();
        if (!worker.getFailed().isEmpty()) {
            end("it failed: " + worker.getFailed());
        }
        for (int i = 0; i < worker.getMessages().getLength(); i++) {
            received(worker.getMessages().get(i));
        }
    }

    /** Whether it is of no more use. */
    boolean isEnded() {
        return ended;
    }

    /** Ends the worker as soon as nothing is under way. */
    void closeWhenIdle() {
        if (calls.isEmpty()) {
            close();
        } else {
            endings.add(this::close);
        }
    }

    /** Ends the worker at once; what is under way fails as {@code cancelled}. */
    @Override
    public void close() {
        end(new GlanceException(ErrorCode.CANCELLED, "The worker was closed.", "Load the model again."));
    }

    private void received(Message message) {
        int id = (int) message.number("id");
        switch (message.text("type")) {
            case "progress" -> {
                Call call = calls.get(id);
                if (call != null) {
                    Message body = message.object("body");
                    call.progress().progress(body.text("stage"), body.number("fraction"));
                }
            }
            case "done" -> {
                Call call = calls.remove(id);
                if (call != null) {
                    call.answer().success(message.object("body"));
                }
            }
            case "failed" -> {
                Call call = calls.remove(id);
                if (call != null) {
                    call.answer().failure(Wire.error(message.object("body")));
                }
            }
            case "read" -> site.read(message.text("path")).then(bytes -> {
                reply(id, Message.create().set("bytes", Int8Array.fromJavaArray(bytes)));
                return null;
            }, reason -> {
                reply(id, Message.create().set("error", Wire.of(JsErrors.of(reason))));
                return null;
            });
            default -> throw new IllegalStateException("a worker sent a message of type " + message.text("type"));
        }
        watch();
        if (calls.isEmpty()) {
            List<Runnable> now = new ArrayList<>(endings);
            endings.clear();
            now.forEach(Runnable::run);
        }
    }

    private void reply(int id, Message body) {
        if (!ended) {
            port.send(Message.create().set("type", "read").set("id", id).set("body", body), new JSArray<>());
        }
    }

    /** From now on the worker has its time to say something. */
    private void watch() {
        Window.clearTimeout(timer);
        int patience = 0;
        for (Call call : calls.values()) {
            patience = Math.max(patience, call.silenceMs());
        }
        if (patience > 0 && !ended) {
            int seconds = patience / 1000;
            timer = Window.setTimeout(() -> end("it said nothing for " + seconds + " seconds"), patience);
        }
    }

    private void end(String why) {
        end(lost(why));
    }

    private void end(GlanceException why) {
        if (ended) {
            return;
        }
        ended = true;
        Window.clearTimeout(timer);
        port.terminate();
        if (fetching != null) {
            fetching.stopFetching();
        }
        if (stopWaiting != null) {
            stopWaiting.call();
        }
        List<Call> left = new ArrayList<>(calls.values());
        calls.clear();
        for (Call call : left) {
            call.answer().failure(why);
        }
    }

    static GlanceException lost(String why) {
        return new GlanceException(ErrorCode.WORKER_LOST, "The worker that computes stopped: " + why + ".",
                "Press Predict again; if it happens again, close other pages to free memory.");
    }
}
