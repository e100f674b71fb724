package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.decide.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.many.Item.State;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlbumTest {
    private static final GlanceException ERROR = new GlanceException(ErrorCode.PICTURE_UNDECODABLE, "No picture.",
            "Try another.");

    private final Album album = new Album();

    @Test
    void anItemKnowsItsPlaceFolderAndName() {
        Item deep = album.add("holiday/2024/a.jpg", 5e9, 1.7e12);
        Item flat = album.add("b.png", 0, 0);
        Item rooted = album.add("//x/c.png", 1, 2);
        assertEquals(List.of(deep, flat, rooted), album.items());
        assertEquals(List.of(0, 1, 2), List.of(deep.number(), flat.number(), rooted.number()));
        assertEquals("holiday/2024", deep.folder());
        assertEquals("a.jpg", deep.name());
        assertEquals("holiday/2024/a.jpg", deep.path());
        assertEquals(5e9, deep.bytes());
        assertEquals(1.7e12, deep.modified());
        assertEquals("", flat.folder());
        assertEquals("b.png", flat.name());
        assertEquals("x/c.png", rooted.path());
        assertEquals(3, album.size());
        assertThrows(UnsupportedOperationException.class, () -> album.items().clear());
    }

    @Test
    void anItemHasWhatItsStateSays() {
        Item item = album.add("a.jpg", 1, 0);
        Predictions answer = Pictures.sure(0, 0.9);
        byte[] signature = {1, 2};
        assertEquals(State.WAITING, item.state());
        album.working(item);
        assertEquals(State.WORKING, item.state());
        assertEquals(-1, item.probability());
        album.done(item, answer, signature);
        assertEquals(State.DONE, item.state());
        assertSame(answer, item.predictions());
        assertSame(signature, item.signature());
        assertNull(item.error());
        album.failed(item, ERROR);
        assertEquals(State.FAILED, item.state());
        assertSame(ERROR, item.error());
        assertNull(item.predictions());
        assertNull(item.signature());
        album.waiting(item);
        assertEquals(State.WAITING, item.state());
        assertNull(item.error());
        assertEquals(List.of("waiting", "working", "done", "failed"), List.of(State.WAITING.word(), State.WORKING.word(),
                State.DONE.word(), State.FAILED.word()));
    }

    @Test
    void theProbabilityIsThatOfWhatIsSaid() {
        Item item = album.add("a.jpg", 1, 0);
        album.done(item, Pictures.sure(0, 0.9), null);
        assertEquals(0.9, item.probability());
        album.done(item, Pictures.broader(2, 0, 0.85), null);
        assertEquals(0.85, item.probability());
        album.done(item, Pictures.unsure(0, 0.3), null);
        assertEquals(0.3, item.probability());
        album.done(item, Pictures.nothing(0), null);
        assertEquals(0, item.probability());
    }

    @Test
    void theCountsAreRightWhateverHappens() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            album.add(i + ".jpg", i, 0);
        }
        for (int step = 0; step < 5000; step++) {
            Item item = album.items().get(random.nextInt(500));
            switch (random.nextInt(4)) {
                case 0 -> album.waiting(item);
                case 1 -> album.working(item);
                case 2 -> album.done(item, Pictures.sure(0, 0.9), null);
                default -> album.failed(item, ERROR);
            }
            if (step % 50 == 0) {
                for (State state : State.values()) {
                    assertEquals(album.items().stream().filter(each -> each.state() == state).count(), album.count(state));
                }
            }
        }
    }

    @Test
    void whatIsNoPictureIsListed() {
        album.skip("holiday/.DS_Store", false);
        album.skip("clip.mp4", true);
        album.skip("notes.txt", false);
        assertEquals(List.of(new Album.Skipped("holiday/.DS_Store", false), new Album.Skipped("clip.mp4", true),
                new Album.Skipped("notes.txt", false)), album.skipped());
        assertEquals(1, album.videos());
        assertEquals(0, album.size());
    }

    @Test
    void aFileIsAPictureByItsTypeOrElseByItsName() {
        for (String[] yes : new String[][] {{"a", "image/jpeg"}, {"a.txt", "image/png"}, {"a", "IMAGE/webp"}, {"a.JPG", ""},
            {"x/y/a.b.jpeg", ""}, {"a.heic", ""}, {"a.AVIF", ""}, {"a.svg", ""}, {"a.ico", ""}, {"a.tif", ""}, {"a.tiff", ""},
            {"a.jfif", ""}, {"a.apng", ""}, {"a.png", ""}, {"a.gif", ""}, {"a.webp", ""}, {"a.bmp", ""}, {"a.heif", ""},
            {".hidden/a.jpg", ""}, {"thumbs.jpg", ""}}) {
            assertTrue(Album.isPicture(yes[0], yes[1]), String.join(" ", yes));
        }
        for (String[] no : new String[][] {{"a.jpg", "text/plain"}, {"a.mp4", "video/mp4"}, {"a.txt", ""}, {"a", ""}, {"jpg", ""},
            {"a.", ""}, {"a.jpg png", ""}, {"a.jp", ""}, {"a.pg", ""}, {"", ""}, {"x/", "image/png"}, {".DS_Store", ""},
            {"Thumbs.db", ""}, {"x/THUMBS.DB", "image/vnd.ms-thumbs"}, {"desktop.ini", ""}, {"Desktop.ini", "image/x"},
            {"._a.jpg", "image/jpeg"}, {"x/._a.jpg", ""}, {".jpg", ""}, {"a.jpg/b", ""}}) {
            assertFalse(Album.isPicture(no[0], no[1]), String.join(" ", no));
        }
    }
}
