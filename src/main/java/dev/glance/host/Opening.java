package dev.glance.host;

/**
 * A picture that is fetched when its turn comes.
 *
 * @param <P> a picture as the host takes it
 */
public interface Opening<P> {
    void open(Answer<P> answer);
}
