package dev.glance.page;

import dev.glance.async.Promise;
import dev.glance.error.GlanceException;
import dev.glance.image.Drawing;
import dev.glance.image.PictureEnd;
import dev.glance.site.SiteFiles;
import dev.glance.web.AbortController;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Canvas;
import dev.glance.web.Fetch;
import dev.glance.web.ImageFiles;
import dev.glance.web.Images;
import dev.glance.web.JsErrors;
import dev.glance.web.MutationObserver;
import dev.glance.web.MutationObserver.Change;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.Urls;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Window;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLImageElement;
import org.teavm.jso.file.Blob;
import org.teavm.jso.file.File;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Brings pictures onto the stage: each in an {@code <img>} of its own, which is asked for once, loaded and looked at apart,
 * and takes the place of the one before when it is shown. So what is read is what is seen, and what cannot be shown never
 * replaces what is.
 */
final class Pictures {
    /** From here on a picture that does not decode is taken to be too large rather than damaged. */
    private static final double LARGE_PIXELS = 50e6;
    /** More is not looked into before it is shown. */
    private static final int MOST_BYTES = 64 << 20;
    private static final int PATIENCE_MS = 120_000;
    /** Of a frame that was frozen: next to nothing of it is lost. */
    private static final double FROZEN_QUALITY = 0.95;
    private static final int DECODING_MS = 10_000;
    /** Browsers note a little after the event how a request went. */
    private static final int NOTED_MS = 60;
    private static final String ID = "img";

    private final HTMLElement stage;
    private final SiteFiles site;
    /** What this class has put on the stage, or taken over there; null where there is nothing. */
    private HTMLImageElement element;
    /** Ends what is being fetched; nobody waits for it once something else is. */
    private AbortController fetching = new AbortController();
    private MutationObserver observer;
    private Runnable changed;

    /** How a picture is fetched. */
    private interface Fetching {
        JSPromise<Opened<Picture>> start();
    }

    /**
     * @param stage holds the image with the id {@code img}
     */
    Pictures(HTMLElement stage, SiteFiles site) {
        this.stage = stage;
        this.site = site;
        element = find();
    }

    private HTMLImageElement find() {
        return (HTMLImageElement) stage.querySelector("img#" + ID);
    }

    /** Hears when somebody else, such as another script or a browser's tools, changes what is on the stage. */
    void onOthers(Runnable listener) {
        changed = listener;
        observer = new MutationObserver(this::heard);
        observer.observePictures(stage);
    }

    /** Tells of changes by others that the script which now runs has just made. */
    void lookForOthers() {
        heard(observer.takeRecords());
    }

    private void heard(JSArrayReader<Change> changes) {
        boolean others = find() != element;
        for (int i = 0; i < changes.getLength(); i++) {
            Change change = changes.get(i);
            // What is put there here has its address already.
            others |= change.getType().equals("attributes") && change.getTarget() == element;
        }
        if (others) {
            element = find();
            changed.run();
        }
    }

