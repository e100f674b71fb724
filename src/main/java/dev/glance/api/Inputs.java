package dev.glance.api;

import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Opening;
import dev.glance.web.AbortController;
import dev.glance.web.Blobs;
import dev.glance.web.Fetch;
import dev.glance.web.ImageFiles;
import dev.glance.web.Images;
import dev.glance.web.JsErrors;
import dev.glance.web.Picture;
import dev.glance.web.Pixels;
import dev.glance.web.Promises;
import dev.glance.web.Response;
import dev.glance.web.TensorFlow;
import dev.glance.web.Urls;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.events.EventTarget;
import org.teavm.jso.file.Blob;

/**
 * Whatever a caller may hand over as a picture. What has its pixels already is there at once, so that it can be
 * read before the caller goes on; everything else is waited for, but not for ever.
 */
final class Inputs {
    /** How long an element may take until its picture is there. */
    private static final int ARRIVE_MS = 30_000;
    /** How long a host may take to say why there is no picture. */
    private static final int DIAGNOSE_MS = 10_000;

    private Inputs() {
    }

    /**
     * A picture that can be read now.
     *
     * @return null for one that has to be waited for, see {@link #later}
     * @throws GlanceException {@code option} for what is no picture, {@code picture-empty} for an img without an address
     */
    static Picture now(JSObject value) {
        return switch (Pixels.kind(value)) {
            case "HTMLImageElement" -> image(value);
            case "HTMLPictureElement" -> image(inside(value));
            case "HTMLVideoElement" -> Pixels.hasFrame(value) ? Pixels.of((CanvasImageSource) value) : null;
            case "HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "VideoFrame" ->
                    Pixels.of((CanvasImageSource) value);
            case "ImageData" -> pixels((ImageData) value);
            case "Blob", "File" -> Picture.encoded((Blob) value);
            case "Response", "SVGImageElement", "String", "URL" -> null;
            default -> other(value);
        };
    }

    private static Picture image(JSObject image) {
        Picture picture = Pixels.of((CanvasImageSource) image);
        if (Images.isComplete(image) && picture.width() > 0) {
            return picture;
        }
        if (Images.address(image).isEmpty()) {
            throw new GlanceException(ErrorCode.PICTURE_EMPTY, "The img has no picture: it has no src.",
                    "Give it an address first.");
        }
        return null;
    }

    private static JSObject inside(JSObject picture) {
        JSObject image = Images.inside(picture);
        if (image == null) {
            throw new GlanceException(ErrorCode.PICTURE_EMPTY, "The picture element holds no img.", "Put one into it.");
        }
        return image;
    }

    private static Picture pixels(ImageData data) {
        return new Picture(Pixels.drawn(data), null, data.getWidth(), data.getHeight());
    }

    private static Picture other(JSObject value) {
        if (JsObjects.isBytes(value)) {
            return Picture.encoded(Blobs.copy(value));
        }
        if (TensorFlow.isTensor(value)) {
            return null;
        }
        ImageData data = Pixels.plain(value);
        if (data == null) {
            throw new GlanceException(ErrorCode.OPTION, "What was handed over is no picture: "
                    + JsObjects.described(value) + ".", "Give an img, video, canvas, ImageData, ImageBitmap, {data, width, "
                    + "height}, File, Blob, Response, the bytes of a file, an address or a tensor.");
        }
        return pixels(data);
    }

    /** Reads a decoded picture as it is now. */
    interface Still {
        Picture read(Picture picture);
    }

    /** One of many pictures: what has pixels is read now, the rest when its turn comes. */
    static Opening<Picture> opening(JSObject value, Still still) {
        try {
            Picture now = now(value);
            if (now != null) {
                Picture read = now.source() != null ? still.read(now) : now;
                return () -> Promise.resolved(read);
            }
        } catch (GlanceException e) {
            return () -> Promise.failed(e);
        }
        if (TensorFlow.isTensor(value)) {
            Promise<Picture> read = Promises.pure(tensor(value));
            return () -> read;
        }
        return () -> Promises.pure(later(value));
    }

