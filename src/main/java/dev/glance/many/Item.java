package dev.glance.many;

import dev.glance.decide.Predictions;
import dev.glance.decide.Verdict;
import dev.glance.error.GlanceException;

/** One picture among many. Its {@link Album} changes it. */
public final class Item {
    private final int number;
    private final String path;
    private double bytes;
    private double modified;
    private State state = State.WAITING;
    private Predictions predictions;
    private byte[] signature;
    private GlanceException error;

    /** How far a picture is. */
    public enum State {
        /** Nobody has looked at it yet. */
        WAITING("waiting"),
        /** Somebody is looking at it. */
        WORKING("working"),
        /** There is an answer. */
        DONE("done"),
        /** There is an error instead. */
        FAILED("failed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word used in attributes and exports. */
        public String word() {
            return word;
        }
    }

    Item(int number, String path, double bytes, double modified) {
        this.number = number;
        this.path = path;
        this.bytes = bytes;
        this.modified = modified;
    }

    void measure(double length, double time) {
        bytes = length;
        modified = time;
    }

    void become(State next, Predictions answer, byte[] seen, GlanceException failure) {
        state = next;
        predictions = answer;
        signature = seen;
        error = failure;
    }

    /** Its place in the album, 0-based. */
    public int number() {
        return number;
    }

    /** Folders and file, such as {@code holiday/2024/a.jpg}; it does not begin with "/". */
    public String path() {
        return path;
    }

    /** The file's name, such as {@code a.jpg}. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folders, such as {@code holiday/2024}; empty where there are none. */
    public String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The file's length. */
    public double bytes() {
        return bytes;
    }

    /** When the file was changed last, in milliseconds since 1970 in UTC; 0 where that is not known. */
    public double modified() {
        return modified;
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    /** The answer; null unless done. */
    public Predictions predictions() {
        return predictions;
    }

    /** What it is compared with others by, see {@link Alike#signature}; null unless done. */
    public byte[] signature() {
        return signature;
    }

    /** Why there is no answer; null unless failed. */
    public GlanceException error() {
        return error;
    }

    /**
     * How probable it is that what is said of it is right: the verdict's probability, or the first name's where the verdict is
     * "not sure".
     *
     * @return 0..1; 0 for no thing; negative where there is no answer
     */
    public double probability() {
        if (state != State.DONE) {
            return -1;
        }
        Verdict verdict = predictions.verdict();
        // A name such as "thing" is right for nearly all, which says nothing of this one.
        return verdict.kind() != Verdict.Kind.UNSURE ? verdict.probability()
                : predictions.top().isEmpty() ? 0 : predictions.top().get(0).probability();
    }
}
