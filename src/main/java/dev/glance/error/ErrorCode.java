package dev.glance.error;

/**
 * What can go wrong, as the stable word that the page shows in {@code data-code} and that JavaScript callers find in
 * {@code error.code}.
 */
public enum ErrorCode {
    /** The id asked for is in no catalog. */
    MODEL_UNKNOWN("model-unknown"),
    /** The catalog knows the model, but this site was built without its file. */
    MODEL_NOT_IN_SITE("model-not-in-site"),
    /** The model's file is not where the site says, or its server does not answer. */
    MODEL_MISSING("model-missing"),
    /** The model's file has another length or another SHA-256 than the catalog says. */
    MODEL_ALTERED("model-altered"),
    /** The bytes are no model that this library can read. */
    MODEL_FORMAT("model-format"),
    /** Among the files that a person brought there is no model. */
    MODEL_NONE("model-none"),
    /** Among the files that a person brought there are several models. */
    MODEL_SEVERAL("model-several"),
    /** A file that belongs to the model is not among those that a person brought. */
    MODEL_PART_MISSING("model-part-missing"),
    /** A model of another program's, or for something other than pictures. */
    MODEL_OTHER("model-other"),
    /** The files point to places outside of themselves, or would fill the memory. */
    MODEL_UNSAFE("model-unsafe"),
    /** A file of labels cannot be read. */
    LABELS_FORMAT("labels-format"),
    /** The model can be read, but lacks what is asked of it, or has an operation that TensorFlow.js has not. */
    MODEL_OPERATION("model-operation"),
    /** A file of the site other than a model is missing or cannot be read. */
    SITE_FILE("site-file"),
    /** The browser keeps nothing on this device. */
    STORAGE("storage"),
    /** The bytes are no picture that this browser can decode. */
    PICTURE_UNDECODABLE("picture-undecodable"),
    /** The picture may be shown but its pixels may not be read. */
    PICTURE_TAINTED("picture-tainted"),
    /** The picture's address does not answer, or its host does not allow other pages to read it (CORS). */
    PICTURE_UNREACHABLE("picture-unreachable"),
    /** The picture has no pixels: zero wide or high, or an SVG without a size. */
    PICTURE_EMPTY("picture-empty"),
    /** The browser cannot hold the picture. */
    PICTURE_TOO_LARGE("picture-too-large"),
    /** There is no picture to classify. */
    PICTURE_MISSING("picture-missing"),
    /** The person, the browser, the system or the page around this one does not allow a camera. */
    CAMERA_BLOCKED("camera-blocked"),
    /** The camera is used by something else, or does not start. */
    CAMERA_BUSY("camera-busy"),
    /** There is no camera, or it was taken away. */
    CAMERA_NONE("camera-none"),
    /** The page came over plain http, and browsers give no camera to such pages. */
    CAMERA_INSECURE("camera-insecure"),
    /** The camera failed in another way. */
    CAMERA_FAILED("camera-failed"),
    /** The backend was lost while it computed (for example {@code webglcontextlost}). */
    BACKEND_LOST("backend-lost"),
    /** The worker that computed stopped, and so did the one that took its place. */
    WORKER_LOST("worker-lost"),
    /** Every backend failed to start, timed out or failed the model's self-check. */
    BACKEND_NONE("backend-none"),
    /** TensorFlow.js itself could not be loaded. */
    TENSORFLOW_MISSING("tensorflow-missing"),
    /** An option has a value that means nothing. */
    OPTION("option"),
    /** The person or the caller ended it. */
    CANCELLED("cancelled"),
    /** A fault of this library. */
    INTERNAL("internal");

    private final String word;

    ErrorCode(String word) {
        this.word = word;
    }

    /**
     * The code of the given word.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static ErrorCode of(String word) {
        for (ErrorCode code : values()) {
            if (code.word.equals(word)) {
                return code;
            }
        }
        throw new IllegalArgumentException("no error code " + word);
    }

    /** The stable word, such as {@code model-missing}. */
    public String word() {
        return word;
    }
}
