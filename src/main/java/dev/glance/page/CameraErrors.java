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
                "Open it over https, from localhost or from disk; or take a photo and choose its file.");
    }

    /** The browser has no means for cameras. */
    static GlanceException unknown() {
        return new GlanceException(ErrorCode.CAMERA_FAILED, "This browser gives no camera to pages.",
                "Open the page in another browser, or take a photo and choose its file.");
    }

    /** It went away while it was used. */
    static GlanceException gone() {
        return new GlanceException(ErrorCode.CAMERA_NONE, "The camera is gone: it was unplugged, or the permission was taken back.",
                "Connect it, allow it for this page, and press Camera again.");
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
            case "NotAllowedError", "SecurityError", "PermissionDeniedError" -> new GlanceException(ErrorCode.CAMERA_BLOCKED,
                    "The camera is not allowed for this page.", "Allow it by the sign beside the address, and in the system\u2019s "
                    + "settings for the browser; then press Camera again.");
            case "NotFoundError", "OverconstrainedError", "DevicesNotFoundError" -> new GlanceException(ErrorCode.CAMERA_NONE,
                    "There is no camera.", "Connect one and press Camera again, or choose a picture.");
            case "NotReadableError", "AbortError", "TrackStartError" -> new GlanceException(ErrorCode.CAMERA_BUSY,
                    "The camera does not start; most likely something else is using it.",
                    "Close other programs and pages that use it, then press Camera again.");
            default -> new GlanceException(ErrorCode.CAMERA_FAILED, "The camera failed (" + text + ").",
                    "Press Camera again; if it fails again, take a photo and choose its file.");
        };
    }
}
