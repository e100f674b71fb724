package dev.glance.host;

import dev.glance.async.Promise;

/**
 * A picture on its way to a worker. It can be sent again, to another worker, since nothing in it is given away.
 *
 * @param <M> the body of a message
 */
public interface Parcel<M> extends AutoCloseable {
    /** What is sent of it; a new one each time. */
    M body();

    /**
     * The same picture as the page shows it, for one whose file the worker could not decode.
     *
     * @return null where that would be no other
     */
    Promise<Parcel<M>> shown();

    /** Frees what it holds. */
    @Override
    void close();
}
