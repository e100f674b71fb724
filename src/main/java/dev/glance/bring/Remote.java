package dev.glance.bring;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.web.AbortController;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Buffers;
import dev.glance.web.Fetch;
import dev.glance.web.ImageFiles;
import dev.glance.web.JsErrors;
import dev.glance.web.Promises;
import dev.glance.web.Response;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Performance;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.streams.ReadableStreamDefaultReader;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Files at an address that somebody gave, one after another. What breaks off is tried again, from where it broke off if the host
 * lets that be; what falls silent or hardly comes is given up; what is longer than it may be is not read on.
 */
public final class Remote {
    private static final int ATTEMPTS = 4;
    /** In bytes. */
    private static final double MUCH = 1e6;
    private static final int PAUSE_MS = 500;
    /** How long a host may say nothing. */
    private static final int SILENCE_MS = 30_000;
    private static final String SILENCE = "silence";
    private static final String CONNECTION = "Look whether there is a connection, and try it again.";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int NO_SUCH_RANGE = 416;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final Progress progress;
    private AbortController request = new AbortController();
    private boolean cancelled;
    /** Ends a pause between two attempts. */
    private Runnable wake = () -> { };
    /** Whether what went wrong may be better another time. */
    private boolean again;
    private String url;
    private Arriving file;
    /** How much of it has ever been there, in bytes. */
    private double farthest;
    private JSArray<JSObject> parts;
    /** What the file begins with once more where it goes on, and how much of it has been seen to. */
    private byte[] overlap = {};
    private int seen;
    private int status;
    /** Whether its host has at once answered nothing that this page may read. */
    private boolean closed;
    /** Bytes of the files that are there. */
    private double before;
    /** Bytes of the files to come, as far as that is known; negative where there will be more, and nobody knows how many. */
    private double ahead;
    /** Whether the file that is read now is one of these. */
    private boolean counted;

