package dev.glance.many;

import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Many pictures in the order in which they came, and what came with them that is none. */
public final class Album {
    /** Of files whose type the system does not know; in lower case, between spaces. */
    private static final String EXTENSIONS = " jpg jpeg jpe jfif pjpeg pjp png apng gif webp bmp dib avif heic heif hif svg svgz"
            + " ico cur tif tiff jxl jp2 ";

    private final List<Item> items = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private int videos;
    /** How many items are in each state. */
    private final int[] counts = new int[Item.State.values().length];

    /**
     * A file that is no picture.
     *
     * @param path  folders and file
     * @param video whether it is a video
     */
    public record Skipped(String path, boolean video) {
    }

    /**
     * Whether a file is meant as a picture.
     *
     * @param path its name, with or without folders
     * @param type its MIME type; empty where the system knows none
     */
    public static boolean isPicture(String path, String type) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase();
        // What systems write for themselves; ._a.jpg is not a picture, but what macOS keeps about one on other disks.
        if (name.isEmpty() || name.charAt(0) == '.' || name.equals("thumbs.db") || name.equals("desktop.ini")) {
            return false;
        }
        if (!type.isEmpty()) {
            return type.toLowerCase().startsWith("image/");
        }
        int dot = name.lastIndexOf('.');
        String extension = name.substring(dot + 1);
        return dot > 0 && !extension.isEmpty() && extension.indexOf(' ') < 0 && EXTENSIONS.contains(" " + extension + " ");
    }

    /**
     * Another picture, which waits.
     *
     * @param path     folders and file; a "/" at its beginning is left out
     * @param bytes    the file's length
     * @param modified milliseconds since 1970 in UTC; 0 where that is not known
     */
    public Item add(String path, double bytes, double modified) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        Item item = new Item(items.size(), path.substring(start), bytes, modified);
        items.add(item);
        counts[item.state().ordinal()]++;
        return item;
    }

    /**
     * What is known of a picture's file only later: to ask for it takes a browser a quarter of a millisecond.
     *
     * @param bytes    the file's length
     * @param modified milliseconds since 1970 in UTC; 0 where that is not known
     */
    public void measured(Item item, double bytes, double modified) {
        item.measure(bytes, modified);
    }

    /** Notes a file that is no picture. */
    public void skip(String path, boolean video) {
        skipped.add(new Skipped(path, video));
        videos += video ? 1 : 0;
    }

    /** Nobody has looked at it, or somebody is to look again. */
    public void waiting(Item item) {
        become(item, Item.State.WAITING, null, null, null);
    }

    /** Somebody looks at it now. */
    public void working(Item item) {
        become(item, Item.State.WORKING, null, null, null);
    }

    /**
     * There is an answer.
     *
     * @param signature see {@link Alike#signature}; null where there is none
     */
    public void done(Item item, Predictions predictions, byte[] signature) {
        become(item, Item.State.DONE, predictions, signature, null);
    }

    /** There is no answer. */
    public void failed(Item item, GlanceException error) {
        become(item, Item.State.FAILED, null, null, error);
    }

    private void become(Item item, Item.State next, Predictions predictions, byte[] signature, GlanceException error) {
        counts[item.state().ordinal()]--;
        item.become(next, predictions, signature, error);
        counts[next.ordinal()]++;
    }

    /** All pictures in the order in which they came; it follows the album and cannot be changed. */
    public List<Item> items() {
        return Collections.unmodifiableList(items);
    }

    /** How many pictures there are. */
    public int size() {
        return items.size();
    }

    /** How many pictures are in a state. */
    public int count(Item.State state) {
        return counts[state.ordinal()];
    }

    /** What is no picture, in the order in which it came. */
    public List<Skipped> skipped() {
        return Collections.unmodifiableList(skipped);
    }

    /** How many of those are videos. */
    public int videos() {
        return videos;
    }
}
