package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void theTableHasAThousandClasses() throws IOException {
        Labels labels = Labels.parse(Files.readString(Folders.PROJECT.resolve("models/labels/imagenet.tsv")));
        assertEquals(1000, labels.size());
        assertEquals(new Label("n01440764", List.of("tench", "Tinca tinca")), labels.get(0));
        assertEquals("jersey, T-shirt, tee shirt", labels.get(610).className());
        assertEquals("jersey", labels.get(610).name());
    }

    @Test
    void readsWindowsLineEndsAndALastLineWithoutOne() {
        Labels labels = Labels.parse("index\twnid\tnames\r\n0\tn1\ta; b\r\n1\t\tc");
        assertEquals(List.of("a", "b"), labels.get(0).names());
        assertEquals(new Label("", List.of("c")), labels.get(1));
    }

    @Test
    void whatIsNoTableIsATypedError() {
        for (String text : List.of("", "x", "<!DOCTYPE html>", "index\twnid\tnames\n1\tn\ta", "index\twnid\tnames\n0\tn",
                "index\twnid\tnames\n0\tn\t", "index\twnid\tnames\n\n")) {
            assertEquals(ErrorCode.SITE_FILE, assertThrows(GlanceException.class, () -> Labels.parse(text), text).code());
        }
    }

    private static String table(int classes) {
        StringBuilder table = new StringBuilder("index\twnid\tnames\n");
        for (int i = 0; i < classes; i++) {
            table.append(i).append("\tn").append(i).append("\tname ").append(i).append('\n');
        }
        return table.toString();
    }

    @Test
    void aTableHasAsManyClassesAsItHasLines() {
        for (int classes : new int[] {0, 1, 1022, 1023, 1024, 1025, 5000}) {
            Labels labels = Labels.parse(table(classes));
            assertEquals(classes, labels.size());
            for (int i = 0; i < classes; i++) {
                assertEquals(new Label("n" + i, List.of("name " + i)), labels.get(i));
            }
        }
    }

    @Test
    void aTableHasAtMostAHundredThousandClasses() {
        assertEquals(100_000, Labels.parse(table(100_000)).size());
        GlanceException e = assertThrows(GlanceException.class, () -> Labels.parse(table(100_001)));
        assertTrue(e.what().contains("line 100002 is not class 100000"), e.what());
    }

    @Test
    void columnsAfterTheNamesAreLeftOut() {
        Labels labels = Labels.parse("index\twnid\tnames\tmore\n0\tn0\ta; b\tc; d\te\n1\tn1\tf\tg\r\n2\tn2\th");
        assertEquals(List.of("a", "b"), labels.get(0).names());
        assertEquals(List.of("f"), labels.get(1).names());
        assertEquals(List.of("h"), labels.get(2).names());
    }

    @Test
    void namesAreSeparatedByASemicolonAndASpace() {
        Labels labels = Labels.parse("index\twnid\tnames\n0\tn0\ta;b; c\n1\tn1\td; \n2\tn2\te;\n");
        assertEquals(List.of("a;b", "c"), labels.get(0).names());
        assertEquals(List.of("d"), labels.get(1).names());
        assertEquals(List.of("e;"), labels.get(2).names());
    }

    @Test
    void aLineThatIsNotTheNextClassIsNamed() {
        for (String line : List.of("2\tn\ta", "11\tn\ta", "1 \tn\ta", "1n\ta", "1\tn\t;a", "1\tn\t", "1\tn\t\ta", "1\tn",
                "1", "", "1\tn\t\r")) {
            GlanceException e = assertThrows(GlanceException.class,
                    () -> Labels.parse("index\twnid\tnames\n0\tn\ta\n" + line + "\n2\tn\ta\n"), line);
            assertEquals(ErrorCode.SITE_FILE, e.code());
            assertTrue(e.what().contains("line 3 is not class 1"), e.what());
        }
    }

    @Test
    void numbersMayBeLeftOut() {
        Labels labels = Labels.parse("wnid\tnames\tbroader\nn0\ta; b\t0\nn1\tc\t\n\nn3\tthing\t\n");
        assertEquals(2, labels.size());
        assertEquals(new Label("n0", List.of("a", "b")), labels.get(0));
        assertEquals(new Label("n1", List.of("c")), labels.get(1));
        assertEquals(List.of(0, -1), List.of(labels.hierarchy().above(0), labels.hierarchy().above(1)));
        assertEquals(List.of("c"), Labels.parse("wnid\tnames\nn0\tc\r\n").get(0).names());
        for (String text : List.of("wnid\tname\n", "wnid\tnames\nn0\n", "wnid\tnames\nn0\t\n", "wnid\tnames\n\n", "names\n")) {
            assertEquals(ErrorCode.SITE_FILE, assertThrows(GlanceException.class, () -> Labels.parse(text), text).code());
        }
    }

    private static final String BROADER = "index\twnid\tnames\tbroader\n0\tn0\ta\t1\n1\tn1\tb\t0\n2\tn2\tc\t\n\n"
            + "n3\tthing\t\nn4\tsome a\t0\n";

    @Test
    void broaderNamesFollowAfterAnEmptyLine() {
        Labels labels = Labels.parse(BROADER);
        assertEquals(3, labels.size());
        Hierarchy hierarchy = labels.hierarchy();
        assertEquals(2, hierarchy.size());
        assertEquals(List.of(1, 0, -1), List.of(hierarchy.above(0), hierarchy.above(1), hierarchy.above(2)));
        assertEquals("some a", hierarchy.name(1));
        assertEquals("n4", hierarchy.wordNetId(1));
        assertEquals(List.of(2, 1), List.of(hierarchy.classes(0), hierarchy.classes(1)));
        assertTrue(hierarchy.isBelow(0, 1) && hierarchy.isBelow(0, 0) && hierarchy.isBelow(1, 0));
        assertFalse(hierarchy.isBelow(1, 1) || hierarchy.isBelow(2, 0));
        assertArrayEquals(new double[] {0.75, 0.5}, hierarchy.sums(new double[] {0.5, 0.25, 0.25}));
    }

    @Test
    void aTableWithoutThemHasNone() {
        assertEquals(0, Labels.parse("index\twnid\tnames\n0\tn0\ta\n").hierarchy().size());
        assertEquals(-1, Labels.parse("index\twnid\tnames\n0\tn0\ta\n").hierarchy().above(0));
        assertEquals(0, Labels.parse("index\twnid\tnames\tbroader\n0\tn0\ta\t\n").hierarchy().size());
    }

    @Test
    void whatNamesABroaderOneThatIsNotThereIsATypedError() {
        for (String[] change : new String[][] {{"a\t1", "a\t2"}, {"a\t1", "a\tx"}, {"a\t1", "a\t-1"}, {"some a\t0", "some a\t1"},
            {"a\t1", "a\t99999999999"}, {"\tsome a", ""}, {"thing\t\n", "thing\n"}, {"\tthing", "\t"}}) {
            assertEquals(ErrorCode.SITE_FILE, assertThrows(GlanceException.class,
                    () -> Labels.parse(BROADER.replace(change[0], change[1])), String.join(" -> ", change)).code());
        }
    }

    @Test
    void damagedHierarchiesGiveLabelsOrATypedError() {
        Random random = new Random(6);
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(BROADER);
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged.setCharAt(40 + random.nextInt(damaged.length() - 40), "\t\n\r;0123x".charAt(random.nextInt(9)));
            }
            try {
                Labels labels = Labels.parse(damaged.toString());
                for (int k = 0; k < labels.size() && labels.hierarchy().size() > 0; k++) {
                    labels.hierarchy().above(k);
                    labels.hierarchy().isBelow(k, 0);
                }
                labels.hierarchy().sums(new double[labels.size()]);
            } catch (GlanceException e) {
                assertEquals(ErrorCode.SITE_FILE, e.code());
            }
        }
    }

    @Test
    void damagedTablesGiveLabelsOrATypedError() throws IOException {
        String table = Files.readString(Folders.PROJECT.resolve("models/labels/imagenet.tsv"));
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            StringBuilder damaged = new StringBuilder(table.substring(0, 2000 + random.nextInt(3000)));
            for (int j = random.nextInt(5); j >= 0; j--) {
                damaged.setCharAt(random.nextInt(damaged.length()), "\t\n\r;0 x\uffff".charAt(random.nextInt(8)));
            }
            try {
                Labels labels = Labels.parse(damaged.toString());
                for (int k = 0; k < labels.size(); k++) {
                    assertFalse(labels.get(k).name().isEmpty());
                }
            } catch (GlanceException e) {
                assertEquals(ErrorCode.SITE_FILE, e.code());
            }
        }
    }
}
