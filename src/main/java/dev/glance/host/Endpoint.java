package dev.glance.host;

/**
 * The far end of a line: a worker, or what a test puts in its place. What is sent to it before it is up waits there.
 *
 * @param <M> what goes over the line besides the type and the number
 */
public interface Endpoint<M> {
    /** Hears what the far end says. */
    interface Listener<M> {
        /**
         * A message has come.
         *
         * @param type {@code progress}, {@code done} or {@code failed} for a request of this end; {@code read} for one of
         *             the far end's own
         * @param id   the number of the request; 0 for the greeting
         */
        void received(String type, int id, M body);

        /** It is gone, for the given reason. */
        void failed(String why);
    }

    /** Who hears it from now on, and what it said before; called once, before anything is sent. */
    void listen(Listener<M> listener);

    /**
     * Sends a message.
     *
     * @throws dev.glance.error.GlanceException where the body cannot be sent
     */
    void send(String type, int id, M body);

    /** Ends it at once. */
    void terminate();
}
