package dev.glance.host;

import dev.glance.decide.Explanation;
import dev.glance.image.Crop;
import java.util.List;

/**
 * Which places of the picture speak for some classes?
 *
 * @param crop    which part of it the model sees
 * @param classes numbers of the classes, a background class not counted
 */
public record Explain(Crop crop, List<Integer> classes) implements Job<Explanation> {
    /** See {@link #word}. */
    public static final String WORD = "explain";

    @Override
    public String word() {
        return WORD;
    }
}
