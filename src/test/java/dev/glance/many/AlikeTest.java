package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlikeTest {
    private final Album album = new Album();
    private final Alike alike = new Alike(0.9);

    private Item item(byte... signature) {
        Item item = album.add(album.size() + ".jpg", 1, 0);
        album.done(item, Pictures.sure(0, 0.9), signature);
        return item;
    }

    private Item added(int[] classes, int... signature) {
        byte[] bytes = new byte[signature.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) signature[i];
        }
        Item item = item(bytes);
        alike.add(item, classes);
        return item;
    }

    private static int[] classes(int... classes) {
        return classes;
    }

    private static float[] gaussian(Random random, int length) {
        float[] logits = new float[length];
        for (int i = 0; i < length; i++) {
            logits[i] = (float) (3 * random.nextGaussian() + 5);
        }
        return logits;
    }

    /** The same with noise of the given part of it. */
    private static float[] near(Random random, float[] logits, double noise) {
        float[] near = new float[logits.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = (float) (logits[i] + 3 * noise * random.nextGaussian());
        }
        return near;
    }

    private static double exact(float[] a, float[] b) {
        double meanOfA = 0;
        double meanOfB = 0;
        for (int i = 0; i < a.length; i++) {
            meanOfA += a[i] / (double) a.length;
            meanOfB += b[i] / (double) a.length;
        }
        double dot = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (a[i] - meanOfA) * (b[i] - meanOfB);
            first += (a[i] - meanOfA) * (a[i] - meanOfA);
            second += (b[i] - meanOfB) * (b[i] - meanOfB);
        }
        return dot / Math.sqrt(first * second);
    }

    @Test
    void aSignatureIsTheLogitsLessTheirMeanAsBytes() {
        assertArrayEquals(new byte[] {-127, 0, 127}, Alike.signature(new float[] {1, 2, 3}));
        assertArrayEquals(new byte[] {-127, 0, 127}, Alike.signature(new float[] {-500, 0, 500}));
        assertArrayEquals(new byte[] {127, -42, -42, -42}, Alike.signature(new float[] {7, 1, 1, 1}));
        assertArrayEquals(new byte[3], Alike.signature(new float[] {2, 2, 2}));
        assertArrayEquals(new byte[0], Alike.signature(new float[0]));
        assertThrows(IllegalArgumentException.class, () -> Alike.signature(new float[1 << 17]));
    }

    @Test
    void theCosineIsThatOfTheNumbersToAHundredth() {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            float[] a = gaussian(random, 1000);
            float[] b = near(random, i % 10 == 0 ? gaussian(random, 1000) : a, random.nextDouble());
            assertEquals(exact(a, b), Alike.cosine(Alike.signature(a), Alike.signature(b)), 0.01);
        }
        byte[] a = {1, 2, -3};
        assertEquals(1, Alike.cosine(a, a), 1e-12);
        assertEquals(-1, Alike.cosine(a, new byte[] {-1, -2, 3}), 1e-12);
        assertEquals(0, Alike.cosine(a, new byte[3]));
        assertEquals(0, Alike.cosine(a, new byte[] {1, 2}));
        assertEquals(0, Alike.cosine(new byte[0], new byte[0]));
        byte[] longest = new byte[(1 << 17) - 1];
        Arrays.fill(longest, (byte) -127);
        assertEquals(1, Alike.cosine(longest, longest), 1e-12);
    }

    @Test
    void onlyPicturesThatShareAClassAreCompared() {
        Item first = added(classes(1, 2), 100, 5);
        added(classes(3, 4), 100, 5);
        Item third = added(classes(4, 2), 100, 5);
        assertEquals(3, alike.groups().get(0).size(), "the third joins the two");
        Alike other = new Alike(0.9);
        other.add(first, classes(1, 2));
        other.add(album.items().get(1), classes(3));
        other.add(third, classes(2));
        assertEquals(List.of(List.of(first, third)), other.groups());
        added(classes(1), -100, 5);
        added(classes(), 100, 5);
        assertEquals(1, alike.groups().size());
        assertEquals(3, alike.groups().get(0).size());
    }

    @Test
    void theThresholdItselfIsEnough() {
        // 3-4-5: the cosine is 0.6 exactly.
        Alike exactly = new Alike(0.6);
        Alike more = new Alike(0.6001);
        Item a = item((byte) 100, (byte) 0);
        Item b = item((byte) 60, (byte) 80);
        for (Alike each : List.of(exactly, more)) {
            each.add(a, classes(1));
            each.add(b, classes(1));
        }
        assertEquals(List.of(List.of(a, b)), exactly.groups());
        assertEquals(List.of(), more.groups());
    }

    @Test
    void whatIsAddedTwiceOrHasNoSignatureDoesNotCount() {
        Item item = added(classes(1, 1), 100, 5);
        alike.add(item, classes(1));
        assertEquals(List.of(), alike.groups());
        Item waiting = album.add("w.jpg", 1, 0);
        alike.add(waiting, classes(1));
        assertEquals(List.of(), alike.like(waiting, album.items(), 5));
        added(classes(1), 100);
        added(classes(1), 0, 0);
        added(classes(1), 0, 0);
        assertEquals(List.of(), alike.groups());
        Item copy = added(classes(1, 1, 1), 100, 5);
        assertEquals(List.of(List.of(item, copy)), alike.groups());
    }

    @Test
    void groupsAreInTheOrderOfTheAlbumHoweverTheyWereAdded() {
        Item a = item((byte) 100, (byte) 0);
        Item b = item((byte) 0, (byte) 100);
        Item c = item((byte) 100, (byte) 1);
        Item d = item((byte) 1, (byte) 100);
        Item e = item((byte) -9, (byte) 9);
        for (Item item : List.of(d, e, c, b, a)) {
            alike.add(item, classes(1));
        }
        assertEquals(List.of(List.of(a, c), List.of(b, d)), alike.groups());
    }

    @Test
    void groupsAreThoseThatComparingAllPairsGives() {
        Random random = new Random(13);
        for (int round = 0; round < 30; round++) {
            Album pictures = new Album();
            Alike found = new Alike(0.9);
            List<int[]> classes = new ArrayList<>();
            float[][] sources = new float[12][];
            for (int i = 0; i < 60; i++) {
                int source = random.nextInt(12);
                sources[source] = sources[source] == null ? gaussian(random, 37) : sources[source];
                // Noise that leaves some pairs on each side of the threshold.
                float[] logits = near(random, sources[source], 0.1 + 0.3 * random.nextDouble());
                Item item = pictures.add(i + ".jpg", 1, 0);
                pictures.done(item, Pictures.sure(0, 0.9), Alike.signature(logits));
                classes.add(new int[] {random.nextInt(6), random.nextInt(6)});
                found.add(item, classes.get(i));
            }
            assertEquals(slowly(pictures, classes), found.groups());
        }
    }

    /** By walking along all pairs that share a class. */
    private static List<List<Item>> slowly(Album pictures, List<int[]> classes) {
        List<List<Item>> groups = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < pictures.size(); i++) {
            List<Integer> group = new ArrayList<>();
            if (taken.add(i)) {
                group.add(i);
            }
            for (int at = 0; at < group.size(); at++) {
                for (int j = 0; j < pictures.size(); j++) {
                    int[] a = classes.get(group.get(at));
                    int[] b = classes.get(j);
                    boolean share = a[0] == b[0] || a[0] == b[1] || a[1] == b[0] || a[1] == b[1];
                    if (share && !taken.contains(j) && Alike.cosine(pictures.items().get(group.get(at)).signature(),
                            pictures.items().get(j).signature()) >= 0.9) {
                        taken.add(j);
                        group.add(j);
                    }
                }
            }
            if (group.size() > 1) {
                group.sort(null);
                List<Item> items = new ArrayList<>();
                group.forEach(number -> items.add(pictures.items().get(number)));
                groups.add(items);
            }
        }
        return groups;
    }

    @Test
    void moreLikeThisIsByCosineWhateverTheClass() {
        Item first = added(classes(1), 100, 0);
        Item opposite = added(classes(2), -100, 0);
        Item near = added(classes(3), 100, 50);
        Item equal = added(classes(4), 50, 0);
        added(classes(1), 100, 0, 0);
        Item across = added(classes(5), 0, 100);
        Item second = added(classes(9), 100, 0);
        assertEquals(List.of(equal, second, near, across, opposite), alike.like(first, album.items(), 100));
        assertEquals(List.of(equal, second), alike.like(first, album.items(), 2));
        assertEquals(List.of(), alike.like(first, album.items(), 0));
        assertEquals(List.of(first, equal, second), alike.like(near, album.items(), 3));
    }

    @Test
    void copiesAgreeInTheirShadesToo() {
        Random random = new Random(23);
        float[] logits = gaussian(random, 200);
        byte[] shades = new byte[Grey.SIZE];
        byte[] others = new byte[Grey.SIZE];
        random.nextBytes(shades);
        random.nextBytes(others);
        Alike withShades = Alike.withShades(0.5);
        List<Item> items = new ArrayList<>();
        for (byte[] grey : List.of(shades, shades, others)) {
            Item item = item(Alike.signature(near(random, logits, 0.1), grey));
            withShades.add(item, classes(1));
            items.add(item);
        }
        Item otherThing = item(Alike.signature(gaussian(random, 200), shades));
        withShades.add(otherThing, classes(1));
        assertEquals(List.of(items.subList(0, 2)), withShades.groups());
        assertEquals(otherThing, withShades.like(items.get(0), album.items(), 9).get(2), "which the shades do not change");
    }

    @Test
    void tenThousandPicturesOfWhichAThousandAreCopies() {
        Random random = new Random(17);
        float[][] originals = new float[9000][];
        for (int i = 0; i < 10_000; i++) {
            float[] logits = i < 9000 ? originals[i] = gaussian(random, 100) : near(random, originals[i - 9000], 0.1);
            Item item = album.add(i + ".jpg", 1, 0);
            album.done(item, Pictures.sure(0, 0.9), Alike.signature(logits));
            int original = i % 9000;
            alike.add(item, new int[] {original % 20, 20 + original % 50, 70 + original % 70});
        }
        List<List<Item>> groups = alike.groups();
        assertEquals(1000, groups.size());
        for (List<Item> group : groups) {
            assertEquals(2, group.size());
            assertEquals(9000, group.get(1).number() - group.get(0).number());
        }
        List<Item> like = alike.like(album.items().get(5), album.items(), 9999);
        assertEquals(9005, like.get(0).number());
        assertEquals(9999, new HashSet<>(like).size());
        assertTrue(!like.contains(album.items().get(5)));
    }
}
