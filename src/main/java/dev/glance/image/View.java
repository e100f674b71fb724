package dev.glance.image;

import java.util.ArrayList;
import java.util.List;

/**
 * One look at a picture.
 *
 * @param crop     which part of it
 * @param size     side of what the model sees in pixels
 * @param mirrored whether left and right change places
 */
public record View(Crop crop, int size, boolean mirrored) {
    /** MobileNets halve their input five times. */
    private static final int STEP = 32;

    /**
     * How to look at a picture. A careful look is several, whose probabilities are averaged: at three sizes where the engine
     * can change its size, which names more pictures rightly than several parts do (README, "How sure it is"), else at four
     * parts of the picture.
     *
     * @param crop    which part to look at; the first view is always this one at the model's size
     * @param size    side of the model's input in pixels
     * @param careful whether to look more than once
     * @param anySize whether other sizes can be computed
     */
    public static List<View> of(Crop crop, int size, boolean careful, boolean anySize) {
        List<View> views = new ArrayList<>();
        views.add(new View(crop, size, false));
        // There, right and left may mean something, and its numbers are to be those of its library.
        if (!careful || crop == CropMode.PLAIN) {
            return views;
        }
        Crop closer = crop.closer();
        if (anySize && crop != CropMode.STRETCH) {
            views.add(new View(crop, times(size, 9), closer == crop));
            if (closer != crop) {
                views.add(new View(closer, times(size, 8), true));
            }
            return views;
        }
        views.add(new View(crop, size, true));
        if (closer != crop) {
            views.add(new View(closer, size, false));
            views.add(new View(closer, size, true));
        }
        return views;
    }

    /** So many sevenths of a size, in steps of the network: 224 becomes 256 or 288. */
    private static int times(int size, int sevenths) {
        return Math.max(1, Math.round(size * sevenths / 7f / STEP)) * STEP;
    }
}
