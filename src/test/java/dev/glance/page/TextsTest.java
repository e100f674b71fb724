package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.decide.Name;
import dev.glance.decide.Verdict;
import dev.glance.image.CropSquare;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts texts = new Texts(new Words(TextsTest::plain));

    /** Numbers as in English. */
    static String plain(String language, double value, int decimals) {
        return String.format(Locale.ENGLISH, "%,." + decimals + "f", value);
    }

    @Test
    void percentNeverSaysAllOrNothingOfWhatIsNot() {
        assertEquals("93.4 %", texts.percent(0.9341));
        assertEquals("100.0 %", texts.percent(1));
        assertEquals("over 99.9 %", texts.percent(0.9996));
        assertEquals("under 0.1 %", texts.percent(0.0001));
        assertEquals("0.0 %", texts.percent(0));
        assertEquals("0.1 %", texts.percent(0.0005));
    }

    @Test
    void milliseconds() {
        assertEquals("31 ms", texts.milliseconds(31.4));
        assertEquals("1,031 ms", texts.milliseconds(1031));
        assertEquals("under 1 ms", texts.milliseconds(0.2));
    }

    private String said(Verdict.Kind kind, String name, String perhaps, String broader) {
        Verdict verdict = new Verdict(kind, new Name("n1", name), 0.9, new Name("n2", perhaps), new Name("n3", broader));
        return texts.headline(verdict) + "|" + texts.explanation(verdict);
    }

    @Test
    void verdictsInWords() {
        assertEquals("|Sure \u00b7 garment", said(Verdict.Kind.SURE, "jersey", "", "garment"));
        assertEquals("|Sure", said(Verdict.Kind.SURE, "bubble", "", ""));
        assertEquals("Some kind of dog|Which kind is not certain, perhaps pug.", said(Verdict.Kind.BROADER, "dog", "pug", ""));
        assertEquals("Not sure|As far as can be told: animal (90.0 %), perhaps pug.", said(Verdict.Kind.UNSURE, "animal", "pug", ""));
        assertEquals("Not sure|It could be many things, perhaps pug.", said(Verdict.Kind.UNSURE, "thing", "pug", ""));
        assertEquals("Not sure|It could be many things, perhaps pug.", said(Verdict.Kind.UNSURE, "", "pug", ""));
        assertEquals("This does not look like a photo of a thing it knows|Perhaps noise, text or a drawing, or something that has no name "
                + "here. The names below are what comes nearest.",
                said(Verdict.Kind.NOTHING, "", "", ""));
    }

    @Test
    void aSquareInWords() {
        assertEquals("a square of 660 px, 110 from the left, 0 from the top", texts.square(new CropSquare(110, 0, 660)));
    }
}
