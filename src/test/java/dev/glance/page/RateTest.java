package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateTest {
    private final Rate rate = new Rate();

    @Test
    void atFirstNothingIsKnown() {
        rate.arrived(1_000_000, 0);
        rate.arrived(2_000_000, 199);
        assertFalse(rate.isKnown());
        rate.arrived(2_000_000, 200);
        assertEquals(5_000_000, rate.bytesASecond());
        assertTrue(rate.isKnown());
    }

    @Test
    void theLastSecondsCount() {
        for (int ms = 0; ms <= 20_000; ms += 10) {
            rate.arrived(ms, ms);
        }
        assertEquals(1000, rate.bytesASecond(), 1e-6);
        for (int ms = 10; ms <= 6000; ms += 10) {
            rate.arrived(20_000 + 3 * ms, 20_000 + ms);
        }
        assertEquals(3000, rate.bytesASecond(), 1e-6);
    }

    /** Browsers' clocks stand still for a while. */
    @Test
    void whatComesAtOnceCountsWhenItCame() {
        for (int ms = 0; ms <= 9000; ms += 1000) {
            rate.arrived(2 * ms - 1999, ms);
            rate.arrived(2 * ms, ms);
        }
        assertEquals(2000, rate.bytesASecond(), 1e-6);
    }

    @Test
    void whatBeginsAnewIsCountedAnew() {
        rate.arrived(5_000_000, 0);
        rate.arrived(6_000_000, 1000);
        rate.arrived(100, 1100);
        assertFalse(rate.isKnown());
        rate.arrived(1100, 2100);
        assertEquals(1000, rate.bytesASecond(), 1e-6);
    }
}
