package dev.glance.host;

import dev.glance.async.Promise;
import dev.glance.async.Stream;

/**
 * Where jobs run. A caller cannot tell whether that is this page or a worker.
 *
 * @param <P> a picture as the host takes it
 */
public interface Host<P> extends AutoCloseable {
    /**
     * Loads a model and makes its backend ready. Another call replaces the model once it has succeeded; a failure
     * leaves the one before in place.
     */
    Promise<Loaded> load(LoadRequest request, LoadProgress progress);

    /** Ends a load that is under way; it fails as {@code cancelled} then. Else does nothing. */
    void cancelLoad();

    /**
     * A decoded picture as it is now, whatever becomes of it afterwards: what the model sees of it for a job.
     *
     * @throws dev.glance.error.GlanceException where it cannot be read
     */
    P still(P picture, Job<?> job);

    /**
     * Does something with one picture. A decoded one is read before this returns. Calls are answered in order. The picture
     * stays the caller's: it may be closed once the answer is there.
     */
    <A> Promise<A> run(Job<A> job, P picture);

    /**
     * Does the same with many pictures, several at a time where the machine can. Results come in the order of the pictures, as
     * fast as they are asked for; pictures are taken only a few ahead of that. A picture that fails is a result with its
     * error, and the others go on.
     *
     * @param pictures hands them out
     * @param expected how many there are; negative where that is not known
     * @return the results; closing it cancels: no other picture is begun
     * @throws dev.glance.error.GlanceException where there is no model
     */
    <A> Stream<Result<A>> runAll(Job<A> job, Stream<Opening<P>> pictures, int expected);

    /** Frees the model and everything it holds. Safe to call twice. */
    @Override
    void close();
}