    private Choice<Picture> choice(String name, String sample, boolean onStage, Fetching fetch) {
        return new Choice<>() {
            @Override
            public Promise<Opened<Picture>> open() {
                fetching.abort();
                fetching = new AbortController();
                return Promises.pure(Promises.of(fetch::start));
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public String sample() {
                return sample;
            }

            @Override
            public boolean onStage() {
                return onStage;
            }
        };
    }

    /** Whatever the stage shows now, read from there. */
    Choice<Picture> onStage() {
        HTMLImageElement image = element;
        String path = image == null || !image.hasAttribute("src") ? "" : image.getAttribute("src");
        return choice(image == null ? "" : image.getAlt(), path, true, () -> onStage(image));
    }

    /** A file, or a picture dropped or pasted. */
    Choice<Picture> of(File file) {
        return choice(file.getName(), "", false, () -> file(file, file.getName()));
    }

    /** What is drawn on a canvas. */
    Choice<Picture> of(Canvas canvas, String name) {
        return choice(name, "", false, () -> canvas.toJpeg(FROZEN_QUALITY).flatThen(file -> file(file, name)));
    }

    /** A picture of the site. */
    Choice<Picture> sample(String path, String name) {
        return choice(name, path, false, () -> at(Urls.resolve(path), name));
    }

    /** A picture at an address, relative to the page or absolute. */
    Choice<Picture> at(String address) {
        String name = name(address);
        return choice(name, address, false, () -> at(Urls.resolve(address), name));
    }

    private static String name(String address) {
        String path = address.substring(0, (address + "?").indexOf('?'));
        return address.startsWith("data:") ? "" : Urls.decode(path.substring(path.lastIndexOf('/') + 1));
    }

    private JSPromise<Opened<Picture>> onStage(HTMLImageElement image) {
        String url = image == null ? "" : Images.address(image);
        if (url.isEmpty()) {
            throw PictureErrors.missing();
        }
        String name = image.getAlt();
        boolean foreign = isRemote(url) && !Urls.isOwn(url) && !image.hasAttribute("crossorigin");
        if (foreign || site.fromDisk() && url.startsWith("file:")) {
            // It is seen but cannot be read there.
            return at(url, name);
        }
        JSObject ended = fetching.getSignal();
        // Somebody may have changed its address in this very moment, and until that is noticed it calls itself complete.
        return patiently(after(0).flatThen(noticed -> Images.settled(image, ended)), url).flatThen(settled -> {
            if (image.getNaturalWidth() == 0 || image.getNaturalHeight() == 0) {
                // Not seen either: fetched once more, it says why.
                return at(Images.address(image), name);
            }
            // A drawing can be seen and yet not be read; of anything else it is known already.
            if ((url.startsWith("blob:") || url.contains("svg")) && !Images.isReadable(image)) {
                throw PictureErrors.tainted(name);
            }
            return JSPromise.resolve(opened(image, null, false, new Opened.Slot() {
                @Override
                public void show() {
                    // It is there.
                }

                @Override
                public void close() {
                    // It holds nothing.
                }
            }));
        });
    }

    private JSPromise<Opened<Picture>> at(String url, String name) {
        if (site.fromDisk() && url.startsWith("file:")) {
            return fromDisk(url, name);
        }
        if (url.startsWith("data:") || isRemote(url) && Urls.isOwn(url)) {
            return fetched(url, name);
        }
        return loaded(url, name);
    }

    private static boolean isRemote(String url) {
        return url.startsWith("http:") || url.startsWith("https:");
    }

    /** From disk the pixels of a neighbour may not be read, but its twin hands over the file. */
    private JSPromise<Opened<Picture>> fromDisk(String url, String name) {
        String base = site.address("");
        if (!url.startsWith(base)) {
            throw PictureErrors.neighbour(Urls.decode(url));
        }
        String path = Urls.decode(url.substring(base.length()));
        return site.read(path).flatThen(bytes -> bytes(bytes, type(path), name),
                reason -> JSPromise.reject(PictureErrors.neighbour(path)));
    }

    private static String type(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return switch (extension) {
            case "svg" -> "image/svg+xml";
            case "jpg" -> "image/jpeg";
            default -> "image/" + extension;
        };
    }

    /** An address whose bytes the page may have. */
    private JSPromise<Opened<Picture>> fetched(String url, String name) {
        boolean remote = isRemote(url);
        AbortController controller = fetching;
        return patiently(Fetch.get(url, controller.getSignal()).<Blob>flatThen(response -> {
            if (!response.isOk()) {
                throw PictureErrors.status(url, response.getStatus());
            }
            return response.blob();
        }), url).<Opened<Picture>>flatThen(blob -> {
            if (blob.getType().startsWith("text/html")) {
                throw PictureErrors.webPage(url);
            }
            return file(blob, name);
        }, reason -> {
            controller.abort();
            // Where the answer comes from elsewhere, scripts may not have it, but pictures may.
            return JsErrors.name(reason).equals("TypeError") ? loaded(url, name) : JSPromise.reject(remote
                    || reason instanceof GlanceException ? reason : PictureErrors.noAddress(url));
        });
    }

    private JSPromise<Opened<Picture>> file(Blob file, String name) {
        boolean drawing = ImageFiles.isDrawing(file);
        if (file.getSize() > MOST_BYTES) {
            if (drawing) {
                throw PictureErrors.excessive(name);
            }
            return shown(file, name, false);
        }
        return ImageFiles.bytes(file).flatThen(buffer -> bytes(new Int8Array(buffer).toJavaArray(), file.getType(), name),
                reason -> JSPromise.reject(PictureErrors.unreadable(name, JsErrors.text(reason))));
    }

    /** A file as it is now: what becomes of it where it lies changes nothing any more. */
    private JSPromise<Opened<Picture>> bytes(byte[] bytes, String type, String name) {
        if (bytes.length == 0) {
            throw PictureErrors.empty(name);
        }
        Blob blob = Blobs.of(bytes, type);
        if (!ImageFiles.isDrawing(blob)) {
            return shown(blob, name, PictureEnd.isMissing(bytes));
        }
        Drawing drawing = Drawing.read(bytes);
        if (drawing.excessive()) {
            throw PictureErrors.excessive(name);
        }
        return shown(blob, name, false).then(opened -> {
            if (!Images.isReadable((HTMLImageElement) opened.picture().source())) {
                opened.slot().close();
                throw drawing.holdsHtml() ? PictureErrors.holdsHtml(name) : PictureErrors.tainted(name);
            }
            return opened;
        });
    }

    private JSPromise<Opened<Picture>> shown(Blob file, String name, boolean incomplete) {
        String url = Blobs.createUrl(file);
        HTMLImageElement image = Images.create();
        return patiently(Images.load(image, url), url).flatThen(loaded -> checked(image, name, incomplete),
                reason -> JSPromise.reject(incomplete ? PictureErrors.nothingOf(name) : PictureErrors.undecodable(name)))
                .<Opened<Picture>>flatThen(checked -> {
                    // Of an incomplete file the image shows what decoders for files refuse.
                    Blob same = incomplete || ImageFiles.isDrawing(file) ? null : file;
                    return JSPromise.resolve(opened(image, same, incomplete, slot(image, name, url)));
                }, reason -> {
                    Blobs.revokeUrl(url);
                    return JSPromise.reject(reason);
                });
    }

    /** An address that only an image may load. */
    private JSPromise<Opened<Picture>> loaded(String url, String name) {
        HTMLImageElement image = Images.create();
        if (isRemote(url)) {
            image.setCrossOrigin("anonymous");
        }
        return patiently(Images.load(image, url), url).<Opened<Picture>>flatThen(loaded -> checked(image, name, false)
                .then(checked -> opened(image, null, false, slot(image, name, ""))),
                reason -> reason instanceof GlanceException ? JSPromise.reject(reason) : whyNot(url));
    }

    private JSPromise<HTMLImageElement> checked(HTMLImageElement image, String name, boolean incomplete) {
        int width = image.getNaturalWidth();
        int height = image.getNaturalHeight();
        if (incomplete && (width == 0 || height == 0 || Images.isBlank(image))) {
            throw PictureErrors.nothingOf(name);
        }
        if (width == 0 || height == 0) {
            throw PictureErrors.withoutSize(name);
        }
        if ((double) width * height < LARGE_PIXELS) {
            return JSPromise.resolve(image);
        }
        return Images.decodable(image, DECODING_MS).then(decodable -> {
            if (!BrowserFeatures.isTrue(decodable)) {
                throw PictureErrors.tooLarge(name, width, height);
            }
            return image;
        });
    }

    /** Browsers do not say why a picture did not load. What can be found out is. */
    private JSPromise<Opened<Picture>> whyNot(String url) {
        if (!isRemote(url)) {
            throw PictureErrors.noAddress(url);
        }
        return after(NOTED_MS).flatThen(noted -> {
            int status = Fetch.lastStatus(url);
            if (status >= 400) {
                throw PictureErrors.status(url, status);
            }
            if (status > 0) {
                throw PictureErrors.undecodable(url);
            }
            if (BrowserFeatures.isOffline()) {
                throw PictureErrors.offline(url);
            }
            return Promises.within(Images.isThere(url), DECODING_MS, () -> PictureErrors.silent(url)).flatThen(
                    there -> JSPromise.reject(BrowserFeatures.isTrue(there) ? PictureErrors.refused(url)
                            : PictureErrors.silent(url)));
        });
    }

    private static JSPromise<Object> after(int milliseconds) {
        return new JSPromise<>((resolve, reject) -> Window.setTimeout(() -> resolve.accept(""), milliseconds));
    }

    private static <T> JSPromise<T> patiently(JSPromise<T> promise, String url) {
        return Promises.within(promise, PATIENCE_MS, () -> PictureErrors.slow(url));
    }

    private static Opened<Picture> opened(HTMLImageElement image, Blob file, boolean incomplete, Opened.Slot slot) {
        int width = image.getNaturalWidth();
        int height = image.getNaturalHeight();
        return new Opened<>(new Picture(image, file, width, height), width, height, incomplete, slot);
    }

    private Opened.Slot slot(HTMLImageElement image, String name, String objectUrl) {
        image.setAlt(name.isEmpty() ? "The picture to classify" : name);
        return new Opened.Slot() {
            @Override
            public void show() {
                if (element == null) {
                    image.setId(ID);
                    stage.appendChild(image);
                } else {
                    Images.replace(element, image);
                }
                element = image;
            }

            @Override
            public void close() {
                if (!objectUrl.isEmpty()) {
                    Blobs.revokeUrl(objectUrl);
                }
            }
        };
    }
}
