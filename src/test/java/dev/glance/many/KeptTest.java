package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.model.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final Album album = new Album();

    private String written(Predictions predictions, byte[] signature) {
        Item item = album.add("a.jpg", 1, 0);
        album.done(item, predictions, signature);
        return Kept.write(item);
    }

    /** With the checksum that it should have. */
    private static String summed(String body) {
        return String.format("%08x", body.hashCode()) + body;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(9); length > 0; length--) {
            text.append(random.nextBoolean() ? "0:9 \n\"".charAt(random.nextInt(6)) : (char) random.nextInt(0x10000));
        }
        return text.toString();
    }

    private static List<String> texts(Random random, int least) {
        List<String> texts = new ArrayList<>();
        for (int count = least + random.nextInt(3); count > 0; count--) {
            texts.add(text(random));
        }
        return texts;
    }

    private static Predictions any(Random random) {
        List<Prediction> top = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            top.add(new Prediction(random.nextInt(100_000), new Label(text(random), texts(random, 1)), random.nextDouble()));
        }
        Verdict verdict = new Verdict(Verdict.Kind.values()[random.nextInt(4)], new Name(text(random), text(random)),
                random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble(), new Name(text(random), text(random)),
                new Name(text(random), text(random)));
        return new Predictions(top, verdict, new Receipt(text(random), text(random), text(random), text(random), 1, text(random),
                random.nextInt(10_000), random.nextInt(10_000), random.nextBoolean(), random.nextInt(9),
                random.nextInt(9) == 0 ? Double.NaN : 1e3 * random.nextDouble(), random.nextGaussian(), texts(random, 0)));
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        Random random = new Random(41);
        for (int i = 0; i < 3000; i++) {
            Predictions predictions = any(random);
            byte[] signature = i % 5 == 0 ? null : new byte[random.nextInt(40)];
            if (signature != null) {
                random.nextBytes(signature);
            }
            Kept kept = Kept.read(written(predictions, signature));
            assertEquals(predictions, kept.predictions());
            assertArrayEquals(signature, kept.signature());
        }
    }

    @Test
    void whatIsWrittenTodayIsReadTomorrow() {
        // Whoever changes this changes Kept.VERSION.
        assertEquals("d44bcde51:11:31:02:c01:26:beagle12:rabbit hound16:3feccccccccccccd1:12:c11:13:pug"
                + "16:3f847ae147ae147a1:22:c21:25:robin9:redbreast16:3f50624dd2f1a9fb4:sure2:c06:beagle16:3feccccccccccccd0:0:"
                + "2:b23:dog12:mobilenet-v24:ab126:litert6:worker6:square3:6403:4801:01:116:402880000000000016:4034000000000000"
                + "1:120:webgpu: \"no\"\nadapter1:14:AX8A", written(Pictures.sure(0, 0.9), new byte[] {1, 127, 0}));
    }

    @Test
    void aSignatureTakesLittleRoom() {
        assertTrue(written(Pictures.sure(0, 0.9), new byte[1001]).length() < 1001 * 4 / 3 + 400);
    }

    @Test
    void anyChangeOfOneCharacterIsNoticed() {
        Random random = new Random(43);
        String text = written(Pictures.broader(2, 1, 0.85), new byte[] {1, -2, 3, 127});
        assertNotNull(Kept.read(text));
        for (int i = 0; i < text.length(); i++) {
            for (char c : new char[] {'0', '9', ':', 'f', 'F', '=', ' ', '\0', (char) random.nextInt(0x10000)}) {
                if (c != text.charAt(i)) {
                    assertNull(Kept.read(text.substring(0, i) + c + text.substring(i + 1)));
                }
            }
            assertNull(Kept.read(text.substring(0, i)));
            assertNull(Kept.read(text.substring(0, i) + text.substring(i + 1)));
        }
        assertNull(Kept.read(text + "0"));
        assertNull(Kept.read(null));
        assertNull(Kept.read(""));
    }

    @Test
    void whatIsMadeUpWithTheRightChecksumIsNotKept() {
        String text = written(Pictures.sure(0, 0.9), new byte[] {1, 127, 0}).substring(8);
        assertNotNull(Kept.read(summed(text)));
        for (String[] change : new String[][] {{"1:11:3", "1:21:3"}, {"1:11:3", "1:11:4"}, {"1:11:3", "1:17:9999999"},
            {"1:11:3", "1:110:9999999999"}, {"1:11:3", "1:10:"}, {"1:11:3", "1:12:-1"}, {"1:11:3", "1:12:03"},
            {"1:11:3", "01:11:3"}, {"1:11:3", "99999999:11:3"}, {"1:11:3", ":11:3"}, {"1:11:3", "1:11:a"},
            {"1:26:beagle12:rabbit hound", "1:0"}, {"3feccccccccccccd", "bfeccccccccccccd"},
            {"3feccccccccccccd", "7ff8000000000000"}, {"3feccccccccccccd", "7ff0000000000000"},
            {"3feccccccccccccd", "3ff0000000000001"}, {"3feccccccccccccd", "3FECCCCCCCCCCCCD"},
            {"3feccccccccccccd", "3feccccccccccccg"}, {"16:3feccccccccccccd", "15:3fecccccccccccc"}, {"4:sure", "4:Sure"},
            {"4:AX8A", "4:AX8"}, {"4:AX8A", "4:AX9="}, {"4:AX8A", "4:A\u4e008A"}, {"4:AX8A", "4:AX8AA"},
            {"1:14:AX8A", "1:04:AX8A"}, {"1:14:AX8A", "1:24:AX8A"}, {"4801:01:1", "4801:21:1"}, {"3:640", "4:-640"},
            {"1:14:AX8A", "1:14:AX8A1:1"}, {"1:14:AX8A", ""}}) {
            assertTrue(text.contains(change[0]), change[0]);
            int at = text.lastIndexOf(change[0]);
            String changed = text.substring(0, at) + change[1] + text.substring(at + change[0].length());
            assertNull(Kept.read(summed(changed)), change[0] + " as " + change[1]);
        }
        Random random = new Random(47);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged.setCharAt(random.nextInt(damaged.length()), "0123456789:af=\u4e00".charAt(random.nextInt(15)));
            }
            String made = summed(damaged.toString());
            Kept kept = Kept.read(made);
            if (kept != null) {
                assertEquals(made, written(kept.predictions(), kept.signature()), "a text of another answer");
                assertTrue(kept.predictions().verdict().probability() <= 1);
            }
        }
    }

    @Test
    void whatIsNoTextOfOursIsNotKept() {
        Random random = new Random(53);
        for (int i = 0; i < 20_000; i++) {
            assertNull(Kept.read(text(random)));
            assertNull(Kept.read(summed(text(random))));
        }
    }

    @Test
    void theKeyIsOfPathSizeAndDate() {
        assertEquals("1700000000123 5000000000 x/a b.jpg", Kept.key("x/a b.jpg", 5e9, 1700000000123.0));
        assertEquals("0 1 a", Kept.key("a", 1, 0));
        assertNotEquals(Kept.key("1 a", 1, 0), Kept.key("a", 11, 0));
        assertNotEquals(Kept.key("a", 11, 0), Kept.key("a", 1, 10));
    }
}
