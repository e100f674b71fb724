package dev.glance.site;

import dev.glance.async.Promise;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Sha256;
import dev.glance.offline.Inventory;
import dev.glance.offline.Inventory.Entry;
import dev.glance.offline.Isolation;
import dev.glance.offline.Keeper;
import dev.glance.offline.World;
import dev.glance.web.Digest;
import dev.glance.web.Fetch;
import dev.glance.web.Headers;
import dev.glance.web.JsErrors;
import dev.glance.web.Message;
import dev.glance.web.PageTimer;
import dev.glance.web.Promises;
import dev.glance.web.Request;
import dev.glance.web.Response;
import dev.glance.web.Responses;
import dev.glance.web.ScriptTable;
import dev.glance.web.ServiceWorkerScope;
import dev.glance.web.ServiceWorkerScope.FetchEvent;
import java.util.List;
import java.util.Optional;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** The service worker: keeps the site on this device, and answers with what is kept. */
public final class OfflineWorker implements World<Response> {
    /** The member of messages that says what they are about. */
    public static final String ABOUT = "offline";
    /** To a version that waits: take the place of the one before. */
    private static final String TAKE_OVER = "take over";
    /** To the version that serves: keep nothing more. */
    public static final String FORGET = "forget";
    /** To the version that serves: keep some {@code paths} too. */
    public static final String KEEP = "keep";
    /** To windows: so many {@code bytes} are kept. */
    public static final String PROGRESS = "progress";
    /** To windows: it cannot be kept, {@code code} says why. */
    public static final String FAILED = "failed";

    private static final String AGAIN = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Glance</title>"
            + "<meta name=\"color-scheme\" content=\"light dark\"><meta http-equiv=\"refresh\" content=\"0\"></head></html>";

    private final String base = ServiceWorkerScope.scope();
    private final Shelves shelves = new Shelves(base);
    private final Isolation isolation = Isolation.of(ServiceWorkerScope.address());
    private final Inventory inventory = Inventory.read(ScriptTable.inventory());
    private final Keeper<Response> keeper = new Keeper<>(inventory, this, new PageTimer());

    private OfflineWorker() {
    }

    /** Begins to listen. */
    public static void start() {
        new OfflineWorker().listen();
    }

    private void listen() {
        ServiceWorkerScope.onInstall(() -> Promises.js(keeper.install().recover(failure -> {
            ServiceWorkerScope.tell(Message.create().set(ABOUT, FAILED).set("code", failure.code().word()));
            return Promise.failed(failure);
        })));
        ServiceWorkerScope.onActivate(() -> Promises.js(keeper.activate()));
        ServiceWorkerScope.onFetch(this::fetch);
        // What could not be kept or forgotten stays as it was; nobody waits for an answer.
        ServiceWorkerScope.onMessage(message -> Promises.js(hear(message).recover(failure -> Promise.resolved(null))));
    }

    private Promise<Object> hear(Message message) {
        String about = message.text(ABOUT);
        if (about.equals(TAKE_OVER)) {
            ServiceWorkerScope.takeOver();
        }
        return about.equals(FORGET) ? keeper.forget() : about.equals(KEEP) ? keeper.keep(message.texts("paths"))
                : Promise.resolved(null);
    }

    private void fetch(FetchEvent event) {
        Request request = event.getRequest();
        Entry entry = request.getMethod().equals("GET") && !request.getHeaders().has("range")
                ? inventory.find(base, request.getUrl()) : null;
        if (entry != null) {
            event.respondWith(Promises.js(keeper.answer(entry, new Asked(event)).then(answer ->
                    isolation.isFor(request.getDestination()) ? isolated(answer) : answer)));
        }
    }

    private Response isolated(Response answer) {
        Headers headers = new Headers(answer.getHeaders());
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Embedder-Policy", isolation.policy());
        return Responses.of(answer.getBody(), answer.getStatus(), headers);
    }

