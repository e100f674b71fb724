package dev.glance.host;

import dev.glance.image.Crop;

/**
 * What does a layer of the model make of the picture? Its answer stays as it was sent, as that of {@link Survey}: what
 * {@link dev.glance.decide.LayerMaps} holds.
 *
 * @param crop which part of it the model sees
 * @param node what the model calls the layer's result
 */
public record Activations(Crop crop, String node) implements Job<Object> {
    /** See {@link #word}. */
    public static final String WORD = "activations";

    @Override
    public String word() {
        return WORD;
    }
}
