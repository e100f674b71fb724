package dev.glance.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * Which places of what the model saw speak for some classes: a class activation map of each (Zhou et al., "Learning Deep Features
 * for Discriminative Localization", CVPR 2016).
 *
 * @param rows    places from top to bottom
 * @param columns places from left to right
 * @param maps    one a class, in the order asked for: what each place adds to the class' logit, row by row
 */
public record Explanation(int rows, int columns, List<float[]> maps) {
    /**
     * How far what a place sees lies below and to the right of the place, in places. Each of a MobileNet's five halvings pads at
     * the end only where the size is even (TensorFlow's SAME), so that the middle moves by half a pixel of its input.
     */
    public static final double SHIFT = 31 / 64.0;

    /** Part of the greatest value from which on a place counts as one that matters. */
    private static final double MATTERS = 0.5;
    /** Where so much of the picture matters, it is the whole. */
    private static final double WHOLE = 0.5;

    /**
     * Takes the maps of some classes out of those of all.
     *
     * @param all     [rows, columns, outputs]
     * @param classes numbers of the classes; a background class not counted
     * @param labels  how many classes there are, a background class not counted
     */
    public static Explanation of(int rows, int columns, float[] all, List<Integer> classes, int labels) {
        int outputs = all.length / (rows * columns);
        List<float[]> maps = new ArrayList<>();
        for (int index : classes) {
            float[] map = new float[rows * columns];
            for (int i = 0; i < map.length; i++) {
                map[i] = all[i * outputs + outputs - labels + index];
            }
            maps.add(map);
        }
        return new Explanation(rows, columns, maps);
    }

    /**
     * How much each place speaks for a class.
     *
     * @param which number of the map
     * @return 0..1, row by row: of the place that speaks most for it; 0 where it speaks against it
     */
    public double[] heat(int which) {
        float[] map = maps.get(which);
        double greatest = 0;
        for (float value : map) {
            greatest = Math.max(greatest, value);
        }
        double[] heat = new double[map.length];
        for (int i = 0; i < heat.length && greatest > 0; i++) {
            heat[i] = Math.max(0, map[i]) / greatest;
        }
        return heat;
    }

    /**
     * Where the places lie that matter most, in words, such as "the lower left".
     *
     * @param which number of the map
     */
    public String words(int which) {
        double[] heat = heat(which);
        double sum = 0;
        double down = 0;
        double right = 0;
        int count = 0;
        for (int i = 0; i < heat.length; i++) {
            if (heat[i] >= MATTERS) {
                count++;
                sum += heat[i];
                down += heat[i] * middle(i / columns, rows);
                right += heat[i] * middle(i % columns, columns);
            }
        }
        if (count == 0) {
            return "no part of it";
        }
        if (count > WHOLE * heat.length) {
            return "all of it";
        }
        String vertical = third(down / sum, "upper", "", "lower");
        String horizontal = third(right / sum, "left", "", "right");
        if (vertical.isEmpty() && horizontal.isEmpty()) {
            return "the middle";
        }
        if (horizontal.isEmpty()) {
            return "the " + vertical + " part";
        }
        return "the " + (vertical.isEmpty() ? "" : vertical + " ") + horizontal;
    }

    /**
     * Where the middle of what a place sees lies.
     *
     * @param place  its number
     * @param places how many there are
     * @return 0..1
     */
    static double middle(int place, int places) {
        return Math.min(1, (place + 0.5 + SHIFT) / places);
    }

    private static String third(double at, String first, String middle, String last) {
        return at < 1 / 3.0 ? first : at > 2 / 3.0 ? last : middle;
    }
}
