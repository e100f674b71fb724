package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;

/** Why there is no picture from a camera, and what to do about just that. */
final class CameraErrors {
    private CameraErrors() {
    }

    /** The page came in a way that rules cameras out. */
    static GlanceException insecure() {
        return new GlanceException(ErrorCode.CAMERA_INSECURE, "Browsers give no camera to a page that came over plain http.",
                "Open it over https; or take a photo and choose its file.");
    }

    /** The browser has no means for cameras. */
    static GlanceException unknown() {
        return new GlanceException(ErrorCode.CAMERA_FAILED, "This browser gives no camera to pages.",
                "Take a photo and choose its file.");
    }

    /** It went away while it was used. */
    static GlanceException gone() {
        return new GlanceException(ErrorCode.CAMERA_NONE, "The camera is gone: it was unplugged, or is not allowed any more.",
                "Press Camera again.");
    }

    /**
     * What a browser's refusal means.
     *
     * @param name of its error, see <a href="https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia">
     *             getUserMedia</a>
     * @param text of its error
     */
    static GlanceException of(String name, String text) {
        return switch (name) {
            case "NotAllowedError", "SecurityError" -> new GlanceException(ErrorCode.CAMERA_BLOCKED,
                    "The camera is not allowed for this page.", "Allow it beside the address, and in the system\u2019s settings; "
                    + "then press Camera again.");
            case "NotFoundError", "OverconstrainedError" -> new GlanceException(ErrorCode.CAMERA_NONE,
                    "There is no camera.", "Connect one, or choose a picture.");
            case "NotReadableError", "AbortError" -> new GlanceException(ErrorCode.CAMERA_BUSY,
                    "The camera does not start; most likely something else uses it.",
                    "Close that, then press Camera again.");
            default -> new GlanceException(ErrorCode.CAMERA_FAILED, "The camera failed (" + text + ").",
                    "Press Camera again, or take a photo and choose its file.");
        };
    }
}
