package dev.glance.host;

import dev.glance.async.Promise;
import dev.glance.async.Timer;
import dev.glance.image.View;
import java.util.List;

/**
 * What a host needs of the machine: workers and pictures packed for them, a clock, a memory. There is one for each site
 * that a page has to do with.
 *
 * @param <M> the body of a message to a worker
 * @param <P> a picture
 */
public interface Workshop<M, P> {
    Codec<M> codec();

    Timer timer();

    /** Milliseconds since some moment. */
    double now();

    /** Logical cores, at least 1. */
    int cores();

    /** The machine's memory, as far as it is told. */
    double memoryGigabytes();

    /** Whether the site was opened from disk, where a worker has only the scripts that it is started with. */
    boolean fromDisk();

    /**
     * Whether LiteRT.js is among what the site has for this browser.
     *
     * @param model for which model, of which a worker was opened before
     */
    boolean hasLiteRt(String model);

    /**
     * Why several threads cannot compute one picture in a worker.
     *
     * @param request its model is one of which a worker was opened before, or is not known yet
     * @return empty where they can
     */
    String hindersThreads(LoadRequest request);

    /**
     * Starts a worker.
     *
     * @param request what will be loaded in it
     * @return there once the worker has answered; fails as {@code worker-lost} where there can be none
     */
    Promise<Line<M>> open(LoadRequest request);

    /**
     * The worker that was started before anybody asked, if it is for this request; once.
     *
     * @return null where there is none
     */
    Promise<Line<M>> early(LoadRequest request);

    /**
     * Packs a picture. One that is decoded is read before this returns.
     *
     * @param views how it will be looked at
     */
    Promise<Parcel<M>> pack(P picture, List<View> views);

    /** See {@link Host#still}. */
    P still(P picture, List<View> views);

    /** What was remembered under a name on this device; empty where nothing was. */
    String remembered(String name);

    void remember(String name, String value);

    /** A host that computes on the thread that calls. */
    Host<P> here();
}
