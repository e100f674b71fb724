package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/** Why a picture cannot be shown or read: what happened, to which, and what to do about just that. */
final class PictureErrors {
    private static final String AS_BITMAP = "Save it as PNG or JPEG in the program that made it, then choose that file.";
    private static final String SAVE = "Save the picture, then choose the file or drop it here.";
    private static final String LOOK = "Look at the address, or choose a file.";

    private PictureErrors() {
    }

    private static String the(String name) {
        return name.isEmpty() ? "The picture" : "\u201c" + name + "\u201d";
    }

    /** There is none. */
    static GlanceException missing() {
        return new GlanceException(ErrorCode.PICTURE_MISSING, "The page shows no picture.",
                "Choose a file or one of the samples.");
    }

    /** A file cannot be read from where it is. */
    static GlanceException unreadable(String name, String why) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, the(name) + " cannot be read (" + why + ").",
                "Choose it again: it may have been moved or changed, or it is a folder.");
    }

    /** No bytes at all. */
    static GlanceException empty(String name) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, the(name) + " is an empty file.",
                "Copy or download it again, or choose another picture.");
    }

    /** Bytes that are no picture for this browser. */
    static GlanceException undecodable(String name) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "This browser cannot decode "
                + (name.isEmpty() ? "the picture" : the(name))
                + "; it is damaged, or of a kind that the browser does not know.",
                "Choose a JPEG, PNG, WebP, AVIF or GIF; photos in HEIC open in Safari only.");
    }

    /** So little of a file is there that nothing can be shown. */
    static GlanceException nothingOf(String name) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, the(name)
                + " is incomplete: the end of the file is missing, and without it nothing can be shown.",
                "Copy or download it again.");
    }

    /** A web page where a picture should be. */
    static GlanceException webPage(String address) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "What is at " + address + " is a web page, no picture.",
                "Use the address of the picture itself, which a browser copies when you right-click it, or choose a file.");
    }

    /** No width or height. */
    static GlanceException withoutSize(String name) {
        return new GlanceException(ErrorCode.PICTURE_EMPTY, the(name) + " has no size in pixels.",
                "Choose another one; an SVG needs a width and a height.");
    }

    /** More pixels than the browser decodes. */
    static GlanceException tooLarge(String name, int width, int height) {
        return new GlanceException(ErrorCode.PICTURE_TOO_LARGE, "This browser cannot decode " + (name.isEmpty()
                ? "a picture" : the(name) + ", a picture") + " of " + width + " \u00d7 " + height + " pixels.",
                "Make it smaller and try again.");
    }

    /** A drawing that would hold the page up. */
    static GlanceException excessive(String name) {
        return new GlanceException(ErrorCode.PICTURE_TOO_LARGE, the(name)
                + " asks for more shapes than a browser can draw in reasonable time.", AS_BITMAP);
    }

    /** A drawing with HTML inside. */
    static GlanceException holdsHtml(String name) {
        return new GlanceException(ErrorCode.PICTURE_TAINTED, the(name) + " contains HTML (foreignObject): this browser "
                + "shows such a drawing but does not let a page read it.", AS_BITMAP);
    }

    /** A drawing that may not be read for another reason. */
    static GlanceException tainted(String name) {
        return new GlanceException(ErrorCode.PICTURE_TAINTED, "The browser shows "
                + (name.isEmpty() ? "the picture" : the(name)) + " but does not let the page read it.", SAVE);
    }

    /** A neighbour of a page that is opened from disk. */
    static GlanceException neighbour(String path) {
        return new GlanceException(ErrorCode.PICTURE_TAINTED, "Opened from disk, a page may show the picture " + path
                + " but not read it.", "Choose the file or drop it here, and it is answered at once; a script is offered then "
                + "which, saved beside it, makes the page open with it by double-click.").about(path);
    }

    /** A server that says no. */
    static GlanceException status(String address, int status) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "There is no picture at " + address
                + ": the server answers with status " + status + ".", LOOK);
    }

    /** A server that says nothing, or what is not said to pages of other origins. */
    static GlanceException silent(String address) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "Nothing comes from " + address + ": there is no picture, "
                + "the host does not answer, or it hands nothing to other pages (CORS).",
                SAVE + " Or look at the address, which must be the picture\u2019s own, not that of a page around it.");
    }

    /** A server that takes too long. */
    static GlanceException slow(String address) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The picture at " + address
                + " has not arrived after two minutes.", "Try again later, or choose a file.");
    }

    /** No network. */
    static GlanceException offline(String address) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "This device is offline, so there is no way to the "
                + "picture at " + address + ".", "Connect it, or choose a file.");
    }

    /** A host that lets nobody in. */
    static GlanceException refused(String address) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "The host of " + address
                + " answers, but does not let other pages read its pictures (CORS).", SAVE);
    }

    /** What is no address. */
    static GlanceException noAddress(String address) {
        return new GlanceException(ErrorCode.PICTURE_UNREACHABLE, "There is no picture at the address " + address + ".",
                "Use an address that begins with https://, or choose a file.");
    }
}
