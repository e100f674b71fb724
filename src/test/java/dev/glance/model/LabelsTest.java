package dev.glance.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        assertEquals("jersey, T-shirt, tee shirt", labels.get(610).joined());
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
