package dev.glance.many;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pictures show nearly the same, by the cosine of what the model saw in them. Only pictures that share one of their
 * likeliest classes are compared, as copies do; groups are what hangs together by pairs (union-find).
 */
public final class Alike {
    /** The greatest value in a signature. */
    private static final int GREATEST = 127;
    /** A comparison looks after each of so many parts whether it is worth to go on. */
    private static final int PARTS = 8;
    /** Where sums of squares of bytes could leave the range of int: 2^31 / 128^2. */
    private static final int MOST = 1 << 17;

    /** From this cosine on, copies need not agree so well in their shades. */
    private static final double SURE = 0.8;
    private static final double AGREEMENT = 0.93;
    private static final double AGREEMENT_IF_SURE = 0.88;

    private final double threshold;
    /** How many bytes at the end of a signature are shades of grey. */
    private final int shades;
    private final List<Entry> entries = new ArrayList<>();
    /** By number of the item. */
    private final Map<Integer, Entry> known = new HashMap<>();
    private final Map<Integer, List<Entry>> byClass = new HashMap<>();

    /** A picture that is compared. */
    private final class Entry {
        private final Item item;
        private final byte[] signature;
        /** Lengths of what follows the beginning of each part; the first is that of the whole. */
        private final double[] rests;
        private Entry parent = this;
        private int size = 1;
        /** The one that it was compared with last. */
        private Entry compared;

        Entry(Item item) {
            this.item = item;
            signature = item.signature();
            rests = new double[PARTS + 1];
            int length = signature.length - shades;
            int squares = 0;
            for (int part = PARTS - 1; part >= 0; part--) {
                int from = start(length, part);
                int to = start(length, part + 1);
                squares += dot(signature, signature, from, to);
                rests[part] = Math.sqrt(squares);
            }
        }
    }

    /** For signatures without shades. */
    Alike(double threshold) {
        this(threshold, 0);
    }

    private Alike(double threshold, int shades) {
        this.threshold = threshold;
        this.shades = shades;
    }

    /**
     * For signatures with shades of grey, in which copies agree as well.
     *
     * @param threshold least cosine of two that are nearly the same, above 0 and up to 1
     */
    public static Alike withShades(double threshold) {
        return new Alike(threshold, Grey.SIZE);
    }

    /**
     * What a picture is compared by: its logits, or other features, less their mean, since only differences between logits mean
     * something, and as bytes: the cosine of two is that of the numbers to about a hundredth.
     *
     * @param logits any finite numbers, at most 131,071
     * @return as many bytes, the greatest 127 or -127; all 0 where the numbers are equal
     */
    public static byte[] signature(float[] logits) {
        if (logits.length >= MOST) {
            throw new IllegalArgumentException("too many numbers: " + logits.length);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += logit;
        }
        double mean = sum / logits.length;
        double greatest = 0;
        for (float logit : logits) {
            greatest = Math.max(greatest, Math.abs(logit - mean));
        }
        byte[] signature = new byte[logits.length];
        for (int i = 0; i < signature.length && greatest > 0; i++) {
            signature[i] = (byte) Math.floor((logits[i] - mean) / greatest * GREATEST + 0.5);
        }
        return signature;
    }

    /**
     * As the other one, with the shades of grey of the same picture at its end.
     *
     * @param grey see {@link Grey#of}
     */
    public static byte[] signature(float[] logits, byte[] grey) {
        byte[] features = signature(logits);
        byte[] signature = Arrays.copyOf(features, features.length + grey.length);
        System.arraycopy(grey, 0, signature, features.length, grey.length);
        return signature;
    }

    /**
     * How alike two signatures are.
     *
     * @return -1..1; 0 where one is all 0, or they are of different lengths and so of different models
     */
    public static double cosine(byte[] a, byte[] b) {
        return a.length != b.length ? 0 : cosine(dot(a, b, 0, a.length), Math.sqrt(dot(a, a, 0, a.length)),
                Math.sqrt(dot(b, b, 0, b.length)));
    }

    private static double cosine(int dot, double first, double second) {
        return first == 0 || second == 0 ? 0 : Math.max(-1, Math.min(1, dot / (first * second)));
    }

