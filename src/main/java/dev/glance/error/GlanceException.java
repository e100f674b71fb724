package dev.glance.error;

/**
 * The one failure type of this library: a code, one sentence on what happened and one on what to do.
 * {@link #getMessage()} is both sentences.
 */
public final class GlanceException extends RuntimeException {
    /** What can be done where the site's own files are not as they were built: by whoever looks at it, and by whoever put it there. */
    public static final String COPY_AGAIN = "Reload the page. If it is yours, copy all files of the site or package again to where it "
            + "looks for them.";
    /** The longest message, in characters. */
    private static final int MAX_MESSAGE = 300;
    /** What remains of what happened, however long the remedy is. */
    private static final int MIN_WHAT = 100;

    private final ErrorCode code;
    private final String what;
    private final String remedy;
    private final String file;

    /**
     * @param code   the kind of failure
     * @param what   one sentence: what happened, to what; its middle is left out where the message would be longer than 300
     *               characters
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
        this(code, what, remedy, cause, "");
    }

    private GlanceException(ErrorCode code, String what, String remedy, Throwable cause, String file) {
        super(shortened(what, remedy) + " " + remedy, cause);
        this.code = code;
        this.what = shortened(what, remedy);
        this.remedy = remedy;
        this.file = file;
    }

    /** As this one, about a file of the site that a person could hand over. */
    public GlanceException about(String path) {
        return new GlanceException(code, what, remedy, getCause(), path);
    }

    /** Path of a file of the site that would help if a person handed it over; empty where there is none. */
    public String file() {
        return file;
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

    /** What a message quotes may be of any length, such as a data URL; the message may not. */
    private static String shortened(String what, String remedy) {
        int room = Math.max(MIN_WHAT, MAX_MESSAGE - 1 - remedy.length());
        if (what.length() <= room) {
            return what;
        }
        int half = (room - 1) / 2;
        return what.substring(0, half) + "\u2026" + what.substring(what.length() - (room - 1 - half));
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
