package dev.glance.build;

/** The build cannot go on; the message is one line that says what happened and what to do. */
public final class BuildException extends RuntimeException {
    public BuildException(String message) {
        super(message);
    }

    public BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
