package dev.glance.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * The answer for one picture.
 *
 * @param top     the top k classes, most probable first
 * @param verdict what can be said of the picture
 * @param receipt where the answer comes from
 */
public record Predictions(List<Prediction> top, Verdict verdict, Receipt receipt) {
    /** So many of the classes at most, most probable first. */
    public List<Prediction> top(int most) {
        List<Prediction> first = new ArrayList<>();
        for (int i = 0; i < Math.min(most, top.size()); i++) {
            first.add(top.get(i));
        }
        return first;
    }
}
