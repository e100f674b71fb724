package dev.glance.host;

import dev.glance.async.Promise;

/**
 * A picture that is fetched when its turn comes.
 *
 * @param <P> a picture as the host takes it
 */
public interface Opening<P> {
    Promise<P> open();
}
