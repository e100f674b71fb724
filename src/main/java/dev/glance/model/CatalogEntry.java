package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.List;

/**
 * One model of the catalog.
 *
 * @param id         its stable name
 * @param name       a name for people
 * @param version    MobileNet version, 1 or 2
 * @param alpha      width multiplier, such as 1.0
 * @param inputSize  height and width of the input in pixels
 * @param inputMin   what a byte of 0 becomes
 * @param inputMax   what a byte of 255 becomes
 * @param classes    how many classes there are, a background class not counted
 * @param background whether output 0 is a background class that is to be left out
 * @param labels     the label file, relative to {@code models/}
 * @param file       the model file, relative to {@code models/}
 * @param bytes      length of the model file
 * @param sha256     SHA-256 of the model file, 64 lower-case hex digits
 * @param tensors    how many tensors the model is, once it is a graph of TensorFlow.js; 0 where that is not known
 * @param inSite     whether this site carries the file
 * @param sizes      input sizes that it can be computed at, its own among them
 * @param calibration what its numbers are worth
 * @param checks     what it must answer to the self-check's picture, for each of these sizes and perhaps for smaller ones; none where
 *                   that is not known yet
 * @param format     what its file is
 * @param crop       which part of a picture it sees where nobody asks for another; empty for the largest square
 */
public record CatalogEntry(String id, String name, int version, double alpha, int inputSize, double inputMin,
                           double inputMax, int classes, boolean background, String labels, String file, int bytes,
                           String sha256, int tensors, boolean inSite, List<Integer> sizes, Calibration calibration,
                           List<Check> checks, Format format, String crop) {
    /**
     * What it must answer to a picture of the given size.
     *
     * @throws IllegalStateException where that is not known
     */
    public Check check(int size) {
        for (Check check : checks) {
            if (check.size() == size) {
                return check;
            }
        }
        throw new IllegalStateException("the catalog has no check of " + id + " at " + size + " px");
    }

    /** Whether that is known at all. */
    public boolean isChecked() {
        return !checks.isEmpty();
    }

    /**
     * The smallest picture for which that is known: every weight is used, in the least time.
     *
     * @throws IndexOutOfBoundsException where that is not known
     */
    public Check quickCheck() {
        Check least = checks.get(0);
        for (Check check : checks) {
            least = check.size() < least.size() ? check : least;
        }
        return least;
    }

    /**
     * The size to compute at.
     *
     * @param wanted in pixels; 0 for the model's own
     * @throws GlanceException {@code option} where the model cannot be computed at that size
     */
    public int size(int wanted) {
        if (wanted != 0) {
            StringBuilder all = new StringBuilder();
            for (int size : sizes) {
                if (size == wanted) {
                    return size;
                }
                all.append(all.length() == 0 ? "" : ", ").append(size);
            }
            throw new GlanceException(ErrorCode.OPTION, "The model \u201c" + id + "\u201d does not compute at " + wanted
                    + " px.", "Use one of its sizes: " + all + "; or leave it out.");
        }
        return wanted == 0 ? inputSize : wanted;
    }
}
