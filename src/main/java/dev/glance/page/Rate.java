package dev.glance.page;

import java.util.ArrayList;
import java.util.List;

/** How fast something arrives: over the last seconds, so that neither a slow beginning nor a pause long ago counts. */
final class Rate {
    /** Over how long. */
    private static final double WINDOW_MS = 5000;
    /** Not each of thousands of steps is noted. */
    private static final double STEP_MS = 200;
    private static final double SECOND_MS = 1000;

    /** Times in milliseconds, each with the bytes that were there, oldest first. */
    private final List<double[]> noted = new ArrayList<>();
    private double bytesASecond;

    /**
     * So many bytes are there in all. Fewer than before begin anew.
     *
     * @param now in milliseconds, of any clock
     */
    void arrived(double bytes, double now) {
        if (!noted.isEmpty() && bytes < noted.get(noted.size() - 1)[1]) {
            noted.clear();
        }
        if (noted.isEmpty() || now - noted.get(noted.size() - 1)[0] >= STEP_MS) {
            noted.add(new double[] {now, bytes});
        } else if (now == noted.get(noted.size() - 1)[0]) {
            noted.get(noted.size() - 1)[1] = bytes;
        }
        while (noted.size() > 2 && now - noted.get(1)[0] >= WINDOW_MS) {
            noted.remove(0);
        }
        double[] first = noted.get(0);
        bytesASecond = now - first[0] < STEP_MS ? 0 : (bytes - first[1]) / (now - first[0]) * SECOND_MS;
    }

    /** Whether there was time enough to tell. */
    boolean isKnown() {
        return bytesASecond > 0;
    }

    /** How fast; 0 where that is not known. */
    double bytesASecond() {
        return bytesASecond;
    }
}
