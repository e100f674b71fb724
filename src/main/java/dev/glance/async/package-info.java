/**
 * What comes later, in pure Java: one value ({@link dev.glance.async.Promise}), many one after another
 * ({@link dev.glance.async.Stream}), that it is no longer wanted ({@link dev.glance.async.CancelToken}), that it takes
 * too long ({@link dev.glance.async.Timer}). It knows {@code dev.glance.error} and nobody else: JavaScript's own promise
 * appears only where JavaScript is met.
 *
 * <p>All of it belongs to one thread, as everything in a browser does.
 *
 * <p>When callbacks run: at once, in the order in which they were registered, but never inside one another. Whoever
 * settles a promise, adds a listener to one that is settled, or cancels, finds that all has been told when the call
 * returns; only where that happens inside a callback is it told as soon as that callback has returned. So a callback may
 * do to promises whatever it likes, and a chain may be as long as it likes without filling the stack.
 *
 * <p>A RuntimeException that a callback throws is a failure like any other. An {@link java.lang.Error} is not: it is
 * thrown on to whoever caused the telling, once all others have been told.
 */
package dev.glance.async;
