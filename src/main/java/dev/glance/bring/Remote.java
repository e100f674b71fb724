package dev.glance.bring;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.web.AbortController;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Fetch;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import dev.glance.web.Response;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.streams.ReadableStreamDefaultReader;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Files at an address that somebody gave, one after another. What breaks off is tried again, from where it broke off if the host
 * lets that be; what falls silent is given up; what is longer than it may be is not read on.
 */
public final class Remote {
    private static final double MAX_BYTES = 640e6;
    private static final int ATTEMPTS = 4;
    /** In bytes. */
    private static final double MUCH = 1e6;
    private static final int PAUSE_MS = 500;
    /** How long a host may say nothing. */
    private static final int SILENCE_MS = 30_000;
    private static final String SILENCE = "silence";
    private static final int PARTIAL = 206;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final Progress progress;
    private AbortController request = new AbortController();
    private boolean cancelled;
    /** Whether what went wrong may be better another time. */
    private boolean again;
    private String url;
    private JSArray<JSObject> parts;
    private double received;
    /** How many bytes there will be; 0 where that is not known. */
    private double total;
    private int status;
    /** What tells whether the file is still the same; empty where nothing does. */
    private String version;

    /** Hears how many bytes of how many have arrived; of 0 where that is not known. */
    public interface Progress {
        void arrived(double bytes, double total);
    }

    public Remote(Progress progress) {
        this.progress = progress;
    }

    /** Ends what is under way, and whatever is asked for later. */
    public void cancel() {
        cancelled = true;
        request.abort();
    }

    /**
     * Fetches a file.
     *
     * @return rejected with {@code model-missing} where it cannot be had, {@code model-unsafe} where it is too long, {@code cancelled}
     */
    JSPromise<byte[]> read(String address) {
        url = address;
        version = "";
        forget();
        return attempt(1);
    }

    /**
     * Whether the host has no such file as was asked for last, beside one that this page has read: storage that may not be listed
     * says that it is forbidden, and many a host lets others read its files, and not that there is none.
     */
    boolean isAbsent() {
        return status == 0 || status == NOT_FOUND || status == GONE || status == FORBIDDEN;
    }

    private JSPromise<byte[]> attempt(int number) {
        again = false;
        status = 0;
        double before = received;
        return Promises.of(this::once).<byte[]>flatThen(JSPromise::resolve, reason -> {
            if (cancelled) {
                return JSPromise.reject(new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.", "Start it again."));
            }
            // Who got further by much begins to count anew.
            int count = received - before >= MUCH ? 0 : number;
            return !again || count == ATTEMPTS ? JSPromise.reject(JsErrors.of(reason))
                    : new JSPromise<Object>((resolve, reject) -> Window.setTimeout(() -> resolve.accept(null),
                    PAUSE_MS << number - 1)).flatThen(later -> attempt(count + 1));
        });
    }

    private JSPromise<byte[]> once() {
        if (cancelled) {
            throw new IllegalStateException("cancelled");
        }
        AbortController mine = new AbortController();
        request = mine;
        return Promises.within(Fetch.get(url, received, mine.getSignal()), SILENCE_MS, SILENCE).<byte[]>flatThen(response -> {
            accept(response);
            return next(response.getBody().getReader()).flatThen(done -> whole());
        }, reason -> {
            mine.abort();
            return unreachable().flatThen(JSPromise::reject);
        });
    }

    /** Looks at what the host says before anything is read. */
    private void accept(Response response) {
        status = response.getStatus();
        if (!response.isOk()) {
            again = status == TOO_MANY || status >= SERVER;
            throw missing("its host answers with status " + status, status == FORBIDDEN || status == UNAUTHORIZED
                    ? "Look whether everybody may read it." : "Look whether the address is right.");
        }
        String tag = Fetch.header(response, "ETag") + Fetch.header(response, "Last-Modified");
        if (status != PARTIAL) {
            forget();
            version = tag;
            total = Fetch.header(response, "Content-Encoding").isEmpty() ? number(Fetch.header(response, "Content-Length")) : 0;
        } else if (!tag.equals(version)) {
            again = true;
            forget();
            throw missing("it changes while it is read", "Try it again.");
        }
        if (total > MAX_BYTES) {
            throw tooLong();
        }
    }

    private void forget() {
        parts = new JSArray<>();
        received = 0;
        total = 0;
    }

    /** 0 for what is none. */
    private static double number(String digits) {
        double number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private JSPromise<JSObject> next(ReadableStreamDefaultReader reader) {
        return Promises.within(reader.read(), SILENCE_MS, SILENCE).<JSObject>flatThen(chunk -> {
            if (chunk.isDone()) {
                if (received < total) {
                    again = true;
                    throw missing("it ends after " + (int) received + " of " + (int) total + " bytes",
                            "Try it again; if it stays so, the file there is damaged.");
                }
                return JSPromise.resolve(null);
            }
            parts.push(chunk.getValue());
            received += chunk.getValue().getByteLength();
            if (received > MAX_BYTES || total > 0 && received > total) {
                request.abort();
                throw tooLong();
            }
            progress.arrived(received, total);
            return next(reader);
        }, reason -> {
            request.abort();
            if (version.isEmpty()) {
                // Nothing tells whether the rest would belong to it.
                forget();
            }
            again = true;
            throw missing(JsErrors.text(reason).equals(SILENCE) ? "its host has fallen silent" : "the connection broke off",
                    "Look whether there is a connection, and try it again.");
        });
    }

    private JSPromise<byte[]> whole() {
        return ImageFiles.bytes(Blobs.of(parts, "")).then(buffer -> new Int8Array(buffer).toJavaArray());
    }

    /** Why there is no answer: browsers do not say. */
    private JSPromise<GlanceException> unreachable() {
        if (BrowserFeatures.isOffline()) {
            return JSPromise.resolve(missing("there is no connection", "Connect, and try it again."));
        }
        return Fetch.answers(url, new AbortController().getSignal()).then(answers -> {
            if (answers.booleanValue()) {
                return missing("its host does not let other pages read it (CORS)", "Download it there, and bring the file.");
            }
            again = true;
            return missing("there is no answer that this page may read",
                    "Look whether the address is right; if it is, its host may keep it from other pages: download it there, and bring the file.");
        });
    }

    private GlanceException missing(String why, String remedy) {
        return new GlanceException(ErrorCode.MODEL_MISSING, "The file at " + url + " cannot be had: " + why + ".", remedy);
    }

    private GlanceException tooLong() {
        return new GlanceException(ErrorCode.MODEL_UNSAFE, "The file at " + url + " is longer than it says, or than 640 MB.",
                "Use another model.");
    }
}
