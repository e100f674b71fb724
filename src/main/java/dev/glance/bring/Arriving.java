package dev.glance.bring;

/**
 * A file on its way: what its host says of it, how much of it is there, and whether that may be all. It holds no bytes and knows
 * no browser.
 *
 * <p>A host's Content-Length is that of what it sends, which may be compressed, while what arrives is not. Whether it is, a host
 * elsewhere does not let pages read, unless it says so; then the length is no more than a guess.
 */
final class Arriving {
    /** More than any model has that a browser's memory bears. */
    static final double MAX_BYTES = 640e6;
    /** So many bytes at the end are asked for once more where it goes on: they tell whether the rest belongs to it. */
    static final int OVERLAP = 1024;
    /** How long is waited for {@link #LEAST} bytes, in milliseconds. */
    static final double WHILE = 60_000;
    /** Who sends less in a {@link #WHILE} would take hours for a model. */
    static final double LEAST = 65_536;
    private static final int PARTIAL = 206;
    /** By how much compressing makes longer what cannot be compressed: so many bytes, and such a share. */
    private static final double SLACK = 64;
    private static final double SLACK_SHARE = 1e-3;

    /** What has come of it. */
    enum State {
        /** All is well so far. */
        RIGHT,
        /** There has to be more. */
        CUT,
        /** Of what was there before, this is not the rest. */
        ANOTHER,
        /** It is not as long as it must be. */
        ALTERED,
        /** It is longer than its host says, or than 640 MB. */
        TOO_LONG,
        /** It would take hours. */
        SLOW
    }

    /** How long it must be; 0 where nobody knows. */
    private final double expected;
    private double received;
    /** Up to where its host has come: less, while it sends once more what is there. */
    private double position;
    /** Whether all of it is asked for, whatever is there. */
    private boolean whole;
    /** How long its host says that it is; 0 where it does not say. */
    private double total;
    /** Whether that is the length of what arrives. */
    private boolean exact;
    /** What tells whether it is still the same; empty where nothing does. */
    private String version = "";
    /** Since when is counted, and what was there then. */
    private double since;
    private double before;

    /** @param expected how many bytes it must have; 0 where nobody knows */
    Arriving(double expected) {
        this.expected = expected;
    }

    /** From which byte on its host is to be asked for it; 0 for all of it. */
    double from() {
        return received > OVERLAP && !whole ? received - OVERLAP : 0;
    }

    /** There was no answer. It may be that others may not ask for a part: next, all of it is asked for, and then a part again. */
    void unanswered() {
        whole = from() > 0;
    }

    /** Whether its host has sent nothing yet but what is there already. */
    boolean isBehind() {
        return position < received;
    }

    /** How many bytes are there. */
    double received() {
        return received;
    }

    /** How many bytes there will be; 0 where that is not known. */
    double total() {
        return expected > 0 ? expected : total;
    }

    /** What was there is of no use: it begins anew. */
    void forget() {
        received = 0;
        position = 0;
        whole = false;
        total = 0;
        version = "";
    }

    /** Whether nothing would tell if the rest still belonged to it. */
    boolean hasNoVersion() {
        return version.isEmpty();
    }

    /**
     * Its host begins to answer. Where it is not the rest that comes, what was there is forgotten.
     *
     * @param status  200 for the whole, 206 for what was asked for
     * @param length  how many bytes its host says that it sends; 0 where it does not say
     * @param plain   whether these are known not to be compressed
     * @param said    what tells one version of the file from another; empty where its host says nothing
     * @param now     in milliseconds, of any clock
     */
    State begin(int status, double length, boolean plain, String said, double now) {
        if (status == PARTIAL && from() > 0) {
            if (!said.equals(version)) {
                return State.ANOTHER;
            }
            // Of a part browsers want it as it is, not compressed.
            position = from();
            total = length > 0 ? position + length : 0;
            exact = true;
        } else {
            forget();
            version = said;
            total = length;
            exact = plain;
        }
        since = now;
        before = position;
        return expected > 0 && exact && total > 0 && total != expected ? State.ALTERED
                : total > MAX_BYTES ? State.TOO_LONG : State.RIGHT;
    }

    /** So many bytes more are there. */
    State arrived(double bytes, double now) {
        position += bytes;
        received = Math.max(received, position);
        if (expected > 0 && received > expected) {
            return State.ALTERED;
        }
        if (received > MAX_BYTES || exact && total > 0 && received > total) {
            return State.TOO_LONG;
        }
        if (received > total) {
            // It was compressed: nobody knows how long it is.
            total = 0;
        }
        if (now - since >= WHILE) {
            if (position - before < LEAST) {
                return State.SLOW;
            }
            since = now;
            before = position;
        }
        return State.RIGHT;
    }

    /** Its host has sent what it sends. */
    State ended() {
        if (isBehind()) {
            return State.CUT;
        }
        if (expected > 0) {
            return received == expected ? State.RIGHT : received == total ? State.ALTERED : State.CUT;
        }
        // What cannot be compressed becomes a little longer.
        return received + (exact ? 0 : SLACK + SLACK_SHARE * total) < total ? State.CUT : State.RIGHT;
    }
}
