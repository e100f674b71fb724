package dev.glance.offline;

import dev.glance.async.Promise;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Keeper} needs of a browser: shelves, one a version, on which files lie; and the network.
 *
 * @param <A> an answer to a request for a file
 */
public interface World<A> {
    /** How old what the network gives may be. */
    enum Freshness {
        /** The server is asked whether what the browser has of it is still right. */
        ASKED,
        /** All of it comes anew. */
        ANEW,
        /** What the browser has, and no request. */
        AT_HAND
    }

    /** The versions that have a shelf, this one's or not, complete or not. */
    Promise<List<String>> versions();

    /** A file that lies on a shelf. */
    Promise<Optional<A>> find(String version, String path);

    /**
     * Lays a file on a shelf, which comes to be if need be.
     *
     * @return failed with {@code storage} where there is no room, or it is not allowed
     */
    Promise<Object> put(String version, String path, A file);

    /** The same answer once more: what is laid on a shelf, or given to a window, is read by nobody else. */
    A copy(A answer);

    /** Takes a shelf away, with all that lies on it. */
    Promise<Object> remove(String version);

    /** Asks the network; fails with {@code site-file} where there is no answer or another than the file. */
    Promise<A> fetch(String path, Freshness freshness);

    /**
     * Reads an answer to its end.
     *
     * @param answer is read by this, and by nobody else then
     * @return the answer, as it may be kept, if it is the file of this version; empty if not
     */
    Promise<Optional<A>> check(A answer, Inventory.Entry entry, String version);

    /** Whether another version is ready to take this one's place. */
    boolean isNewerReady();

    /** How many windows this version serves. */
    Promise<Integer> windows();

    /** Lets the other version take this one's place. */
    void giveWay();

    /** An answer for a window that makes it ask again at once. */
    A askAgain();

    /** An answer that is none. */
    A refusal();

    /** This version serves no window that opens from now on. */
    void retire();

    /** Tells those who see the page how far it has come. */
    void progress(int bytes);
}
