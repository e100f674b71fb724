package dev.glance.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What an SVG file asks of whoever draws it. A few hundred bytes of it can ask for millions of shapes, by references to
 * what refers again; a browser draws them all, and holds its page up for as long as that takes.
 *
 * @param excessive whether it would hold a page up for seconds
 * @param holdsHtml whether it contains HTML, which some browsers show but do not let a page read
 * @see <a href="https://www.w3.org/TR/SVG2/struct.html#UseElement">SVG 2, 5.6: use</a>
 */
public record Drawing(boolean excessive, boolean holdsHtml) {
    /** So many copies of shapes take a browser two seconds on a small machine. */
    private static final int MOST_COPIES = 30_000;
    /** Elements that are written out are cheaper than copies, and each costs whoever sends it some bytes. */
    private static final int MOST_ELEMENTS = 200_000;
    /** References to references; a browser's own limits are not far from here. */
    private static final int DEEPEST = 300;

    /**
     * Reads a file.
     *
     * @param bytes an SVG file; of anything else nothing is said
     */
    public static Drawing read(byte[] bytes) {
        try {
            List<DrawingReader.Element> elements = DrawingReader.read(bytes);
            boolean html = false;
            for (DrawingReader.Element element : elements) {
                html |= element.isHtml();
            }
            return new Drawing(elements.size() > MOST_ELEMENTS || new Copies(elements).tooMany(), html);
        } catch (DrawingReader.ExcessiveException e) {
            return new Drawing(true, false);
        }
    }

    /** Counts what a browser would draw besides what is written out. */
    private static final class Copies {
        private final List<DrawingReader.Element> elements;
        /**
         * What is being drawn because it is referred to: a browser follows no reference in a circle. Whatever is painted
         * with, such as a pattern, begins anew: it may use what it is painted on.
         */
        private List<DrawingReader.Element> used = new ArrayList<>();
        private final List<DrawingReader.Element> paints = new ArrayList<>();
        private double count;

        Copies(List<DrawingReader.Element> elements) {
            this.elements = elements;
        }

        boolean tooMany() {
            walk(elements, 0, elements.size(), 0, List.of());
            return count > MOST_COPIES;
        }

        /**
         * @param cost   of each element on the way; 0 where it is written out
         * @param handed what each element on the way also refers to
         */
        private void walk(List<DrawingReader.Element> all, int from, int to, double cost,
                List<DrawingReader.Element> handed) {
            for (int i = from; i < to && count <= MOST_COPIES; i++) {
                DrawingReader.Element element = all.get(i);
                List<DrawingReader.Element> targets = both(element.targets(), handed);
                List<DrawingReader.Element> down = both(element.handedDown(), handed);
                count += cost * (1 + targets.size());
                for (DrawingReader.Element target : targets) {
                    double each = Math.max(1, cost) * target.cost(element);
                    if (element.isUse() && element.targets().contains(target) && !target.isPaint()) {
                        use(target, all, each, down);
                    } else {
                        paint(target, all, each);
                    }
                }
                for (List<DrawingReader.Element> inner : element.inner()) {
                    walk(inner, 0, inner.size(), Math.max(1, cost), List.of());
                }
            }
        }

        private static List<DrawingReader.Element> both(List<DrawingReader.Element> some,
                List<DrawingReader.Element> others) {
            if (others.isEmpty()) {
                return some;
            }
            List<DrawingReader.Element> both = new ArrayList<>(some);
            for (DrawingReader.Element other : others) {
                if (!both.contains(other)) {
                    both.add(other);
                }
            }
            return both;
        }

        private void use(DrawingReader.Element target, List<DrawingReader.Element> all, double cost,
                List<DrawingReader.Element> handed) {
            if (!used.contains(target)) {
                used.add(target);
                follow(target, all, cost, handed);
                used.remove(used.size() - 1);
            }
        }

        private void paint(DrawingReader.Element target, List<DrawingReader.Element> all, double cost) {
            if (!paints.contains(target)) {
                List<DrawingReader.Element> before = used;
                used = new ArrayList<>();
                paints.add(target);
                follow(target, all, cost, List.of());
                paints.remove(paints.size() - 1);
                used = before;
            }
        }

        private void follow(DrawingReader.Element target, List<DrawingReader.Element> all, double cost,
                List<DrawingReader.Element> handed) {
            if (used.size() + paints.size() > DEEPEST) {
                count = Double.POSITIVE_INFINITY;
            } else {
                walk(all, target.index(), target.end(), cost, handed);
            }
        }
    }
}
