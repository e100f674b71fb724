package dev.glance.host;

import dev.glance.image.Crop;

/**
 * What does the model compute of the picture? Answered by its logits, its embedding, or by what a layer makes of it, see
 * {@link dev.glance.decide.LayerMaps#read}.
 *
 * @param crop which part of it the model sees
 * @param node what the model calls the layer's result; empty for the logits,
 *             {@link dev.glance.decide.LayerMaps#EMBEDDING} for what the classifier reads
 */
public record Compute(Crop crop, String node) implements Job<float[]> {
    /** See {@link #word}. */
    public static final String WORD = "compute";

    @Override
    public String word() {
        return WORD;
    }
}