    /** Hears how many bytes of how many have arrived, of all files together; of 0 where that is not known. */
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
        wake.run();
    }

    /** There will be more files than the next one. */
    void expectMore() {
        ahead = -1;
    }

    /** There will be so many bytes in files that {@link #readExpected} reads. */
    void expect(double bytes) {
        ahead = bytes;
    }

    /**
     * Fetches a file.
     *
     * @return rejected with {@code model-missing} where it cannot be had, {@code model-unsafe} where it is too long, {@code cancelled}
     */
    JSPromise<byte[]> read(String address) {
        return read(address, 0, false);
    }

    /** As {@link #read}, a file of which it is known how long it is; {@code model-altered} where it is not. */
    JSPromise<byte[]> readExactly(String address, int bytes) {
        return read(address, bytes, false);
    }

    /** As {@link #read}, one of the files that were counted before, see {@link #expect}. */
    JSPromise<byte[]> readExpected(String address) {
        return read(address, 0, true);
    }

    private JSPromise<byte[]> read(String address, int bytes, boolean expected) {
        url = address;
        counted = expected;
        file = new Arriving(bytes);
        farthest = 0;
        forget();
        return attempt(1).then(whole -> {
            before += whole.length;
            ahead = counted ? Math.max(0, ahead - whole.length) : ahead;
            return whole;
        });
    }

    /**
     * Whether the host has no such file as was asked for last, beside one that this page has read: storage that may not be listed
     * says that it is forbidden, and many a host lets others read its files, and not that there is none.
     */
    boolean isAbsent() {
        return closed || status == NOT_FOUND || status == GONE || status == FORBIDDEN;
    }

    private JSPromise<byte[]> attempt(int number) {
        again = false;
        status = 0;
        closed = false;
        return Promises.of(this::once).<byte[]>flatThen(JSPromise::resolve, reason -> {
            if (cancelled) {
                return JSPromise.reject(new GlanceException(ErrorCode.CANCELLED, "Loading was cancelled.", "Start it again."));
            }
            // Who got further than ever by much begins to count anew; who is at the beginning again and again does not.
            int count = file.received() - farthest >= MUCH ? 0 : number;
            farthest = Math.max(farthest, file.received());
            return !again || count == ATTEMPTS ? JSPromise.reject(JsErrors.of(reason))
                    : pause(PAUSE_MS << number - 1).flatThen(later -> attempt(count + 1));
        });
    }

    private JSPromise<Object> pause(int milliseconds) {
        return new JSPromise<>((resolve, reject) -> {
            wake = () -> resolve.accept(null);
            Window.setTimeout(() -> resolve.accept(null), milliseconds);
        });
    }

    private JSPromise<byte[]> once() {
        if (cancelled) {
            throw new IllegalStateException("cancelled");
        }
        AbortController mine = new AbortController();
        request = mine;
        double from = file.from();
        return tail(from).flatThen(tail -> {
            overlap = tail;
            seen = 0;
            return Promises.within(Fetch.get(url, from, mine.getSignal()), SILENCE_MS, SILENCE).<byte[]>flatThen(response -> {
                accept(response, from);
                return next(response.getBody().getReader()).flatThen(done -> bytes(0));
            }, reason -> {
                mine.abort();
                return unreachable(JsErrors.text(reason).equals(SILENCE)).flatThen(JSPromise::reject);
            });
        });
    }

    /** What is there from a byte on; nothing of it where all is asked for. */
    private JSPromise<byte[]> tail(double from) {
        return from > 0 ? bytes((int) from) : JSPromise.resolve(new byte[0]);
    }

    /** Looks at what the host says before anything is read. */
    private void accept(Response response, double from) {
        status = response.getStatus();
        if (status == NO_SUCH_RANGE && from > 0) {
            again = true;
            forget();
            throw missing("it has become shorter while it is read", "Try it again.");
        }
        if (!response.isOk()) {
            again = status == TOO_MANY || status >= SERVER;
            throw missing("its host answers with status " + status, status == FORBIDDEN || status == UNAUTHORIZED
                    ? "Look whether everybody may read it." : "Look whether the address is right.");
        }
        boolean packed = !Fetch.header(response, "Content-Encoding").isEmpty();
        Arriving.State state = file.begin(status, packed ? 0 : number(Fetch.header(response, "Content-Length")),
                // Of another host's answers a page sees that header only where the host says so.
                !packed && !response.getType().equals("cors"),
                Fetch.header(response, "ETag") + Fetch.header(response, "Last-Modified"), Performance.now());
        if (file.received() == 0) {
            parts = new JSArray<>();
            overlap = new byte[0];
        }
        require(state);
    }

    private void forget() {
        file.forget();
        parts = new JSArray<>();
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
                require(file.ended());
                return JSPromise.resolve(null);
            }
            take(chunk.getValue());
            return next(reader);
        }, reason -> {
            request.abort();
            boolean silent = JsErrors.text(reason).equals(SILENCE);
            if (file.hasNoVersion() || !silent && file.isBehind()) {
                // Nothing tells whether the rest would belong to it; or what comes is none, as of a host that has it compressed only.
                forget();
            }
            again = true;
            throw missing(silent ? "its host has fallen silent" : "the connection broke off", CONNECTION);
        });
    }

    private void take(Int8Array chunk) {
        int length = chunk.getByteLength();
        int known = Math.min(length, overlap.length - seen);
        for (int i = 0; i < known; i++) {
            // Streams hand over bytes without signs, whatever the type says.
            if ((chunk.get(i) & 0xFF) != (overlap[seen + i] & 0xFF)) {
                require(Arriving.State.ANOTHER);
            }
        }
        seen += known;
        if (length > known) {
            parts.push(Buffers.from(chunk, known));
        }
        require(file.arrived(length, Performance.now()));
        progress.arrived(before + file.received(), total());
    }

    /** How many bytes all files have; 0 where that is not known. */
    private double total() {
        return ahead < 0 || ahead == 0 && file.total() == 0 ? 0
                : before + Math.max(file.total(), Math.max(file.received(), counted ? ahead : 0)) + (counted ? 0 : ahead);
    }

    private void require(Arriving.State state) {
        if (state == Arriving.State.RIGHT) {
            return;
        }
        request.abort();
        again = state == Arriving.State.CUT || state == Arriving.State.SLOW || state == Arriving.State.ANOTHER;
        double received = file.received();
        double total = file.total();
        if (state == Arriving.State.ANOTHER || file.hasNoVersion()) {
            forget();
        }
        throw switch (state) {
            case CUT -> missing("it ends after " + (int) received + " of " + (int) total + " bytes",
                    "Try it again; if it stays so, the file there is damaged.");
            case SLOW -> missing("its host sends less than " + (int) (Arriving.LEAST / 1024) + " KB a minute", CONNECTION);
            case ANOTHER -> missing("it changes while it is read", "Try it again.");
            case ALTERED -> altered(url, "it has not " + (int) total + " bytes");
            default -> new GlanceException(ErrorCode.MODEL_UNSAFE, "The file at " + url
                    + " is longer than it says, or than 640 MB.", "Use another model.");
        };
    }

    /** The bytes that are there, from one on. */
    private JSPromise<byte[]> bytes(int from) {
        return ImageFiles.bytes(Blobs.from(Blobs.of(parts, ""), from)).then(buffer -> new Int8Array(buffer).toJavaArray());
    }

    /** Why there is no answer: browsers do not say. */
    private JSPromise<GlanceException> unreachable(boolean silent) {
        if (cancelled) {
            return JSPromise.resolve(missing("loading was cancelled", "Start it again."));
        }
        if (BrowserFeatures.isOffline()) {
            return JSPromise.resolve(missing("there is no connection", "Connect, and try it again."));
        }
        if (silent) {
            again = true;
            return JSPromise.resolve(missing("its host does not answer", CONNECTION));
        }
        closed = true;
        boolean part = file.from() > 0;
        file.unanswered();
        AbortController mine = new AbortController();
        request = mine;
        return Promises.within(Fetch.answers(url, mine.getSignal()), SILENCE_MS, SILENCE).then(JSBoolean::booleanValue, late -> false)
                .then(answers -> {
            // What it answers is nothing that could be read.
            mine.abort();
            again = !answers || part;
            if (answers) {
                return missing("its host does not let other pages read it (CORS)", "Download it there, and bring the file.");
            }
            return missing("there is no answer that this page may read",
                    "Look whether the address is right; if it is, its host may keep it from other pages: download it there, and bring the file.");
        });
    }

    private GlanceException missing(String why, String remedy) {
        return new GlanceException(ErrorCode.MODEL_MISSING, "The file at " + url + " cannot be had: " + why + ".", remedy);
    }

    /** A file is not the one that was published. */
    static GlanceException altered(String address, String why) {
        return new GlanceException(ErrorCode.MODEL_ALTERED, "The model from " + address + " is not the one that was published: " + why
                + ".", "Try it again later, or from another network.");
    }
}