    /** Pictures of a Java caller, each opened when it is asked for. */
    static Stream<Opening<Picture>> stream(Iterator<? extends JSObject> values, Still still) {
        return new Stream<>() {
            private boolean closed;

            @Override
            public Promise<Optional<Opening<Picture>>> next() {
                return Promise.of(() -> Promise.resolved(!closed && values.hasNext()
                        ? Optional.of(opening(values.next(), still)) : Optional.empty()));
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    /**
     * A picture that is not there yet; what {@link #now} has no answer for.
     *
     * @return rejected with a GlanceException, after half a minute at the latest
     */
    static JSPromise<Picture> later(JSObject value) {
        // Whoever made it may free it as soon as this returns.
        return TensorFlow.isTensor(value) ? tensor(value) : Promises.of(() -> switch (Pixels.kind(value)) {
            case "HTMLPictureElement" -> loading(inside(value));
            case "HTMLVideoElement" -> frame(value);
            case "SVGImageElement" -> ImageFiles.copy((CanvasImageSource) value).<Picture>flatThen(
                    bitmap -> JSPromise.resolve(Pixels.of(Pixels.drawn(bitmap))),
                    reason -> JSPromise.reject(new GlanceException(ErrorCode.PICTURE_UNREACHABLE,
                            "The SVG image has no picture that can be read (" + JsErrors.text(reason) + ").",
                            "Wait until it is loaded; use an img for a picture of another host.")));
            case "Response" -> body("", (Response) value);
            case "String", "URL" -> at(Urls.resolve(JsObjects.string(value)));
            default -> loading(value);
        });
    }

    private static JSPromise<Picture> tensor(JSObject value) {
        return Promises.now(() -> {
            requirePixels(value);
            return TensorFlow.pixels(value).then(plain -> {
                ImageData data = Pixels.plain(plain);
                if (data == null) {
                    throw new GlanceException(ErrorCode.OPTION, "The tensor holds several pictures.",
                            "Hand them over one by one, or as many pictures.");
                }
                return pixels(data);
            });
        });
    }

    /**
     * Looks whether a tensor can be one of pixels.
     *
     * @throws GlanceException {@code option} where it cannot
     */
    static void requirePixels(JSObject tensor) {
        String flaw = TensorFlow.flaw(tensor);
        if (!flaw.isEmpty()) {
            throw new GlanceException(ErrorCode.OPTION, "The tensor is no picture: " + flaw + ".",
                    "Give one of [height, width, 3] with values of 0 to 255.");
        }
    }

    private static JSPromise<Picture> loading(JSObject image) {
        String asked = Images.address(image);
        return arrived(image).flatThen(ignored -> {
            if (!Images.address(image).equals(asked) && !asked.equals("srcset") && !asked.isEmpty()) {
                // The page has given it another picture meanwhile; the one that was asked for is read from its address.
                JSObject again = Images.again(image, asked);
                return arrived(again).flatThen(done -> loaded(again, asked));
            }
            return loaded(image, Images.address(image));
        });
    }

    private static JSPromise<Picture> loaded(JSObject image, String address) {
        Picture picture = Pixels.of((CanvasImageSource) image);
        return picture.width() > 0 ? JSPromise.resolve(picture) : unusable(address);
    }

    private static JSPromise<Object> arrived(JSObject image) {
        AbortController waiting = new AbortController();
        return within(Images.settled(image, waiting.getSignal()).then(done -> (Object) ""), waiting, ARRIVE_MS,
                () -> new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The img's picture has not arrived after "
                        + ARRIVE_MS / 1000 + " seconds: " + Images.address(image) + ".",
                        "Classify it when its load event has come."));
    }

    private static JSPromise<Picture> frame(JSObject video) {
        AbortController waiting = new AbortController();
        JSPromise<Object> there = new JSPromise<>((resolve, reject) -> Images.once((EventTarget) video, "loadeddata",
                waiting.getSignal(), () -> resolve.accept("")));
        return within(there, waiting, ARRIVE_MS, () -> new GlanceException(ErrorCode.PICTURE_EMPTY,
                "The video has no frame after " + ARRIVE_MS / 1000 + " seconds.",
                "Give it a source and start it, then classify it.")).then(done -> Pixels.of((CanvasImageSource) video));
    }

    /** Whatever becomes of it, nobody is left waiting. */
    private static <T> JSPromise<T> within(JSPromise<T> promise, AbortController waiting, int milliseconds,
            Supplier<GlanceException> complaint) {
        return Promises.within(promise, milliseconds, complaint).onSettled(() -> {
            waiting.abort();
            return null;
        });
    }

    private static JSPromise<Picture> at(String url) {
        AbortController waiting = new AbortController();
        return within(Fetch.get(url, waiting.getSignal()), waiting, url, response -> body(url, response));
    }

    /** What to do with an answer. */
    private interface Reading {
        JSPromise<Picture> read(Response response);
    }

    private static JSPromise<Picture> within(JSPromise<Response> answer, AbortController waiting, String url,
            Reading reading) {
        return within(answer.<Picture>flatThen(reading::read, reason -> refused(url)), waiting, ARRIVE_MS,
                () -> new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The picture at " + url + " has not arrived after "
                        + ARRIVE_MS / 1000 + " seconds.", "Look whether its host answers; try again."));
    }

    private static JSPromise<Picture> body(String url, Response response) {
        if (!response.isOk()) {
            throw new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "There is no picture" + (url.isEmpty() ? "" : " at " + url)
                    + ": the server answers with status " + response.getStatus() + ".", "Look at the address.");
        }
        return response.blob().<Picture>flatThen(file -> JSPromise.resolve(Picture.encoded(file)),
                reason -> JSPromise.reject(new GlanceException(ErrorCode.PICTURE_UNREACHABLE,
                        "The picture's bytes cannot be read (" + JsErrors.text(reason) + ").",
                        "Hand over a response whose body has not been read, or try again.")));
    }

    /** No answer that can be read: either nobody is there, or somebody who does not let this page read. */
    private static <T> JSPromise<T> refused(String url) {
        AbortController waiting = new AbortController();
        return within(Fetch.answers(url, waiting.getSignal()), waiting, DIAGNOSE_MS, () -> dead(url)).flatThen(there ->
                JSPromise.reject(there.booleanValue() ? new GlanceException(ErrorCode.PICTURE_TAINTED,
                        "The host of " + url + " answers, but does not let this page read the picture (CORS).",
                        "Have the host send Access-Control-Allow-Origin; or save the picture and use the file.")
                        : dead(url)));
    }

    private static GlanceException dead(String url) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "No answer comes from " + url + ".",
                "Look at the address and at the connection.");
    }

    /** An img that has come to its end without a picture: why. */
    private static JSPromise<Picture> unusable(String url) {
        if (url.startsWith("data:") || url.startsWith("blob:")) {
            throw undecodable(url);
        }
        return Promises.of(() -> at(url)).flatThen(picture -> JSPromise.reject(
                ImageFiles.isDrawing(picture.file()) ? new GlanceException(ErrorCode.PICTURE_EMPTY, "The picture at " + url
                        + " has no size in pixels.", "Give the SVG a width and a height.") : undecodable(url)));
    }

    private static GlanceException undecodable(String url) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "What is at " + url
                + " is no picture that this browser can decode.", "Use a JPEG, PNG, WebP, AVIF or GIF.");
    }
}
