package dev.glance.bring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.bring.Arriving.State;
import org.junit.jupiter.api.Test;

class ArrivingTest {
    private static final int WHOLE = 200;
    private static final int PART = 206;

    private final Arriving file = new Arriving(0);

    private static State arrive(Arriving file, double... chunks) {
        for (double bytes : chunks) {
            State state = file.arrived(bytes, 0);
            if (state != State.RIGHT) {
                return state;
            }
        }
        return State.RIGHT;
    }

    @Test
    void aPlainFileIsAsLongAsItsHostSays() {
        assertEquals(State.RIGHT, file.begin(WHOLE, 5000, true, "", 0));
        assertEquals(State.RIGHT, arrive(file, 3000));
        assertEquals(State.CUT, file.ended());
        assertEquals(State.RIGHT, arrive(file, 2000));
        assertEquals(State.RIGHT, file.ended());
        assertEquals(State.TOO_LONG, arrive(file, 1));
    }

    @Test
    void withoutALengthAnyEndIsOne() {
        assertEquals(State.RIGHT, file.begin(WHOLE, 0, false, "", 0));
        assertEquals(State.RIGHT, arrive(file, 3000));
        assertEquals(0, file.total());
        assertEquals(State.RIGHT, file.ended());
    }

    /** Compressed by a host that lets nobody read so: the length is that of what it sends. */
    @Test
    void whatMayHaveBeenCompressedMayBeLonger() {
        file.begin(WHOLE, 1000, false, "", 0);
        assertEquals(1000, file.total());
        assertEquals(State.RIGHT, arrive(file, 900, 4000));
        assertEquals(0, file.total(), "nobody knows");
        assertEquals(State.RIGHT, file.ended());
    }

    /** What cannot be compressed becomes a little longer by it; what was cut lacks more. */
    @Test
    void whatMayHaveBeenCompressedMayBeALittleShorter() {
        file.begin(WHOLE, 1_000_330, false, "", 0);
        arrive(file, 1_000_000);
        assertEquals(State.RIGHT, file.ended());
        file.begin(WHOLE, 1_100_000, false, "", 0);
        arrive(file, 1_000_000);
        assertEquals(State.CUT, file.ended());
    }

    @Test
    void nobodyReadsMoreThanMemoryBears() {
        assertEquals(State.TOO_LONG, file.begin(WHOLE, 641e6, false, "", 0));
        assertEquals(State.RIGHT, file.begin(WHOLE, 0, false, "", 0));
        assertEquals(State.RIGHT, arrive(file, 639e6));
        assertEquals(State.TOO_LONG, arrive(file, 2e6));
    }

    @Test
    void itGoesOnABitBeforeWhereItBrokeOff() {
        assertEquals(0, file.from());
        file.begin(WHOLE, 0, false, "1", 0);
        arrive(file, 1000);
        assertEquals(0, file.from(), "so little is asked for anew");
        arrive(file, 9000);
        assertEquals(10_000 - Arriving.OVERLAP, file.from());
        assertEquals(State.RIGHT, file.begin(PART, 2000 + Arriving.OVERLAP, false, "1", 0));
        assertEquals(10_000, file.received());
        assertEquals(12_000, file.total(), "a part is never compressed");
        assertEquals(State.RIGHT, arrive(file, 100));
        assertEquals(10_000, file.received(), "these were there");
        assertTrue(file.isBehind());
        assertEquals(State.CUT, file.ended());
        assertEquals(State.RIGHT, arrive(file, Arriving.OVERLAP - 100, 1999));
        assertFalse(file.isBehind());
        assertEquals(State.CUT, file.ended());
        assertEquals(State.RIGHT, arrive(file, 1));
        assertEquals(State.RIGHT, file.ended());
        assertEquals(State.TOO_LONG, arrive(file, 1));
    }

