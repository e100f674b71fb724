package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldersTest {
    private final Album album = new Album();

    private Item done(String path) {
        Item item = album.add(path, 1, 0);
        album.done(item, Pictures.sure(0, 0.9), null);
        return item;
    }

    private static String safe(String text) {
        return Folders.safe(text, Folders.MOST);
    }

    private static List<String> places(List<Folders.Copy> plan) {
        List<String> places = new ArrayList<>();
        plan.forEach(copy -> places.add(copy.folder() + "/" + copy.file()));
        return places;
    }

    @Test
    void namesAreFitForEverySystem() {
        assertEquals("golden retriever", safe("golden retriever"));
        assertEquals("\u72d7 \u00e9 'x' $(a) \ud83d\udc36", safe("\u72d7 \u00e9 'x' $(a) \ud83d\udc36"));
        assertEquals("a_b_c_d_e_f_g_h_i_j", safe("a<b>c:d\"e/f\\g|h?i*j"));
        assertEquals("a_b_c_d_e", safe("a\nb\0c\u007fd\u009fe"));
        assertEquals("a", safe("  a. . "));
        assertEquals("a.b", safe("a.b"));
        assertEquals("a\u00a0b~", safe("a\u00a0b~"));
        assertEquals(List.of("_", "_", "_", "_"), List.of(safe(""), safe(" "), safe(".."), safe(". .")));
        assertEquals("_.git", safe(".git"));
        assertEquals("_", safe("\ud83d"));
        assertEquals("__", safe("\udc36\ud83d"));
        assertEquals("\ud7ff\ue000\ud800\udc00\udbff\udfff", safe("\ud7ff\ue000\ud800\udc00\udbff\udfff"));
        assertEquals("__x_\ue000_\ud7ff", safe("\udfff\ud800x\udbff\ue000\ud800\ud7ff"));
        assertEquals("____\u00a0~", safe("\u001f\u007f\u0080\u009f\u00a0~"));
    }

    @Test
    void whatIsADeviceGetsAnotherName() {
        for (String device : List.of("CON", "con", "Nul", "PRN", "aux", "COM1", "lpt9", "COM\u00b2", "con.txt", "NUL .jpg",
                "CONIN$", "com0", "nul.tar.gz")) {
            assertEquals("_" + device, safe(device));
        }
        for (String other : List.of("CONE", "COM", "COM10", "a.con", "con a", "con prn", "nul-1", "com", "$")) {
            assertEquals(other, safe(other));
        }
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        assertEquals("x".repeat(80), safe("x".repeat(80)));
        assertEquals("x".repeat(80), safe("x".repeat(81)));
        assertEquals("x".repeat(79), safe("x".repeat(79) + "\ud83d\udc36"));
        assertEquals("x".repeat(78) + "\ud83d\udc36", safe("x".repeat(78) + "\ud83d\udc36y"));
        assertEquals("x".repeat(79), safe("x".repeat(79) + " y"));
        assertEquals("_CON." + "x".repeat(75), safe("CON." + "x".repeat(90)));
    }

    @Test
    void aCopyTakesNoNameThatAnotherHas() {
        for (String path : List.of("x/a.jpg", "y/a.jpg", "z/A.JPG", "a (2).jpg", "x/b", "y/b", "x/b.tar.gz", "y/b.tar.gz",
                "x/c", "x/a:b.jpg", "x/a?b.jpg")) {
            done(path);
        }
        assertEquals(List.of("dog/a.jpg", "dog/a (2).jpg", "dog/A (3).JPG", "dog/a (2) (2).jpg", "dog/b",
                "dog/b (2)", "dog/b.tar.gz", "dog/b.tar (2).gz", "dog/c", "dog/a_b.jpg", "dog/a_b (2).jpg"),
                places(Folders.plan(album.items(), item -> "dog")));
    }

    @Test
    void foldersThatDifferInCaseAreOne() {
        done("1/a.jpg");
        done("2/a.jpg");
        done("3/a.jpg");
        String[] titles = {"Dog?", "dog:", "cat"};
        assertEquals(List.of("Dog_/a.jpg", "Dog_/a (2).jpg", "cat/a.jpg"),
                places(Folders.plan(album.items(), item -> titles[item.number()])));
    }

    @Test
    void onlyWhatIsDoneIsCopied() {
        Item done = done("a.jpg");
        album.add("b.jpg", 1, 0);
        album.failed(album.add("c.jpg", 1, 0), new GlanceException(ErrorCode.PICTURE_EMPTY, "Empty.", "Try another."));
        album.working(album.add("d.jpg", 1, 0));
        List<Folders.Copy> plan = Folders.plan(album.items(), Item::name);
        assertEquals(List.of(new Folders.Copy(done, "a.jpg", "a.jpg")), plan);
    }

    @Test
    void aNumberDoesNotMakeALongNameLonger() {
        String name = "x".repeat(120) + "\ud83d\udc36".repeat(30) + ".jpg";
        done("x/" + name);
        done("y/" + name);
        done("z/" + "s".repeat(80) + ".jpg");
        done("w/" + "s".repeat(80) + ".jpg");
        List<Folders.Copy> plan = Folders.plan(album.items(), item -> "dog");
        assertEquals("x".repeat(120) + "\ud83d\udc36".repeat(28) + " (2).jpg", plan.get(1).file());
        assertTrue(plan.get(1).file().getBytes(StandardCharsets.UTF_8).length <= name.getBytes(StandardCharsets.UTF_8).length);
        assertEquals("s".repeat(80) + " (2).jpg", plan.get(3).file());
    }

    @Test
    void tenThousandPicturesOfTheSameNameAllGetTheirOwn() {
        Random random = new Random(19);
        for (int i = 0; i < 10_000; i++) {
            done(i + (random.nextBoolean() ? "/a.jpg" : "/A (" + random.nextInt(30) + ").jpg"));
        }
        Set<String> seen = new HashSet<>();
        for (String place : places(Folders.plan(album.items(), item -> "dog"))) {
            assertTrue(seen.add(place.toLowerCase(Locale.ROOT)), place);
        }
        assertEquals(10_000, seen.size());
    }

    @Test
    void whateverTheTextTheNameIsFit() {
        Random random = new Random(23);
        String nasty = "con. aux\0\n\"/\\:*?<>|\ud83d\udc36\ud83dx\u007f$'`-~";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(100); length > 0; length--) {
                text.append(nasty.charAt(random.nextInt(nasty.length())));
            }
            String safe = safe(text.toString());
            assertFalse(safe.isEmpty() || safe.length() > 80);
            assertTrue(safe.chars().allMatch(c -> c >= ' ' && c != 0x7f && "<>:\"/\\|?*".indexOf(c) < 0));
            assertTrue(" .".indexOf(safe.charAt(safe.length() - 1)) < 0 && " .".indexOf(safe.charAt(0)) < 0, safe);
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(safe));
            assertEquals(safe, safe(safe), "it is fit already");
        }
    }
}
