package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.Answers;
import dev.glance.page.Presenter.Opened;
import dev.glance.page.Presenter.Opening;
import dev.glance.site.SiteFiles;
import dev.glance.web.Blobs;
import dev.glance.web.Images;
import dev.glance.web.Picture;
import dev.glance.web.Promises;
import dev.glance.web.Urls;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLImageElement;
import org.teavm.jso.file.Blob;

/**
 * Brings pictures onto the page's {@code <img>}. A picture is decoded apart first: what cannot be shown never replaces
 * what is shown.
 */
final class Pictures {
    /** From here on a picture that does not decode is taken to be too large rather than damaged. */
    private static final double LARGE_PIXELS = 50e6;

    private final HTMLImageElement element;
    private final SiteFiles site;
    /** The address last shown by this class, to notice that somebody else changed it. */
    private String shown = "";
    /** The object URL behind {@link #shown}; empty where that is another address. */
    private String objectUrl = "";

    Pictures(HTMLImageElement element, SiteFiles site) {
        this.element = element;
        this.site = site;
    }

    /** Whether the element shows something that this class has not put there. */
    boolean changedByOthers() {
        return !element.getSrc().equals(shown);
    }

    /** Whatever the element shows now. */
    Opening<Picture> ofElement() {
        return answer -> Answers.settle(Promises.of(() -> {
            if (element.getSrc().isEmpty()) {
                throw new GlanceException(ErrorCode.PICTURE_MISSING, "The page shows no picture.",
                        "Choose a file or one of the samples.");
            }
            return open(element.getSrc());
        }), answer);
    }

    /** A file, or a picture dropped or pasted. */
    Opening<Picture> of(Blob blob) {
        return answer -> Answers.settle(Promises.of(() -> open(blob)), answer);
    }

    /** A picture at an address, relative to the page or absolute. */
    Opening<Picture> at(String address) {
        return answer -> Answers.settle(Promises.of(() -> open(Urls.resolve(address))), answer);
    }

    private JSPromise<Opened<Picture>> open(String url) {
        String base = site.address("");
        if (!site.fromDisk() || !url.startsWith(base)) {
            return show(url, null);
        }
        // From disk the pixels of a neighbour may not be read, but its twin hands over the file.
        String path = Urls.decode(url.substring(base.length()));
        return site.read(path).<Opened<Picture>>flatThen(bytes -> open(Blobs.of(bytes, type(path))),
                reason -> JSPromise.reject(new GlanceException(ErrorCode.PICTURE_TAINTED,
                        "Opened from disk, a page may show the picture " + path + " but not read it.",
                        "Choose the file, or drop it here; or put it into webapp/images and build again.")));
    }

    private JSPromise<Opened<Picture>> open(Blob blob) {
        String url = Blobs.createUrl(blob);
        return show(url, blob).flatCatchError(reason -> {
            Blobs.revokeUrl(url);
            return JSPromise.reject(reason);
        });
    }

    private JSPromise<Opened<Picture>> show(String url, Blob file) {
        boolean remote = url.startsWith("http:") || url.startsWith("https:");
        HTMLImageElement image = Images.create();
        if (remote) {
            image.setCrossOrigin("anonymous");
        }
        image.setSrc(url);
        return Images.decode(image).flatThen(decoded -> {
            if (image.getNaturalWidth() == 0 || image.getNaturalHeight() == 0) {
                throw new GlanceException(ErrorCode.PICTURE_EMPTY, "The picture has no size in pixels.",
                        "Choose another one; an SVG needs a width and a height.");
            }
            if (remote) {
                element.setCrossOrigin("anonymous");
            } else {
                element.removeAttribute("crossorigin");
            }
            if (!element.getSrc().equals(url)) {
                element.setSrc(url);
                element.setAlt("The picture to classify");
            }
            if (!objectUrl.isEmpty() && !objectUrl.equals(url)) {
                Blobs.revokeUrl(objectUrl);
            }
            objectUrl = file != null ? url : "";
            shown = element.getSrc();
            // The element is read, not its address: what a server sends next may be another picture.
            return JSPromise.resolve(new Opened<>(new Picture(image, file, image.getNaturalWidth(),
                    image.getNaturalHeight()), image.getNaturalWidth(), image.getNaturalHeight()));
        }, reason -> JSPromise.reject(failure(url, image, remote)));
    }

    private GlanceException failure(String url, HTMLImageElement image, boolean remote) {
        double pixels = (double) image.getNaturalWidth() * image.getNaturalHeight();
        if (pixels > LARGE_PIXELS) {
            return new GlanceException(ErrorCode.PICTURE_TOO_LARGE, "This browser cannot decode a picture of "
                    + image.getNaturalWidth() + " \u00d7 " + image.getNaturalHeight() + " pixels.",
                    "Make it smaller and try again.");
        }
        if (remote && !url.startsWith(site.address(""))) {
            return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The picture at " + url + " cannot be read: there "
                    + "is none, or its host does not let other pages read its pictures (CORS).",
                    "Save the picture, then choose the file or drop it here.");
        }
        if (remote) {
            return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "There is no picture at " + url + ".",
                    "Look at the address, or choose a file.");
        }
        if (!url.startsWith("blob:") && !url.startsWith("data:")) {
            return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "There is no picture at the address " + url + ".",
                    "Use an address that begins with https://, or choose a file.");
        }
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE,
                "This browser cannot decode the picture; it is damaged, or of a kind that the browser does not know.",
                "Choose a JPEG, PNG, WebP, AVIF or GIF; photos in HEIC open in Safari only.");
    }

    private static String type(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return switch (extension) {
            case "svg" -> "image/svg+xml";
            case "jpg" -> "image/jpeg";
            default -> "image/" + extension;
        };
    }
}