    private static int dot(byte[] a, byte[] b, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static int start(int length, int part) {
        return length * part / PARTS;
    }

    /**
     * Compares a picture with those that were added before and share a class with it. A picture that was added before or has no
     * signature is left out.
     *
     * @param likelyClasses numbers of its likeliest classes
     */
    public void add(Item item, int[] likelyClasses) {
        if (item.signature() == null || known.containsKey(item.number())) {
            return;
        }
        Entry entry = new Entry(item);
        // Nor with itself, where a class is named twice.
        entry.compared = entry;
        for (int index : likelyClasses) {
            List<Entry> others = byClass.computeIfAbsent(index, key -> new ArrayList<>());
            for (Entry other : others) {
                if (other.compared != entry) {
                    other.compared = entry;
                    compare(entry, other);
                }
            }
            if (others.isEmpty() || others.get(others.size() - 1) != entry) {
                others.add(entry);
            }
        }
        entries.add(entry);
        known.put(item.number(), entry);
    }

    private void compare(Entry entry, Entry other) {
        Entry first = root(entry);
        Entry second = root(other);
        // Of a group that it belongs to already, there is nothing to learn.
        if (first != second && areAlike(entry, other)) {
            Entry larger = first.size >= second.size ? first : second;
            Entry smaller = larger == first ? second : first;
            smaller.parent = larger;
            larger.size += smaller.size;
        }
    }

    /** Ends as soon as what follows cannot bring them over the threshold (Cauchy-Schwarz), which nearly always is early. */
    private boolean areAlike(Entry a, Entry b) {
        int length = a.signature.length - shades;
        if (a.signature.length != b.signature.length || a.rests[0] == 0 || b.rests[0] == 0) {
            return false;
        }
        double wanted = threshold * a.rests[0] * b.rests[0];
        int dot = 0;
        for (int part = 0; part < PARTS; part++) {
            dot += dot(a.signature, b.signature, start(length, part), start(length, part + 1));
            // By more than rounding may be wrong.
            if (dot + a.rests[part + 1] * b.rests[part + 1] < wanted - 1e-6) {
                return false;
            }
        }
        double cosine = cosine(dot, a.rests[0], b.rests[0]);
        return cosine >= threshold && (shades == 0 || Grey.agreement(a.signature, b.signature)
                >= (cosine >= SURE ? AGREEMENT_IF_SURE : AGREEMENT));
    }

    private static Entry root(Entry entry) {
        Entry at = entry;
        while (at.parent != at) {
            at.parent = at.parent.parent;
            at = at.parent;
        }
        return at;
    }

    /**
     * The pictures that are nearly the same.
     *
     * @return groups of two and more, in the order of their first pictures in the album, as are the pictures in each
     */
    public List<List<Item>> groups() {
        List<Entry> ordered = new ArrayList<>(entries);
        ordered.sort((a, b) -> a.item.number() - b.item.number());
        Map<Integer, List<Item>> byRoot = new LinkedHashMap<>();
        for (Entry entry : ordered) {
            Entry root = root(entry);
            if (root.size > 1) {
                byRoot.computeIfAbsent(root.item.number(), key -> new ArrayList<>()).add(entry.item);
            }
        }
        return new ArrayList<>(byRoot.values());
    }

    /**
     * The pictures that are most like one by what the model saw, whatever their classes.
     *
     * @param among the others; those without a signature are left out
     * @param count how many at most
     * @return most alike first, without itself; none where it has no signature
     */
    public List<Item> like(Item item, List<Item> among, int count) {
        if (item.signature() == null) {
            return List.of();
        }
        Entry entry = new Entry(item);
        List<Item> others = new ArrayList<>();
        List<Double> cosines = new ArrayList<>();
        for (Item other : among) {
            byte[] signature = other.signature();
            if (other != item && signature != null && signature.length == entry.signature.length) {
                int length = signature.length - shades;
                others.add(other);
                cosines.add(cosine(dot(entry.signature, signature, 0, length), entry.rests[0],
                        Math.sqrt(dot(signature, signature, 0, length))));
            }
        }
        Integer[] order = new Integer[others.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        // A stable sort: of equals the first stays first.
        Arrays.sort(order, (one, another) -> Double.compare(cosines.get(another), cosines.get(one)));
        List<Item> most = new ArrayList<>();
        for (int i = 0; i < order.length && i < count; i++) {
            most.add(others.get(order[i]));
        }
        return most;
    }
}
