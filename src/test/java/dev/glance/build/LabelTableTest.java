package dev.glance.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.model.Hierarchy;
import dev.glance.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelTableTest {
    private static final String LABELS = """
            index\twnid\tnames\tpath
            0\tn1\tpug; dog\tn8:dog > n9:canine > n7:animal > n6:thing
            1\tn2\thammer\tn5:tool > n6:thing
            """;

    @Test
    void whatLiesBetweenIsLeftOut() {
        assertEquals("""
                wnid\tnames\tbroader
                n1\tpug; dog\t1
                n2\thammer\t0

                n6\tthing\t
                n8\tsome dog\t0
                """, LabelTable.of(LABELS, "wnid\tname\nn6\tthing\nn8\tsome dog\n"));
    }

    @Test
    void aTableThatCannotBeReadFailsTheBuild() {
        assertThrows(IllegalStateException.class, () -> LabelTable.of(LABELS, "wnid\tname\nn8\tdog\nn6\tthing\n"));
        assertThrows(IllegalStateException.class, () -> LabelTable.of(LABELS, "wnid\tname\nn6\tthing\nn77\tunknown\n"));
    }

    @Test
    void everyClassHasABroaderNameAndEachNameMeansOneThing() throws IOException {
        Labels labels = Labels.parse(LabelTable.of(Files.readString(Folders.PROJECT.resolve("models/labels/imagenet.tsv")),
                Files.readString(Folders.PROJECT.resolve("models/labels/broader.tsv"))));
        Hierarchy hierarchy = labels.hierarchy();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < hierarchy.size(); i++) {
            assertTrue(names.add(hierarchy.name(i)), hierarchy.name(i));
            assertTrue(hierarchy.classes(i) >= 2, hierarchy.name(i));
            assertTrue(hierarchy.wordNetId(i).matches("n\\d{8}"), hierarchy.wordNetId(i));
        }
        assertEquals("garment", hierarchy.name(hierarchy.above(610)));
        assertEquals("hound", hierarchy.name(hierarchy.above(162)));
        int without = 0;
        for (int i = 0; i < labels.size(); i++) {
            without += hierarchy.above(i) < 0 ? 1 : 0;
        }
        // Bubble, menu and the like, which are no physical things to WordNet.
        assertTrue(without <= 10, without + " classes have none");
        assertEquals(118, hierarchy.classes(byName(hierarchy, "dog")));
    }

    private static int byName(Hierarchy hierarchy, String name) {
        for (int i = 0; i < hierarchy.size(); i++) {
            if (hierarchy.name(i).equals(name)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }
}
