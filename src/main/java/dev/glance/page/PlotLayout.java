package dev.glance.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the models stand in the plot of time, accuracy and size: from left to right the time, upwards the accuracy, the size
 * as the area. Those whose accuracy is not known stand in a strip below. In pixels.
 *
 * @param width  of the plot
 * @param height of the plot
 * @param left   where the field begins
 * @param right  where it ends
 * @param top    where it begins
 * @param bottom where it ends
 * @param strip  middle of the strip below; 0 where there is none
 * @param across ticks of time
 * @param up     ticks of accuracy
 * @param marks  the models, in their order
 */
record PlotLayout(int width, int height, double left, double right, double top, double bottom, double strip, List<Tick> across,
                  List<Tick> up, List<Mark> marks) {
    /** Stands for an accuracy that is not known. */
    static final double UNKNOWN = -1;

    private static final double LEAST_RADIUS = 5;
    private static final double MOST_RADIUS = 22;
    private static final double RADIUS_OF_MB = 7;
    private static final double LINE = 16;
    private static final double GAP = 4;

    /**
     * A model.
     *
     * @param number       in the table
     * @param name         short
     * @param milliseconds for one picture
     * @param accuracy     0..1, or {@link #UNKNOWN}
     * @param bytes        of its file
     */
    record Point(int number, String name, double milliseconds, double accuracy, double bytes) {
    }

    /** A mark on an axis. */
    record Tick(double at, double value) {
    }

    /**
     * A model's place.
     *
     * @param x      middle of the circle
     * @param y      middle of the circle
     * @param radius of the circle
     * @param text   what is written beside it: number and name; the number alone where there is no room for both; or nothing
     * @param label  a rectangle for that: left, top, width, height; null where nothing is written
     */
    record Mark(double x, double y, double radius, String text, double[] label) {
    }

    /** Radius of the circle for a file: its area is the size, as far as it can be seen and does not hide all others. */
    static double radius(double bytes) {
        return Math.min(MOST_RADIUS, Math.max(LEAST_RADIUS, RADIUS_OF_MB * Math.sqrt(bytes / 1e6)));
    }

    /**
     * Lays a plot out.
     *
     * @param letter width of a letter
     */
    static PlotLayout of(List<Point> points, int width, int height, double letter) {
        double slowest = 1;
        double least = 1;
        double most = 0;
        boolean lacking = false;
        for (Point point : points) {
            slowest = Math.max(slowest, point.milliseconds);
            if (point.accuracy == UNKNOWN) {
                lacking = true;
            } else {
                least = Math.min(least, point.accuracy);
                most = Math.max(most, point.accuracy);
            }
        }
        if (most < least) {
            least = 0.5;
            most = 0.9;
        }
        // Whole tens of per cent, with room for the circles.
        double low = Math.max(0, Math.floor(least * 10 - 0.3) / 10);
        double high = Math.min(1, Math.max(low + 0.2, Math.ceil(most * 10 + 0.3) / 10));
        double left = 44;
        double right = width - 12;
        double top = MOST_RADIUS + 2;
        double bottom = height - 40 - (lacking ? 48 : 0);
        double step = step(slowest * 1.15, Math.max(3, (int) ((right - left) / 90)));
        double longest = Math.ceil(slowest * 1.15 / step) * step;
        List<Tick> across = new ArrayList<>();
        for (int i = 0; i * step <= longest * 1.0001; i++) {
            across.add(new Tick(left + (right - left) * i * step / longest, i * step));
        }
        List<Tick> up = new ArrayList<>();
        for (int tens = (int) Math.round(low * 10); tens <= (int) Math.round(high * 10); tens++) {
            up.add(new Tick(bottom - (bottom - top) * (tens / 10.0 - low) / (high - low), tens / 10.0));
        }
        double strip = lacking ? bottom + 26 : 0;
        // What is written at the axis takes room too.
        List<Mark> written = new ArrayList<>();
        for (Tick tick : up) {
            written.add(new Mark(0, 0, 0, "", new double[] {0, tick.at - LINE / 2, left, LINE}));
        }
        List<Mark> circles = new ArrayList<>();
        for (Point point : points) {
            circles.add(new Mark(left + (right - left) * point.milliseconds / longest, point.accuracy == UNKNOWN ? strip
                    : bottom - (bottom - top) * (point.accuracy - low) / (high - low), radius(point.bytes), "", null));
        }
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < circles.size(); i++) {
            Mark circle = circles.get(i);
            double[] room = {2, 0, width - 4, lacking ? bottom + 52 : bottom + 4};
            String number = Integer.toString(points.get(i).number);
            String text = number + " \u00b7 " + points.get(i).name;
            double[] label = label(circle, text.length() * letter, circles, written, room);
            if (label == null) {
                text = number;
                label = label(circle, text.length() * letter, circles, written, room);
            }
            Mark mark = new Mark(circle.x, circle.y, circle.radius, label == null ? "" : text, label);
            written.add(mark);
            marks.add(mark);
        }
        return new PlotLayout(width, height, left, right, top, bottom, strip, across, up, marks);
    }

    /** 1, 2 or 5 times a power of ten, so that there are about as many steps as wanted. */
    static double step(double range, int steps) {
        double power = 1e-3;
        while (power * 10 * steps <= range) {
            power *= 10;
        }
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power * steps >= range) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** The first place for a name that nothing else has: beside the circle, above or below it, or a little further up or down. */
    private static double[] label(Mark circle, double width, List<Mark> circles, List<Mark> before, double[] room) {
        for (int away = 0; away < 2; away++) {
            double shift = away * LINE * 0.75;
            double beside = circle.radius + GAP;
            double[][] places = {
                {circle.x + beside, circle.y - LINE / 2 - shift},
                {circle.x - beside - width, circle.y - LINE / 2 - shift},
                {circle.x + beside, circle.y - LINE / 2 + shift},
                {circle.x - beside - width, circle.y - LINE / 2 + shift},
                {circle.x - width / 2, circle.y - beside - LINE - shift},
                {circle.x - width / 2, circle.y + beside + shift},
            };
            for (double[] place : places) {
                double[] label = {place[0], place[1], width, LINE};
                if (isFree(label, circles, before, room)) {
                    return label;
                }
            }
        }
        return null;
    }

    private static boolean isFree(double[] label, List<Mark> circles, List<Mark> before, double[] room) {
        if (label[0] < room[0] || label[1] < room[1] || label[0] + label[2] > room[2] || label[1] + label[3] > room[3]) {
            return false;
        }
        for (Mark other : circles) {
            double[] square = {other.x - other.radius, other.y - other.radius, 2 * other.radius, 2 * other.radius};
            if (overlap(label, square)) {
                return false;
            }
        }
        for (Mark other : before) {
            if (other.label != null && overlap(label, other.label)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two rectangles have a part in common. */
    static boolean overlap(double[] a, double[] b) {
        return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
    }
}
