package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.page.PlotLayout.Mark;
import dev.glance.page.PlotLayout.Point;
import dev.glance.page.PlotLayout.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlotLayoutTest {
    private static Point point(String name, double milliseconds, double accuracy, double bytes) {
        return new Point(10, name, milliseconds, accuracy, bytes);
    }

    /** Everything is within the plot, and no name lies over another, or over a circle. */
    private static void assertReadable(PlotLayout layout) {
        for (int i = 0; i < layout.marks().size(); i++) {
            Mark mark = layout.marks().get(i);
            assertTrue(mark.x() >= layout.left() - 1e-9 && mark.x() <= layout.right() + 1e-9, mark.toString());
            assertTrue(mark.y() - mark.radius() >= 0 && mark.y() + mark.radius() <= layout.height(), mark.toString());
            if (mark.label() == null) {
                continue;
            }
            double[] label = mark.label();
            assertTrue(label[0] >= 0 && label[1] >= 0 && label[0] + label[2] <= layout.width()
                    && label[1] + label[3] <= layout.height());
            for (int j = 0; j < layout.marks().size(); j++) {
                Mark other = layout.marks().get(j);
                assertFalse(PlotLayout.overlap(label, new double[] {other.x() - other.radius(), other.y() - other.radius(),
                        2 * other.radius(), 2 * other.radius()}), i + " on the circle " + j);
                assertFalse(j != i && other.label() != null && PlotLayout.overlap(label, other.label()), i + " on " + j);
            }
        }
    }

    private static List<Point> catalog() {
        return List.of(point("V2 1 224", 31, 0.868, 3_974_384), point("V1 0.25 128", 3, PlotLayout.UNKNOWN, 525_598),
                point("V1 0.5 160", 9, PlotLayout.UNKNOWN, 1_392_846), point("V1 0.75 192", 22, PlotLayout.UNKNOWN,
                        2_652_542), point("V2 1 224", 32, 0.864, 3_610_798), point("V2 1 224", 31.5, 0.831, 4_070_174));
    }

    @Test
    void theCatalogsModelsAreAllNamedOnAPhoneToo() {
        for (int width : new int[] {265, 300, 330, 760}) {
            PlotLayout layout = PlotLayout.of(catalog(), width, 320, 7);
            assertReadable(layout);
            for (Mark mark : layout.marks()) {
                assertNotNull(mark.label(), "at " + width);
                assertTrue(width < 760 || mark.text().startsWith("10 \u00b7 V"), mark.text());
            }
        }
    }

    @Test
    void rightIsSlowAndUpIsAccurate() {
        PlotLayout layout = PlotLayout.of(catalog(), 760, 320, 7);
        assertTrue(layout.marks().get(1).x() < layout.marks().get(2).x());
        assertTrue(layout.marks().get(0).y() < layout.marks().get(5).y());
        assertEquals(layout.strip(), layout.marks().get(1).y());
        assertTrue(layout.strip() > layout.bottom());
        List<Tick> up = layout.up();
        assertEquals(0.8, up.get(0).value());
        assertEquals(layout.bottom(), up.get(0).at());
        assertEquals(1, up.get(up.size() - 1).value());
        assertEquals(layout.top(), up.get(up.size() - 1).at(), 1e-9);
        assertTrue(layout.top() >= PlotLayout.radius(1e9), "the largest circle fits above");
        assertEquals(0, layout.across().get(0).value());
        assertEquals(layout.left(), layout.across().get(0).at());
        assertEquals(layout.right(), layout.across().get(layout.across().size() - 1).at(), 1e-9);
    }

    @Test
    void theAreaIsTheSize() {
        assertEquals(2, PlotLayout.radius(4e6) / PlotLayout.radius(1e6), 1e-9);
        assertEquals(5, PlotLayout.radius(1000));
        assertEquals(22, PlotLayout.radius(1e9));
    }

    @Test
    void whereAllAccuraciesAreKnownThereIsNoStripAndWhereNoneIsThereIsAnAxisAllTheSame() {
        assertEquals(0, PlotLayout.of(List.of(point("a", 1, 0.5, 1e6)), 400, 320, 7).strip());
        PlotLayout layout = PlotLayout.of(List.of(point("a", 1, PlotLayout.UNKNOWN, 1e6)), 400, 320, 7);
        assertTrue(layout.strip() > 0 && layout.up().size() > 2);
        assertReadable(layout);
    }

    @Test
    void ticksAreRound() {
        assertEquals(10, PlotLayout.step(40, 4));
        assertEquals(20, PlotLayout.step(41, 4));
        assertEquals(0.5, PlotLayout.step(2, 4));
        assertEquals(50, PlotLayout.step(150, 3));
    }

    @Test
    void aThousandPlotsAreReadable() {
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            List<Point> points = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                points.add(point("a name of anything".substring(0, 1 + random.nextInt(16)), Math.exp(random.nextDouble() * 8),
                        random.nextInt(4) == 0 ? PlotLayout.UNKNOWN : random.nextDouble(), random.nextDouble() * 3e7));
            }
            assertReadable(PlotLayout.of(points, 250 + random.nextInt(600), 320, 7));
        }
    }
}
