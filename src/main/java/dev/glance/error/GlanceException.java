package dev.glance.error;

/**
 * The one failure type of this library: a code, one sentence on what happened and one on what to do.
 * {@link #getMessage()} is both sentences.
 */
public final class GlanceException extends RuntimeException {
    private final ErrorCode code;
    private final String what;
    private final String remedy;

    /**
     * @param code   the kind of failure
     * @param what   one sentence: what happened, to what
     * @param remedy one sentence: what the person can do
     */
    public GlanceException(ErrorCode code, String what, String remedy) {
        this(code, what, remedy, null);
    }

    /**
     * @param code   the kind of failure
     * @param what   one sentence: what happened, to what
     * @param remedy one sentence: what the person can do
     * @param cause  what was caught, or null
     */
    public GlanceException(ErrorCode code, String what, String remedy, Throwable cause) {
        super(what + " " + remedy, cause);
        this.code = code;
        this.what = what;
        this.remedy = remedy;
    }

    /** The given throwable if it is a GlanceException already, else an {@link ErrorCode#INTERNAL} one around it. */
    public static GlanceException of(Throwable t) {
        if (t instanceof GlanceException) {
            return (GlanceException) t;
        }
        String text = t.getMessage() != null ? t.getMessage() : t.toString();
        return new GlanceException(ErrorCode.INTERNAL, "Something failed inside Glance: " + text + ".",
                "Reload the page; if it happens again, please report it with this text.", t);
    }

    public ErrorCode code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String remedy() {
        return remedy;
    }
}
