package dev.glance.model.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import dev.glance.model.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsFileTest {
    private static List<String> read(String text) {
        return LabelsFile.read(text, JsonText::parse);
    }

    private static void refused(String why, String text) {
        Refused.with(ErrorCode.LABELS_FORMAT, why, () -> read(text));
    }

    // Names.

    @Test
    void oneNameALine() {
        assertEquals(List.of("cat", "dog"), read("cat\ndog"));
        assertEquals(List.of("cat"), read("cat"));
        assertEquals(List.of("Haemorhous cassinii (Cassin's Finch)", "a: b", "\u732b"),
                read("Haemorhous cassinii (Cassin's Finch)\na: b\n\u732b\n"));
        assertEquals(List.of("cat", "cat"), read("cat\ncat"), "two classes may have the same name");
    }

    @Test
    void lineEndsSpacesAndAByteOrderMarkDoNotMatter() {
        assertEquals(List.of("cat", "dog", "a\tb"), read("\ufeff cat\t\r\n dog \ra\tb\r\n\r\n \n\n"));
        assertEquals(List.of("cat", "dog"), read("cat\r\rdog".replace("\r\r", "\r")));
        refused("line 2 has no name", "cat\r\rdog");
    }

    @Test
    void whatIsInNamesStaysThere() {
        assertEquals(List.of("tench, Tinca tinca", "goldfish, Carassius auratus"),
                read("tench, Tinca tinca\ngoldfish, Carassius auratus"));
        assertEquals(List.of("2 of hearts", "3 of hearts", "10 of clubs"), read("2 of hearts\n3 of hearts\n10 of clubs"));
        assertEquals(List.of("3 of hearts"), read("3 of hearts"));
        assertEquals(List.of("0 of hearts", "joker"), read("0 of hearts\njoker"), "not all are numbered");
        assertEquals(List.of("1 cat", "2 dog"), read("1 cat\n2 dog"), "not from 0");
        assertEquals(List.of("0 b", "9 x", "3 y"), read("0 b\n9 x\n3 y"), "not in order");
        assertEquals(List.of("0 a", "1, b"), read("0 a\n1, b"), "not the same separator");
        assertEquals(List.of("0", "1", "2"), read("0\n1\n2"), "numbers alone");
        assertEquals(List.of("0x", "1x"), read("0x\n1x"));
        assertEquals(List.of("class", "name it"), read("class\nname it"), "no heading");
    }

    @Test
    void aLineInQuotesLosesThem() {
        assertEquals(List.of("tench, Tinca", "say \"cat\"", "dog"), read("\"tench, Tinca\"\n\"say \"\"cat\"\"\"\ndog"));
        assertEquals(List.of("\"a\" and \"b\"", "\"open"), read("\"a\" and \"b\"\n\"open"));
        refused("line 1 has no name", "\"\"");
    }

    // Numbered.

    @Test
    void numberedLines() {
        List<String> names = List.of("cat", "dog", "tench, Tinca");
        assertEquals(names, read("0 cat\n1 dog\n2 tench, Tinca"));
        assertEquals(names, read("0  cat\n1  dog\n2  tench, Tinca\n\n"));
        assertEquals(names, read("0: cat\n1: dog\n2: tench, Tinca"));
        assertEquals(names, read("0:cat\n1:dog\n2:tench, Tinca"));
        assertEquals(names, read("0 : cat\n1 : dog\n2 : tench, Tinca"));
        assertEquals(names, read("0\tcat\n1\tdog\n2\ttench, Tinca"));
        assertEquals(names, read("0,cat\n1,dog\n2,\"tench, Tinca\""));
        assertEquals(names, read("0;cat\n1;\"dog\"\n2;tench, Tinca"));
        assertEquals(names, read("2:tench, Tinca\n0:cat\n1:dog"), "in any order");
        assertEquals(List.of("cat"), read("0 cat"));
        assertEquals(List.of("\"cat\" x"), read("0,\"cat\" x"), "not in quotes as a whole");
        assertEquals(List.of("\"cat\""), read("0:\"cat\""));
        assertEquals(List.of("a: b"), read("0: a: b"));
        assertEquals(List.of("a", "b"), read("000 a\n001 b"));
    }

    @Test
    void numbersHaveNeitherGapsNorTwins() {
        refused("do not go from 0 to 2 without a gap", "0: a\n1: b\n3: c");
        refused("do not go from 0 to 1 without a gap", "1: a\n2: b");
        refused("do not go from 0 to 1 without a gap", "0 a\n2 b");
        refused("the number 1 is there twice", "0: a\n1: b\n1: c");
        refused("the number 0 is there twice", "0 a\n0 b");
        refused("without a gap", "0 a\n99999999999999999999 b");
        refused("without a gap", "0,a\n4294967297,b");
        refused("line 2 has no name", "0: a\n1:");
        refused("line 2 has no name", "0,a\n1,\"\"");
        assertEquals(List.of("0 a", "1"), read("0 a\n1"));
    }

    // Tables.

    @Test
    void aTableNamesItsColumns() {
        List<String> names = List.of("cat", "dog, big");
        assertEquals(names, read("index,name\n0,cat\n1,\"dog, big\""));
        assertEquals(names, read("name,index\r\n\"dog, big\",1\r\ncat,0\r\n"));
        assertEquals(names, read("index,mid,display_name\n0,/m/1,cat\n1,/m/2,\"dog, big\""));
        assertEquals(names, read("Index;Label\n0;cat\n1;dog, big"));
        assertEquals(names, read("index\twnid\tnames\n0\tn1\tcat\n1\tn2\tdog, big"));
        assertEquals(names, read("name\ncat\ndog, big"));
        assertEquals(names, read("LABEL\ncat\n\"dog, big\""));
        assertEquals(names, read("\"class\",\"colour\"\n\"cat\",\"red\"\n\"dog, big\" ,blue"), "in order");
        assertEquals(names, read("id , class_name\n 0 , cat\n 1 , \"dog, big\""));
        assertEquals(List.of("a"), read("class_id,class\n0,a"));
        assertEquals(List.of("a"), read("class_index,name,label\n0,a,b"));
        assertEquals(List.of("a\"b"), read("name,x\n\"a\"\"b\",1"));
    }

    @Test
    void aTableIsWhole() {
        refused("it has no names", "name");
        refused("it has no names", "index,name");
        refused("line 2 has not the cells", "index,name\n0");
        refused("line 2 has not the cells", "name,index\ncat");
        refused("line 3 has not the cells", "index,name\n0,a\n1,\"b");
        refused("line 2 has not the cells", "index,name\n0,\"a\"b");
        refused("line 3 has no name", "index,name\n0,a\n1,");
        refused("without a gap", "index,name\n0,a\n2,b");
        refused("without a gap", "index,name\nx,a");
        refused("without a gap", "index,name\n,a");
        refused("without a gap", "index,name\n-1,a");
        refused("without a gap", "index,name\n1x,a\n0,b");
        refused("the number 0 is there twice", "index,name\n0,a\n0,b");
        refused("line 2 has not the cells", "index,name\n\n0,a");
    }

    // JSON.

    @Test
    void jsonOfEachKind() {
        assertEquals(List.of("cat", "dog"), read(" [\"cat\", \" dog \"]\n"));
        assertEquals(List.of("cat", "dog"), read("{\"1\": \"dog\", \"0\": \"cat\"}"));
        assertEquals(List.of("cat", "dog"), read("{\"dog\": 1, \"cat\": 0}"));
        assertEquals(List.of("tench", "goldfish"), read("\ufeff{\"0\": [\"n01440764\", \"tench\"], \"1\": [\"n0\", \"goldfish\"]}"));
    }

    @Test
    void jsonIsOfNames() {
        refused("begins as JSON and is none", "[\"cat\"");
        refused("begins as JSON and is none", "{cat}");
        refused("holds other things than names", "[1]");
        refused("holds other things than names", "[[\"cat\"]]");
        refused("holds other things than names", "{\"0\": {}}");
        refused("holds other things than names", "{\"0\": []}");
        refused("holds other things than names", "{\"0\": null}");
        refused("holds other things than names", "{\"cat\": 0.5}");
        refused("it has no names", "[]");
        refused("it has no names", "{}");
        refused("entry 2 has no name", "[\"cat\", \" \"]");
        refused("entry 1 has no name", "{\"0\": \"\"}");
        refused("entry 1 has no name", "{\" \": 0}");
        refused("without a gap", "{\"0\": \"a\", \"2\": \"b\"}");
        refused("without a gap", "{\"\": \"a\"}");
        refused("without a gap", "{\"cat\": -1}");
        refused("the number 0 is there twice", "{\"cat\": 0, \"dog\": 0}");
    }

    // Limits.

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\ufeff\r\n\r\n"})
    void anEmptyFileHasNoNames(String text) {
        refused("it is empty", text);
    }

    @Test
    void whatIsNoTextIsRefused() {
        refused("no text in UTF-8", "cat\0dog");
        refused("no text in UTF-8", "cat\n\u001f");
        refused("no text in UTF-8", "ni\ufffdo");
        refused("a web page", "<!DOCTYPE html>\n<title>404</title>");
        refused("a web page", "<HTML><body>");
        assertEquals(List.of("<background>"), read("<background>"));
    }

    @Test
    void thereAreAtMost100000Names() {
        assertEquals(100_000, read("cat\n".repeat(100_000)).size());
        assertEquals(100_000, read("name\n" + "cat\n".repeat(100_000) + "\n\n").size());
        refused("more than 100000 names", "cat\n".repeat(100_001));
        refused("more than 100000 names", "[\"cat\"" + ",\"cat\"".repeat(100_000) + "]");
        String name = "x".repeat(1000);
        assertEquals(List.of(name), read(name));
        refused("the name in line 2 is longer than 1000 characters", "cat\n" + name + "x");
        StringBuilder numbered = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            numbered.append(i).append(": c\n");
        }
        assertEquals(100_000, read(numbered.toString()).size());
    }

    @Test
    void tenThousandDamagedFiles() {
        for (String file : List.of("0: cat\n1: dog\n2: bird\n3: fish\n4: tree\n5: house\n",
                "index,name\n0,cat\n1,\"dog, big\"\n2,bird\n3,\"fish\"\n", "{\"0\": \"cat\", \"1\": \"dog\", \"2\": \"bird\"}",
                "cat\r\n\"dog\"\r\n\u732b\r\n")) {
            Damage.survive(file, LabelsFileTest::read, ErrorCode.LABELS_FORMAT);
        }
    }

    @Test
    void publishedFilesAreOfNames() throws IOException {
        if (Folders.mirror().isPresent()) {
            Path folder = Folders.mirror().get();
            for (String name : new String[] {"inat_bird_labels.txt", "inat_insect_labels.txt"}) {
                if (Files.exists(folder.resolve(name))) {
                    String text = Files.readString(folder.resolve(name));
                    assertEquals(text.lines().toList(), read(text));
                }
            }
        }
    }
}