    @Test
    void itGoesOnWhereTheOverlapBrokeOff() {
        file.begin(WHOLE, 0, false, "1", 0);
        arrive(file, 10_000);
        file.begin(PART, 0, false, "1", 0);
        arrive(file, 100);
        assertEquals(10_000 - Arriving.OVERLAP, file.from());
    }

    /** What is there is kept until all of it comes. */
    @Test
    void whereNobodyAnswersAPartIsAskedForEverySecondTime() {
        file.begin(WHOLE, 0, false, "1", 0);
        arrive(file, 10_000);
        double part = file.from();
        file.unanswered();
        assertEquals(0, file.from());
        assertEquals(10_000, file.received());
        file.unanswered();
        assertEquals(part, file.from());
        file.unanswered();
        file.begin(WHOLE, 0, false, "1", 0);
        assertEquals(0, file.received());
        arrive(file, 10_000);
        assertEquals(part, file.from());
    }

    @Test
    void aHostThatSendsAllAgainBeginsAnew() {
        file.begin(WHOLE, 20_000, true, "1", 0);
        arrive(file, 10_000);
        assertEquals(State.RIGHT, file.begin(WHOLE, 15_000, true, "2", 0));
        assertEquals(0, file.received());
        assertEquals(15_000, file.total());
        // One that was not asked for a part sends none.
        assertEquals(State.RIGHT, file.begin(PART, 15_000, true, "3", 0));
        assertEquals(15_000, file.total());
    }

    @Test
    void theRestOfAnotherVersionIsNone() {
        file.begin(WHOLE, 0, false, "1", 0);
        assertFalse(file.hasNoVersion());
        arrive(file, 10_000);
        assertEquals(State.ANOTHER, file.begin(PART, 10, false, "2", 0));
        file.forget();
        assertEquals(0, file.from());
        assertTrue(file.hasNoVersion());
    }

    @Test
    void aPublishedFileIsExactlyAsLongAsItMustBe() {
        Arriving published = new Arriving(5000);
        assertEquals(5000, published.total());
        assertEquals(State.ALTERED, published.begin(WHOLE, 5001, true, "", 0), "before a byte is read");
        assertEquals(State.RIGHT, published.begin(WHOLE, 1200, false, "", 0), "it may be compressed");
        assertEquals(5000, published.total());
        assertEquals(State.RIGHT, arrive(published, 5000));
        assertEquals(State.RIGHT, published.ended());
        assertEquals(State.ALTERED, arrive(published, 1));
    }

    /** Of two that are too short one has been cut off, and is tried again. */
    @Test
    void aPublishedFileThatEndsEarlyIsCutOrAnother() {
        Arriving published = new Arriving(5000);
        published.begin(WHOLE, 4000, false, "", 0);
        arrive(published, 4000);
        assertEquals(State.ALTERED, published.ended());
        published.begin(WHOLE, 5000, true, "", 0);
        arrive(published, 4000);
        assertEquals(State.CUT, published.ended());
        published.begin(WHOLE, 0, false, "", 0);
        arrive(published, 4000);
        assertEquals(State.CUT, published.ended());
        assertEquals(State.ALTERED, published.begin(PART, 500, false, "", 0), "the rest is too short");
    }

    @Test
    void whoDripsIsGivenUp() {
        double minute = Arriving.WHILE;
        file.begin(WHOLE, 0, false, "", 1000);
        assertEquals(State.RIGHT, file.arrived(Arriving.LEAST, 999 + minute));
        assertEquals(State.RIGHT, file.arrived(1, 1000 + minute), "as fast as it must be");
        assertEquals(State.RIGHT, file.arrived(Arriving.LEAST - 2, 999 + 2 * minute));
        assertEquals(State.SLOW, file.arrived(1, 1000 + 2 * minute));
        assertEquals(State.RIGHT, file.begin(WHOLE, 0, false, "", 9 * minute), "each attempt has its time");
        assertEquals(State.RIGHT, file.arrived(1, 9 * minute + 100));
    }
}