    /** One request. */
    private record Asked(FetchEvent event) implements Keeper.Request<Response> {
        @Override
        public boolean opens() {
            return event.getRequest().getMode().equals("navigate");
        }

        @Override
        public boolean reloads() {
            return !event.getRequest().getCache().equals("default");
        }

        @Override
        public Promise<Response> pass() {
            return Promises.pure(Fetch.pass(event.getRequest()));
        }

        @Override
        public void meanwhile(Promise<Object> work) {
            event.waitUntil(Promises.js(work));
        }
    }

    @Override
    public Promise<List<String>> versions() {
        return Promises.pure(shelves.versions());
    }

    @Override
    public Promise<Optional<Response>> find(String version, String path) {
        return Promises.pure(shelves.find(version, path)).then(Optional::ofNullable);
    }

    @Override
    public Promise<Object> put(String version, String path, Response file) {
        return Promises.pure(shelves.put(version, path, file).<Object>then(done -> null, reason -> {
            throw new GlanceException(ErrorCode.STORAGE, "Nothing can be kept: " + JsErrors.text(reason) + ".",
                    "Make room on the device, or allow the site to keep data.");
        }));
    }

    @Override
    public Response copy(Response answer) {
        return answer.copy();
    }

    @Override
    public Promise<Object> remove(String version) {
        return Promises.pure(shelves.remove(version));
    }

    @Override
    public Promise<Response> fetch(String path, Freshness freshness) {
        String cache = switch (freshness) {
            case ASKED -> "no-cache";
            case ANEW -> "reload";
            case AT_HAND -> "only-if-cached";
        };
        return Promises.pure(Fetch.own(base + path, cache).then(answer -> {
            if (!answer.isOk()) {
                throw SiteFiles.missing(path, "the server answers with status " + answer.getStatus());
            }
            return answer;
        }, reason -> {
            throw SiteFiles.missing(path, JsErrors.text(reason));
        }));
    }

    @Override
    public Promise<Optional<Response>> check(Response answer, Entry entry, String version) {
        if (!answer.isOk()) {
            return Promise.resolved(Optional.empty());
        }
        Headers headers = new Headers(answer.getHeaders());
        // What is kept is no longer compressed, and the same for all who ask.
        for (String header : new String[] {"content-encoding", "transfer-encoding", "vary"}) {
            headers.delete(header);
        }
        return Promises.pure(answer.arrayBuffer().flatThen(bytes -> isRight(bytes, answer, entry, version).then(right -> {
            headers.set("content-length", Integer.toString(bytes.getByteLength()));
            return right ? Optional.of(Responses.of(bytes, 200, headers)) : Optional.<Response>empty();
        })));
    }

    private static JSPromise<Boolean> isRight(ArrayBuffer bytes, Response answer, Entry entry, String version) {
        if (entry.isPage()) {
            return Responses.of(bytes, 200, answer.getHeaders()).text().then(html ->
                    Inventory.isPage(html.stringValue(), version));
        }
        return bytes.getByteLength() != entry.bytes() ? JSPromise.resolve(false) : Digest.sha256(new Int8Array(bytes)).then(hash ->
                Sha256.digits(new Int8Array(hash).toJavaArray()).equals(entry.sha256()));
    }

    @Override
    public boolean isNewerReady() {
        return ServiceWorkerScope.waiting() != null;
    }

    @Override
    public Promise<Integer> windows() {
        return Promises.pure(ServiceWorkerScope.windows().then(count -> count.intValue()));
    }

    @Override
    public void giveWay() {
        ServiceWorkerScope.waiting().postMessage(Message.create().set(ABOUT, TAKE_OVER));
    }

    @Override
    public Response askAgain() {
        return Responses.page(AGAIN);
    }

    @Override
    public Response refusal() {
        return Responses.error();
    }

    @Override
    public void retire() {
        ServiceWorkerScope.unregister();
    }

    @Override
    public void progress(int bytes) {
        ServiceWorkerScope.tell(Message.create().set(ABOUT, PROGRESS).set("bytes", bytes));
    }
}
